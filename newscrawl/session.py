"""One crawl's dealings with the database: what to fetch next, what became of it, all in few short transactions."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from newscrawl.arguments import Arguments
from newscrawl.items import Article, Entry, Listing, Stamp
from newscrawl.outlet import plain
from newscrawl.seeds import Seed, seed_of
from newscrawl.storage.store import ArticleStore, Change
from newscrawl.summary import outcome_key, reason_key

_GONE = (404, 410)
_AHEAD = 32  # pages leased before they are fetched


@dataclass(slots=True)
class Lease:
    """A page this crawl holds and has to account for."""

    site: str
    identity: str
    url: str
    kind: str
    depth: int = 1
    stamps: list[Stamp] = field(default_factory=list)
    validators: dict[str, str] = field(default_factory=dict)


class Session:
    """The crawl's frontier and store. Every lease ends in exactly one of listed, saved, failed, gone or refused."""

    def __init__(self, crawler: Crawler, key: str, asked: Arguments) -> None:
        self.crawler = crawler
        self.asked = asked
        self.store = ArticleStore.open(crawler.settings["NEWSCRAWL_DATABASE_URL"])
        self.batch: list[tuple[Article, Lease | None]] = []
        self.due: deque[Lease] = deque()
        self.seen: set[tuple[str, str]] = set()
        self.out = 0
        self.moved = asyncio.Event()
        self.timer: asyncio.TimerHandle | None = None
        crawler.signals.connect(self.close, signals.spider_closed)

    @classmethod
    def open(cls, crawler: Crawler, key: str, asked: Arguments) -> Self:
        return cls(crawler, key, asked)

    async def leases(self, seeds: list[Seed]) -> AsyncIterator[Lease]:
        """Yield pages to fetch, as room comes free, until none is left and none is under way."""
        for seed in seeds:
            self.want(Lease(seed.site, seed.identity, seed.url, seed.kind))
        while self.due or self.out:
            while self.due and self.out < _AHEAD:
                self.out += 1
                yield self.due.popleft()
            self.moved.clear()
            if not (self.due and self.out < _AHEAD) and (self.due or self.out):
                await self.moved.wait()

    def want(self, lease: Lease) -> bool:
        key = (lease.site, lease.identity)
        if key in self.seen:
            return False
        self.seen.add(key)
        self.due.append(lease)
        return True

    def listed(self, lease: Lease, listing: Listing, response: Response) -> None:
        """A listing was read: its entries, and its next page, are wanted."""
        since = self.asked.since.isoformat() if self.asked.since else ""
        fresh = [e for e in listing.entries if not e.date_published or e.date_published[:10] >= since]
        for entry in fresh:
            self.want(self._of_entry(entry))
        goes_on = bool(fresh) and (self.asked.pages is None or lease.depth < self.asked.pages)
        if listing.next_url and goes_on:
            self.want(
                Lease(lease.site, plain(listing.next_url), listing.next_url, "listing", lease.depth + 1)
            )
        if not listing.entries and lease.depth == 1:
            self.set_once("crawl/empty", f"{lease.url} lists no article: is the address right?")
        self.count(lease.site, "listings")
        self.end()

    def _of_entry(self, entry: Entry) -> Lease:
        seed = seed_of(entry.url, None)
        stamps = [Stamp(entry.date_published, "listing", "published")] if entry.date_published else []
        return Lease(seed.site, seed.identity, seed.url, "article", stamps=stamps)

    def save(self, article: Article) -> None:
        """Save an article with its batch: at once when that is full, else within a second."""
        self.batch.append((article, article.evidence.lease))
        if len(self.batch) >= self.crawler.settings.getint("NEWSCRAWL_BATCH"):
            self.flush()
        elif self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(1, self.flush)

    def flush(self) -> None:
        """Write what waits, in one transaction."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        batch, self.batch = self.batch, []
        outcomes = self.store.save([article for article, _ in batch])
        for (article, lease), outcome in zip(batch, outcomes, strict=True):
            change = "changed" if outcome.change is Change.UPDATED else outcome.change.value
            self.count(article.site, change)
            if lease is not None:
                if self.asked.follow_source and article.source_url:
                    seed = seed_of(article.source_url, None)
                    self.want(Lease(seed.site, seed.identity, seed.url, "article"))
                self.end()

    def not_fetched(self, lease: Lease, problem: BaseException) -> None:
        """A page did not come: gone, refused or failed, by what kept it from coming."""
        if isinstance(problem, HttpError):
            status = problem.response.status
            self.missed(lease, "gone" if status in _GONE else "failed", f"HTTP {status}")
        elif isinstance(problem, IgnoreRequest):
            robots = "robots" in str(problem).lower()
            self.missed(lease, "refused", "robots.txt" if robots else str(problem) or "refused")
        else:
            self.missed(lease, "failed", f"{type(problem).__name__}: {problem}"[:120])

    def failed(self, lease: Lease, reason: str, status: int) -> None:
        self.missed(lease, "failed", reason)

    def missed(self, lease: Lease, outcome: str, reason: str) -> None:
        self.count(lease.site, outcome)
        stats = self.crawler.stats
        assert stats is not None
        stats.inc_value(reason_key(lease.site, outcome, reason))
        self.set_once(reason_key(lease.site, outcome, reason) + "/example", lease.url)
        self.end()

    def count(self, site: str, outcome: str) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(outcome_key(site, outcome))

    def set_once(self, key: str, value: str) -> None:
        assert self.crawler.stats is not None
        if self.crawler.stats.get_value(key) is None:
            self.crawler.stats.set_value(key, value)

    def end(self) -> None:
        self.out -= 1
        self.moved.set()

    def close(self) -> None:
        self.flush()
        self.store.close()
