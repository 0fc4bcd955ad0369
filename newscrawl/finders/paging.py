"""Finds a listing's next page: by what marks the current one, or by the numbers the page links."""

import re
from collections import defaultdict
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from newscrawl.document import text_of
from newscrawl.finders.names import names_of
from newscrawl.finders.tree import elements

_paged = elements("//*[contains(@class, 'pag') or contains(@class, 'Pag') or contains(@id, 'pag')]")
_numbered = elements("//a[@href and string-length(normalize-space()) < 7]")
_following = elements("//a[@href and string-length(normalize-space()) < 8]")
_NEXT = frozenset({"다음", "다음페이지", "다음 페이지", "next", "Next", "NEXT", ">", "›"})
_CURRENT = re.compile(r"\b(?:on|active|current|now|selected)\b")
_PAGE_ADDRESS = re.compile(r"(?:page|pg|start|offset)\w{0,4}[=/]\d", re.I)
_LINKS = 400  # looked at

_Place = tuple[str, str]  # where an address keeps the page's number: its path, and a parameter or nothing


def find_numbered(root: HtmlElement, url: str = "") -> str | None:
    """Return the href of the page whose number follows the current one's, or None where no numbers are linked.

    >>> from lxml import html
    >>> find_numbered(html.fromstring("<div class=paging><strong>1</strong><a href=?page=2>2</a></div>"))
    '?page=2'
    >>> find_numbered(html.fromstring("<p><a href=/i?p=1>1</a><a href=/i?p=2>2</a><a href=/i?p=3>3</a></p>"), "/i?p=2")
    '/i?p=3'
    >>> find_numbered(html.fromstring("<ul class=paging><li class=on><a href=?n=1>1</a><li><a href=?n=2>2</a></ul>"))
    '?n=2'
    >>> find_numbered(html.fromstring("<td><b>1</b> <a href=?page=2>[2]</a> <a href=?page=11><img></a></td>"))
    '?page=2'
    """
    return _after_the_current(root) or _by_number(root, url)


def _after_the_current(root: HtmlElement) -> str | None:
    for box in _paged(root):
        pages = [e for e in box.iter("a", "strong", "em", "span", "b", "li") if _is_page(e)]
        for at, page in enumerate(pages):
            if not _is_current(page):
                continue
            behind = (
                e for e in pages[at + 1 :] if page not in e.iterancestors()
            )  # not <li class=on><a>1</a>'s own
            links = (
                e
                for following in islice(behind, 1)
                for e in (following, *following.iter("a"))
                if e.get("href")
            )
            after = next(links, None)
            if after is not None and _leads_on(after):
                return str(after.get("href"))
    return None


def _by_number(root: HtmlElement, url: str) -> str | None:
    """The link to the number behind the current page's, which is in its address, or else the first not linked."""
    places: dict[_Place, dict[int, str]] = defaultdict(dict)
    for link in islice(_numbered(root), _LINKS):
        words = text_of(link).strip("[]")
        href = str(link.get("href"))
        if words.isdecimal() and _leads_on(link):
            for place, number in _places(href):
                if number == words:
                    places[place].setdefault(int(number), href)
    sure = {p: n for p, n in places.items() if len(n) > 1 or _PAGE_ADDRESS.search(next(iter(n.values())))}
    if not sure:
        return None
    place, pages = max(sure.items(), key=lambda item: len(item[1]))
    here = next(
        (int(number) for at, number in _places(url) if at[1] == place[1] and (at[1] or at == place)), None
    )
    if here is None:
        here = next((n for n in range(1, max(pages)) if n not in pages), 1)
    return pages.get(here + 1)


def find_called(root: HtmlElement) -> str | None:
    """Return the href of the link that calls itself the next page ("다음", ">"), or None."""
    links = (e for e in islice(_following(root), _LINKS) if text_of(e) in _NEXT and _leads_on(e))
    return next((str(e.get("href")) for e in links if _PAGE_ADDRESS.search(str(e.get("href")))), None)


def _places(href: str) -> list[tuple[_Place, str]]:
    """Where an address may keep a page's number, and the number: each parameter, and the end of the path."""
    try:
        parts = urlsplit(href)
        found = [(("", name), value) for name, value in parse_qsl(parts.query, max_num_fields=30)]
    except ValueError:
        return []
    path, _, last = parts.path.rstrip("/").rpartition("/")
    return [
        (place, value)
        for place, value in (*found, ((path, ""), last))
        if value.isdecimal() and len(value) < 5
    ]


def _leads_on(link: HtmlElement) -> bool:
    return not str(link.get("href")).startswith(("#", "javascript:"))


def _is_page(element: HtmlElement) -> bool:
    words = text_of(element).strip("[]")
    return (words.isdigit() and len(words) < 5) or words in _NEXT


def _is_current(element: HtmlElement) -> bool:
    if (
        "true" in (element.get("aria-pressed"), element.get("aria-current"))
        or element.get("aria-current") == "page"
    ):
        return True
    if element.tag == "a":
        return not element.get("href") or _CURRENT.search(names_of(element)) is not None
    if element.tag == "li":
        return _CURRENT.search(names_of(element)) is not None
    return next(element.iter("a"), None) is None and (
        element.getparent() is None or element.getparent().tag != "a"
    )
