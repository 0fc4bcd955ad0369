"""Walks a page's tree: XPaths compiled once, what stands above an element, what two elements share.

Hostile pages nest deeper and list longer than any newsroom: every walk here is bounded.
"""

from collections.abc import Callable, Iterator
from itertools import islice, takewhile
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.finders.names import is_aside

LEVELS = 60  # above an element; deeper pages are no newsroom's
_WORDLESS = frozenset({"script", "style"})
_HEADLINE = 15  # letters of a link that is another article's headline


def elements(xpath: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    """Return an XPath of elements as a function that finds them, in document order."""
    return cast(Callable[[HtmlElement], list[HtmlElement]], etree.XPath(xpath))


def texts(holders: str, condition: str) -> Callable[[HtmlElement], list[etree._ElementUnicodeResult]]:
    """Return a function that finds the texts of such holders that meet an XPath condition, in document order."""
    found = etree.XPath(f"descendant-or-self::*[{holders}]/text()[{condition}]")
    return cast(Callable[[HtmlElement], list[etree._ElementUnicodeResult]], found)


def holder_of(text: etree._ElementUnicodeResult) -> HtmlElement | None:
    """Return the element a text stands in."""
    parent = text.getparent()
    holder = parent.getparent() if parent is not None and text.is_tail else parent
    return cast(HtmlElement | None, holder)


def path_up(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element and those above it, the nearest first."""
    yield element
    yield from islice(element.iterancestors(), LEVELS)


def is_longer(element: HtmlElement, letters: int) -> bool:
    """Tell whether an element's words are more letters than that, white space aside; it reads no further.

    >>> from lxml import html
    >>> is_longer(html.fromstring("<p>가 나 다</p>"), 2), is_longer(html.fromstring("<p>가 나 다</p>"), 3)
    (True, False)
    """
    for words in words_in(element):
        letters -= len("".join(words.split()))
        if letters < 0:
            return True
    return False


def words_in(element: HtmlElement) -> Iterator[str]:
    """Yield an element's texts in order, without its scripts: an advertisement more is no word more."""
    for node in element.iter():
        if node.text and node.tag not in _WORDLESS and isinstance(node.tag, str):
            yield node.text
        if node.tail and node is not element:
            yield node.tail


def common_ancestor(first: HtmlElement | None, second: HtmlElement | None) -> HtmlElement | None:
    """Return the smallest element that holds both, the one given where the other is None."""
    if first is None or second is None:
        return first if second is None else second
    above = set(path_up(first))
    return next((e for e in path_up(second) if e in above), None)


def stands_aside(element: HtmlElement, within: HtmlElement | None = None) -> bool:
    """Tell whether an element stands in a menu, a ranking, comments or a list of other articles.

    What holds the article (``within``, and all around it) is none of these, whatever it is named: "aside_left".
    """
    around = path_up(element) if within is None else takewhile(lambda e: e is not within, path_up(element))
    return any(is_aside(e) or is_listed(e) for e in around)


def is_listed(element: HtmlElement) -> bool:
    """Tell whether an element is an item of a list of other articles: two of its links are as long as a headline."""
    parent = element.getparent() if element.tag == "li" else None
    links = () if parent is None else islice(parent.iter("a"), LEVELS)
    long = (
        link
        for link in links
        if is_longer(link, _HEADLINE) and not any("@" in str(w) for w in link.itertext())
    )
    return len(list(islice(long, 2))) > 1
