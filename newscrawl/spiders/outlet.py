"""An outlet's spider: its newest, its listings, or the addresses given; a repost is followed to its source."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newscrawl.arguments import read_arguments
from newscrawl.items import Article, Listing
from newscrawl.outlet import Site
from newscrawl.pipelines import count_miss
from newscrawl.reading import read_page
from newscrawl.registry import site_for, sites
from newscrawl.seeds import Seed, seeds
from newscrawl.session import Lease, Session
from newscrawl.understanding import understand_listing


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

    def seeds(self) -> list[Seed]:
        """Return the pages this crawl begins with."""
        return seeds(self.site, self.asked)

    async def start(self) -> AsyncIterator[Any]:
        self.session = Session.open(self.crawler, self.site.key if self.site else self.name, self.asked)
        async for lease in self.session.leases(self.seeds()):
            yield self.request(lease)

    def request(self, lease: Lease) -> Request:
        """Return the request for a page of the frontier; a page seen before is asked for only if it changed."""
        site = site_for(lease.url)
        meta = {"lease": lease, **({"download_slot": site.key} if site else {})}
        return Request(
            lease.url, self.parse, headers=lease.validators, meta=meta, errback=self.failed, dont_filter=True
        )

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Article | Request]:
        """Read one page of any kind: an article goes to the pipelines, a listing's entries to the frontier."""
        lease: Lease | None = response.meta.get("lease")
        crawled = response.meta.get("date_fetched") or datetime.now(UTC)  # a replay knows when it was
        try:
            record = self.read(response, crawled)
        except Exception:
            if lease and self.session:
                self.session.failed(lease, "the page could not be read", response.status)
            raise
        if isinstance(record, Article):
            if lease:
                record.evidence.stamps += lease.stamps
                record.evidence.lease = lease
            yield record
            return
        for miss in understand_listing(record, crawled):
            count_miss(self.crawler, record.site, miss, response.url)
        if lease and self.session:
            self.session.listed(lease, record, response)
        else:  # `scrapy parse` and `scrapy shell` have no frontier
            addresses = [*(entry.url for entry in record.entries), *filter(None, [record.next_url])]
            yield from (Request(url, self.parse) for url in addresses)

    def read(self, response: Response, crawled: datetime) -> Article | Listing:
        """Return the raw record of a response: a feed by its markup, a page by its outlet's classes."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        own = self.site if self.site and self.site.anywhere and site_for(response.url) is None else None
        return read_page(response.body, response.url, content_type, crawled, own)

    def failed(self, failure: Failure) -> None:
        """Record what became of a page that did not come."""
        request = getattr(failure, "request", None)
        if self.session and request is not None and "lease" in request.meta:
            self.session.not_fetched(request.meta["lease"], failure.value)
