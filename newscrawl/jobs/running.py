"""Runs a job: its lock, its crawl in a process of its own, its time limit, its feeds, and its line in the ledger."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from newscrawl import __version__
from newscrawl.feeds.files import write_file
from newscrawl.feeds.jsonfeed import Feed
from newscrawl.jobs.config import Config, FeedFile, Job
from newscrawl.jobs.lock import Held, JobLock, is_held
from newscrawl.storage.ledger import Ledger, Run
from newscrawl.storage.reading import Filter
from newscrawl.storage.store import ArticleStore

logger = logging.getLogger(__name__)
GRACE = (
    20.0  # seconds a crawl has to end by itself before it is killed: what it fetched is written within two
)
SKIPPED = 3  # the exit status of a run that found the one before still going


@dataclass(slots=True)
class Runner:
    """Runs the jobs of one file against one database. ``stop`` ends whatever crawl it waits for."""

    config: Config
    database: str
    grace: float = GRACE
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def locks(self) -> Path:
        return self.config.folder / "data" / "locks"

    def last(self, job: Job) -> Run | None:
        """Return the job's last run, skipped ones too, or None."""
        with ArticleStore.open(self.database) as store:
            ledger = Ledger(store)
            ledger.bury()
            return next(iter(ledger.runs(job=job.name, limit=1)), None)

    def last_good(self, job: Job) -> datetime | None:
        """Return when the job last ended well, or None."""
        with ArticleStore.open(self.database) as store:
            runs = Ledger(store).runs(job=job.name, limit=200)
        return next((run.ended_at for run in runs if run.how == "finished"), None)

    def next_start(self, job: Job, now: datetime) -> datetime:
        """Return when the job is due next, by the ledger."""
        last = self.last(job)
        return job.schedule.next_after(last.started_at if last else None, now)

    def is_running(self, job: Job) -> bool:
        """Tell whether a crawl of the job is going on, whoever started it."""
        return is_held(self.locks, job.name)

    def run(self, job: Job) -> int:
        """Run the job now and return its exit status; 3 when it was skipped for the run before it."""
        with JobLock(self.locks, job.name) as lock:
            try:
                self._take(lock, job)
            except Held as held:
                logger.warning("%s: skipped", held)
                self._note(job, "skipped", str(held))
                return SKIPPED
            status = self._crawl(job, lock)
            for feed in job.feeds:
                refresh(self.database, feed)
            return status

    def _take(self, lock: JobLock, job: Job) -> None:
        try:
            lock.take()
        except Held as held:
            if job.overlap == "skip" or (job.overlap == "replace" and held.pid is None):
                raise
            if job.overlap == "replace" and held.pid is not None:
                logger.warning("%s: replaced", held)
                _end(held.pid, self.grace, lambda: not self.is_running(job))
            lock.take(wait=True)

    def _crawl(self, job: Job, lock: JobLock) -> int:
        words = [sys.executable, "-m", "scrapy", "crawl", job.spider]
        for key, value in job.arguments.items():
            words += ["-a", f"{key}={value}"]
        ours = {"NEWSCRAWL_DATABASE_URL": self.database, "NEWSCRAWL_JOB": job.name}
        if self.config.webhook:
            ours["NEWSCRAWL_WEBHOOK"] = self.config.webhook
        for key, value in {**job.settings, **ours}.items():
            words += ["-s", f"{key}={value}"]
        environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}
        # A session of its own: a signal to the runner's group is the runner's to pass on. The lock goes with it.
        crawl = subprocess.Popen(  # noqa: S603 - no shell; the words are the owner's own jobs file
            words, cwd=self.config.folder, env=environment, start_new_session=True, pass_fds=[lock.fileno()]
        )
        lock.name_holder(crawl.pid)
        ended_by_us = self._wait(crawl, job)
        status = crawl.wait()
        if ended_by_us:
            self._amend(job, ended_by_us)
            return 1
        return status if status >= 0 else 128 - status

    def _wait(self, crawl: subprocess.Popen[bytes], job: Job) -> str | None:
        """Wait for the crawl; return why it was ended, where it did not end by itself."""
        deadline = time.monotonic() + job.time_limit if job.time_limit else None
        while True:
            with suppress(subprocess.TimeoutExpired):
                crawl.wait(0.2)
                return None
            if self.stop.is_set():
                reason = "stopped with the scheduler"
            elif deadline is not None and time.monotonic() > deadline:
                reason = f"ended at its time limit of {job.time_limit:.0f} s"
            else:
                continue
            logger.warning("job %s: %s", job.name, reason)
            _end(crawl.pid, self.grace, lambda: crawl.poll() is not None)
            return reason

    def _amend(self, job: Job, reason: str) -> None:
        """Say in the ledger why the crawl ended: it only knows that it got a signal."""
        with ArticleStore.open(self.database) as store:
            ledger = Ledger(store)
            ledger.bury()
            run = next(iter(ledger.runs(job=job.name, limit=1)), None)
            if run is not None:
                ledger.end(run.id, "failed", run.counts, reason)

    def _note(self, job: Job, how: str, reason: str) -> None:
        with ArticleStore.open(self.database) as store:
            ledger = Ledger(store)
            run = ledger.start(job.spider, job.arguments, __version__, job=job.name)
            ledger.end(run, how, {}, reason)


def refresh(database: str, feed: FeedFile) -> None:
    """Write a feed again; a file whose content would be the same is not touched."""
    about = Feed(title=feed.title, home_url=feed.home_url, feed_url=feed.feed_url)
    wanted = Filter(**feed.filter, gone=None if feed.changes else False, changes=feed.changes)
    with ArticleStore.open(database) as store:
        write_file(feed.file, feed.format, store.articles(wanted), about, feed.page_size)


def due(runner: Runner, now: datetime | None = None) -> list[Job]:
    """Return the jobs whose time has come, in the file's order."""
    now = now or datetime.now(UTC)
    return [job for job in runner.config.jobs.values() if runner.next_start(job, now) <= now]


def _end(pid: int, grace: float, ended: Callable[[], bool]) -> None:
    """Ask a crawl's session to end, and kill it when it does not in time."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, sign)
        deadline = time.monotonic() + grace
        while not ended() and time.monotonic() < deadline:
            time.sleep(0.1)
        if ended():
            return
