"""A body's markup to its blocks: paragraphs, images and captions in document order, nothing understood."""

import re
from collections.abc import Iterable, Set

from lxml.html import HtmlElement

from newscrawl.document import DEPTH, Document, compiled, text_of, tidy
from newscrawl.items import Block

_SKIPPED = frozenset({
    "audio", "button", "dialog", "embed", "form", "iframe", "input", "ins", "link", "map", "meta", "nav",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "kbd",
    "label", "mark", "o:p", "q", "ruby", "rb", "rp", "rt", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_IMAGES = frozenset({"img", "amp-img"})
# Lazy loaders keep the address in one of these and a placeholder in src.
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "src")
_PICTURE_TABLE_WORDS = 600  # a table that holds an image and no more words than this is a photo box


def blocks(
    document: Document, body: HtmlElement, captions: str = "", dropped: Set[HtmlElement] = frozenset()
) -> list[Block]:
    """Return the blocks of a body, in document order.

    ``captions`` selects below the body what the outlet marks as captions; ``dropped`` elements are passed over. A
    <figcaption> is a caption anyway, and so are the words of a small table around an image, the form older Korean
    newsrooms print photos in.
    """
    marked = set(compiled(captions)(body)) if captions else set()
    walk = _Walk(document, marked, dropped)
    walk.into(body)
    walk.flush()
    return walk.found


class _Walk:
    def __init__(self, document: Document, captions: Set[HtmlElement], dropped: Set[HtmlElement]) -> None:
        self.document = document
        self.captions = captions
        self.dropped = dropped
        self.found: list[Block] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.kind = "text"
        self.depth = 0

    def into(self, element: HtmlElement) -> None:
        if self.depth > DEPTH:
            self.words.extend(str(words) for words in element.itertext())
            return
        self.depth += 1
        if element.text:
            self.words.append(element.text)
        for child in element:
            self.visit(child)
            if child.tail:
                self.words.append(child.tail)
        self.depth -= 1

    def visit(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or element in self.dropped:
            return
        if tag in _IMAGES:
            self.image(element)
        elif tag == "br":
            self.line_break()
        elif tag == "figcaption" or element in self.captions or (tag == "table" and _is_photo_box(element)):
            self.apart(element, "caption")
        elif tag in _INLINE:
            if tag == "a":
                self.link(element)
            self.into(element)
        else:
            self.line_break()
            self.into(element)
            self.line_break()

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

    def image(self, element: HtmlElement) -> None:
        address = image_address(self.document, element)
        if address is None:
            return
        self.flush()
        self.found.append(Block("image", tidy(element.get("alt") or ""), address))

    def link(self, element: HtmlElement) -> None:
        address = self.document.link(element.get("href"))
        if address:
            self.links.append(address)

    def flush(self) -> None:
        words = tidy("".join(self.words))
        if words or self.links:
            self.found.append(Block(self.kind, words, None, self.links))
        self.words, self.links = [], []


def image_address(document: Document, image: HtmlElement) -> str | None:
    """Return the absolute address of an image, lazy loaders seen through; None for pixels and inline data."""
    if _is_pixel(image.get("width")) or _is_pixel(image.get("height")):
        return None
    for name in _ADDRESSES:
        address = document.link(image.get(name))
        if address:
            return address
    return None


def _is_pixel(length: str | None) -> bool:
    return bool(re.fullmatch(r"\s*[0-5](px)?\s*", length or ""))


def _is_photo_box(table: HtmlElement) -> bool:
    images: Iterable[HtmlElement] = table.iter(*_IMAGES)
    return any(True for _ in images) and len(text_of(table)) <= _PICTURE_TABLE_WORDS
