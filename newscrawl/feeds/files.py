"""Feeds as files: written beside and renamed, so that a reader finds the old one or the new one, never a piece."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import IO
from urllib.parse import urljoin

from newscrawl.feeds import atom, jsonfeed, plain
from newscrawl.feeds.jsonfeed import Feed
from newscrawl.storage.store import Stored

Writer = Callable[[Iterable[Stored], Feed], Iterator[str]]
WRITERS: dict[str, Writer] = {
    "jsonl": plain.write_jsonl,
    "json": plain.write_json,
    "jsonfeed": jsonfeed.write,
    "atom": atom.write,
    "csv": plain.write_csv,
}
FORMATS = (*WRITERS, "parquet")
PAGED = ("jsonfeed", "atom")


class ExportError(Exception):
    """An export that cannot be written; one line says why and what would do."""


def write_file(path: Path, form: str, entries: Iterable[Stored], feed: Feed) -> bool:
    """Write one file; return whether its content is other than before. The file is valid at every instant."""
    with _beside(path) as (file, done):
        if form == "parquet":
            _parquet(entries, file)
        else:
            for piece in WRITERS[form](entries, feed):
                file.write(piece.encode("utf-8"))
        return done()


def write_pages(path: Path, form: str, entries: Iterable[Stored], feed: Feed, size: int) -> int:
    """Write a feed in pages of ``size`` entries (feed.json, feed-2.json …), linked by next; return how many.

    The last page is renamed first: whoever follows the first page's link finds the second already there.
    """
    if form not in PAGED:
        raise ExportError(f"--page-size goes with {' and '.join(PAGED)}; {form} has no pages")
    left = iter(entries)
    with tempfile.TemporaryDirectory(dir=_folder(path), prefix=".newscrawl-") as folder:
        pages: list[Path] = []
        following = list(islice(left, size))
        while following or not pages:
            page, following = following, list(islice(left, size))
            name = page_name(path, len(pages) + 1)
            url = urljoin(feed.feed_url, name.name) if feed.feed_url and pages else feed.feed_url
            next_name = page_name(path, len(pages) + 2).name
            next_url = urljoin(feed.feed_url or "", next_name) if following else None
            part = Path(folder) / name.name
            write_file(part, form, page, replace(feed, feed_url=url, next_url=next_url))
            pages.append(part)
        for page_file in reversed(pages):
            os.replace(page_file, path.parent / page_file.name)
    _drop_pages_after(path, len(pages))
    return len(pages)


def page_name(path: Path, number: int) -> Path:
    """Return the file of a page: the first has the feed's own name.

    >>> page_name(Path("feeds/etoday.json"), 2).as_posix()
    'feeds/etoday-2.json'
    """
    return path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")


def write_stream(out: IO[bytes], form: str, entries: Iterable[Stored], feed: Feed) -> None:
    """Write to a stream, as standard output is."""
    if form == "parquet":
        _parquet(entries, out)
        return
    for piece in WRITERS[form](entries, feed):
        out.write(piece.encode("utf-8"))
    out.flush()


def _drop_pages_after(path: Path, count: int) -> None:
    """Take away what an earlier, longer feed left behind; nothing links to it any more."""
    number = count + 1
    while (old := page_name(path, number)).exists():
        old.unlink()
        number += 1


@contextmanager
def _beside(path: Path) -> Iterator[tuple[IO[bytes], Callable[[], bool]]]:
    """Give a file in the same folder, and what renames it to ``path`` where the content is new."""
    folder = _folder(path)
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=f".{path.name}.", suffix=".part")
    except OSError as problem:
        raise ExportError(f"{path}: {problem.strerror}; choose a folder that can be written") from problem
    part = Path(name)
    with open(handle, "w+b") as file:

        def done() -> bool:
            file.flush()
            os.fsync(file.fileno())
            if path.is_file() and _same(file, path):
                return False
            part.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
            part.replace(path)
            return True

        try:
            yield file, done
        finally:
            with suppress(FileNotFoundError):
                part.unlink()


def _same(file: IO[bytes], path: Path) -> bool:
    if os.fstat(file.fileno()).st_size != path.stat().st_size:
        return False
    file.seek(0)
    with path.open("rb") as old:
        return all(ours == theirs for ours, theirs in zip(_chunks(file), _chunks(old), strict=True))


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    return chain(iter(lambda: file.read(1 << 20), b""))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _folder(path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ExportError(
            f"{path.parent}: {problem.strerror}; choose a folder that can be written"
        ) from problem
    return path.parent


def _parquet(entries: Iterable[Stored], file: IO[bytes]) -> None:
    try:
        plain.write_parquet(entries, file)
    except ModuleNotFoundError as missing:
        raise ExportError(f"{missing.name} is not installed: pip install 'newscrawl[parquet]'") from missing
