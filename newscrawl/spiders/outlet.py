"""An outlet's spider: its newest, its listings, or the addresses given; a repost is followed to its source."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newscrawl.arguments import read_arguments
from newscrawl.frontier import ARTICLE, Lead, Page
from newscrawl.items import Article, Listing
from newscrawl.manners import HostLeft
from newscrawl.outlet import Site
from newscrawl.pipelines import count_miss
from newscrawl.reading import NotText, read_page
from newscrawl.registry import site_for, sites
from newscrawl.seeds import seeds, stamps_of
from newscrawl.session import Session
from newscrawl.storage.store import StoreError
from newscrawl.understanding import understand_listing

GONE = (404, 410)
NOT_MODIFIED = 304
CONDITIONS = ("If-None-Match", "If-Modified-Since")  # without either, "as it was" is no answer


class OutletSpider(Spider):
    """Carries one outlet's pages: asks the session what to fetch, reads what came, and hands it over."""

    site: ClassVar[Site | None] = None

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name)
        self.asked = read_arguments(arguments)
        self.session: Session | None = None

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Give every outlet a download slot of its own pace."""
        super().update_settings(settings)
        slots = {site.key: {"delay": site.delay, "concurrency": 1} for site in sites().values()}
        settings.set("DOWNLOAD_SLOTS", {**slots, **settings.getdict("DOWNLOAD_SLOTS")}, priority="spider")

    def seeds(self) -> list[Lead]:
        """Return the pages this crawl begins with."""
        return seeds(self.site, self.asked)

    async def start(self) -> AsyncIterator[Any]:
        try:
            self.session = Session(self.crawler, self.name, self.asked)
            async for page in self.session.pages(self.seeds()):
                request = None
                with self.session.settling(page, "its address cannot be asked"):
                    request = self.request(page)
                if request is not None:
                    yield request
        except StoreError as problem:
            if self.session is None:
                raise CloseSpider(str(problem)) from problem
            self.session.fail(str(problem))

    def request(self, page: Page) -> Request:
        """Return the request for a page; one that was fetched before is asked for only if it changed.

        A listing is so only where all it led to was seen the last time: "as it was" leads neither to its next page
        nor to its articles.
        """
        site = site_for(page.url)
        meta = {"page": page, **({"download_slot": site.key} if site else {})}
        known = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
        if not page.may_be_unchanged or (page.kind != ARTICLE and self.asked.mode == "all"):
            known = {}
        headers = {name: value for name, value in known.items() if value}
        return Request(
            page.url, self.parse, headers=headers, meta=meta, errback=self.missed, dont_filter=True
        )

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Article | Request]:
        """Read one page of any kind: an article goes to the pipelines, a listing's entries to the frontier."""
        page: Page | None = response.meta.get("page")
        crawled = response.meta.get("date_fetched") or datetime.now(UTC)  # a replay knows when it was
        if page is None or self.session is None:  # `scrapy parse` and `scrapy shell` have no frontier
            yield from self.read_alone(response, crawled)
            return
        article = None
        with self.session.settling(page, "the page could not be read", status=response.status):
            try:
                record = self.read(response, crawled)
            except NotText as problem:
                self.session.missed(page, "failed", str(problem), response.status)
                return
            fetched = self.session.fetched(page, response)
            if isinstance(record, Article):
                article = record
                article.evidence.stamps += stamps_of(page.hint)
                article.evidence.lease = fetched
            else:
                self.understand(record, crawled, response.url)
                self.session.listed(fetched, record)
        if article is not None:
            yield article

    def read_alone(self, response: Response, crawled: datetime) -> Iterator[Article | Request]:
        """Read one page without a session: the article, or requests for what the listing leads to."""
        record = self.read(response, crawled)
        if isinstance(record, Article):
            yield record
            return
        self.understand(record, crawled, response.url)
        addresses = [*(entry.url for entry in record.entries), *filter(None, [record.next_url])]
        yield from (Request(url, self.parse) for url in addresses)

    def understand(self, listing: Listing, crawled: datetime, url: str) -> None:
        """Date the listing's entries, and count what of it was not understood."""
        for miss in understand_listing(listing, crawled):
            count_miss(self.crawler, listing.site, miss, url)

    def read(self, response: Response, crawled: datetime) -> Article | Listing:
        """Return the raw record of a response; a host of its own is read as the outlet asked for."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        own = self.site if self.site and self.site.anywhere and site_for(response.url) is None else None
        return read_page(response.body, response.url, content_type, crawled, own)

    def missed(self, failure: Failure) -> Iterator[Request]:
        """Record what became of a page that did not come: gone, refused, failed or left, by what kept it.

        A page that is not at the address it was named by is asked for once more at its canonical one.
        """
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        page: Page | None = request.meta.get("page")
        if page is None or self.session is None:
            return
        once_more = None
        with self.session.settling(page, "the page did not come"):
            problem = failure.value
            if isinstance(problem, HttpError):
                once_more = self.answered(problem.response, request, page, self.session)
            elif isinstance(problem, HostLeft):
                self.session.leave(page, str(problem), problem.until)
            elif isinstance(problem, IgnoreRequest):
                self.session.missed(page, "refused", str(problem) or "refused")
            else:
                self.session.missed(page, "failed", f"{type(problem).__name__}: {problem}"[:160])
        if once_more is not None:
            yield once_more

    def answered(self, response: Response, request: Request, page: Page, session: Session) -> Request | None:
        """Record a page by the status its server gave, or return the request for its other address."""
        fetched = session.fetched(page, response)
        gone = response.status in GONE
        also = (page.hint or {}).get("also")
        if response.status == NOT_MODIFIED and any(name in request.headers for name in CONDITIONS):
            session.unchanged(page, fetched)
        elif gone and also and request.meta.get("asked") != also:
            return request.replace(url=also, meta={**request.meta, "asked": also})
        else:
            outcome = "gone" if gone else "failed"
            session.missed(page, outcome, f"HTTP {response.status}", **fetched.said)
        return None
