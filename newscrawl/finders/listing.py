"""Finds a listing's entries: the longest run of alike boxes that each link an article."""

import re
from collections import Counter, defaultdict
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from newscrawl.document import text_of
from newscrawl.finders.body import find_body
from newscrawl.finders.names import is_aside, names_of, purpose
from newscrawl.finders.tree import elements, path_up

_links = elements("//a[@href]")
_NEAR = 6  # levels: a headline and its lead have a box in common so far above
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "strong", "dt"})
_TITLE = 8  # letters of the shortest headline taken for one
_LEAST = 3  # entries of the shortest run taken for a listing
_RUNS = 4  # runs looked at closer
_NUMBERED = re.compile(r"\d{5,}|/\d{4}/\d{1,2}/")  # an article's address has its number or its day
_DATE = re.compile(
    r"(?:19|20)?\d\d\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}(?:일|\.)?(?:\s*\([^)]\))?"
    r"(?:\s*(?:오전|오후|AM|PM)?\s*\d{1,2}:\d\d(?::\d\d)?)?"
    r"|\d{1,2}[.-]\d{1,2} \d{1,2}:\d\d|\d+\s?(?:초|분|시간|일|주)\s?전|방금\s?전|어제|그제"
)


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
    groups: dict[tuple[str, ...], list[HtmlElement]] = defaultdict(list)
    headlines: dict[HtmlElement, str] = {}
    seen: dict[str, HtmlElement] = {}
    asides: dict[HtmlElement, bool] = {}
    for link in _links(root):
        href = link.get("href") or ""
        headline = "" if href.startswith(("#", "javascript:")) else _headline(link)
        if len(headline) < _TITLE or _stands_aside(link, asides) or _is_near(seen.get(href), link):
            continue
        seen[href] = link
        headlines[link] = headline
        groups[tuple(str(e.tag) for e in path_up(link))].append(link)
    runs = sorted(groups.values(), key=lambda links: _weight(links, headlines), reverse=True)[:_RUNS]
    lists = [_rows(links, headlines) for links in runs]
    best = max(lists, key=lambda rows: _worth(rows, headlines), default=[])
    return best if len({row.link.get("href") for row in best}) >= _LEAST else []


def is_list(root: HtmlElement) -> bool:
    """Tell whether a page is a list: its entries hold most of its prose or one holds it all, or it has no prose."""
    rows = find_rows(root)
    body = find_body(root) if rows else None
    if body is None:
        return bool(rows)
    above = set(path_up(body))
    if len(rows) > _LEAST and any(row.box in above for row in rows):
        return True
    inside = [row for row in rows if body in path_up(row.box)]
    listed = sum(len(text_of(row.box)) for row in inside)
    return len(inside) > len(rows) // 2 and listed * 2 > len(text_of(body))


def _headline(link: HtmlElement) -> str:
    """The words a link gives for its article: those of a heading inside it, where there is one."""
    for inner in link.iterdescendants():
        if inner.tag in _HEADINGS or (isinstance(inner.tag, str) and purpose(names_of(inner)).title):
            words = text_of(inner)
            if len(words) >= _TITLE:
                return words
    return text_of(link)


def _is_near(one: HtmlElement | None, other: HtmlElement) -> bool:
    """Tell whether two links to one article stand in one entry: its headline, and its first words below."""
    return one is not None and not set(islice(path_up(one), _NEAR)).isdisjoint(islice(path_up(other), _NEAR))


def _rows(links: list[HtmlElement], headlines: dict[HtmlElement, str]) -> list[Row]:
    held = Counter(above for link in links for above in path_up(link))
    rows = [_row(link, headlines[link], held) for link in links]
    dated = {id(row.box.getparent()) for row in rows if row.date}
    # A ranking may be built as the list beside it is, and has no dates.
    beside = [row for row in rows if not row.date and id(row.box.getparent()) not in dated]
    return [row for row in rows if row not in beside] if len(beside) * 2 <= len(rows) and dated else rows


def _worth(rows: list[Row], headlines: dict[HtmlElement, str]) -> float:
    """How likely rows are the page's main list: what it is a list of has its date beside it, a ranking has none."""
    dated = sum(row.date is not None for row in rows) / max(1, len(rows))
    return _weight([row.link for row in rows], headlines) * (1 + 2 * dated)


def _row(link: HtmlElement, headline: str, held: Counter[HtmlElement]) -> Row:
    """The entry of a link: its box is the largest element that holds no other entry's headline."""
    box = link
    for element in path_up(link):
        if held[element] > 1:
            break
        box = element
    found = _DATE.search(text_of(box).replace(headline, " ", 1))
    return Row(box, link, headline, found[0] if found else None)


def _weight(links: list[HtmlElement], headlines: dict[HtmlElement, str]) -> float:
    numbered = (2.0 if _NUMBERED.search(link.get("href") or "") else 0.5 for link in links)
    return sum(min(len(headlines[link]), 60) * weight for link, weight in zip(links, numbered, strict=True))


def _stands_aside(link: HtmlElement, asides: dict[HtmlElement, bool]) -> bool:
    for element in path_up(link):
        aside = asides.get(element)
        if aside is None:
            aside = asides[element] = is_aside(element) or element.tag == "header"
        if aside:
            return True
    return False
