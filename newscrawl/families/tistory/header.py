"""What stands above a post's body: its title, printed date and category, found by nearness, not by names."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from newscrawl.document import Document, lines_of, text_of, tidy

DATE = re.compile(
    r"(?:19|20)\d\d\s*[.\-/년]\s*\d{1,2}\s*[.\-/월]\s*\d{1,2}(?:\s*일|\.)?"
    r"(?:,?\s*(?:오전|오후)?\s*\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?)?"
)
_ASIDE = re.compile(r"side ?bar|(?:^|[\s_-])aside|tt_category|calendar", re.I)
_LONGEST = 1500  # what stands above a title is a menu when it is longer than this
_CATEGORY_LINK = "a[href*='/category']"


class Header:
    """The elements before a body that belong to the post, nearest first, up to and with the one that holds its title.

    ``titles`` are the words the title may be; ``title`` is the one that was found printed, or None.
    """

    def __init__(self, document: Document, body: HtmlElement | None, titles: Sequence[str]) -> None:
        self.document = document
        self.title: str | None = None
        self.elements: list[HtmlElement] = []
        level = None
        for element in _before(body) if body is not None else ():
            if self.title and (element.getparent() is not level or len(text_of(element)) > _LONGEST):
                break
            self.elements.append(element)
            if self.title is None:
                self.title = _printed(element, titles)
                level = element.getparent()
        if self.title is None:
            self.elements = []

    def date(self) -> str | None:
        """The printed date, as printed."""
        for element in self.elements:
            words = tidy(text_of(element).replace(self.title or "", " ", 1))
            found = DATE.search(words)
            if found:
                return found[0]
        return None

    def category(self) -> str | None:
        """The printed category: its link's path, else words that are the path of one of the blog's categories."""
        for element in self.elements:
            for link in self.document.all(_CATEGORY_LINK, element):
                path = category_path(link.get("href"))
                if path is not None:
                    return path
        known = {
            path for link in self.document.all(_CATEGORY_LINK) if (path := category_path(link.get("href")))
        }
        lines = (line for element in self.elements for line in lines_of(element))
        return next((line for line in lines if line in known), None)


def category_path(href: str | None) -> str | None:
    """Return the category an address lists, "" for the whole blog, or None where it lists none.

    >>> category_path("/m/category/IT/%EB%A1%9C%EB%B4%87?page=2"), category_path("/category"), category_path("/tag/IT")
    ('IT/로봇', '', None)
    """
    try:
        path = urlsplit((href or "").strip()).path
    except ValueError:
        return None
    found = re.fullmatch(r"(?:/m)?/category(?:/(.*))?", path)
    return tidy(unquote(found[1] or "")) if found else None


def _before(body: HtmlElement) -> Iterator[HtmlElement]:
    """Every element before the body that is no part of a side bar, nearest first."""
    element: HtmlElement | None = body
    while element is not None and element.tag != "body":
        for sibling in element.itersiblings(preceding=True):
            if isinstance(sibling.tag, str) and not _is_aside(sibling):
                yield sibling
        element = element.getparent()


def _is_aside(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in ("aside", "nav", "script", "style", "link") or bool(_ASIDE.search(names))


def _printed(element: HtmlElement, titles: Sequence[str]) -> str | None:
    lines = lines_of(element)
    return next((title for title in titles if title and any(title in line for line in lines)), None)
