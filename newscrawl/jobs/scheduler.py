"""The scheduler in the foreground: looks every second which jobs are due, and runs each in a thread of its own.

What is due follows from the ledger and the wall clock at each look, and the looks follow a clock that never jumps. So
a machine that slept runs a job once, not as often as it missed; a clock put back does not stop it for as long.
"""

import logging
import signal
import threading
from datetime import UTC, datetime
from types import FrameType

from newscrawl.jobs.config import Job
from newscrawl.jobs.running import Runner
from newscrawl.storage.store import StoreError

logger = logging.getLogger(__name__)
LOOK = 1.0  # seconds


class Scheduler:
    """Runs due jobs until told to stop; then the crawls still going are ended, and what they fetched is stored."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner
        self.stop = runner.stop
        self.threads: dict[str, threading.Thread] = {}
        self.tried: dict[str, datetime] = {}

    def start(self) -> None:
        """Look and run until SIGTERM or SIGINT."""
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self._told)
        logger.info("%d jobs of %s", len(self.runner.config.jobs), self.runner.config.path)
        while not self.stop.is_set():
            self.look(datetime.now(UTC))
            self.stop.wait(LOOK)
        for thread in self.threads.values():
            thread.join()

    def look(self, now: datetime) -> list[Job]:
        """Start every job that is due and return these."""
        started = []
        for job in self.runner.config.jobs.values():
            if self._is_due(job, now):
                self.tried[job.name] = now
                thread = threading.Thread(target=self._run, args=(job,), name=job.name)
                self.threads[job.name] = thread
                thread.start()
                started.append(job)
        return started

    def _is_due(self, job: Job, now: datetime) -> bool:
        try:
            if self.runner.next_start(job, now) > now:
                return False
        except StoreError as problem:
            logger.error("job %s: %s", job.name, problem)
            return False
        # A crawl that never reached the ledger is not tried again and again, but when its turn comes.
        tried = self.tried.get(job.name)
        return tried is None or job.schedule.next_after(tried, now) <= now

    def _run(self, job: Job) -> None:
        logger.info("job %s: begins", job.name)
        try:
            status = self.runner.run(job)
        except Exception:
            logger.exception("job %s: failed", job.name)  # the other jobs go on
            return
        logger.info("job %s: ended with status %d", job.name, status)

    def _told(self, number: int, frame: FrameType | None) -> None:
        logger.info("Ends on %s", signal.Signals(number).name)
        self.stop.set()
