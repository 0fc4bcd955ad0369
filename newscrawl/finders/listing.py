"""Finds a listing's entries and its next page: the longest run of alike boxes that each link an article."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from lxml.html import HtmlElement

from newscrawl.document import text_of
from newscrawl.finders.names import is_aside, names_of
from newscrawl.finders.tree import elements, path_up

_links = elements("//a[@href]")
_paged = elements("//*[contains(@class, 'pag') or contains(@class, 'Pag') or contains(@id, 'pag')]")
_TITLE = 8  # letters of the shortest headline taken for one
_LEAST = 3  # entries of the shortest run taken for a listing
_NUMBERED = re.compile(r"\d{5,}|/\d{4}/\d{1,2}/")  # an article's address has its number or its day
_DATE = re.compile(
    r"(?:19|20)?\d\d\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}(?:일|\.)?(?:\s*\([^)]\))?"
    r"(?:\s*(?:오전|오후)?\s*\d{1,2}:\d\d(?::\d\d)?)?"
    r"|\d{1,2}[.-]\d{1,2} \d{1,2}:\d\d|\d+\s?(?:초|분|시간|일|주)\s?전|방금\s?전|어제|그제"
)
_BOXES = frozenset({"article", "dd", "div", "dl", "dt", "li", "section", "td", "tr", "p"})


class Row(NamedTuple):
    """One entry as the page prints it: the box, the link, its words and the date in the box."""

    box: HtmlElement
    link: HtmlElement
    headline: str
    date: str | None


def find_rows(root: HtmlElement) -> list[Row]:
    """Return the rows of the page's main list, in order; none where nothing is listed.

    >>> from lxml import html
    >>> page = html.fromstring("<div><nav><a href=/a>정치 경제 사회 문화</a></nav><ul>" + "".join(
    ...     f"<li><a href=/news/10000{n}>새 기사의 제목 {n}</a> <i>2020.06.1{n}</i></li>" for n in range(3)) + "</ul>")
    >>> [(row.link.get("href"), row.headline, row.date) for row in find_rows(page)][0]
    ('/news/100000', '새 기사의 제목 0', '2020.06.10')
    """
    runs: dict[tuple[HtmlElement | None, str], dict[str, Row]] = defaultdict(dict)
    asides: dict[HtmlElement, bool] = {}
    alike: dict[tuple[HtmlElement, str], int] = {}
    for link in _links(root):
        headline = _headline(link)
        href = link.get("href") or ""
        if len(headline) < _TITLE or href.startswith(("#", "javascript:")) or _stands_aside(link, asides):
            continue
        box = _box(link, alike)
        parent = box.getparent()
        run = runs[(parent.getparent() if parent is not None else None, f"{box.tag} {names_of(box)}")]
        if href not in run:
            run[href] = Row(box, link, headline, None)
    best = max(runs.values(), key=_weight, default={})
    if len(best) < _LEAST:
        return []
    boxes: dict[HtmlElement, Row] = {}
    for row in best.values():
        boxes.setdefault(row.box, row)
    return [row._replace(date=_date(row)) for row in boxes.values()]


def find_next(root: HtmlElement) -> str | None:
    """Return the href of the page after the current one, or None where the page links none.

    >>> from lxml import html
    >>> find_next(html.fromstring("<div class=paging><strong>1</strong><a href=?page=2>2</a></div>"))
    '?page=2'
    """
    for box in _paged(root):
        pages = [e for e in box.iter("a", "strong", "em", "span", "b", "li") if _is_page(e)]
        for page, following in pairwise(pages):
            if _is_current(page):
                after = next((e for e in (following, *following.iter("a")) if e.get("href")), None)
                if after is not None and not str(after.get("href")).startswith(("#", "javascript:")):
                    return str(after.get("href"))
    return None


def _is_page(element: HtmlElement) -> bool:
    words = text_of(element)
    return (words.isdigit() and len(words) < 5) or words in (
        "다음",
        "다음페이지",
        "다음 페이지",
        "next",
        "Next",
        ">",
    )


def _is_current(element: HtmlElement) -> bool:
    if element.tag == "a":
        return not element.get("href") or bool(
            re.search(r"\b(?:on|active|current|now|selected)\b", names_of(element))
        )
    if element.tag == "li":
        return bool(re.search(r"\b(?:on|active|current|now|selected)\b", names_of(element)))
    return next(element.iter("a"), None) is None and (
        element.getparent() is None or element.getparent().tag != "a"
    )


def _headline(link: HtmlElement) -> str:
    """The words a link gives for its article: those of a heading inside it, where there is one."""
    for inner in link.iter("h1", "h2", "h3", "h4", "h5", "strong", "dt"):
        words = text_of(inner)
        if len(words) >= _TITLE:
            return words
    return text_of(link)


def _box(link: HtmlElement, alike: dict[tuple[HtmlElement, str], int]) -> HtmlElement:
    """The element that repeats once an entry: the first above the link that has brothers of its own kind."""
    box = link
    for element in path_up(link):
        if element.tag in ("body", "html"):
            break
        box = element
        parent = element.getparent()
        if element is not link and element.tag in _BOXES and parent is not None:
            kind = (parent, str(element.tag))
            if kind not in alike:
                alike[kind] = sum(
                    1 for e in parent.iterchildren(kind[1]) if next(e.iter("a"), None) is not None
                )
            if alike[kind] >= _LEAST:
                break
    return box


def _weight(run: dict[str, Row]) -> float:
    rows: Iterable[Row] = run.values()
    return sum(
        min(len(row.headline), 60) * (2.0 if _NUMBERED.search(row.link.get("href") or "") else 0.5)
        for row in rows
    )


def _date(row: Row) -> str | None:
    words = text_of(row.box).replace(row.headline, " ", 1)
    found = _DATE.search(words)
    return found[0] if found else None


def _stands_aside(link: HtmlElement, asides: dict[HtmlElement, bool]) -> bool:
    for element in path_up(link):
        aside = asides.get(element)
        if aside is None:
            aside = asides[element] = is_aside(element) or element.tag == "header"
        if aside:
            return True
    return False
