"""A listing's page: which articles it lists, and where it goes on."""

from typing import ClassVar

from lxml.html import HtmlElement

from newscrawl.document import Css, Document, text_of
from newscrawl.finders.listing import Row, find_rows, is_list
from newscrawl.finders.paging import find_called, find_numbered
from newscrawl.items import Entry, Listing
from newscrawl.metadata import metadata_of
from newscrawl.pages.page import Page


class ListingPage(Page):
    """A section, category or front page: its own articles, once each, and where it goes on."""

    entry_css: ClassVar[Css] = (
        ""  # one element an entry; by default the page's longest run of boxes that link articles
    )
    link_css: ClassVar[Css] = "a[href]"
    title_css: ClassVar[Css] = ""  # inside the entry; the link's own words by default
    date_css: ClassVar[Css] = ""
    next_css: ClassVar[Css] = "a[rel=next]"

    @classmethod
    def fits(cls, document: Document) -> bool:
        """Where no entry is named: the page does not call itself an article, and its prose, if any, is the list's."""
        if cls.entry_css:
            return document.first(cls.entry_css) is not None
        if metadata_of(document).states_article:
            return False
        return is_list(document.root)

    def section(self) -> list[str]:
        return []

    def entries(self) -> list[Entry]:
        boxes = self.document.all(self.entry_css) if self.entry_css else []
        listed = map(self.entry, boxes) if boxes else map(self._entry_of_row, find_rows(self.document.root))
        found: dict[str, Entry] = {}
        for entry in listed:
            if entry and entry.headline:
                found.setdefault(entry.url, entry)
        return list(found.values())

    def entry(self, element: HtmlElement) -> Entry | None:
        links = self.document.all(self.link_css, element) or ([element] if element.get("href") else [])
        link = next((link for link in links if text_of(link)), links[0] if links else None)
        url = self.document.link(link.get("href")) if link is not None else None
        if link is None or url is None:
            return None
        title = self.document.text(self.title_css, element) if self.title_css else None
        printed = self.document.text(self.date_css, element) if self.date_css else None
        return Entry(title or text_of(link), url, None, printed)

    def _entry_of_row(self, row: Row) -> Entry | None:
        url = self.document.link(row.link.get("href"))
        return Entry(row.headline, url, None, row.date) if url else None

    def next_url(self) -> str | None:
        """The next page by its number, else by the link that is named for it: an arrow may lead ten pages on."""
        root, link = self.document.root, self.document.first(self.next_css)
        named = link.get("href") if link is not None else find_called(root)
        return self.document.link(find_numbered(root, self.document.url) or named)

    def read(self) -> Listing:
        return Listing(section=self.section(), entries=self.entries(), next_url=self.next_url())
