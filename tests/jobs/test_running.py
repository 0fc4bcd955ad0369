"""Jobs against blogs that behave, dawdle and hang: what the ledger, the exit status, the feeds and the webhook say."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from newscrawl.jobs import running
from newscrawl.jobs.config import Config, read_config
from newscrawl.jobs.lock import JobLock
from newscrawl.jobs.running import SKIPPED, Runner, age
from newscrawl.jobs.scheduler import Scheduler
from newscrawl.storage.ledger import Run
from newscrawl.storage.store import ArticleStore
from tests.jobs.blogs import Blog, job
from tests.loopback import serving
from tests.scraping import database

FEED = 'feeds = [{ file = "feeds/all.json" }]\n'


class Newsroom:
    """A runner of one job, "news", against one blog."""

    def __init__(self, folder: Path, blog: Blog, text: str, store: ArticleStore) -> None:
        self.folder, self.blog, self.store = folder, blog, store
        (folder / "newscrawl.toml").write_text(text, encoding="utf-8")
        self.config: Config = read_config(folder / "newscrawl.toml")
        self.told: list[dict[str, Any]] = []

    def runner(self, **more: Any) -> Runner:
        return Runner(self.config, database(self.folder), self.store, **{"grace": 2.0, **more})

    def run(self, runner: Runner | None = None, **more: Any) -> int:
        return (runner or self.runner()).run(self.config.jobs["news"], **more)

    def runs(self) -> list[Run]:
        return self.runner().ledger.runs(job="news")

    def ended(self) -> list[tuple[str, str | None]]:
        """How the runs ended, the first one first."""
        return [(run.how, run.reason) for run in reversed(self.runs())]


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Callable[..., Newsroom]]:
    """Make a newsroom: ``newsroom(Blog(), 'overlap = "wait"')``."""
    opened: list[Any] = []

    @contextmanager
    def room(blog: Blog, more: str) -> Iterator[Newsroom]:
        with serving(blog) as server, ArticleStore.open(database(tmp_path)) as store:
            yield Newsroom(tmp_path, blog, job("news", server, more), store)
            blog.go.set()

    def make(blog: Blog, more: str = "") -> Newsroom:
        opened.append(room(blog, more))
        made: Newsroom = opened[-1].__enter__()
        return made

    yield make
    for one in opened:
        one.__exit__(None, None, None)


def test_a_run_its_ledger_and_its_feed(newsroom: Callable[..., Newsroom]) -> None:
    room = newsroom(Blog(6), FEED)
    assert room.run() == 0
    (run,) = room.runs()
    assert (run.how, run.job, run.counts) == ("finished", "news", {"listings": 1, "new": 6})
    feed = room.folder / "feeds" / "all.json"
    assert len(json.loads(feed.read_text(encoding="utf-8"))["items"]) == 6
    written = feed.stat()
    assert room.run() == 0
    assert room.runs()[0].counts == {"listings": 1, "same": 6}
    assert (feed.stat().st_ino, feed.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)


def test_a_feed_that_cannot_be_written_is_told_and_the_articles_are_stored(
    newsroom: Callable[..., Newsroom],
) -> None:
    room = newsroom(Blog(2), FEED)
    (room.folder / "feeds").touch()
    assert (room.run(), room.store.count()) == (1, 2)


class TestOverlap:
    def second(self, room: Newsroom) -> tuple[int, int]:
        """Start a run when the first is at its posts; return both exit statuses."""
        with ThreadPoolExecutor() as threads:
            first = threads.submit(room.run)
            room.blog.asked.wait()
            room.blog.hangs = room.config.jobs["news"].overlap != "replace"
            later = threads.submit(room.run)
            if room.config.jobs["news"].overlap == "skip":
                later.result()
            if room.blog.hangs:
                room.blog.go.set()
            return first.result(), later.result()

    def test_skip(self, newsroom: Callable[..., Newsroom]) -> None:
        room = newsroom(Blog(2, hangs=True))
        assert self.second(room) == (0, SKIPPED)
        finished, skipped = room.ended()
        assert finished == ("finished", None)
        assert skipped[0] == "skipped"
        assert "news is running (process" in str(skipped[1])

    def test_wait(self, newsroom: Callable[..., Newsroom]) -> None:
        room = newsroom(Blog(2, hangs=True), 'overlap = "wait"')
        assert self.second(room) == (0, 0)
        assert [how for how, _ in room.ended()] == ["finished", "finished"]
        first, second = reversed(room.runs())
        assert first.ended_at is not None
        assert first.ended_at <= second.started_at

    def test_replace(self, newsroom: Callable[..., Newsroom]) -> None:
        room = newsroom(Blog(2, hangs=True), 'overlap = "replace"')
        replaced, status = self.second(room)
        assert replaced != 0
        assert status == 0
        assert room.ended() == [("stopped", "ended by the next run, which replaced it"), ("finished", None)]

    def test_one_waits_and_not_a_crowd(self, newsroom: Callable[..., Newsroom]) -> None:
        room = newsroom(Blog(2), 'overlap = "wait"')
        runner = room.runner()
        with JobLock(runner.locks, "news") as lock, ThreadPoolExecutor() as threads:
            lock.take()
            waiting = [threads.submit(room.run, runner) for _ in range(3)]
            while sum(f.done() for f in waiting) < 2:
                threading.Event().wait(0.05)
            lock.free()
            assert sorted(f.result() for f in waiting) == [0, SKIPPED, SKIPPED]

    def test_who_waits_goes_when_told_to_stop(self, newsroom: Callable[..., Newsroom]) -> None:
        room = newsroom(Blog(2), 'overlap = "wait"')
        runner = room.runner()
        runner.stop.set()
        with JobLock(runner.locks, "news") as lock:
            lock.take()
            assert room.run(runner) == SKIPPED


def test_a_hanging_crawl_is_ended_at_its_limit_and_told(newsroom: Callable[..., Newsroom]) -> None:
    room = newsroom(Blog(3, hangs=True), 'time_limit = "4 seconds"\n' + FEED)
    told: list[str] = []
    with hook(told) as address:
        assert room.run(room.runner(webhook=address)) == 1
    assert room.ended() == [("failed", "ended by its time limit of 4 s")]
    assert "ended by its time limit of 4 s" in told[-1]
    assert (room.folder / "feeds" / "all.json").exists()


@contextmanager
def hook(told: list[str]) -> Iterator[str]:
    """A webhook that keeps what it is told."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_crawl_that_is_killed_is_in_the_ledger(newsroom: Callable[..., Newsroom]) -> None:
    room = newsroom(Blog(3, hangs=True))
    with ThreadPoolExecutor() as threads:
        status = threads.submit(room.run)
        room.blog.asked.wait()
        os.kill(room.runs()[0].pid, signal.SIGKILL)
        assert status.result() == 128 + signal.SIGKILL
    assert room.ended() == [("killed", "killed by SIGKILL")]
    room.blog.hangs = False
    room.blog.go.set()
    assert (room.run(), room.store.count()) == (0, 3)


