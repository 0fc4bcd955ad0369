"""A category, a search or a home page of a Tistory blog: its posts and its next page, in any skin."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from newscrawl.document import Document
from newscrawl.families.tistory.engine import engine_of, host_of, post_path
from newscrawl.families.tistory.header import category_path
from newscrawl.families.tistory.rows import listed_rows
from newscrawl.items import Entry
from newscrawl.pages import ListingPage

_PAGE_LINKS = "a[href*='page=']"
# The number link of the page one is on: the engine prints it, and in old pages without an address.
_SELECTED = "a span.selected"


class TistoryListing(ListingPage):
    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.engine = engine_of(document)

    @classmethod
    def fits(cls, document: Document) -> bool:
        engine = engine_of(document)
        return engine.present and not engine.is_post

    def section(self) -> list[str]:
        path = category_path(self.document.url)
        return [level for level in (path or "").split("/", 1) if level]

    def entries(self) -> list[Entry]:
        """What JSON-LD lists, dated by the skin's rows, and the rows it leaves out: a home page has rows only."""
        stated = self.engine.listed
        listed = {post_path(url) or url: Entry(title, url) for url, title in stated or ()}
        for row in listed_rows(self.document, None if stated is None else set(listed)):
            entry = listed.setdefault(post_path(row.url) or row.url, Entry(row.headline, row.url))
            entry.headline = entry.headline or row.headline
            entry.date_published_raw = row.date
        return [entry for entry in listed.values() if entry.headline]

    def next_url(self) -> str | None:
        """The first link to the page after this one: a last page still has an ``a.next``, but without an address."""
        here = urlsplit(self.document.url)
        following = self._number() + 1
        for link in self.document.all(_PAGE_LINKS):
            url = self.document.link(link.get("href"))
            if url is None or host_of(url) != host_of(self.document.url):
                continue
            parts = urlsplit(url)
            same = unquote(parts.path).rstrip("/") == unquote(here.path).rstrip("/")
            if same and _page(parts.query) == following:
                return url
        return None

    def _number(self) -> int:
        """The number of this page."""
        stated = _page(urlsplit(self.document.url).query)
        printed = (words for words in self.document.texts(_SELECTED) if re.fullmatch(r"\d{1,6}", words))
        return stated or int(next(printed, "1"))


def _page(query: str) -> int | None:
    number = parse_qs(query).get("page", [""])[0]
    return int(number) if re.fullmatch(r"\d{1,6}", number) else None
