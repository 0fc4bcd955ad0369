"""Any page at all: an outlet nobody has named, on no CMS we know, read by meaning and by the finders alone."""

from functools import cached_property
from urllib.parse import urlsplit

from newscrawl.document import Document
from newscrawl.finders.body import find_body
from newscrawl.finders.listing import Row, find_rows
from newscrawl.items import Entry
from newscrawl.metadata import Metadata
from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage, ListingPage


class AnyArticle(ArticlePage):
    """Every default as it is."""

    @classmethod
    def fits(cls, document: Document) -> bool:
        return True


class AnyListing(ListingPage):
    """A page that says nowhere it is an article, and whose prose, if any, stands in a list of links."""

    @classmethod
    def fits(cls, document: Document) -> bool:
        meta = Metadata(document)
        if meta.meta("og:type") == "article" or meta.meta("article:published_time") or meta.article:
            return False
        rows = find_rows(document.root)
        body = find_body(document.root) if rows else None
        inside = rows if body is None else [row for row in rows if body in row.box.iterancestors()]
        return len(inside) > len(rows) // 2

    @cached_property
    def rows(self) -> list[Row]:
        return find_rows(self.document.root)

    def entries(self) -> list[Entry]:
        found: dict[str, Entry] = {}
        for row in self.rows:
            url = self.document.link(row.link.get("href"))
            if url:
                found.setdefault(url, Entry(row.headline, url, None, row.date))
        return list(found.values())


class AnySite(Site):
    """Any host; a page of it is filed under its host."""

    def name_of(self, url: str) -> str:
        return (urlsplit(url).hostname or "").removeprefix("www.")


ANY_PAGE = AnySite(key="anypage", name="", hosts=(), articles=(AnyArticle,), listings=(AnyListing,))
