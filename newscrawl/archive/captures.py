"""The pages in WARC files: what was fetched from which address at what moment, and an index to find them by."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]  # has no types

from newscrawl.archive.records import ArchiveError, Record, archive_files, record_at, records
from newscrawl.contents import decoded

_STATUS = re.compile(rb"\d{3}")


class Capture(NamedTuple):
    """One response as fetched: ``payload`` with the transfer encoding undone and the content encodings kept."""

    url: str
    date: datetime
    status: int
    headers: list[tuple[bytes, bytes]]
    payload: bytes

    def header(self, name: bytes) -> list[str]:
        """Return all values of a header, by its lower-case name."""
        return [value.decode("latin-1") for key, value in self.headers if key.lower() == name]

    @property
    def content_type(self) -> str | None:
        return next(iter(self.header(b"content-type")), None)

    def body(self, limit: int) -> bytes:
        """Return the payload decompressed; ``contents.TooLarge`` where that is above ``limit`` bytes."""
        return decoded(self.payload, self.header(b"content-encoding"), limit)


class Mark(NamedTuple):
    """Where one capture stands, and what is needed to choose it without reading it again."""

    file: Path
    offset: int
    url: str
    date: datetime
    status: int
    digest: str  # of the payload, "sha1:…"
    revisit: str  # "" for a response, else how its payload is to be found: "identical" or "not modified"


class Index:
    """Every capture of some WARC files by its address, read once through; pages are read back one by one.

    ``outcomes`` counts what was passed over. Raises ``ArchiveError`` for files that are missing or no archives, and
    where not one record could be read.
    """

    def __init__(self, paths: Iterable[str | Path], wanted: Callable[[str], bool] = lambda url: True) -> None:
        self.outcomes: Counter[str] = Counter()
        self.by_url: dict[str, list[Mark]] = defaultdict(list)
        self._by_digest: dict[str, Mark] = {}
        files = archive_files(paths)
        read = 0
        for file in files:
            for record in records(file, self.outcomes):
                read += 1
                if wanted(target(record)):
                    self._add(record)
        if not read and self.outcomes["damaged"]:
            raise ArchiveError(f"{files[0]}: holds no whole record; it is damaged, copy or fetch it again")

    def _add(self, record: Record) -> None:
        kind, url = record.fields.get("warc-type"), target(record)
        if kind not in ("response", "revisit") or not url.lower().startswith(("http://", "https://")):
            return
        found = _capture(record)
        if found is None:
            self.outcomes["unreadable"] += 1
            return
        revisit = ""
        if kind == "revisit":
            revisit = (
                "not modified" if "not-modified" in record.fields.get("warc-profile", "") else "identical"
            )
        digest = record.fields.get("warc-payload-digest", "")
        mark = Mark(record.file, record.offset, url, found.date, found.status, digest, revisit)
        self.by_url[url].append(mark)
        if digest and not revisit:
            self._by_digest.setdefault(digest, mark)

    def origin(self, mark: Mark) -> Mark | None:
        """Return where the payload of a mark stands: there, or of a revisit where it was first; None if not here."""
        if not mark.revisit:
            return mark
        if mark.revisit == "identical" and mark.digest in self._by_digest:
            return self._by_digest[mark.digest]
        earlier = [
            m for m in self.by_url[mark.url] if not m.revisit and m.date <= mark.date and m.status == 200
        ]
        return max(earlier, key=lambda m: m.date, default=None)

    def capture(self, mark: Mark) -> Capture | None:
        """Return the capture at a mark; None where it is a revisit of what no file here holds."""
        origin = self.origin(mark)
        return capture_at(mark, origin) if origin else None


def capture_at(mark: Mark, origin: Mark) -> Capture | None:
    """Return the capture at a mark with the payload that stands at its origin; None where there is no page any more."""
    first = _capture(record_at(origin.file, origin.offset))
    if mark == origin or first is None:
        return first
    found = _capture(record_at(mark.file, mark.offset))
    if found is None or mark.revisit == "not modified" or not found.status:
        return first._replace(date=mark.date)
    return found._replace(payload=first.payload)


def target(record: Record) -> str:
    """Return the address a record is about, "" where it names none; wget once wrote it in angle brackets."""
    return record.fields.get("warc-target-uri", "").strip("<>")


def _capture(record: Record) -> Capture | None:
    """Return the page a record holds, or None where it is not one whole HTTP response."""
    try:
        date = datetime.fromisoformat(record.fields.get("warc-date", ""))
    except ValueError:
        return None
    date = date.replace(tzinfo=date.tzinfo or UTC)
    head, _, payload = record.block.partition(b"\r\n\r\n")
    line, *rest = head.split(b"\r\n")
    words = line.split(None, 2)
    if len(words) < 2 or not words[0].startswith(b"HTTP/") or not _STATUS.fullmatch(words[1]):
        # A revisit may leave out its head: status 0 says that it is the first's.
        return None if record.block else Capture(target(record), date, 0, [], b"")
    parts = (header.partition(b":") for header in rest)
    headers = [(name.strip(), value.strip()) for name, colon, value in parts if colon]
    capture = Capture(target(record), date, int(words[1]), headers, payload)
    if any("chunked" in value.lower() for value in capture.header(b"transfer-encoding")):
        return capture._replace(payload=ChunkedDataReader(BytesIO(payload), decomp_type=None).read())
    return capture
