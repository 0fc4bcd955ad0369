"""A parsed page: CSS lookups, tidy text and absolute addresses over one lxml tree, and nothing about news."""

from collections.abc import Callable, Iterator, Set
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from cssselect import HTMLTranslator
from lxml import etree
from lxml.html import HtmlElement

from newscrawl.selectors import Index, steps_of

_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "iframe", "svg", "button", "select", "textarea"}
)
_BREAKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip


# One selector, or several in order of trust: the first that finds anything is taken.
Css = str | tuple[str, ...]
# Hostile pages nest deeper than Python recurses; below this depth, words are taken without their structure.
DEPTH = 200


def tidy(text: str) -> str:
    """Return the text with every run of white space (U+00A0, U+200B and U+FEFF too) as one space, trimmed.

    >>> tidy(" LG,\\u00a0서울대와\\n 손잡는다\\u200b ")
    'LG, 서울대와 손잡는다'
    """
    # Five times as fast as a pattern, and called for every line of a page.
    return " ".join(text.replace("\u200b", " ").replace("\u2060", " ").replace("\ufeff", " ").split())


@lru_cache(maxsize=2048)
def compiled(css: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    """Return the selector as a function that finds its elements below the one it is given."""
    xpath = etree.XPath(HTMLTranslator().css_to_xpath(css, prefix="descendant::"))
    return cast(Callable[[HtmlElement], list[HtmlElement]], xpath)


class Document:
    """One page, parsed once. ``url`` is the address it was fetched from; ``html`` its decoded source.

    ``utf8`` are the bytes of that source, where the page came as UTF-8: they need not be made again.
    """

    __slots__ = ("__weakref__", "_index", "base", "html", "kept", "root", "url")

    def __init__(self, source: str, url: str, utf8: bytes | None = None) -> None:
        self.html = source
        self.url = url
        self.root = _parse(source.encode("utf-8", "replace") if utf8 is None else utf8)
        self.kept: dict[str, Any] = {}  # what its readers found and would otherwise look for again
        self._index: Index | None = None
        bases = (element.get("href") for element in self.root.iter("base"))
        self.base = joined(url, next((href for href in bases if href is not None), None)) or url

    def all(self, css: Css, within: HtmlElement | None = None) -> list[HtmlElement]:
        """Return every element the selector finds, in document order."""
        if isinstance(css, str):
            return self._found(css, within)
        return next((found for one in css if (found := self._found(one, within))), [])

    def _found(self, css: str, within: HtmlElement | None) -> list[HtmlElement]:
        steps = steps_of(css) if within is None else None
        if steps is None:
            return compiled(css)(self.root if within is None else within)
        return self._indexed().find(steps)

    def _indexed(self) -> Index:
        if self._index is None:
            self._index = Index(self.root)
        return self._index

    def classed(self, names: Set[str], within: HtmlElement | None = None) -> list[HtmlElement]:
        """Return every element with one of these class names, ``within`` itself and below it, in document order."""
        found = self._indexed().classed(names)
        if within is None:
            return found
        return [e for e in found if e is within or within in e.iterancestors()]

    def first(self, css: Css, within: HtmlElement | None = None) -> HtmlElement | None:
        """Return the first element the selector finds, or None."""
        found = self.all(css, within)
        return found[0] if found else None

    def text(self, css: Css, within: HtmlElement | None = None) -> str | None:
        """Return the tidy text of the first element found that has any, or None."""
        for element in self.all(css, within):
            words = text_of(element)
            if words:
                return words
        return None

    def texts(self, css: Css, within: HtmlElement | None = None) -> list[str]:
        """Return the tidy texts of all elements found, empty ones left out."""
        return [words for words in map(text_of, self.all(css, within)) if words]

    def attribute(self, css: Css, name: str) -> str | None:
        """Return the attribute of the first element found that has it filled, or None."""
        for element in self.all(css):
            value = tidy(element.get(name) or "")
            if value:
                return value
        return None

    def link(self, href: str | None) -> str | None:
        """Return the address made absolute, or None where it is none of http or https."""
        return joined(self.base, href)


def text_of(element: HtmlElement) -> str:
    """Return what a reader sees of an element, as one tidy line; block elements and <br> count as a space.

    >>> from lxml import html
    >>> text_of(html.fromstring("<p>입력<br>2020-06-17<script>x()</script></p>"))
    '입력 2020-06-17'
    """
    return tidy("".join(_pieces(element)))


def lines_of(element: HtmlElement) -> list[str]:
    """Return the visible lines of an element, broken at <br> and at block elements, tidy, empty ones left out.

    >>> from lxml import html
    >>> lines_of(html.fromstring("<div>3대 지수 상승<br>연준 동결<p>끝</p></div>"))
    ['3대 지수 상승', '연준 동결', '끝']
    """
    return [line for line in map(tidy, "".join(_pieces(element, "\x00")).split("\x00")) if line]


def words_below(element: HtmlElement) -> Iterator[str]:
    """Return the visible words of an element piece by piece, however deep it nests, its structure forgotten."""
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if node.tag in _UNSEEN:
                walk.skip_subtree()
            else:
                yield node.text or ""
        elif node is not element:
            yield node.tail or ""


def _pieces(element: HtmlElement, line_break: str = "\n") -> list[str]:
    pieces: list[str] = []
    _collect(element, pieces, line_break, 0)
    return pieces


def _collect(element: HtmlElement, pieces: list[str], line_break: str, depth: int) -> None:
    if depth > DEPTH:
        pieces.extend(words_below(element))
        return
    breaks = element.tag in _BREAKS
    if breaks:
        pieces.append(line_break)
    if element.text:
        pieces.append(element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSEEN:
            _collect(child, pieces, line_break, depth + 1)
        if child.tail:
            pieces.append(child.tail)
    if breaks:
        pieces.append(line_break)


def _parse(data: bytes) -> HtmlElement:
    data = data.replace(b"\x00", b"")
    # Not lxml.html's parser: its elements cost a look-up in Python each, half the time a page takes to read.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = None
    if data.strip():
        root = etree.fromstring(data, parser=parser)
    return cast(HtmlElement, etree.Element("html") if root is None else root)


def joined(base: str, href: str | None) -> str | None:
    """Return a link's absolute address, or None where it is no page's, or none that could be asked for.

    >>> joined("https://example.com/it/", "../view/7"), joined("https://example.com/", "http://example.com:99999/1")
    ('https://example.com/view/7', None)
    """
    href = (href or "").strip()
    if not href or href.startswith(("#", "javascript:", "data:", "mailto:")):
        return None
    try:
        address = urljoin(base, href)
        parts = urlsplit(address)
        scheme, host, _ = parts.scheme, parts.hostname, parts.port  # a port that is none raises
    except ValueError:
        return None
    return address if scheme in ("http", "https") and host else None
