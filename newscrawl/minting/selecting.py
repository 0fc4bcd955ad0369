"""Names the elements an article's fields stand in, as selectors an outlet's file can carry."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from newscrawl.document import Document, text_of
from newscrawl.pages import ArticlePage

_PLAIN = re.compile(r"[A-Za-z][\w-]*")
_NUMBER = re.compile(r"\d{3,}")  # an article's own, a slot's: no other page has it
_STEPS = 4


def selectors_of(page: ArticlePage) -> dict[str, str]:
    """Return a selector for every field whose element was found, by the name the page class gives it."""
    found = {"body_css": page.body, "headline_css": page.heading}
    lines = page.dates
    if lines:
        found["date_css"] = _printing(page, lines)
    if page.writers:
        found["byline_css"] = page.writers[0]
    captions = {block.text for block in page.blocks() if block.kind == "caption"}
    if page.body is not None and captions:
        boxes = [e for e in page.body.iter("p", "span", "div", "td", "figcaption") if text_of(e) in captions]
        if boxes and not any(e.tag == "figcaption" for e in boxes):  # which is read without being named
            found["caption_css"] = boxes[-1]
    named = {field: selector_of(page.document, e) for field, e in found.items() if e is not None}
    return {field: css for field, css in named.items() if css}


def selector_of(document: Document, element: HtmlElement) -> str | None:
    """Return the shortest selector whose first match is the element, or None where no name leads to it.

    >>> document = Document("<div id=top><p>하나</p></div><div class='view art'><p>둘</p></div>", "https://example.com/")
    >>> selector_of(document, document.all("p")[1])
    '.view p'
    """
    tails = [""]
    for step, around in enumerate([element, *element.iterancestors()][: _STEPS + 1]):
        if around.tag in ("html", "body"):
            break
        names = list(_names(around))
        for name in names:
            for tail in tails:
                css = f"{name} {tail}".strip()
                if document.first(css) is element:
                    return css
        if step == 0:
            tails = [*names, str(element.tag)]
    return None


def _names(element: HtmlElement) -> Iterator[str]:
    """The element's own names, the surest first: its id, its classes one by one, all of them, what it holds."""
    name = element.get("id") or ""
    if _PLAIN.fullmatch(name) and not _NUMBER.search(name):
        yield f"#{name}"
    classes = [
        c for c in (element.get("class") or "").split() if _PLAIN.fullmatch(c) and not _NUMBER.search(c)
    ]
    yield from (f".{c}" for c in classes)
    if len(classes) > 1:
        yield "." + ".".join(classes)
    yield from (f"{element.tag}.{c}" for c in classes)
    if element.get("itemprop"):
        yield f"[itemprop={element.get('itemprop')}]"


def _printing(page: ArticlePage, lines: list[str]) -> HtmlElement | None:
    """The smallest element of the article's region that prints every date line."""
    holders = [
        e
        for e in page.region.iter()
        if isinstance(e.tag, str) and e.tag not in ("script", "style") and _says(e, lines)
    ]
    return holders[-1] if holders else None


def _says(element: HtmlElement, lines: list[str]) -> bool:
    words = text_of(element)
    return len(words) < 300 and all(line in words for line in lines)
