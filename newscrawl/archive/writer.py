"""Keeps responses as fetched in WARC 1.1 files, each record whole on disk before ``write`` returns.

A record goes out in one piece, behind the whole ones before it, and no process ever appends to another's file: so
whatever kills the process, all that was returned before can be read. The operating system then holds the bytes; they
are forced to the disk every few seconds and when a file is closed, so a power cut costs the last seconds of the
archive, never a record of the database.
"""

import hashlib
import os
import socket
import time
import zlib
from base64 import b32encode
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import IO, Any

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # has no types, as the next
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from newscrawl import __version__
from newscrawl.archive.records import ArchiveError

_SYNC_EVERY = 5.0  # seconds between two forced writes to the disk
_REMEMBERED = 4096  # payloads of the file at hand that a revisit can refer to
_LEVEL = 6  # of gzip: half the time of warcio's 9 and 1 % more bytes
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


@dataclass(slots=True)
class Exchange:
    """A request and its response as bytes: heads from the first line to the empty one, payload still compressed."""

    url: str
    date: datetime
    request: bytes
    status: int
    head: bytes
    payload: bytes
    ip: str | None = None
    truncated: bool = False


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """An HTTP head written byte for byte; warcio would percent-encode what is not ASCII in it."""

    def __init__(self, head: bytes) -> None:
        super().__init__("", [])
        self.head = head

    def __bool__(self) -> bool:
        return True

    def compute_headers_buffer(self, header_filter: Any = None) -> None:
        self.headers_buff = self.head


class ArchiveWriter:
    """Writes exchanges into a folder, a new file whenever one has reached ``size`` bytes.

    It is one thread's at a time; nearly all of its time goes into compressing, and meanwhile zlib lets others run.
    The same payload again in one file becomes a ``revisit``; a file never refers to another, so each can be moved,
    read or thrown away by itself.
    """

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.size = size
        self._file: IO[bytes] | None = None
        self._name = ""
        self._number = 0  # of files begun
        self._synced = 0.0
        self._seen: dict[str, tuple[str, str, str]] = {}  # of the file at hand, by digest
        self._block = BytesIO()
        self._warc = WARCWriter(self._block, gzip=False, warc_version="1.1")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise ArchiveError(
                f"{folder}: is no folder to keep an archive in: {problem.strerror}"
            ) from problem

    def write(self, *exchanges: Exchange) -> list[tuple[str, int]]:
        """Write responses and their requests; return the responses' places, the file's name and the offset in it.

        All of it is on disk then, or ``ArchiveError`` is raised.
        """
        places: list[tuple[str, int]] = []
        data = bytearray()
        try:
            for exchange in exchanges:
                if self._file is None or self._size() + len(data) >= self.size:
                    self._append(data)
                    data.clear()
                    self._open()
                places.append((self._name, self._size() + len(data)))
                response = self._response(exchange)
                data += _gzip(self._bytes(response)) + _gzip(self._bytes(self._request(exchange, response)))
            self._append(data)
        except BaseException as problem:
            self._seen.clear()  # no revisit may refer to what is not there
            if not isinstance(problem, OSError):
                raise
            raise ArchiveError(
                f"{self.folder / self._name}: cannot be written: {problem.strerror}"
            ) from problem
        return places

    def close(self) -> None:
        """Force what was written to the disk and end the file."""
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def _open(self) -> None:
        self.close()
        self._seen.clear()
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        for serial in count(self._number + 1):
            self._name = f"newscrawl-{stamp}-{socket.gethostname()}-{os.getpid()}-{serial:05}.warc.gz"
            with suppress(FileExistsError):  # another crawl of this process
                self._file = (self.folder / self._name).open("xb", buffering=0)
                break
        self._number += 1
        info = {"software": f"newscrawl {__version__}", "format": "WARC File Format 1.1"}
        writer = WARCWriter(BytesIO(), gzip=False, warc_version="1.1")
        writer.write_record(writer.create_warcinfo_record(self._name, info))
        self._append(_gzip(writer.out.getvalue()))

    def _size(self) -> int:
        return self._file.tell() if self._file else 0

    def _response(self, exchange: Exchange) -> Any:
        digest = _digest(exchange.payload)
        fields = {"WARC-Date": _iso(exchange.date)}
        if exchange.ip:
            fields["WARC-IP-Address"] = exchange.ip
        if exchange.truncated:
            fields["WARC-Truncated"] = "disconnect"
        head = _Head(exchange.head)
        if exchange.status == 304:
            fields |= {"WARC-Profile": _NOT_MODIFIED, "WARC-Refers-To-Target-URI": exchange.url}
            return self._warc.create_warc_record(
                exchange.url, "revisit", http_headers=head, warc_headers_dict=fields
            )
        if exchange.payload and digest in self._seen:
            url, date, identity = self._seen[digest]
            fields["WARC-Refers-To"] = identity
            return self._warc.create_revisit_record(
                exchange.url, digest, url, date, http_headers=head, warc_headers_dict=fields
            )
        fields["WARC-Block-Digest"] = _digest(exchange.head, exchange.payload)
        fields["WARC-Payload-Digest"] = digest
        record = self._warc.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.payload),
            length=len(exchange.payload),
            http_headers=head,
            warc_headers_dict=fields,
        )
        if len(self._seen) < _REMEMBERED:
            identity = record.rec_headers.get_header("WARC-Record-ID")
            self._seen[digest] = (exchange.url, fields["WARC-Date"], identity)
        return record

    def _request(self, exchange: Exchange, response: Any) -> Any:
        fields = {
            "WARC-Date": _iso(exchange.date),
            "WARC-Block-Digest": _digest(exchange.request),
            "WARC-Payload-Digest": _OF_NOTHING,
            "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
        }
        return self._warc.create_warc_record(
            exchange.url, "request", http_headers=_Head(exchange.request), warc_headers_dict=fields
        )

    def _bytes(self, record: Any) -> bytes:
        self._block.seek(0)
        self._block.truncate()
        self._warc.write_record(record)
        return self._block.getvalue()

    def _append(self, data: bytes | bytearray) -> None:
        if not data:
            return
        assert self._file is not None
        begin = self._file.tell()
        try:
            written = 0
            while written < len(data):
                written += self._file.write(memoryview(data)[written:]) or 0
        except OSError:
            os.ftruncate(
                self._file.fileno(), begin
            )  # a full disk must not leave half a record before the next one
            self._file.seek(begin)
            raise
        if time.monotonic() - self._synced > _SYNC_EVERY:
            os.fsync(self._file.fileno())
            self._synced = time.monotonic()


def _digest(*pieces: bytes) -> str:
    """Return the digest of the pieces as WARC writes it; warcio would make the same one at four times the price."""
    digest = hashlib.sha1(usedforsecurity=False)
    for piece in pieces:
        digest.update(piece)
    return f"sha1:{b32encode(digest.digest()).decode()}"


_OF_NOTHING = _digest()


def _gzip(record: bytes) -> bytes:
    """Return a record as one gzip member."""
    return zlib.compress(record, _LEVEL, 31)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
