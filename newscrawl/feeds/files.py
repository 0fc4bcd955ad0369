"""Feeds as files: written beside and renamed, so that a reader finds the old one or the new one, never a piece."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from glob import escape
from itertools import count, islice, takewhile
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
FEEDS = ("jsonfeed", "atom")  # the forms that have pages, and know a change from an article
_PIECE = 1 << 20  # bytes


class ExportError(Exception):
    """An export that cannot be written; one line says why and what would do."""


def write_file(
    path: Path, form: str, entries: Iterable[Stored], feed: Feed, page_size: int | None = None
) -> bool:
    """Write a file, or the pages of a feed (feed.json, feed-2.json …); return whether any is other than before.

    Each is valid at every instant, and not touched where its content is the same. The first page is renamed last:
    whoever follows its link finds the second already there.
    """
    if page_size and form not in FEEDS:
        raise ExportError(f"pages go with {' and '.join(FEEDS)}; {form} has none")
    path = Path(os.path.realpath(path))  # behind a link is the file that is meant
    if path.exists() and not path.is_file():
        raise ExportError(f"{path} is no file; without -o an export goes to standard output")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _folder_beside(path) as folder:
            written = _write_pages(folder / path.name, form, entries, feed, page_size)
            changed = [_put(page, path.with_name(page.name)) for page in reversed(written)]
        if page_size:
            _drop_pages_after(path, len(written))
    except OSError as problem:
        raise ExportError(f"{path}: {problem.strerror}; choose a folder that can be written") from problem
    return any(changed)


def write_stream(out: IO[bytes], form: str, entries: Iterable[Stored], feed: Feed) -> None:
    """Write to a stream, as standard output is."""
    if form == "parquet":
        try:
            plain.write_parquet(entries, out)
        except ModuleNotFoundError as missing:
            raise ExportError(
                f"{missing.name} is not installed: pip install 'newscrawl[parquet]'"
            ) from missing
    else:
        for piece in WRITERS[form](entries, feed):
            out.write(piece.encode("utf-8"))
    out.flush()


def page_name(path: Path, number: int) -> Path:
    """Return the file of a page: the first has the feed's own name.

    >>> page_name(Path("feeds/etoday.json"), 2).as_posix()
    'feeds/etoday-2.json'
    """
    return path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")


def _write_pages(
    first: Path, form: str, entries: Iterable[Stored], feed: Feed, size: int | None
) -> list[Path]:
    """Write the first page and those after it, linked by next; return their files."""
    left = iter(entries)
    following: Iterable[Stored] = left if size is None else list(islice(left, size))
    written: list[Path] = []
    while following or not written:
        page, following = following, [] if size is None else list(islice(left, size))
        path, next_path = (page_name(first, len(written) + n) for n in (1, 2))
        url = urljoin(feed.feed_url, path.name) if feed.feed_url and written else feed.feed_url
        next_url = urljoin(feed.feed_url or "", next_path.name) if following else None
        with path.open("wb") as file:
            write_stream(file, form, page, replace(feed, feed_url=url, next_url=next_url))
            os.fsync(file.fileno())
        written.append(path)
    return written


def _put(part: Path, path: Path) -> bool:
    """Rename a part to its place unless the same is there; return whether it was not."""
    if path.is_file():
        if _same(part, path):
            return False
        part.chmod(path.stat().st_mode)
    part.replace(path)
    return True


def _same(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as ours, other.open("rb") as theirs:
        return all(piece == theirs.read(_PIECE) for piece in iter(lambda: ours.read(_PIECE), b""))


def _drop_pages_after(path: Path, last: int) -> None:
    """Take away what an earlier, longer feed left behind; from its end, so that a kill leaves no gap to stop at."""
    names = (page_name(path, number) for number in count(last + 1))
    for old in reversed(list(takewhile(Path.exists, names))):
        old.unlink()


@contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    """Give a folder in the same folder, gone afterwards; those of writers that were killed go, too.

    A writer holds a lock on its folder, which ends with it: what can be locked is nobody's any more.
    """
    for left in path.parent.glob(f".{escape(path.name)}.*.part"):
        with suppress(OSError):
            lock = os.open(left, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left)
            finally:
                os.close(lock)
    while True:
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part"))
        lock = os.open(folder, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():  # else another writer took it for a dead one's before it was locked
            break
        os.close(lock)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)
