"""A job's lock lives as long as a process that holds it, and no longer, however that ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.jobs.lock import Held, JobLock, LockError

# Takes the lock, hands it to a child that waits for its input to end, and names the child.
RUNNER = """
import subprocess, sys, time
from pathlib import Path
from newscrawl.jobs.lock import JobLock
lock = JobLock(Path(sys.argv[1]), "news")
lock.take()
words = [sys.executable, "-c", "import sys; sys.stdin.read()"]
crawl = subprocess.Popen(words, pass_fds=[lock.fileno()], stdin=subprocess.PIPE, start_new_session=True)
lock.name_holder(crawl.pid)
print(crawl.pid, flush=True)
time.sleep(600)
"""


def held_by(folder: Path) -> int | None:
    with pytest.raises(Held) as held:
        JobLock(folder, "news").take()
    return held.value.pid


def test_one_at_a_time_and_each_job_its_own(tmp_path: Path) -> None:
    with JobLock(tmp_path, "news") as lock:
        lock.take()
        lock.take()
        assert held_by(tmp_path) is None
        lock.name_holder(os.getpid())
        assert held_by(tmp_path) == os.getpid()
        for name in ("다른 일", "다른-일", "news2"):
            with JobLock(tmp_path, name) as other:
                other.take()
    with JobLock(tmp_path, "news") as again:
        again.take()


def test_it_outlives_a_killed_runner_while_the_crawl_goes_on(tmp_path: Path) -> None:
    runner = subprocess.Popen(
        [sys.executable, "-c", RUNNER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert runner.stdout is not None
    crawl = int(runner.stdout.readline())
    watch = os.pidfd_open(crawl)
    os.kill(crawl, signal.SIGSTOP)  # so that it does not notice that its runner is gone
    runner.kill()
    runner.wait()
    runner.stdout.close()
    assert held_by(tmp_path) == crawl
    signal.pidfd_send_signal(watch, signal.SIGKILL)
    lock = JobLock(tmp_path, "news")
    while True:  # the kernel frees it as the process goes; it is nobody's child here that could be waited for
        try:
            lock.take()
            break
        except Held:
            os.sched_yield()
    lock.free()
    os.close(watch)


def test_what_a_reboot_leaves_behind_is_free(tmp_path: Path) -> None:
    with JobLock(tmp_path, "news") as lock:
        lock.take()
        lock.name_holder(1)
    assert lock.path.read_text()
    with JobLock(tmp_path, "news") as lock:
        lock.take()
        assert lock.path.read_text() == "", "nobody is ended for what was written down before"


def test_a_later_process_of_the_same_number_is_not_the_holder(tmp_path: Path) -> None:
    with JobLock(tmp_path, "news") as lock:
        lock.take()
        lock.path.write_text(f"{os.getpid()} 00000000-0000-0000-0000-000000000000 1")
        assert held_by(tmp_path) is None


def test_a_place_without_room_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LockError, match="can be written"):
        JobLock(tmp_path / "file", "news").take()
