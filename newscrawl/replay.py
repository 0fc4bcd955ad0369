"""Serves every http and https request from WARC files, so that all of Scrapy above the network runs for real."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote_to_bytes, urldefrag, urljoin, urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from newscrawl.archive.captures import Capture, Index
from newscrawl.archive.records import archive_files

logger = logging.getLogger(__name__)

_REDIRECTS = (301, 302, 303, 307, 308)
# The payload comes whole: the length is its own, and no connection is kept.
_HOP_BY_HOP = (b"transfer-encoding", b"content-length", b"connection", b"keep-alive")


class ReplayHandler(BaseDownloadHandler):
    """Download handler: the newest capture of the address asked for, or a 404 where the archive holds none.

    ``request.meta["date_fetched"]`` gets the moment of the capture.
    """

    shelf: "Shelf"

    async def download_request(self, request: Request) -> Response:
        capture = self.shelf.find(request.url)
        request.meta["date_fetched"] = capture.date if capture else datetime.now(UTC)
        if capture is None:
            self.crawler.stats.inc_value("replay/missing")
            return Response(request.url, status=404)
        headers = Headers()
        for name, value in capture.headers:
            if name.lower() not in _HOP_BY_HOP:
                headers.appendlist(name, value)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=capture.payload)
        return kind(
            request.url, status=capture.status, headers=headers, body=capture.payload, protocol="HTTP/1.1"
        )


def serving(paths: Iterable[str]) -> type[ReplayHandler]:
    """Return the handler that serves these WARC files or folders of them; ``ArchiveError`` where they cannot be read.

    Scrapy makes a handler for each scheme, and only logs one that cannot be made: so the files are read here, once.
    """
    files = archive_files(paths)
    return _serving(tuple((file, file.stat().st_size, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=1)
def _serving(files: tuple[tuple[Path, int, int], ...]) -> type[ReplayHandler]:
    shelf = Shelf(file for file, _, _ in files)
    for outcome, count in shelf.index.outcomes.items():
        logger.warning(
            "Replay: passed over %d %s in %s", count, outcome, ", ".join(str(file) for file, *_ in files)
        )
    return type("ReplayHandler", (ReplayHandler,), {"shelf": shelf})


class Shelf:
    """The newest capture of each address of some WARC files."""

    def __init__(self, paths: Iterable[str | Path]) -> None:
        self.index = Index(paths)
        self._alike: dict[tuple[str, bytes], list[str]] = defaultdict(list)
        for url in self.index.by_url:
            self._alike[_alike(url)].append(url)

    def find(self, url: str) -> Capture | None:
        """Return the newest capture of exactly this address, else of one that differs only in what servers ignore.

        That is http or https, percent-encoding, and a slash at the end; a redirect from such a one to the address
        itself is no capture of it.
        """
        url = urldefrag(url).url
        for written in dict.fromkeys([url, *self._alike.get(_alike(url), ())]):
            for mark in sorted(self.index.by_url.get(written, ()), key=lambda mark: mark.date, reverse=True):
                capture = self.index.capture(mark)
                if capture is not None and (written == url or not _leads_to(capture, url)):
                    return capture
        return None


def _alike(url: str) -> tuple[str, bytes]:
    """Return what is the same in the forms of one address.

    >>> _alike("http://example.com/AI/인공지능/") == _alike("https://example.com:443/AI/%EC%9D%B8%ea%b3%b5%EC%A7%80%EB%8A%A5")
    True
    """
    parts = urlsplit(url)
    host = parts.netloc.lower().removesuffix(":80").removesuffix(":443")
    return host, unquote_to_bytes(parts.path).rstrip(b"/") + b"?" + unquote_to_bytes(parts.query)


def _leads_to(capture: Capture, url: str) -> bool:
    locations = capture.header(b"location")
    return capture.status in _REDIRECTS and bool(locations) and urljoin(capture.url, locations[0]) == url
