"""The downloader middleware nearest the downloader: a copy of every response goes into the archive."""

import asyncio
import atexit
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from newscrawl.archive.writer import ArchiveWriter, Exchange

logger = logging.getLogger(__name__)

_SECRET = frozenset({b"authorization", b"proxy-authorization", b"cookie"})  # an archive is passed on
_REFRAMED = frozenset({b"content-length", b"transfer-encoding"})
_TOGETHER = 8  # exchanges handed to the thread at once: each change of threads costs the crawl
_MUCH = 2**20  # bytes of payload that wait for no others: whoever settles waits until they are compressed
_PATIENCE = 0.2  # seconds the first of them waits for the others


class Place:
    """Where a response is in the archive, which is known once it is on disk."""

    __slots__ = ("_archive", "_is_settled", "_where")

    def __init__(self, archive: "Archive") -> None:
        self._archive = archive
        self._is_settled = False
        self._where: tuple[str, int] | None = None

    def __deepcopy__(self, memo: object) -> Self:
        """Return the place itself: whoever copies a record under way wants no other one."""
        return self

    def __copy__(self) -> Self:
        return self

    def settle(self, where: tuple[str, int] | None) -> None:
        self._where = where
        self._is_settled = True

    def where(self) -> tuple[str, int] | None:
        """Return the file's name and the offset in it, after waiting for the disk; None where it could not be kept."""
        if not self._is_settled:
            self._archive.settle()
        return self._where


class Archive:
    """Has responses written, redirects, errors and robots.txt too, by a thread of its own.

    A response goes on at once; ``request.meta["archive_place"]`` is its Place, and a page is marked done only when
    that is known: so what is done is in the archive. ``["date_fetched"]`` is when it came. Scrapy hands over no raw
    head: the reason phrase is the usual one, names of headers are in Title-Case with same names together,
    Content-Length is the payload's, and the chunks of a chunked transfer are gone. All other bytes are the server's.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = crawler.settings
        self.replaying = bool(settings.get("NEWSCRAWL_REPLAY"))
        self.writer = ArchiveWriter(
            Path(settings["NEWSCRAWL_ARCHIVE"]), settings.getint("NEWSCRAWL_ARCHIVE_SIZE")
        )
        self.waiting: list[tuple[Exchange, Place]] = []
        self.bytes = 0  # of payload, in what waits
        self.timer: asyncio.TimerHandle | None = None
        self.writing: Future[None] | None = None
        self.problem: Exception | None = None  # the thread's, until the crawl has heard of it
        self.stopping: asyncio.Future[None] | None = None
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        atexit.register(self._leave)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        archive = cls(crawler)
        crawler.signals.connect(archive.close, signals.spider_closed)
        return archive

    async def process_response(self, request: Request, response: Response) -> Response:
        if "cached" in response.flags:
            return response
        if not self.replaying:  # a replay has set the moment of the first fetch
            request.meta["date_fetched"] = datetime.now(UTC)
        place = request.meta["archive_place"] = Place(self)
        self.waiting.append((exchange_of(request, response, request.meta["date_fetched"]), place))
        self.bytes += len(response.body)
        self.crawler.stats.inc_value("archive/written")
        while self._is_full() and self.writing is not None and not self.writing.done():
            await asyncio.wait({asyncio.wrap_future(self.writing)})  # none is fetched faster than written
        if self._is_full():
            self.hand_over()
        elif self.timer is None and self.waiting:
            self.timer = asyncio.get_running_loop().call_later(_PATIENCE, self.hand_over)
        return response

    def _is_full(self) -> bool:
        return len(self.waiting) >= _TOGETHER or self.bytes >= _MUCH

    def hand_over(self) -> None:
        """Give the thread what waits."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        if self.waiting:
            batch, self.waiting, self.bytes = self.waiting, [], 0
            self.writing = self.thread.submit(self._write, batch)
            self.writing.add_done_callback(self._tell(asyncio.get_running_loop()))

    def settle(self) -> None:
        """Wait until all that came is on disk, or has failed to get there; the event loop waits too."""
        self.hand_over()
        if self.writing is not None:
            self.writing.result()
        self._hear()

    def _write(self, batch: list[tuple[Exchange, Place]]) -> None:
        try:
            places = self.writer.write(*(exchange for exchange, _ in batch))
        except Exception as problem:  # noqa: BLE001 - whatever it is, those that wait must hear of it
            self.problem = problem
            for _, place in batch:
                place.settle(None)
        else:
            for (_, place), where in zip(batch, places, strict=True):
                place.settle(where)

    def _tell(self, loop: asyncio.AbstractEventLoop) -> Callable[[Future[None]], None]:
        def told(_: Future[None]) -> None:
            if self.problem is not None:
                with suppress(RuntimeError):  # the loop is closed: it has heard in close()
                    loop.call_soon_threadsafe(self._hear)

        return told

    def _hear(self) -> None:
        """End the crawl for what the thread met: the summary and the exit status say it, whoever closes first."""
        problem, self.problem = self.problem, None
        if problem is None:
            return
        stats = self.crawler.stats
        stats.inc_value("archive/failed")
        if self.stopping is None:
            logger.error("%s; the crawl stops", problem)
            stats.set_value("crawl/error", stats.get_value("crawl/error") or str(problem))
            self.stopping = asyncio.ensure_future(
                self.crawler.engine.close_spider_async(reason="archive_failed")
            )

    async def close(self) -> None:
        self.settle()  # before the session, which hears of the end next, says how it went
        await asyncio.get_running_loop().run_in_executor(self.thread, self.writer.close)
        self.thread.shutdown()
        atexit.unregister(self._leave)

    def _leave(self) -> None:
        """Write what came last where nobody closes the crawl, as a shell does not."""
        self._write(self.waiting)
        self.waiting = []
        if self.problem is not None:
            logger.error("%s", self.problem)


def exchange_of(request: Request, response: Response, date: datetime) -> Exchange:
    """Return the bytes of a request and its response, as near to those on the wire as Scrapy still knows them."""
    parts = urlsplit(request.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    asked = f"{request.method} {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n".encode()
    reason = HTTPStatus(response.status).phrase if response.status in HTTPStatus._value2member_map_ else ""
    line = f"{response.protocol or 'HTTP/1.1'} {response.status} {reason}\r\n".encode()
    length = b"Content-Length: %d\r\n\r\n" % len(response.body)
    return Exchange(
        url=request.url,
        date=date,
        request=asked + _lines(request.headers, without=_SECRET) + b"\r\n",
        status=response.status,
        head=line + _lines(response.headers, without=_REFRAMED) + length,
        payload=response.body,
        ip=str(response.ip_address) if response.ip_address else None,
        truncated=bool({"partial", "dataloss", "download_stopped"} & set(response.flags)),
    )


def _lines(headers: Headers, without: frozenset[bytes]) -> bytes:
    return b"".join(
        b"%s: %s\r\n" % (name, value)
        for name, values in headers.items()
        for value in values
        if name.lower() not in without
    )
