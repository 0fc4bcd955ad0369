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
from typing import NamedTuple

from newscrawl import __version__
from newscrawl.alarms import message
from newscrawl.feeds.files import ExportError, write_file
from newscrawl.feeds.jsonfeed import Feed
from newscrawl.jobs.config import Config, FeedFile, Job
from newscrawl.jobs.lock import Held, JobLock
from newscrawl.storage.ledger import Ledger, Run, process_mark
from newscrawl.storage.store import ArticleStore, StoreError
from newscrawl.webhook import post

logger = logging.getLogger(__name__)
GRACE = 20.0  # seconds a crawl has to end by itself: what it fetched is written within two
SKIPPED = 3  # the exit status of a run that found the one before still going
_POLL = 0.2  # seconds between two looks at a crawl or a lock


class End(NamedTuple):
    """How a run ended that could not say so itself, in the ledger's words; ``told``: the webhook hears of it."""

    how: str
    reason: str
    told: bool = True


@dataclass
class Runner:
    """Runs the jobs of one file against one database. ``stop`` ends whatever crawl it waits for."""

    config: Config
    database: str
    store: ArticleStore
    webhook: str | None = None
    grace: float = GRACE
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.store)

    @property
    def locks(self) -> Path:
        return self.config.folder / "data" / "locks"

    def last(self, job: Job) -> Run | None:
        """Return the job's last run, skipped ones too, or None."""
        return next(iter(self.ledger.runs(job=job.name, limit=1)), None)

    def next_start(self, job: Job, now: datetime) -> datetime:
        """Return when the job is due next, by the ledger."""
        last = self.last(job)
        return job.schedule.next_after(last.started_at if last else None, now)

    def is_due(self, job: Job) -> bool:
        """Tell whether the job's time has come."""
        now = datetime.now(UTC)
        return self.next_start(job, now) <= now

    def run(self, job: Job, *, if_due: bool = False) -> int:
        """Run the job now and return its exit status; 3 when it was skipped for the run before it.

        ``if_due`` leaves it where another runner was quicker.
        """
        with JobLock(self.locks, job.name) as lock:
            try:
                self._take(lock, job)
            except Held as held:
                logger.warning("job %s: skipped: %s", job.name, held)
                self._note(job, End("skipped", str(held)))
                return SKIPPED
            if if_due and not self.is_due(job):
                return 0
            status = self._crawl(job, lock)
            for feed in job.feeds:
                try:
                    if refresh(self.store, feed):
                        logger.info("job %s: wrote %s", job.name, feed.file)
                except (ExportError, StoreError) as problem:
                    logger.error("job %s: %s", job.name, problem)
                    status = max(status, 1)
            return status

    def _take(self, lock: JobLock, job: Job) -> None:
        """Take the job's lock as its ``overlap`` says; Held where this run is to be skipped."""
        try:
            lock.take()
            return
        except Held as held:
            overdue = held.pid is not None and job.time_limit is not None and age(held.pid) > job.time_limit
            if job.overlap == "skip" and not overdue:
                raise
        with JobLock(self.locks, f"{job.name} (a next run waits already)") as turn:
            turn.take()  # one waits, not one for every turn that comes meanwhile
            asked: int | None = None
            while not self.stop.is_set():
                try:
                    lock.take()
                    return
                except Held as held:
                    if held.pid not in (None, asked) and (overdue or job.overlap == "replace"):
                        asked = held.pid
                        self._replace(held, lock, job, overdue)
                self.stop.wait(_POLL)
        raise Held(job.name, None)

    def _replace(self, held: Held, lock: JobLock, job: Job, overdue: bool) -> None:
        """End the run that holds the lock: it is to be replaced, or its runner is gone and nobody minds its limit."""
        reason = f"its time limit of {job.time_limit:.0f} s" if overdue else "the next run, which replaced it"
        logger.warning("%s: ended by %s", held, reason)
        assert held.pid is not None

        def is_free() -> bool:
            with suppress(Held):
                lock.take()
                return True
            return False

        _end(held.pid, self.grace, is_free)
        end = End("failed" if overdue else "stopped", f"ended by {reason}", overdue)
        self._settle(job, held.pid, end, since=0)

    def _crawl(self, job: Job, lock: JobLock) -> int:
        words = [sys.executable, "-m", "scrapy", "crawl", job.spider, "-s", f"NEWSCRAWL_JOB={job.name}"]
        for flag, pairs in (("-a", job.arguments), ("-s", job.settings)):
            for key, value in pairs.items():
                words += [flag, f"{key}={value}"]
        # Addresses may hold passwords: the environment is the owner's alone, a command line is everybody's.
        ours = {"NEWSCRAWL_DATABASE_URL": self.database, "NEWSCRAWL_WEBHOOK": self.webhook or ""}
        environment = {**os.environ, **ours, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}
        before = self._newest()
        # A session of its own: a signal to the runner's group is the runner's to pass on. The lock goes with it.
        crawl = subprocess.Popen(  # noqa: S603 - no shell; the words are the owner's own jobs file
            words, cwd=self.config.folder, env=environment, start_new_session=True, pass_fds=[lock.fileno()]
        )
        lock.name_holder(crawl.pid)
        end = self._wait(crawl, job)
        left = crawl.wait()
        status = 1 if end else left if left >= 0 else 128 - left
        if end is None and left < 0:
            end = End("killed", f"killed by {signal.Signals(-left).name}")
        self._settle(job, crawl.pid, end, since=before, status=status)
        return status

    def _wait(self, crawl: subprocess.Popen[bytes], job: Job) -> End | None:
        """Wait for the crawl; return why it was ended, where it did not end by itself."""
        deadline = time.monotonic() + job.time_limit if job.time_limit else None
        while True:
            with suppress(subprocess.TimeoutExpired):
                crawl.wait(_POLL)
                return None
            if self.stop.is_set():
                end = End("stopped", "stopped with its runner", told=False)
            elif deadline is not None and time.monotonic() > deadline:
                end = End("failed", f"ended by its time limit of {job.time_limit:.0f} s")
            else:
                continue
            logger.warning("job %s: %s", job.name, end.reason)
            _end(crawl.pid, self.grace, lambda: crawl.poll() is not None)
            return end

    def _newest(self) -> int:
        return next((run.id for run in self.ledger.runs(limit=1)), 0)

    def _settle(self, job: Job, pid: int, end: End | None, *, since: int, status: int = 1) -> None:
        """See to it that the ledger says how the crawl of this process ended, though it may not have got there."""
        self.ledger.bury()
        entered = (
            run for run in self.ledger.runs(job=job.name, limit=50) if run.pid == pid and run.id > since
        )
        run = next(entered, None)
        if run is not None and end is not None:
            self.ledger.end(run.id, end.how, run.counts, end.reason)
        elif run is None:
            end = end or End("failed", f"ended with status {status} before it began; its log says why")
            self._note(job, end)
        if end is not None and end.told and self.webhook:
            said = {"spider": job.spider, "job": job.name, "how": end.how, "reason": end.reason, "status": 1}
            if problem := post(self.webhook, message([], said)):
                logger.error("job %s: %s", job.name, problem)

    def _note(self, job: Job, end: End) -> None:
        """Enter a run that had no crawl."""
        run = self.ledger.start(job.spider, job.arguments, __version__, job=job.name)
        self.ledger.end(run, end.how, {}, end.reason)


def refresh(store: ArticleStore, feed: FeedFile) -> bool:
    """Write a feed again and return whether it changed; a file whose content would be the same is not touched."""
    about = Feed(title=feed.title, home_url=feed.home_url, feed_url=feed.feed_url)
    return write_file(feed.file, feed.format, store.articles(feed.wanted), about, feed.page_size)


def age(pid: int) -> float:
    """Return how many seconds a process has been running, by a clock that nobody sets; 0 where it cannot be told."""
    mark = process_mark(pid)
    if mark is None:
        return 0.0
    return time.clock_gettime(time.CLOCK_BOOTTIME) - int(mark.split()[1]) / os.sysconf("SC_CLK_TCK")


def _end(pid: int, grace: float, ended: Callable[[], bool]) -> None:
    """Ask a crawl's session to end, and kill it when it does not in time."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, sign)
        deadline = time.monotonic() + grace
        while not ended() and time.monotonic() < deadline:
            time.sleep(_POLL)
        if ended():
            return
