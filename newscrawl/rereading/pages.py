"""Pages of an archive read as the crawl reads them, by as many processes as wanted. No Scrapy, no database.

What a process has to load before it can work is little: that is why the comparison with the database has its own room.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from typing import NamedTuple

from newscrawl.archive.captures import Mark, capture_at
from newscrawl.archive.contents import TooLarge
from newscrawl.items import Article, Evidence, Stamp
from newscrawl.reading import read_page
from newscrawl.understanding import understand


class Task(NamedTuple):
    """A page to read: where its capture and its payload stand, and what a listing said of its date."""

    mark: Mark
    origin: Mark
    stamps: Sequence[Stamp]


class Reading(NamedTuple):
    """What came of a page: its article, or in a word or two why there is none, and what there is to say of it."""

    url: str
    article: Article | None
    outcome: str = "read"
    detail: str = ""


def readings(batches: Iterable[Sequence[Task]], jobs: int, limit: int) -> Iterator[list[Reading]]:
    """Yield what came of the pages, batch by batch in order; bodies above ``limit`` bytes are passed over."""
    work = partial(_read_batch, limit)
    if jobs == 1:
        yield from map(work, batches)
        return
    with ProcessPoolExecutor(jobs, _processes()) as pool:
        waiting: deque[Future[list[Reading]]] = deque()
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > 2 * jobs:  # enough to keep all of them busy, and no more in memory
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _processes() -> BaseContext:
    """Return how processes are started: from one that has loaded this module, never from one with a database open."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["__main__", __name__])
    return context


def _read_batch(limit: int, tasks: Sequence[Task]) -> list[Reading]:
    return [read(task, limit) for task in tasks]


def read(task: Task, limit: int) -> Reading:
    """Return what comes of one page, read as the crawl reads it; never raises."""
    url = task.mark.url
    try:
        capture = capture_at(task.mark, task.origin)
        if capture is None:
            return Reading(url, None, "not readable")
        kind = capture.content_type or ""
        if kind and "html" not in kind.lower():
            return Reading(url, None, "no HTML")
        record = read_page(capture.body(limit), url, kind, capture.date)
        if not isinstance(record, Article):
            return Reading(url, None, "a listing")
        record.evidence.stamps += task.stamps
        understand(record, datetime.fromisoformat(record.date_crawled))
    except TooLarge as problem:
        return Reading(url, None, "too large", str(problem))
    except Exception as problem:  # noqa: BLE001 - one page that fails must not keep the others from being read
        return Reading(url, None, "failed", f"{type(problem).__name__}: {problem}")
    if record.body_incomplete_reason == "deleted":
        return Reading(url, None, "says it was deleted")
    if not record.headline and not record.body:
        return Reading(url, None, "no article")
    record.evidence = Evidence()  # understood; it would only weigh down the way back
    return Reading(url, record)
