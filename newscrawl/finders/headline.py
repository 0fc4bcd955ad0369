"""Finds the element that prints the headline which the head states, with the outlet's name behind it or not."""

import re
from collections.abc import Callable, Iterable
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
_LEAST = 3  # letters


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
