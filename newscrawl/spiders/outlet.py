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
                yield self.request(page)
        except StoreError as problem:
            if self.session is None:
                raise CloseSpider(str(problem)) from problem
            self.session.fail(str(problem))

    def request(self, page: Page) -> Request:
        """Return the request for a page; one that was fetched before is asked for only if it changed.

        A listing is so only where its walk is known to the end: "as it was" leads neither to its next page nor to
        its articles.
        """
        site = site_for(page.url)
        meta = {"page": page, **({"download_slot": site.key} if site else {})}
        to_the_end = self.session is not None and self.session.was_complete and self.asked.mode != "all"
        known = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
        if page.kind != ARTICLE and not to_the_end:
            known = {}
        headers = {name: value for name, value in known.items() if value}
        return Request(
            page.url, self.parse, headers=headers, meta=meta, errback=self.missed, dont_filter=True
        )

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Article | Request]:
        """Read one page of any kind: an article goes to the pipelines, a listing's entries to the frontier."""
        page: Page | None = response.meta.get("page")
        crawled = response.meta.get("date_fetched") or datetime.now(UTC)  # a replay knows when it was
        try:
            record = self.read(response, crawled)
        except NotText as problem:
            if page and self.session:
                self.session.missed(page, "failed", str(problem), response.status)
            return
        except Exception:
            if page and self.session:
                self.session.missed(page, "failed", "the page could not be read", response.status)
            raise
        if isinstance(record, Article):
            if page and self.session:
                record.evidence.stamps += stamps_of(page.hint)
                record.evidence.lease = self.session.fetched(page, response)
            yield record
            return
        for miss in understand_listing(record, crawled):
            count_miss(self.crawler, record.site, miss, response.url)
        if page and self.session:
            self.session.listed(self.session.fetched(page, response), record)
        else:  # `scrapy parse` and `scrapy shell` have no frontier
            addresses = [*(entry.url for entry in record.entries), *filter(None, [record.next_url])]
            yield from (Request(url, self.parse) for url in addresses)

    def read(self, response: Response, crawled: datetime) -> Article | Listing:
        """Return the raw record of a response; a host of its own is read as the outlet asked for."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        own = self.site if self.site and self.site.anywhere and site_for(response.url) is None else None
        return read_page(response.body, response.url, content_type, crawled, own)

    def missed(self, failure: Failure) -> Iterator[Request]:
        """Record what became of a page that did not come: gone, refused or failed, by what kept it.

        A page that is not at the address it was named by is asked for once more at its canonical one.
        """
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        page: Page | None = request.meta.get("page")
        if page is None or self.session is None:
            return
        problem = failure.value
        if isinstance(problem, HttpError):
            fetched = self.session.fetched(page, problem.response)
            if problem.response.status == NOT_MODIFIED:
                self.session.unchanged(page, fetched)
                return
            gone = problem.response.status in GONE
            also = (page.hint or {}).get("also")
            if gone and also and request.meta.get("asked") != also:
                meta = {**request.meta, "asked": also}
                yield request.replace(url=also, meta=meta)
                return
            outcome = "gone" if gone else "failed"
            self.session.missed(page, outcome, f"HTTP {problem.response.status}", **fetched.said)
        elif isinstance(problem, IgnoreRequest):
            self.session.missed(page, "refused", str(problem) or "refused")
        else:
            self.session.missed(page, "failed", f"{type(problem).__name__}: {problem}"[:160])
