"""Pages of an archive read as the crawl reads them, by as many processes as wanted. No Scrapy, no database."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

from newscrawl import registry
from newscrawl.archive.captures import Mark, capture_at
from newscrawl.contents import TooLarge
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


_Work = Callable[[Sequence[Task]], list[Reading]]
Readers = Callable[[Iterable[Sequence[Task]]], Iterator[list[Reading]]]


@contextmanager
def readers(jobs: int, limit: int) -> Iterator[Readers]:
    """Give what reads batches of pages and yields what came of each, in order; bodies above ``limit`` are passed over.

    Enter it before a database is opened: on Linux its processes are copies of this one, which is what makes them
    ready at once, and a copy must not hold a connection.
    """
    work = partial(_read_batch, limit)
    if jobs == 1:
        yield partial(map, work)
        return
    registry.sites()  # loaded once for all
    registry.family_sites()
    with ProcessPoolExecutor(jobs, get_context("fork" if sys.platform == "linux" else "spawn")) as pool:
        pool.submit(_read_batch, limit, ()).result()  # starts them
        yield partial(_spread, pool, work, 2 * jobs)


def _spread(
    pool: ProcessPoolExecutor, work: _Work, ahead: int, batches: Iterable[Sequence[Task]]
) -> Iterator[list[Reading]]:
    """Keep ``ahead`` batches under way: enough for all processes to be busy, and no more in memory."""
    waiting: deque[Future[list[Reading]]] = deque()
    for batch in batches:
        waiting.append(pool.submit(work, batch))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


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
