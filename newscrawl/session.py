"""One crawl's dealings with the database: what to fetch next, and what became of it.

Whatever a crawl leases ends in exactly one visit: listed, read, unchanged, gone, refused, failed, or left for a later
run. Nothing is done before it is stored, so a crawl that is killed at any moment has only to fetch some pages again.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl import __version__
from newscrawl.alarms import alarms
from newscrawl.arguments import Arguments
from newscrawl.coverage import Tallies
from newscrawl.frontier import ARTICLE, Frontier, Lead, Page, Visit
from newscrawl.holding import Holding
from newscrawl.items import Article, Listing
from newscrawl.seeds import is_walked, source_lead
from newscrawl.storage.ledger import Coverage, Ledger, owner
from newscrawl.storage.store import ArticleStore, StoreError
from newscrawl.summary import LEFT, counts, outcome_key, reason_key, verdict
from newscrawl.walking import Walking

logger = logging.getLogger(__name__)
AHEAD = 64  # pages leased and not yet recorded, at the most
BEAT = 30  # seconds between two signs of life, each of which renews the leases
LOOK = 1.0  # seconds between two looks at what other crawls of the same walk leave for this one


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
        self.store = ArticleStore.open(crawler.settings["NEWSCRAWL_DATABASE_URL"])
        self.ledger = Ledger(self.store)
        job = crawler.settings.get("NEWSCRAWL_JOB") or None
        self.run = self.ledger.start(spider, {"asked": asked.walk, "mode": asked.mode}, __version__, job=job)
        window = [int(seconds) for seconds in crawler.settings.getlist("NEWSCRAWL_REVISIT")]
        lease = crawler.settings.getfloat("NEWSCRAWL_LEASE")
        self.frontier = Frontier(self.store, owner(self.run), lease_seconds=lease, window=window)
        size = crawler.settings.getint("NEWSCRAWL_BATCH")
        self.holding = Holding(
            self.store, self.frontier, size, count=self.count, unholdable=self.unholdable, fail=self.fail
        )
        self.tallies = Tallies()
        self.is_closed = False
        self.walking = Walking(self.frontier, asked, self.no_lead)
        self.pulse = asyncio.ensure_future(self._beat())
        crawler.signals.connect(self.lost, signals.item_error)
        crawler.signals.connect(self.dropped, signals.item_dropped)
        crawler.signals.connect(self.close, signals.spider_closed)

    async def pages(self, leads: list[Lead]) -> AsyncIterator[Page]:
        """Yield the pages to fetch as room comes free, until none is left: neither ours nor another crawl's."""
        walk = self.frontier.begin(self.spider, self.asked.walk, leads, mode=self.asked.mode)
        if walk.resumed:
            logger.info("Going on with what an earlier run left (round %d)", walk.round)
        any_leased = False
        while not self.is_closed:
            self.holding.moved.clear()
            room = AHEAD - len(self.holding.pages)
            leased = self.frontier.lease(room) if room >= AHEAD // 2 else []
            for page in leased:
                self.holding.take(page)
                yield page
            any_leased = any_leased or bool(leased)
            if not leased and not await self._something_moved():
                break
        if not any_leased and not self.is_closed:
            due = self.frontier.next_due()
            self.note(
                "crawl/nothing_due",
                f"nothing is due before {due.astimezone():%Y-%m-%d %H:%M}: hosts asked to be left alone so long"
                if due
                else "every page asked for is known already; -a mode=all fetches it again",
            )

    async def _something_moved(self) -> bool:
        """Wait for a page of ours or of another crawl to be finished; False when nothing is left anywhere."""
        if self.holding.open():
            if not await self.holding.wait(LOOK) and not self.is_closed and self._is_idle():
                for page in self.holding.open():
                    self.missed(page, "failed", "it was lost on its way through the crawl")
        elif self.holding.owed:  # everything fetched waits to be written
            self.holding.flush()
        else:
            left = self.frontier.waiting()
            if not left.due and not left.held:
                return False
            self.ledger.bury()
            await self.holding.wait(LOOK)
        return True

    def _is_idle(self) -> bool:
        """Tell whether Scrapy has nothing under way: then nobody is left who could settle a page.

        There is no signal to wait for: Scrapy calls no spider idle whose start() has not ended.
        """
        engine = self.crawler.engine
        assert engine is not None
        scheduler, scraping = engine.scheduler, engine.scraper.slot
        is_waiting = scheduler is not None and scheduler.has_pending_requests()
        return not (is_waiting or engine.downloader.active) and (scraping is None or scraping.is_idle())

    @contextmanager
    def settling(self, page: Page, reason: str, **said: Any) -> Iterator[None]:
        """Whatever breaks in the block, the page is settled: failed for this reason, what broke in the log."""
        try:
            yield
        except StoreError as problem:
            self.fail(str(problem))
        except Exception as problem:
            logger.exception("%s: %s", reason, page.url)
            self.stats.inc_value(f"spider_exceptions/{type(problem).__name__}")
            self.missed(page, "failed", reason, **said)

    def fetched(self, page: Page, response: Response) -> Fetched:
        """Return what the visit of this page will say of its response."""
        validators = {
            field: value.decode("latin-1")
            for field, name in (("etag", "ETag"), ("last_modified", "Last-Modified"))
            if (value := response.headers.get(name))
        }
        archived = response.meta.get("archive_place")
        return Fetched(page, {"status": response.status, "archived": archived, **validators})

    def listed(self, fetched: Fetched, listing: Listing) -> None:
        """A listing or feed was read: its articles and its next page become due in the moment it is done."""
        page = fetched.page
        if page.kind == ARTICLE and not is_walked(page):
            self._owe(self.frontier.no_article(page, **fetched.said))
            self.tallies.missed(page.site, page.url)
        else:
            self._owe(self.walking.visit(page, listing, **fetched.said))
            if page.depth == 1:  # later pages are shorter, or beyond the end
                self.tallies.listed(page.site, listing, page.url)
        self.holding.flush()
        self.count(page.site, "listings")
        self.stats.inc_value("crawl/entries", len(listing.entries))
        self.stats.inc_value("crawl/beginnings", page.depth == 1)

    def save(self, article: Article) -> None:
        """Owe an article's visit."""
        fetched: Fetched | None = article.evidence.lease
        if fetched is None:
            return
        if article.body_incomplete_reason == "deleted":
            self.missed(fetched.page, "gone", "the page says it was deleted", **fetched.said)
        elif not article.headline and not article.body:
            self.missed(fetched.page, "failed", "no article in the page", **fetched.said)
        else:
            source = source_lead(article.source_url) if self.asked.follow_source else None
            visit = self.frontier.read(
                fetched.page, article, leads=[source] if source else [], **fetched.said
            )
            if self._owe(visit, article):
                self.tallies.read(article)

    def lost(self, item: Article) -> None:
        """A pipeline broke on an article; Scrapy has logged how, and the page is tried again in a later run."""
        fetched: Fetched | None = item.evidence.lease
        if fetched is not None:
            self.missed(fetched.page, "failed", "a pipeline broke on it", **fetched.said)

    def dropped(self, item: Article) -> None:
        """A pipeline of the user's own does not want an article, and would not the next time either."""
        fetched: Fetched | None = item.evidence.lease
        reason = "a pipeline dropped it"
        if fetched is not None and self._owe(self.frontier.dropped(fetched.page, reason, **fetched.said)):
            self._count_why(fetched.page, "refused", reason)

    def missed(self, page: Page, outcome: str, reason: str, status: int | None = None, **said: Any) -> None:
        """Owe the visit of a page that gave no article: "gone", "refused" or "failed", and count why."""
        more = {"status": status, **said} if outcome != "refused" else {}
        visit: Visit = getattr(self.frontier, outcome)(page, reason, **more)
        if not self._owe(visit):
            return
        if page.kind == ARTICLE and outcome != "refused":
            self.tallies.missed(page.site, page.url)
        if outcome == "gone" and page.published is not None:
            self.stats.inc_value("crawl/buried")  # an article we have: news, not a wrong address
        self._count_why(page, outcome, reason)

    def unchanged(self, page: Page, fetched: Fetched) -> None:
        """The server says that the page is as it was (304)."""
        if self._owe(self.frontier.unchanged(page, **fetched.said)):
            self.count(page.site, "same")

    def leave(self, page: Page, reason: str, until: datetime) -> None:
        """The page's host wants to be left alone: the page stays due, from then on."""
        if self._owe(self.frontier.left(page, reason, until=until)):
            self._count_why(page, LEFT, reason)

    def no_lead(self, page: Page, url: str) -> None:
        """Count what a listing links that is no article, or no address."""
        key = f"not_understood/{page.site}/entries.url"
        self.stats.inc_value(key)
        self.note(f"{key}/example", f"{url} ({page.url})")

    def unholdable(self, page: Page) -> None:
        """No table can hold what was read of the page; it is settled as failed."""
        self._count_why(page, "failed", "cannot be stored")

    def _owe(self, visit: Visit, article: Article | None = None) -> bool:
        return self.holding.settle(visit, article)

    def _count_why(self, page: Page, outcome: str, reason: str) -> None:
        self.count(page.site, outcome)
        key = reason_key(page.site, outcome, reason)
        self.stats.inc_value(key)
        self.note(f"{key}/example", page.url)

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
            try:
                self.ledger.beat(self.run)
                self.frontier.renew(self.holding.pages)
            except StoreError as problem:  # one sign of life less; leases outlast several
                logger.warning("No sign of life in the ledger: %s", problem)

    def close(self, reason: str) -> None:
        """Write what waits and enter the end of the run in the ledger."""
        self.is_closed = True
        self.pulse.cancel()
        self.holding.flush()
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
