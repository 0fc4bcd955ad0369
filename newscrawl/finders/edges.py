"""Finds the edges of an article's text: what stands inside its element and is no part of it, and its opening lines."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.document import lines_of, tidy
from newscrawl.finders.dates import is_stamp_line
from newscrawl.finders.names import is_picture, names_of, purpose
from newscrawl.finders.tree import elements, is_longer, stands_aside, words_in
from newscrawl.items import Block

_named = elements("descendant::*[@class or @id or self::figure]")
_unshown = elements(
    "descendant::*[contains(@style, 'display') and contains(translate(@style, ' ', ''), 'display:none')"
    " and not(self::img)]"  # which a lazy loader shows later
)
# More of the body's letters than this in one element, and it is the text, however it is named.
_SHARE = 0.4
_PHOTO_LETTERS = 500
_BOXES = frozenset({"center", "div", "dl", "span"})
_CAPTION_LETTERS, _CAPTION_LINES, _IMAGES, _STEPS = 200, 2, 60, 4
_SENTENCE_END = re.compile(r"[가-힣](?:다|요|까|죠)[.?!…]*[”’\"')\]]*$|[.?!…][”’\"')\]]*$")
_FULL_STOP = re.compile(r"[가-힣](?:다|요|까|죠)[.?!][”’\"')\]]*$")
_QUOTED = re.compile(r"[“\"‘'][^.]+[”\"’']")
_WRITER_LINE = re.compile(r"@|기자|특파원|[=|]")
# Over a summary, or over links to other articles.
_LABEL = re.compile(
    r"\W*(?:(?:기사\s?(?:내용)?|뉴스|핵심|(?:세|3)\s?줄|AI\s?(?:기사|뉴스)?)\s?(?:핵심\s?)?요약|"
    r"(?:관련|추천|인기|최신|함께\s?(?:보면|읽으면)\s?좋은|이\s?기자의\s?다른)\s?(?:기사|뉴스|콘텐츠))\W*"
)
_DECK_LINES = 12


class Parts(NamedTuple):
    """Elements inside a body by what their names say: no part of the text, photos with their words, heads."""

    asides: set[HtmlElement]
    photos: set[HtmlElement]
    heads: set[HtmlElement]


def parts_of(body: HtmlElement) -> Parts:
    """Return the elements inside a body that are no part of an article or not shown, its photo boxes and its heads."""
    parts = Parts(set(_unshown(body)), set(), set())
    for element in _named(body):
        meant = purpose(names_of(element))
        if meant.aside:
            if not is_picture(element):
                parts.asides.add(element)
        elif meant.photo or element.tag == "figure":
            if next(element.iter("img", "amp-img"), None) is not None and not is_longer(
                element, _PHOTO_LETTERS
            ):
                parts.photos.add(element)
        elif meant.deck or meant.summary:
            tells = meant.summary and any(map(_FULL_STOP.search, lines_of(element)))
            (parts.asides if tells else parts.heads).add(element)
    most = int(len("".join("".join(words_in(body)).split())) * _SHARE)
    for image in islice(body.iter("img", "amp-img"), _IMAGES):
        box = _photo_box(image, body)
        if box is not None and not is_longer(box, min(most, _CAPTION_LETTERS)):
            parts.photos.add(box)
    return parts._replace(asides={e for e in parts.asides if not is_longer(e, most)})


def head_parts(body: HtmlElement, heading: HtmlElement | None) -> list[HtmlElement]:
    """Return what stands in the <header> inside a body and is no picture: the headline, the day, writers and portraits.

    >>> from lxml import html
    >>> page = html.fromstring("<article><header><h1>제목</h1><p>9월 3일</p><figure><img></figure></header><p>글이다.")
    >>> [e.tag for e in head_parts(page, page.find(".//h1"))]
    ['h1', 'p']
    """
    if heading is None or body not in heading.iterancestors():
        return []
    heads = (e for e in heading.iterancestors("header") if e is not body and body in e.iterancestors())
    parts = (part for head in heads for part in head.iterchildren(etree.Element))
    return [part for part in parts if next(part.iter("figure", "picture"), None) is None]


def lead_photos(region: HtmlElement, body: HtmlElement) -> list[HtmlElement]:
    """Return the boxes between headline and text that hold a picture and its caption.

    >>> from lxml import html
    >>> page = html.fromstring("<div><h1>제목</h1><div id=p><figure><img></figure><figcaption>모습</figcaption></div>"
    ...     "<div id=b>글이다.</div></div>")
    >>> [box.get("id") for box in lead_photos(page, page.find("div[@id='b']"))]
    ['p']
    """
    found: dict[HtmlElement, None] = {}
    for caption in islice(region.iter("figcaption"), _IMAGES):
        above = list(islice(caption.iterancestors(), _STEPS))
        box = next((e for e in above if next(e.iter("img", "amp-img"), None) is not None), None)
        inside = (
            box is None
            or body is box
            or body in above
            or box in body.iterancestors()
            or body in box.iterancestors()
        )
        if (
            box is not None
            and not inside
            and not is_longer(box, _PHOTO_LETTERS)
            and not stands_aside(box, region)
        ):
            found[box] = None
    return list(found)


def _photo_box(image: HtmlElement, body: HtmlElement) -> HtmlElement | None:
    """The nearest box around an image that holds words too, if they stand behind it in an element of their own."""
    inner = image
    for box in islice(image.iterancestors(), _STEPS):
        if box is body or box.tag not in _BOXES or (box.text or "").strip() or (inner.tail or "").strip():
            return None
        if any(not isinstance(e.tag, str) or is_longer(e, 0) for e in inner.itersiblings(preceding=True)):
            return None
        behind = [e for e in inner.itersiblings() if isinstance(e.tag, str) and is_longer(e, 0)]
        if any((e.tail or "").strip() for e in inner.itersiblings()):
            return None
        if behind:
            return box if len(behind) <= _CAPTION_LINES and inner.tag != "p" else None
        inner = box
    return None


def split_deck(blocks: list[Block], headline: str) -> tuple[list[str], list[Block]]:
    """Return the lines printed above the text (sub-headlines in bold), and the text; a repeated headline is dropped.

    >>> bold, text = Block("text", "매출 두 배", strong=True), Block("text", "매출이 늘었다.")
    >>> split_deck([Block("text", "LG, 손잡는다"), bold, text], "LG, 손잡는다")
    (['매출 두 배'], [Block(kind='text', text='매출이 늘었다.', url=None, links=[], linked=False, strong=False)])
    """
    deck: list[str] = []
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        if block.kind != "text" or not block.text:
            kept.append(block)
        elif _bare(block.text) == _bare(headline):
            continue
        elif block.strong and len(deck) < _DECK_LINES and _is_deck_line(block.text):
            deck.append(block.text)
        else:
            kept.extend(blocks[index:])
            break
    return (deck, kept) if any(b.kind == "text" and b.text for b in kept) else ([], blocks)


def _is_deck_line(words: str) -> bool:
    told = _SENTENCE_END.search(words) and not _QUOTED.fullmatch(words)
    return len(words) <= 80 and not told and not _WRITER_LINE.search(words)


def without_chrome(blocks: list[Block], read: Iterable[str] = ()) -> list[Block]:
    """Return the blocks without lines that only link to something else, rules and leftovers ("━", "*/"), and lines that
    print once more what was ``read`` elsewhere: the date, a writer.

    >>> without_chrome([Block("text", "━"), Block("text", "[홍길동 기자]")], ["홍길동 기자"])
    []
    """
    again = {_bare(words) for words in read} | {""}
    return [
        b
        for b in blocks
        if b.kind != "text"
        or not b.text
        or not (_bare(b.text) in again or _is_link(b) or _LABEL.fullmatch(b.text) or is_stamp_line(b.text))
    ]


def _is_link(block: Block) -> bool:
    return block.linked and not _WRITER_LINE.search(block.text) and not _FULL_STOP.search(block.text)


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", tidy(words))
