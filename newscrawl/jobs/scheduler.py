"""The scheduler in the foreground: looks every second which jobs are due, and runs each in a thread of its own.

What is due follows from the ledger and the wall clock at each look, and the looks follow a clock that never jumps. So
a machine that slept runs a job once, not as often as it missed; a clock put back does not stop it for as long. The
ledger is asked once a turn: before it nothing is due but for a clock that was set.
"""

import logging
import os
import signal
import threading
from datetime import UTC, datetime, timedelta
from types import FrameType

from newscrawl.jobs.config import Job
from newscrawl.jobs.lock import JobLock
from newscrawl.jobs.running import Runner
from newscrawl.storage.store import StoreError

logger = logging.getLogger(__name__)
LOOK = 1.0  # seconds
_TICK = timedelta(seconds=5)  # a clock that is kept right by a time server goes back by less
_LATER = timedelta(minutes=1)  # until a database that does not answer is asked again


class Scheduler:
    """Runs due jobs until told to stop; then the crawls still going are ended, and what they fetched is stored."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner
        self.next: dict[str, datetime] = {}  # no sooner is the job due, as far as we know
        self.threads: list[threading.Thread] = []
        self.looked = datetime.min.replace(tzinfo=UTC)

    def start(self) -> None:
        """Look and run until SIGTERM or SIGINT; Held where another scheduler of these jobs runs."""
        with JobLock(self.runner.locks, "scrapy jobs start") as lock:
            lock.take()
            lock.name_holder(os.getpid())
            end_on_signals(self.runner.stop)
            logger.info("%d jobs of %s", len(self.runner.config.jobs), self.runner.config.path)
            while not self.runner.stop.is_set():
                self.look(datetime.now(UTC))
                self.runner.stop.wait(LOOK)
            for thread in self.threads:
                thread.join()

    def look(self, now: datetime) -> list[Job]:
        """Start every job that is due and return these."""
        if now + _TICK < self.looked:
            self.next.clear()
        self.looked = now
        self.threads = [thread for thread in self.threads if thread.is_alive()]
        return [job for job in self.runner.config.jobs.values() if self._starts(job, now)]

    def _starts(self, job: Job, now: datetime) -> bool:
        if now < self.next.get(job.name, now):
            return False
        try:
            self.next[job.name] = self.runner.next_start(job, now)
        except StoreError as problem:
            logger.error("job %s: %s", job.name, problem)
            self.next[job.name] = now + _LATER
        if now < self.next[job.name]:
            return False
        self.next[job.name] = job.schedule.next_after(
            now, now
        )  # the ledger knows of this run when its crawl begins
        thread = threading.Thread(target=self._run, args=(job,), name=job.name)
        self.threads.append(thread)
        thread.start()
        return True

    def _run(self, job: Job) -> None:
        logger.info("job %s: begins", job.name)
        try:
            status = self.runner.run(job, if_due=True)
        except Exception:
            logger.exception("job %s: failed", job.name)  # the other jobs go on
            return
        logger.info("job %s: ended with status %d", job.name, status)


def end_on_signals(stop: threading.Event) -> None:
    """Let SIGTERM and SIGINT ask for the end: crawls are ended first, and what they fetched is stored."""

    def told(number: int, frame: FrameType | None) -> None:
        logger.info("Ends on %s", signal.Signals(number).name)
        stop.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, told)