def test_a_crawl_that_never_began_is_in_the_ledger(newsroom: Callable[..., Newsroom]) -> None:
    room = newsroom(Blog(1), 'overlap = "wait"')
    room.config.jobs["news"].settings["SPIDER_LOADER_CLASS"] = "no.such.thing"  # type: ignore[index]  # as a typing error would
    assert room.run() == 1
    assert room.ended() == [("failed", "ended with status 1 before it began; its log says why")]


def test_the_end_of_the_runner_ends_the_crawl_and_keeps_what_it_fetched(
    newsroom: Callable[..., Newsroom],
) -> None:
    room = newsroom(Blog(40, slow=0.4), FEED)
    scheduler = Scheduler(room.runner(grace=20.0))
    assert [j.name for j in scheduler.look(datetime.now(UTC))] == ["news"]
    room.blog.asked.wait()
    while not room.store.count():
        threading.Event().wait(0.05)
    scheduler.runner.stop.set()
    for thread in scheduler.threads:
        thread.join()
    assert room.ended() == [("stopped", "stopped with its runner")]
    stored = room.store.count()
    assert 0 < stored < 40
    assert (
        len(json.loads((room.folder / "feeds" / "all.json").read_text(encoding="utf-8"))["items"]) == stored
    )


class TestScheduler:
    def test_the_ledger_is_asked_once_a_turn(self, newsroom: Callable[..., Newsroom]) -> None:
        room = newsroom(Blog(1))
        assert room.run() == 0
        runner = room.runner()
        asked: list[datetime] = []
        real = runner.next_start

        def counting(job: Any, now: datetime) -> datetime:
            asked.append(now)
            return real(job, now)

        runner.next_start = counting  # type: ignore[method-assign]
        scheduler = Scheduler(runner)
        now = room.runs()[0].started_at
        for second in range(1, 3500):
            assert scheduler.look(now + timedelta(seconds=second)) == []
        assert len(asked) == 1
        assert scheduler.look(now - timedelta(minutes=30)) == []
        assert len(asked) == 2, "a clock that was put back makes it ask again"

    def test_another_runner_that_was_quicker(self, newsroom: Callable[..., Newsroom]) -> None:
        room = newsroom(Blog(1))
        assert room.run(if_due=True) == 0
        assert room.run(if_due=True) == 0
        assert len(room.runs()) == 1


def test_a_crawl_past_its_limit_whose_runner_died_is_ended_by_the_next(
    newsroom: Callable[..., Newsroom], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = newsroom(Blog(2, hangs=True), 'time_limit = "1 hour"')
    unlimited = replace(room.config.jobs["news"], time_limit=None)
    with ThreadPoolExecutor() as threads:
        first = threads.submit(
            room.runner().run, unlimited
        )  # as a runner that is gone, it does not mind the limit
        room.blog.asked.wait()
        room.blog.hangs = False
        assert room.run() == SKIPPED
        monkeypatch.setattr(running, "age", lambda pid: 3601.0)
        assert room.run() == 0
        assert first.result() != 0
    assert [h for h in room.ended() if h[0] != "skipped"] == [
        ("failed", "ended by its time limit of 3600 s"), ("finished", None),
    ]  # fmt: skip


def test_the_age_of_a_process() -> None:
    child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    assert 0 <= age(child.pid) <= age(os.getpid()) <= age(1)
    child.communicate()
    assert age(child.pid) == 0, "there is no such process any more"
