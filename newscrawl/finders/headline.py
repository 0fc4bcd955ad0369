"""Finds the element that prints the headline which the head states, with the outlet's name behind it or not."""

import re
from collections.abc import Callable, Iterable
from itertools import islice, takewhile
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.finders.names import is_aside, names_of, purpose
from newscrawl.finders.tree import elements, holder_of, is_longer, path_up

_headings = elements("//*[self::h1 or self::h2 or self::h3 or self::h4 or @itemprop='headline']")
_named = elements("//*[@class or @id]")
_saying = cast(
    Callable[..., list[etree._ElementUnicodeResult]],
    etree.XPath("//*[not(self::script or self::style or self::title)]/text()[contains(., $start)]"),
)
_TITLED = frozenset({"div", "dt", "p", "span", "strong", "td"})
_PUNCTUATION = re.compile(r"[\W_]+")
_OUTLET = re.compile(r"\s+(?:[-|–—:<>ㅣ]{1,2}|::)\s+[^-|]{2,24}$")  # behind a title
_LEAST, _MOST = 3, 120  # letters
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_FRONT_PAGE = re.compile(r"(?:https?:)?(?://[^/]+)?/?(?:(?:index|main|default)\.\w+)?")
_LOOKED_AT = 3000  # elements


def find_headline(root: HtmlElement, stated: str) -> HtmlElement | None:
    """Return the element that prints the stated headline, the longest wording first; None where none does.

    >>> from lxml import html
    >>> page = html.fromstring("<div><h1>한빛신문</h1><h3>LG, 손잡는다</h3><h3>다른 기사</h3></div>")
    >>> find_headline(page, "LG, 손잡는다 - 한빛신문").text
    'LG, 손잡는다'
    """
    whole = _bare(stated)
    tail = _OUTLET.search(stated)
    bare = _bare(stated[: tail.start()]) if tail and len(tail[0]) < tail.start() else None
    best = _first(_headings(root), bare) if bare else None
    if best is None:
        best = _longest(_headings(root), whole)
    if best is None:
        best = _longest((e for e in _named(root) if e.tag in _TITLED and purpose(names_of(e)).title), whole)
    if best is None and len(whole) >= _LEAST:
        said = _saying(root, start=" ".join(stated.split()[:2]))
        best = _longest((e for text in said if (e := holder_of(text)) is not None), whole)
    return best


def find_heading_of(body: HtmlElement) -> HtmlElement | None:
    """Return the heading nearest above a text, for pages whose head names but the outlet.

    >>> from lxml import html
    >>> page = html.fromstring("<div><h1><a href='/'>한빛신문</a></h1><p class=tit>LG, 로봇 낸다</p><p id=c>네.</p>")
    >>> find_heading_of(page.get_element_by_id("c")).text
    'LG, 로봇 낸다'
    """
    for above in islice(path_up(body), 1, None):
        inner = (e for e in islice(above.iter(), _LOOKED_AT) if isinstance(e.tag, str))
        before = list(takewhile(lambda e: e is not body, inner))
        headings = [e for e in before if e.tag in _HEADINGS and _is_title(e)]
        found = headings or [
            e for e in before if e.tag in _TITLED and purpose(names_of(e)).title and _is_title(e)
        ]
        if found:
            return min(found, key=lambda e: str(e.tag) if e.tag in _HEADINGS else "h9")
    return None


def is_logo(element: HtmlElement) -> bool:
    """Tell whether a heading prints the outlet's name: all of it links to the front page."""
    links = [e for e in (*islice(path_up(element), 3), *element.iter("a")) if e.tag == "a"]
    return any(_FRONT_PAGE.fullmatch(link.get("href") or "") for link in links)


def _is_title(element: HtmlElement) -> bool:
    return (
        is_longer(element, _LEAST * 2)
        and not is_longer(element, _MOST)
        and not is_logo(element)
        and not any(is_aside(e) for e in path_up(element))
    )


def _first(candidates: Iterable[HtmlElement], whole: str) -> HtmlElement | None:
    exact = (
        e for e in candidates if not is_longer(e, len(whole) * 2) and _bare("".join(e.itertext())) == whole
    )
    return min(exact, key=lambda e: str(e.tag), default=None)


def prints(element: HtmlElement, stated: str) -> bool:
    """Tell whether an element prints the stated headline: its beginning, or most of it, and no more."""
    return _printed(element, _bare(stated)) > 0


def _longest(candidates: Iterable[HtmlElement], whole: str) -> HtmlElement | None:
    best, length = None, _LEAST
    for element in candidates:
        printed = _printed(element, whole)
        if printed > length or (printed == length and (best is None or _is_shown_rather(element, best))):
            best, length = element, printed
    return best


def _printed(element: HtmlElement, whole: str) -> int:
    """How many letters of the stated headline an element prints; none where it prints others, or only the outlet's."""
    if is_longer(element, len(whole) * 2 + _LEAST):
        return 0
    words = _bare("".join(element.itertext()))
    fits = words in whole and (len(words) * 2 > len(whole) or whole.startswith(words))
    return len(words) if fits else 0


def _bare(words: str) -> str:
    return _PUNCTUATION.sub("", words)


def _is_shown_rather(element: HtmlElement, other: HtmlElement) -> bool:
    """Of two equal headings, the one in the page's own part rather than in a bar that follows the reader."""
    return any(is_aside(e) or e.tag == "header" for e in path_up(other)) or other.tag > element.tag
