"""How much of a host's time a crawl takes: its outlet's own pace, and what the host itself asks for, up to a bound.

A request of Scrapy's waits in its *slot*, an outlet's or a host's, whose delay lies between two requests. An outlet's
``delay`` and a robots.txt's ``Crawl-delay`` are floors of it; a ``Retry-After`` raises it, a 429 without doubles it,
until good answers lower it again. Who asks for more than a run can wait is left alone until then; its pages stay due.
"""

import logging
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request, Spider
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

logger = logging.getLogger(__name__)

LONGEST = 60.0  # seconds between two requests that a run waits for
FARTHEST = timedelta(days=7)  # no host is left alone for longer: nobody means the year 2099
TOO_MANY = 429
BUSY = (TOO_MANY, 503)


class HostLeft(IgnoreRequest):
    """A host that is not asked any more in this run; its pages are due from ``until`` on."""

    def __init__(self, reason: str, until: datetime) -> None:
        super().__init__(reason)
        self.reason = reason
        self.until = until


def leave(reason: str, seconds: float) -> HostLeft:
    """Return the news that a host is left alone for so long."""
    return HostLeft(reason, datetime.now(UTC) + min(timedelta(seconds=seconds), FARTHEST))


def wait_of(header: bytes | None, now: datetime) -> float | None:
    """Return the seconds a ``Retry-After`` asks for, or None where it says nothing that is understood.

    >>> now = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    >>> wait_of(b"120", now), wait_of(b"Fri, 27 Nov 2026 09:01:00 GMT", now), wait_of(b"later", now)
    (120.0, 60.0, None)
    """
    words = (header or b"").decode("latin-1").strip()
    if words.isascii() and words.isdecimal():
        return float(words[:9])
    try:
        moment = parsedate_to_datetime(words)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def slow_down(downloader: Downloader, slot: str, seconds: float) -> None:
    """Make so many seconds the floor of a slot's delay, for the rest of the run."""
    own = downloader.per_slot_settings.get(slot, {})
    downloader.per_slot_settings[slot] = {**own, "delay": max(seconds, floor(downloader, slot))}
    if slot in downloader.slots:
        downloader.slots[slot].delay = max(seconds, downloader.slots[slot].delay)


def floor(downloader: Downloader, slot: str) -> float:
    """Return the delay a slot has at least: its outlet's, or what its host's robots.txt asks for."""
    return float(downloader.per_slot_settings.get(slot, {}).get("delay", 0))


class Throttle(AutoThrottle):
    """Scrapy's, which knows one lowest delay for all slots, with each slot's own as well."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if key is not None and slot is not None:
            assert self.crawler.engine is not None
            slot.delay = max(slot.delay, floor(self.crawler.engine.downloader, key))


class Manners:
    """Downloader middleware that gives a busy host the time it asks for, or leaves it alone for this run."""

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings.get("NEWSCRAWL_REPLAY"):
            raise NotConfigured  # nobody is asked
        self.crawler = crawler
        self.left: dict[str, HostLeft] = {}  # by slot

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def downloader(self) -> Downloader:
        assert self.crawler.engine is not None
        return self.crawler.engine.downloader

    def process_request(self, request: Request) -> None:
        left = self.left.get(self.downloader.get_slot_key(request))
        if left is not None:
            raise HostLeft(left.reason, left.until)

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status not in BUSY:
            return response
        wait = wait_of(response.headers.get("Retry-After"), datetime.now(UTC))
        key = self.downloader.get_slot_key(request)
        slot = self.downloader.slots.get(key)
        if wait is None:
            if response.status != TOO_MANY:
                return response
            wait = (
                min(max(2 * slot.delay, 1.0), LONGEST) if slot is not None else 1.0
            )  # too fast: half as fast
        if wait <= LONGEST:
            if slot is not None:
                slot.delay = max(slot.delay, wait)
                slot.lastseen = monotonic()  # a slot counts from its last request; the host, from its answer
            return response
        left = self.left[key] = leave(f"HTTP {response.status}, its host asks for a later try", wait)
        logger.warning("%s is left alone until %s: %s", key, f"{left.until:%Y-%m-%d %H:%M} UTC", left.reason)
        waiting = list(slot.queue) if slot is not None else []
        if slot is not None:
            slot.queue.clear()
        for _, answer in waiting:
            answer.errback(HostLeft(left.reason, left.until))
        raise HostLeft(left.reason, left.until)
