"""An outlet as data: its names, its addresses, its ways in and the classes that read its pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit, urlunsplit

from newscrawl.document import Document
from newscrawl.pages import ArticlePage, ListingPage


@dataclass(frozen=True, kw_only=True)
class Site:
    """One outlet. A file in ``sites/`` ends in one of these and nothing else registers it.

    ``article`` is a pattern over "host/path?query" (no scheme) whose group ``id`` is the outlet's own article number;
    ``address`` is the canonical form with ``{id}`` in it, and other named groups of the pattern where it needs them.
    """

    key: str
    name: str  # as the outlet writes itself: 이투데이
    hosts: tuple[str, ...]  # "www.example.co.kr"; "*.example.co.kr" takes the bare domain and all below it
    article: str = r"(?!)"
    address: str = ""
    articles: tuple[type[ArticlePage], ...] = (ArticlePage,)
    listings: tuple[type[ListingPage], ...] = (ListingPage,)
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)  # name → address of its first listing page
    anywhere: bool = False  # its pages also stand on hosts of their own: a blog's custom domain
    copies: bool = False  # a portal: its pages are others' articles and name their papers
    delay: float = 1.0  # seconds between two requests to one host
    family: str = ""
    proven: tuple[str, ...] = ()  # fields read right on real saved pages of this outlet

    @cached_property
    def _article(self) -> re.Pattern[str]:
        return re.compile(self.article)

    def owns(self, host: str) -> bool:
        """Tell whether a host is this outlet's."""
        return any(
            host == name or (name.startswith("*.") and (host == name[2:] or host.endswith(name[1:])))
            for name in self.hosts
        )

    def identify(self, url: str) -> str | None:
        """Return the article number an address names, or None where it is no article's."""
        found = self._article.search(plain(url))
        return found["id"] if found else None

    def canonical(self, url: str) -> str:
        """Return the one address of the article: https, desktop form, no tracking; other pages' without fragment."""
        found = self._article.search(plain(url))
        if found and self.address:
            return self.address.format(**found.groupdict())
        return urlunsplit(urlsplit(url)._replace(fragment=""))

    def name_of(self, url: str) -> str:
        """Return the record's ``site`` for a page of this outlet; a host of blogs names the blog too."""
        return self.key

    def page(self, document: Document) -> ArticlePage | ListingPage | None:
        """Return the page read by the first class that fits; address and head say which kind to try first."""
        groups: list[tuple[type[ArticlePage | ListingPage], ...]] = [self.articles, self.listings]
        if self.identify(document.url) is None and not ArticlePage(document).meta.states_article:
            groups.reverse()
        return next((cls(document) for group in groups for cls in group if cls.fits(document)), None)


class UnnamedSite(Site):
    """Whatever host has no file: its pages are filed under the host."""

    def name_of(self, url: str) -> str:
        return (urlsplit(url).hostname or "").removeprefix("www.")


def plain(url: str) -> str:
    """Return "host/path?query" of an address, the host in lower case, the scheme and fragment dropped.

    >>> plain("https://M.Etoday.co.kr/news/view/1907146?trc=main#c")
    'm.etoday.co.kr/news/view/1907146?trc=main'
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return (parts.hostname or "") + (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
