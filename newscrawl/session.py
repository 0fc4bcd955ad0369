"""One crawl's dealings with the database: what to fetch next, and what became of it, in few short transactions.

Whatever a crawl leases ends in exactly one visit: listed, read, unchanged, gone, refused or failed. Visits of articles
wait for each other, a second at the most, and are written together with the articles; nothing is done before it is
stored, so a crawl that is killed at any moment has only to fetch some pages again.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl import __version__
from newscrawl.alarms import alarms
from newscrawl.arguments import Arguments
from newscrawl.coverage import Tallies
from newscrawl.frontier import ARTICLE, END, Frontier, Lead, Page, Visit
from newscrawl.items import Article, Listing
from newscrawl.seeds import lead_of, lead_of_entry
from newscrawl.storage.ledger import Coverage, Ledger, owner
from newscrawl.storage.store import ArticleStore, Change, RecordError, StoreError
from newscrawl.summary import counts, outcome_key, reason_key, verdict

logger = logging.getLogger(__name__)
AHEAD = 64  # pages leased and not yet recorded, at the most
BEAT = 30  # seconds between two signs of life, each of which renews the leases
LOOK = 1.0  # seconds between two looks at what other crawls of the same walk leave for this one
KNOWN_PAGES = 2  # listing pages without a new entry after which a walk that was once complete ends


class Fetched(NamedTuple):
    """A leased page and what its response said, for the visit that is owed."""

    page: Page
    said: dict[str, Any]


class Session:
    """A crawl's frontier, store and place in the ledger, from its first lease to its end."""

    def __init__(self, crawler: Crawler, spider: str, asked: Arguments) -> None:
        assert crawler.stats is not None
        self.crawler = crawler
        self.stats = crawler.stats
        self.asked = asked
        self.spider = spider
        self.batch_size = crawler.settings.getint("NEWSCRAWL_BATCH")
        self.store = ArticleStore.open(crawler.settings["NEWSCRAWL_DATABASE_URL"])
        self.ledger = Ledger(self.store)
        job = crawler.settings.get("NEWSCRAWL_JOB") or None
        self.run = self.ledger.start(spider, {"asked": asked.walk, "mode": asked.mode}, __version__, job=job)
        window = [int(seconds) for seconds in crawler.settings.getlist("NEWSCRAWL_REVISIT")]
        lease = crawler.settings.getfloat("NEWSCRAWL_LEASE")
        self.frontier = Frontier(self.store, owner(self.run), lease_seconds=lease, window=window)
        self.held: dict[int, Page] = {}
        self.batch: list[tuple[Article | None, Visit]] = []
        self.tallies = Tallies()
        self.known_pages = 0  # listing pages on end without a new entry
        self.was_complete = False
        self.moved = asyncio.Event()
        self.timer: asyncio.TimerHandle | None = None
        self.pulse = asyncio.ensure_future(self._beat())
        crawler.signals.connect(self.lost, signals.item_error)
        crawler.signals.connect(self.close, signals.spider_closed)

    async def pages(self, leads: list[Lead]) -> AsyncIterator[Page]:
        """Yield the pages to fetch as room comes free, until none is left: neither ours nor another crawl's."""
        complete = self.frontier.was_complete(self.spider, self.asked.walk, leads)
        walk = self.frontier.begin(self.spider, self.asked.walk, leads, mode=self.asked.mode)
        self.was_complete = complete and not walk.resumed
        if walk.resumed:
            logger.info("Going on with what an earlier run left (round %d)", walk.round)
        any_leased = False
        while True:
            self.moved.clear()
            room = AHEAD - len(self.held)
            leased = self.frontier.lease(room) if room >= AHEAD // 2 else []
            for page in leased:
                self.held[page.id] = page
                yield page
            any_leased = any_leased or bool(leased)
            if not leased and not await self._something_moved():
                break
        if not any_leased:
            self.note(
                "crawl/nothing_due", "every page asked for is known already; -a mode=all fetches it again"
            )

    async def _something_moved(self) -> bool:
        """Wait for a page of ours or of another crawl to be finished; False when nothing is left anywhere."""
        if len(self.batch) == len(self.held):  # everything fetched waits to be written
            if not self.batch:
                left = self.frontier.waiting()
                if not left.due and not left.held:
                    return False
                self.ledger.bury()
                await self._wait(LOOK)
                return True
            self.flush()
            return True
        await self._wait(None)
        return True

    async def _wait(self, seconds: float | None) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.moved.wait(), seconds)

    def fetched(self, page: Page, response: Response) -> Fetched:
        """Return what the visit of this page will say of its response."""
        validators = {
            field: value.decode("latin-1")
            for field, name in (("etag", "ETag"), ("last_modified", "Last-Modified"))
            if (value := response.headers.get(name))
        }
        file, _, offset = str(response.meta.get("archive_place", "")).rpartition(":")
        place = {"archive_file": file, "archive_offset": int(offset)} if file else {}
        return Fetched(page, {"status": response.status, **validators, **place})

    def listed(self, fetched: Fetched, listing: Listing) -> None:
        """A listing or feed was read: its entries and its next page become due in the moment it is done."""
        page = fetched.page
        since = self.asked.since.isoformat() if self.asked.since else ""
        wanted = [e for e in listing.entries if not e.date_published or e.date_published[:10] >= since]
        leads = [lead_of_entry(entry, page) for entry in wanted]
        new = self.frontier.unknown(leads) if self.was_complete else len(leads)
        self.known_pages = 0 if new else self.known_pages + 1
        leads += [lead_of(url, page) for url in listing.feeds]
        reason = self._stops(page, listing, bool(wanted))
        if listing.next_url and reason is None:
            leads.append(lead_of(listing.next_url, page))
        visit = self.frontier.listed(page, leads, **fetched.said)
        self._owe(None, replace(visit, reason=visit.reason or reason))
        self.flush()
        if page.kind == ARTICLE:
            self.tallies.missed(page.site, page.url)
        elif page.depth == 1:  # later pages are shorter, or beyond the end
            self.tallies.listed(page.site, listing, page.url)
        self.count(page.site, "listings")
        self.stats.inc_value("crawl/entries", len(listing.entries))
        self.stats.inc_value("crawl/beginnings", page.depth == 1)

    def _stops(self, page: Page, listing: Listing, any_wanted: bool) -> str | None:
        """Return why the walk does not go on behind this listing, or None."""
        if not listing.entries or not listing.next_url:
            return END
        if not any_wanted:
            return "since"
        if self.asked.pages is not None and page.depth >= self.asked.pages:
            return "pages"
        if self.was_complete and self.asked.mode != "all" and self.known_pages >= KNOWN_PAGES:
            return END
        return None

    def save(self, article: Article) -> None:
        """Owe an article's visit: it is written with its batch, at once when that is full, else within a second."""
        fetched: Fetched | None = article.evidence.lease
        if fetched is None:
            return
        if article.body_incomplete_reason == "deleted":
            self.missed(fetched.page, "gone", "the page says it was deleted", **fetched.said)
        elif not article.headline and not article.body:
            self.missed(fetched.page, "failed", "no article in the page", **fetched.said)
        else:
            self.tallies.read(article)
            leads = [lead_of(article.source_url)] if self.asked.follow_source and article.source_url else []
            self._owe(article, self.frontier.read(fetched.page, article, leads=leads, **fetched.said))

    def lost(self, item: Article) -> None:
        """A pipeline broke on an article; Scrapy has logged how, and the page is tried again in a later run."""
        fetched: Fetched | None = item.evidence.lease
        if fetched is not None:
            self.missed(fetched.page, "failed", "a pipeline broke on it", **fetched.said)

    def missed(self, page: Page, outcome: str, reason: str, status: int | None = None, **said: Any) -> None:
        """Owe the visit of a page that gave no article: "gone", "refused" or "failed", and count why."""
        more = {"status": status, **said} if outcome != "refused" else {}
        visit: Visit = getattr(self.frontier, outcome)(page, reason, **more)
        self._owe(None, visit)
        self.count(page.site, outcome)
        if page.kind == ARTICLE and outcome != "refused":
            self.tallies.missed(page.site, page.url)
        if outcome == "gone" and page.published is not None:
            self.stats.inc_value("crawl/buried")  # an article we have: news, not a wrong address
        key = reason_key(page.site, outcome, reason)
        self.stats.inc_value(key)
        self.note(f"{key}/example", page.url)

    def unchanged(self, page: Page, fetched: Fetched) -> None:
        """The server says that the page is as it was (304)."""
        self._owe(None, self.frontier.unchanged(page, **fetched.said))
        self.count(page.site, "same")

    def _owe(self, article: Article | None, visit: Visit) -> None:
        self.batch.append((article, visit))
        if len(self.batch) >= self.batch_size:
            self.flush()
        elif self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(1, self.flush)
        self.moved.set()

    def flush(self) -> None:
        """Write what waits in one transaction; a record no table can hold is left out and its page failed."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        batch, self.batch = self.batch, []
        if not batch:
            return
        try:
            try:
                self._write(batch)
            except RecordError:
                for pair in batch:
                    self._write_alone(pair)
        except StoreError as problem:
            self.fail(str(problem))
        for _, visit in batch:
            self.held.pop(visit.page, None)
        self.moved.set()

    def _write(self, batch: list[tuple[Article | None, Visit]]) -> None:
        articles = [article for article, _ in batch if article is not None]
        outcomes = self.store.save(articles, [visit for _, visit in batch])
        for article, outcome in zip(articles, outcomes, strict=True):
            updated = outcome.change is Change.UPDATED
            self.count(article.site, "changed" if updated else outcome.change.value)

    def _write_alone(self, pair: tuple[Article | None, Visit]) -> None:
        try:
            self._write([pair])
        except RecordError as problem:
            page = self.held[pair[1].page]
            self.store.save([], [self.frontier.failed(page, str(problem))])
            self.count(page.site, "failed")
            self.stats.inc_value(reason_key(page.site, "failed", "cannot be stored"))

    def fail(self, reason: str) -> None:
        """End the crawl for a reason that is no page's: what is not stored stays due."""
        logger.error("%s", reason)
        self.note("crawl/error", reason)
        if self.crawler.engine and self.crawler.engine.spider:
            self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="failed"))

    def count(self, site: str, outcome: str) -> None:
        self.stats.inc_value(outcome_key(site, outcome))

    def note(self, key: str, value: str) -> None:
        """Keep the first value of a stat."""
        if self.stats.get_value(key) is None:
            self.stats.set_value(key, value)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            self.ledger.beat(self.run)
            self.frontier.renew(self.held)

    def close(self, reason: str) -> None:
        """Write what waits and enter the end of the run in the ledger."""
        self.pulse.cancel()
        self.flush()
        try:
            self._judge()
        except StoreError as problem:
            logger.error("%s", problem)
        stats = {**self.stats.get_stats(), "finish_reason": reason}
        ended = verdict(stats)
        totals: dict[str, int] = {}
        for by_outcome in counts(stats).values():
            for outcome, number in by_outcome.items():
                totals[outcome] = totals.get(outcome, 0) + number
        try:
            self.ledger.end(self.run, ended.how, totals, ended.reason or None)
        except StoreError as problem:
            logger.error("%s", problem)
        self.store.close()

    def _judge(self) -> None:
        """Enter how complete the run's fields were, and note those that fell out of what the site's last runs say."""
        runs: dict[str, list[Coverage]] = {}
        for (site, field), tally in self.tallies.of.items():
            one = Coverage(site, field, tally.pages, tally.filled, tally.example)
            runs.setdefault(site, []).append(one)
        self.ledger.cover(self.run, [one for run in runs.values() for one in run])
        fallen = [a for site, run in runs.items() for a in alarms(run, self.ledger.history(self.run, site))]
        if fallen:
            self.stats.set_value("crawl/degraded", fallen)
