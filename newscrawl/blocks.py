"""A body's markup to its blocks: paragraphs, images and captions in document order, nothing understood."""

import re
from collections.abc import Set

from lxml.html import HtmlElement

from newscrawl.document import DEPTH, Document, compiled, text_of, tidy, words_below
from newscrawl.items import Block

_SKIPPED = frozenset({
    "audio", "button", "dialog", "embed", "form", "iframe", "input", "link", "map", "meta", "nav",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
_INLINE = frozenset({
    "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "o:p", "q", "ruby", "rb", "rp", "rt", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_BOLD = frozenset({"b", "h1", "h2", "h3", "h4", "h5", "h6", "strong"})
_IMAGES = frozenset({"img", "amp-img"})
# Lazy loaders keep the address in one of these and a placeholder in src.
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "src")
# Buttons, bullets and logos are named so by every newsroom: /img/btn_zoom.png, /common/ico-mail.gif, zoom.svg.
_ICON = re.compile(
    r"/(?:btn|ico|icon|bul|bullet|blank|spacer|logo|default[-_]user|no[-_]?image)[-_.\d][^/]*\Z|\.svg(?:\?|\Z)"
    r"|/(?:print|scrap|e?mail|share|facebook|twitter|kakao|font|zoom|plus|minus|arrow|dot)\.(?:gif|png)\Z"
    r"|/banners?[-_/]|/(?:logos?|icons?|buttons?|btn|emoticons?|emoji)/[^/]*\Z",
    re.I,
)
_SENTENCE = re.compile(r"[가-힣][다요]\.(?=[\s”\"’']|\Z)")
_PICTURE_TABLE_SENTENCES = 2  # and so many sentences: an article laid out in a table has more
_PICTURE_TABLE_WORDS = 600  # a table that holds an image and no more words than this is a photo box


def blocks(
    document: Document,
    body: HtmlElement,
    captions: str = "",
    dropped: Set[HtmlElement] = frozenset(),
    cards: str = "",
    *,
    photos: Set[HtmlElement] = frozenset(),
    heads: Set[HtmlElement] = frozenset(),
) -> list[Block]:
    """Return the blocks of a body, in document order.

    ``captions`` selects below the body what the outlet marks as captions, ``cards`` previews of a linked page, which
    stay one text each; ``dropped`` elements are passed over, words in ``photos`` are captions, ``heads`` count as bold.
    A <figcaption> is a caption anyway, and so are the words of a small table around an image, the form older Korean
    newsrooms print photos in.
    """
    marked = set(compiled(captions)(body)) if captions else set()
    walk = _Walk(document, marked | photos, dropped, set(compiled(cards)(body)) if cards else set(), heads)
    walk.into(body)
    walk.flush()
    return walk.found


class _Walk:
    def __init__(
        self,
        document: Document,
        captions: Set[HtmlElement],
        dropped: Set[HtmlElement],
        cards: Set[HtmlElement],
        heads: Set[HtmlElement],
    ) -> None:
        self.document = document
        self.heads = heads
        self.cards = cards
        self.captions = captions
        self.dropped = dropped
        self.found: list[Block] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.kind = "text"
        self.depth = 0
        self.in_link = self.in_bold = 0
        self.loose = self.plain = 0  # letters seen outside links; outside bold type

    def say(self, words: str) -> None:
        self.words.append(words)
        if not self.in_link or not self.in_bold:
            letters = len(words.strip())
            self.loose += 0 if self.in_link else letters
            self.plain += 0 if self.in_bold else letters

    def into(self, element: HtmlElement) -> None:
        if self.depth > DEPTH:
            self.say("".join(words_below(element)))
            return
        self.depth += 1
        if element.text:
            self.say(element.text)
        for child in element:
            self.visit(child)
            if child.tail:
                self.say(child.tail)
        self.depth -= 1

    def visit(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or element in self.dropped:
            if element in self.dropped and tag not in _INLINE:
                self.line_break()
            return
        if tag in _IMAGES:
            self.image(element)
        elif element in self.cards:
            self.card(element)
        elif tag == "br":
            self.line_break()
        elif tag == "figcaption" or element in self.captions or (tag == "table" and _is_photo_box(element)):
            self.apart(element, "caption")
        elif tag == "a":
            linked = self.link(element)
            self.in_link += linked
            self.into(element)
            self.in_link -= linked
        elif tag in _INLINE:
            self.in_bold += tag in _BOLD
            self.into(element)
            self.in_bold -= tag in _BOLD
        else:
            bold = tag in _BOLD or element in self.heads
            self.line_break()
            self.in_bold += bold
            self.into(element)
            self.line_break()
            self.in_bold -= bold

    def line_break(self) -> None:
        if self.kind == "text":
            self.flush()
        else:
            self.words.append("\n")

    def apart(self, element: HtmlElement, kind: str) -> None:
        """Everything below is of this kind; a caption of several lines stays one, until an image parts it."""
        self.flush()
        outer, self.kind = self.kind, kind
        self.into(element)
        self.flush()
        self.kind = outer

    def card(self, element: HtmlElement) -> None:
        self.flush()
        self.words.append(text_of(element))  # all of it is the link's
        for link in element.iter("a"):
            self.link(link)
        self.flush()

    def image(self, element: HtmlElement) -> None:
        address = image_address(self.document, element)
        if address is None:
            return
        self.flush()
        self.found.append(Block("image", tidy(element.get("alt") or ""), address))

    def link(self, element: HtmlElement) -> bool:
        address = self.document.link(element.get("href"))
        if address:
            self.links.append(address)
        return address is not None

    def flush(self) -> None:
        words = tidy("".join(self.words))
        if words or self.links:
            # A bullet before a link leaves it a link: "▲ <a>다른 기사</a>".
            slack = len(words) // 10 if words else -1
            self.found.append(
                Block(self.kind, words, None, self.links, self.loose <= slack, self.plain <= slack)
            )
        self.words, self.links = [], []
        self.loose = self.plain = 0


def image_address(document: Document, image: HtmlElement) -> str | None:
    """Return the absolute address of an image, lazy loaders seen through; None for pixels, icons and inline data."""
    if _is_pixel(image.get("width")) or _is_pixel(image.get("height")):
        return None
    for name in _ADDRESSES:
        address = document.link(image.get(name))
        if address:
            return None if _ICON.search(address) else address
    return None


def _is_pixel(length: str | None) -> bool:
    return bool(re.fullmatch(r"\s*[0-5](px)?\s*", length or ""))


def _is_photo_box(table: HtmlElement) -> bool:
    if next(table.iter(*_IMAGES), None) is None:
        return False
    room, sentences = _PICTURE_TABLE_WORDS, _PICTURE_TABLE_SENTENCES
    for words in words_below(table):
        room -= len(tidy(words))
        sentences -= len(_SENTENCE.findall(words))
        if room < 0 or sentences < 0:
            return False
    return True
