"""Small archives for tests: what is written into them, and what is read back."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from newscrawl.archive.captures import Capture, Index
from newscrawl.archive.writer import ArchiveWriter, Exchange

MOMENT = datetime(2026, 11, 22, 6, 0, 0, 250000, tzinfo=UTC)
HTML = b"Content-Type: text/html; charset=utf-8\r\n"


def exchange(
    url: str = "https://www.example.com/1", payload: bytes = b"<p>", status: int = 200, head: bytes = HTML
):
    line = b"HTTP/1.1 %d OK\r\n" % status
    return Exchange(
        url,
        MOMENT,
        b"GET /1 HTTP/1.1\r\nHost: www.example.com\r\n\r\n",
        status,
        line + head + b"\r\n",
        payload,
    )


def write(folder: Path, *exchanges: Exchange, size: int = 10**9) -> list[tuple[str, int]]:
    writer = ArchiveWriter(folder, size)
    places = writer.write(*exchanges)
    writer.close()
    return places


def read(*paths: Path) -> list[Capture]:
    index = Index(paths)
    found = [index.capture(mark) for marks in index.by_url.values() for mark in marks]
    return [capture for capture in found if capture is not None]


def types(file: Path) -> list[str]:
    with file.open("rb") as stream:
        return [record.rec_type for record in ArchiveIterator(stream)]


def check(*files: Path) -> int:
    return int(Checker(Namespace(inputs=[str(file) for file in files], verbose=False)).process_all())


def only(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file
