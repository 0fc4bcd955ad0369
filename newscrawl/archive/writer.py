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
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import IO, Any, NamedTuple

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


class Prepared(NamedTuple):
    """An exchange as WARC: the response's record, to be compressed, and the request's, which is small and is already.

    ``file`` counts the files of a writer: a revisit must stand in the file of what it refers to.
    """

    file: int
    response: bytes
    request: bytes


class ArchiveWriter:
    """Writes exchanges into a folder, a new file whenever one has reached ``size`` bytes.

    ``prepare`` and ``put`` may run in two threads, each in one at a time: nearly all the time goes into compressing,
    in ``put``, and meanwhile zlib lets the other thread run. The same payload again in one file becomes a
    ``revisit``; a file never refers to another, so each can be moved, read or thrown away by itself.
    """

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.size = size
        self._file: IO[bytes] | None = None
        self._name = ""
        self._number = -1  # of the open file, counted from 0
        self._full = -1  # the last file that has reached its size
        self._current = 0  # the file that what is prepared now will go into
        self._synced = 0.0
        self._seen: dict[str, tuple[str, str, str]] = {}
        self._block = BytesIO()
        self._warc = WARCWriter(self._block, gzip=False, warc_version="1.1")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise ArchiveError(
                f"{folder}: is no folder to keep an archive in: {problem.strerror}"
            ) from problem

    def write(self, exchange: Exchange) -> str:
        """Write the response and its request; return the response's place, "file:offset"."""
        return self.put([self.prepare(exchange)])[0]

    def prepare(self, exchange: Exchange) -> Prepared:
        """Return an exchange as WARC; what is prepared first is to be put first."""
        if self._full == self._current:
            self._current += 1
            self._seen.clear()
        response = self._response(exchange)
        request = self._warc.create_warc_record(
            exchange.url,
            "request",
            http_headers=_Head(exchange.request),
            warc_headers_dict={
                "WARC-Date": _iso(exchange.date),
                "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
            },
        )
        return Prepared(self._current, self._bytes(response), _gzip(self._bytes(request)))

    def put(self, batch: Sequence[Prepared]) -> list[str]:
        """Write a batch and return the places of its responses; all of it is on disk then, or ``ArchiveError``."""
        places: list[str] = []
        data = bytearray()
        try:
            for prepared in batch:
                if prepared.file != self._number:
                    self._append(data)
                    data.clear()
                    self._open(prepared.file)
                places.append(f"{self._name}:{self._size() + len(data)}")
                data += _gzip(prepared.response) + prepared.request
            self._append(data)
            if self._size() >= self.size:
                self._full = self._number
        except OSError as problem:
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
            self._number = -1

    def _open(self, number: int) -> None:
        self.close()
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        for serial in count(number + 1):
            self._name = f"newscrawl-{stamp}-{socket.gethostname()}-{os.getpid()}-{serial:05}.warc.gz"
            with suppress(FileExistsError):  # another crawl of this process
                self._file = (self.folder / self._name).open("xb", buffering=0)
                break
        self._number = number
        info = {"software": f"newscrawl {__version__}", "format": "WARC File Format 1.1"}
        writer = WARCWriter(BytesIO(), gzip=False, warc_version="1.1")
        writer.write_record(writer.create_warcinfo_record(self._name, info))
        self._append(_gzip(writer.out.getvalue()))

    def _size(self) -> int:
        return self._file.tell() if self._file else 0

    def _response(self, exchange: Exchange) -> Any:
        digest = "sha1:" + b32encode(hashlib.sha1(exchange.payload, usedforsecurity=False).digest()).decode()
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


def _gzip(record: bytes) -> bytes:
    """Return a record as one gzip member."""
    return zlib.compress(record, _LEVEL, 31)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
