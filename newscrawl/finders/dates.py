"""Finds the dates printed of an article, with the labels beside them. Words only: what they mean is text's to say.

The nearer to the headline or the text in the tree, the likelier a date is the article's own: a ranking's clock and a
footer's "등록일" hang elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from newscrawl.document import text_of, tidy
from newscrawl.finders.names import names_of, purpose
from newscrawl.finders.tree import elements, holder_of, is_longer, path_up, stands_aside, texts

_dated = texts(
    "not(self::script or self::style or self::option or self::title)",
    "contains(., '20') or contains(., '19')",
)
_timed = texts("not(self::script or self::style or self::option or self::title)", "contains(., ':')")
_stamped = elements("descendant::*[@data-date-time or @data-modify-date-time or @datetime]")
_named = elements("descendant::*[@class or @id]")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?|\d{1,2}월"
_DATE = re.compile(
    r"(?:[‘'’]?(?:19|20)?\d\d\s*[.\-/년]\s*\d{1,2}\s*[.\-/월]\s*\d{1,2}\s*(?:일|\.)?(?:\s*[(\[（]?[월화수목금토일](?:요일)?[)\]）]?)?"
    rf"|(?:{_MONTH})\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d(?!\d)|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s(?:{_MONTH}),?\s(?:19|20)\d\d(?!\d))"
    r"(?:[\sT,|–-]|at\s)*(?:(?:오전|오후|AM|PM|am|pm)?\s*\d{1,2}\s*[:시]\s*\d{1,2}(?:\s*[:분]\s*\d{1,2}초?)?\s*분?\s*(?:AM|PM|am|pm|KST)?)?"
)
_SHORT_DATE = re.compile(r"\d{1,2}\s?[./월-]\s?\d{1,2}\D{1,6}\d{1,2}:\d\d|\d+\s?(?:분|시간|일)\s?전")
_OF_THE_CENTURY = re.compile(r"\D{0,10}\d\d[.\-/]\d\d[.\-/]\d\d\.?\s\d\d:\d\d[\s|]*")
_LABEL = re.compile(
    r"(?:기사|최초|최종)?\s*(?:입력|등록|작성|게시|발행|승인|송고|수정|업데이트|갱신|보도|방송|Published|Posted|Updated|Modified)"
    r"\s*(?:일시|시간|시각|일자|일)?",
    re.I,
)
_LABELLED = re.compile(rf"(?:{_LABEL.pattern})?\s*[:：]?\s*{_DATE.pattern}", re.I)
_CLOCK = re.compile(r"(?:19|20)\d\d[.\-/]\s?\d\d?[.\-/]\s?\d\d?\.?\s+\d\d?:\d\d(?::\d\d)?")
_LATER = re.compile(r"updat|modif|edit", re.I)
_NO_STAMP = re.compile(
    r"기준|(?<![가-힣])(?:일시|기간|마감)|등록번호|발행인|등록일자|발행일자|발행연월일|등록연월일|[Cc]opyright|[©ⓒ]|제호|창간"
)
_BAR = re.compile(r"\s?[|ㅣ│]\s?|(?<=\d)l(?=[가-힣])")  # some write the letter: "09:48l최종 업데이트"
_PUNCTUATION = re.compile(r"[\s:|·\[\]()/,.\-]")
_MOST = 300  # dates looked at: each asks what stands around it
_TIMES = 40  # texts with a colon looked at
_TEXT, _LINE, _SHORT = 400, 90, 35
_PAGE = 6  # letters of the printed page beside the dates: "지면 A13"
_REST = 30  # letters that may stand on a date's line besides date and label: a reporter's name, "댓글 0"


def find_dates(region: HtmlElement, anchors: Iterable[HtmlElement | None]) -> list[str]:
    """Return the date lines printed nearest to the anchors (headline, text), with their labels, in order.

    >>> from lxml import html
    >>> page = html.fromstring("<div><p>2022-01-11 22:16 (화)</p><div><h1>제목</h1><dl><dt>입력 :"
    ...     "<dd>2020-06-17 11:00</dl></div></div>")
    >>> find_dates(page, [page.find(".//h1")])
    ['입력 : 2020-06-17 11:00']
    """
    levels = [_levels(anchor) for anchor in anchors if anchor is not None]
    found: dict[str, int] = {}
    beside: dict[str, int] = {}  # in a bar of tools, say: "util" is where some newsrooms print the date
    for text in islice(_dated(region), _MOST):
        holder = holder_of(text) if len(text) <= _TEXT and _DATE.search(text) else None
        line = None if holder is None or _is_caption(holder) else _line(holder, tidy(text))
        if holder is not None and line:
            near = max(
                (next((level[e] for e in path_up(holder) if e in level), 0) for level in levels), default=0
            )
            into = beside if stands_aside(holder, region) else found
            into[line] = max(into.get(line, 0), near)
    beside = {line: near for line, near in beside.items() if _CLOCK.match(line) or _LABEL.match(line)}
    lines = found or beside
    nearest = max(lines.values(), default=0)
    return [line for line, near in lines.items() if near == nearest] or _short_dates(region)


def find_stamps(region: HtmlElement) -> list[tuple[str, str]]:
    """Return the machine-readable dates of a region's elements as ("published" or "modified", value)."""
    found = []
    for element in islice(_stamped(region), _MOST):
        modified = element.get("data-modify-date-time")
        value = tidy(modified or element.get("data-date-time") or element.get("datetime") or "")
        if _DATE.search(value) and not stands_aside(element, region):
            later = modified is not None or _LATER.search(names_of(element))
            found.append(("modified" if later else "published", value))
    return list(dict.fromkeys(found))


