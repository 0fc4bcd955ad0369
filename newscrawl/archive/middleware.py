"""The downloader middleware nearest the downloader: every response goes into the archive before it goes on."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from newscrawl.archive.writer import ArchiveWriter, Exchange, Prepared

logger = logging.getLogger(__name__)

_SECRET = frozenset({b"authorization", b"proxy-authorization", b"cookie"})  # an archive is passed on
_REFRAMED = frozenset({b"content-length", b"transfer-encoding"})


class Archive:
    """Writes responses, redirects, errors and robots.txt too, in a thread of its own, one at a time.

    ``request.meta["archive_place"]`` is where, "file:offset", and ``["date_fetched"]`` when: a page is marked done
    after its response has come through here, so what is done is in the archive. Scrapy hands over no raw head: the
    reason phrase is the usual one, names of headers are in Title-Case with same names together, Content-Length is the
    payload's, and the chunks of a chunked transfer are gone. All other bytes are the server's.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = crawler.settings
        self.replaying = bool(settings.get("NEWSCRAWL_REPLAY"))
        self.writer = ArchiveWriter(
            Path(settings["NEWSCRAWL_ARCHIVE"]), settings.getint("NEWSCRAWL_ARCHIVE_SIZE")
        )
        self.waiting: list[tuple[Prepared, asyncio.Future[str]]] = []
        self.writing: asyncio.Task[None] | None = None
        self.stopping: asyncio.Future[None] | None = None
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")

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
        exchange = exchange_of(request, response, request.meta["date_fetched"])
        request.meta["archive_place"] = await self._kept(self.writer.prepare(exchange))
        self.crawler.stats.inc_value("archive/written")
        return response

    async def _kept(self, prepared: Prepared) -> str:
        """Return the place of an exchange once it is on disk."""
        loop = asyncio.get_running_loop()
        place: asyncio.Future[str] = loop.create_future()
        self.waiting.append((prepared, place))
        if self.writing is None or self.writing.done():
            self.writing = loop.create_task(self._write())
        return await place

    async def _write(self) -> None:
        """Write what waits, all of it at a time: each turn of the thread costs the crawl a change of threads."""
        loop = asyncio.get_running_loop()
        while self.waiting:
            batch, self.waiting = self.waiting, []
            prepared = [one for one, _ in batch]
            try:
                places = await loop.run_in_executor(self.thread, self.writer.put, prepared)
            except Exception as problem:  # noqa: BLE001 - whatever it is, those that wait must hear of it
                self._stop(problem)
                for _, place in batch:
                    if not place.done():  # given up meanwhile
                        place.set_exception(problem)
            else:
                for (_, place), where in zip(batch, places, strict=True):
                    if not place.done():
                        place.set_result(where)

    def _stop(self, problem: Exception) -> None:
        self.crawler.stats.inc_value("archive/failed")
        if self.stopping is None:
            logger.error("%s; the crawl stops", problem)
            # Not awaited: closing waits for this very response.
            self.stopping = asyncio.ensure_future(
                self.crawler.engine.close_spider_async(reason="archive_failed")
            )

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self.thread, self.writer.close)
        self.thread.shutdown()


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
