"""One live line on a terminal: what a crawl has done, what waits, how fast, and what is being fetched.

It needs rich (``pip install newscrawl[progress]``) and a terminal at standard error; else there are Scrapy's log lines.
Nothing is ever written to standard output, where a feed may go.
"""

import logging
import sys
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from newscrawl.storage.engines import StoreError
from newscrawl.summary import counts
from newscrawl.terminal import plain

_LOOK = 0.5  # seconds between two lines
_COUNT = 4  # lines between two questions to the database how much waits


class Progress:
    """Scrapy extension: draws the line twice a second, and moves log lines above it."""

    def __init__(self, crawler: Crawler) -> None:
        try:
            from rich.console import Console  # noqa: PLC0415 - an extra: without it there is no line
            from rich.live import Live  # noqa: PLC0415 - as above
        except ImportError:
            raise NotConfigured("the live line needs rich: pip install newscrawl[progress]") from None
        self.crawler = crawler
        self.live = Live(
            console=Console(stderr=True), auto_refresh=False, transient=True, redirect_stdout=False
        )
        self.handlers: list[logging.StreamHandler[Any]] = []
        self.loop = create_looping_call(self.draw)
        self.started = time.monotonic()
        self.drawn, self.queued, self.url = 0, 0, ""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not sys.stderr.isatty():
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.start, signals.spider_opened)
        crawler.signals.connect(extension.fetching, signals.request_reached_downloader)
        crawler.signals.connect(extension.stop, signals.engine_stopped)
        return extension

    def start(self) -> None:
        """Begin to draw; log lines go through rich from now on, which puts them above the line."""
        terminal = sys.stderr
        self.live.start()
        for handler in logging.getLogger().handlers:
            if isinstance(handler, logging.StreamHandler) and handler.stream is terminal:
                handler.setStream(sys.stderr)
                self.handlers.append(handler)
        self.loop.start(_LOOK)

    def fetching(self, request: Request) -> None:
        """Remember what is being fetched."""
        self.url = request.url

    def draw(self) -> None:
        """Draw the line as things are now."""
        session = getattr(self.crawler.spider, "session", None)
        if session is not None and self.drawn % _COUNT == 0:
            try:
                left = session.frontier.waiting()
                self.queued = left.due + left.held
            except StoreError:
                pass  # the crawl itself meets it too, and says so
        self.drawn += 1
        assert self.crawler.stats is not None
        words = line(self.crawler.stats.get_stats(), self.queued, time.monotonic() - self.started, self.url)
        from rich.text import Text  # noqa: PLC0415 - as in __init__

        self.live.update(Text(words, no_wrap=True, overflow="ellipsis"), refresh=True)

    def stop(self) -> None:
        """Take the line away; the summary follows."""
        if self.loop.running:
            self.loop.stop()
        self.live.stop()
        for handler in self.handlers:
            handler.setStream(sys.stderr)


def line(stats: Mapping[str, Any], queued: int, seconds: float, url: str) -> str:
    """Return the line: counts of pages by what came of them, pages a second, the address being fetched.

    >>> line({"pages/etoday/new": 8, "pages/etoday/listings": 2, "pages/etoday/refused": 1}, 30, 11, "https://a.kr/1")
    '11 done · 30 queued · 8 new · 0 changed · 1 refused · 0 failed · 1.0 pages/s · https://a.kr/1'
    """
    total: Counter[str] = Counter()
    for of_site in counts(stats).values():
        total.update(of_site)
    done = sum(total.values())
    parts = [f"{done} done", f"{queued} queued"]
    parts += [f"{total[outcome]} {outcome}" for outcome in ("new", "changed", "refused", "failed")]
    return plain(" · ".join([*parts, f"{done / max(seconds, 0.1):.1f} pages/s", url]))