def undated(line: str) -> str:
    """Return a line without its dates and their labels.

    >>> undated("홍길동 기자|입력 : 2019.03.07 11:25")
    '홍길동 기자|'
    """
    return tidy(_LABELLED.sub(" ", tidy(line)))


def apart(line: str) -> list[str]:
    """Return a line's dates one by one where a bar parts a bare one from labelled ones: each says its own.

    >>> apart("09.05.20 11:35ㅣ최종 업데이트 09.05.20 14:08"), apart("입력 2020.06.17 11:00 | 수정 2020.06.17 12:00")
    (['09.05.20 11:35', '최종 업데이트 09.05.20 14:08'], ['입력 2020.06.17 11:00 | 수정 2020.06.17 12:00'])
    """
    pieces = [piece for piece in map(tidy, _BAR.split(line)) if _DATE.search(piece)]
    bare = bool(pieces) and not _LABEL.search(pieces[0])
    return pieces if bare and any(_LABEL.search(piece) for piece in pieces[1:]) else [line]


def is_stamp_line(line: str) -> bool:
    """Tell whether a line is nothing but dates and their labels, as the one above a text that no name sets apart.

    >>> [is_stamp_line(words) for words in ("입력 2022.06.22 17:11 지면 A13", "입력 :", "2022년 6월 22일")]
    [True, True, False]
    """
    if len(line) > _LINE or not (_LABEL.match(line) or _CLOCK.fullmatch(line)):
        return False
    rest = _PUNCTUATION.sub("", _LABEL.sub("", undated(line)))
    return len(rest) <= (_PAGE if _DATE.search(line) else 0)


def _is_caption(holder: HtmlElement) -> bool:
    return any(e.tag == "figcaption" or "caption" in names_of(e).lower() for e in islice(path_up(holder), 2))


def _line(holder: HtmlElement, text: str) -> str | None:
    """The printed line of a date with its label, or None where the words around it make it no stamp."""
    for line in (text, *_wider_lines(holder)):
        if len(line) > _LINE and line is not text:
            break
        if len(line) > _LINE or _NO_STAMP.search(line):
            return None
        labelled = _LABEL.search(line)
        if (labelled or line is text) and len(_PUNCTUATION.sub("", undated(line))) > _REST:
            return None
        if labelled:
            return line
    return text


def _wider_lines(holder: HtmlElement) -> Iterator[str]:
    """The lines of the elements around a date that holds no label of its own, as long as they hold little else."""
    element: HtmlElement | None = holder
    for _ in range(3):
        if element is None or len(element) > _REST or is_longer(element, _LINE):
            return
        yield text_of(element)
        element = element.getparent()


def _short_dates(region: HtmlElement) -> list[str]:
    """Dates without a year ("1.9 오전 9:53", "3시간 전") in what is named as a date; else "24.05.17 09:12" anywhere."""
    named = (e for e in _named(region) if purpose(names_of(e)).dated and not is_longer(e, _SHORT))
    lines = (text_of(e) for e in islice(named, _MOST) if not stands_aside(e, region))
    found = list(dict.fromkeys(line for line in lines if _SHORT_DATE.search(line)))
    return found or [
        tidy(text)
        for text in islice(_timed(region), _TIMES)
        if _OF_THE_CENTURY.fullmatch(tidy(text))
        and (e := holder_of(text)) is not None
        and not stands_aside(e, region)
    ]


def _levels(anchor: HtmlElement) -> dict[HtmlElement, int]:
    """What stands above an anchor, and how deep in the tree."""
    above = list(path_up(anchor))
    return {element: len(above) - index for index, element in enumerate(above)}
