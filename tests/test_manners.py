"""A host gets the time its outlet, its robots.txt or its own answer asks for; who asks for more than a run has is left."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.internet.defer import Deferred

from newscrawl.manners import FARTHEST, HostLeft, Manners, Throttle, leave, slow_down, wait_of
from tests.loopback import Answer, serving
from tests.outlets import Outlet, Paper
from tests.test_together import later, rows

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
PAGE = "https://www.example.com/1"


class Downloader:
    """Scrapy's, as far as delays go: one slot, with a pace of its own or none."""

    def __init__(self, delay: float, own: float | None = None) -> None:
        self.slot = Slot(1, delay, 0.0)
        self.slots = {"local": self.slot}
        self.per_slot_settings = {"local": {"delay": own}} if own is not None else {}

    def get_slot_key(self, request: Request) -> str:
        return "local"


def crawler(downloader: Downloader, **settings: Any) -> Any:
    signals = SimpleNamespace(connect=lambda *_args, **_more: None)
    values = Settings({"AUTOTHROTTLE_ENABLED": True, "DOWNLOAD_DELAY": 0.1, **settings})
    return SimpleNamespace(settings=values, signals=signals, engine=SimpleNamespace(downloader=downloader))


def answers(throttle: Throttle, seconds: float, times: int = 20) -> None:
    """So many good answers, each after so many seconds."""
    throttle.mindelay, throttle.maxdelay = 0.1, 60.0
    meta = {"download_slot": "local", "download_latency": seconds}
    for _ in range(times):
        throttle._response_downloaded(Response(PAGE), Request(PAGE, meta=meta), None)  # type: ignore[arg-type]


def test_quick_answers_bring_no_slot_under_its_outlets_delay() -> None:
    downloader = Downloader(3.0, own=3.0)
    throttle = Throttle(crawler(downloader))
    answers(throttle, 0.05)
    assert downloader.slot.delay == 3.0
    answers(throttle, 9.0, times=1)
    assert downloader.slot.delay == 9.0, "slow ones slow it down"
    answers(throttle, 0.05)
    assert downloader.slot.delay == 3.0


def test_a_slot_without_a_pace_of_its_own_goes_by_the_setting() -> None:
    downloader = Downloader(3.0)
    answers(Throttle(crawler(downloader)), 0.05)
    assert downloader.slot.delay == pytest.approx(0.1)


def test_what_a_robots_txt_asks_for_is_a_floor_that_stays() -> None:
    downloader = Downloader(1.0, own=1.0)
    slow_down(downloader, "local", 10.0)  # type: ignore[arg-type]
    slow_down(downloader, "local", 5.0)  # type: ignore[arg-type]
    assert downloader.slot.delay == 10.0
    answers(Throttle(crawler(downloader)), 0.05)
    assert downloader.slot.delay == 10.0
    assert downloader.per_slot_settings["local"]["delay"] == 10.0, "also of a slot Scrapy makes anew"


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_waited_for_and_then_met_again(status: int) -> None:
    downloader = Downloader(1.0, own=1.0)
    manners = Manners(crawler(downloader))
    busy = Response(PAGE, status=status, headers={"Retry-After": "30"})
    assert manners.process_response(Request(PAGE), busy) is busy
    assert downloader.slot.delay == 30.0
    assert downloader.slot.lastseen > 0
    answers(Throttle(crawler(downloader)), 0.05)
    assert downloader.slot.delay == 1.0


@pytest.mark.parametrize(
    ("delay", "after"), [(1.0, [2.0, 4.0, 8.0]), (0.0, [1.0, 2.0, 4.0]), (20.0, [40.0, 60.0, 60.0])]
)
def test_too_many_without_a_word_of_when_halves_the_pace_each_time(delay: float, after: list[float]) -> None:
    downloader = Downloader(delay, own=delay)
    manners = Manners(crawler(downloader))
    for expected in after:
        busy = Response(PAGE, status=429)
        assert manners.process_response(Request(PAGE), busy) is busy
        assert downloader.slot.delay == expected
    assert manners.process_request(Request(PAGE)) is None, "nobody is left for it"
    answers(Throttle(crawler(downloader)), 0.05)
    assert downloader.slot.delay == max(delay, 0.1)


def test_who_asks_for_more_is_left_and_so_is_what_waits_in_line() -> None:
    downloader = Downloader(1.0, own=1.0)
    manners = Manners(crawler(downloader))
    answer: Deferred[Response] = Deferred()
    told: list[BaseException] = []
    answer.addErrback(lambda failure: told.append(failure.value))
    downloader.slot.queue.append((Request(PAGE), answer))
    with pytest.raises(HostLeft) as left:
        manners.process_response(Request(PAGE), Response(PAGE, status=429, headers={"Retry-After": "3600"}))
    assert timedelta(minutes=59) < left.value.until - datetime.now(UTC) <= timedelta(hours=1)
    assert [type(problem) for problem in told] == [HostLeft]
    assert not downloader.slot.queue
    with pytest.raises(HostLeft):
        manners.process_request(Request(PAGE))


@pytest.mark.parametrize(("status", "header"), [(200, "3600"), (404, "3600"), (503, "soon"), (503, "")])
def test_other_answers_change_nothing(status: int, header: str) -> None:
    downloader = Downloader(1.0, own=1.0)
    response = Response(PAGE, status=status, headers={"Retry-After": header})
    assert Manners(crawler(downloader)).process_response(Request(PAGE), response) is response
    assert downloader.slot.delay == 1.0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        (" 120 ", 120.0),
        ("Fri, 27 Nov 2026 09:10:00 GMT", 600.0),
        ("Fri, 27 Nov 2026 18:10:00 +0900", 600.0),
        ("Fri, 27 Nov 2026 08:00:00 GMT", 0.0),
        ("9" * 5000, 999_999_999.0),
        ("-5", None),
        ("１２", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_moment(header: str, seconds: float | None) -> None:
    assert wait_of(header.encode(), NOW) == seconds


def test_nobody_is_left_for_years() -> None:
    assert leave("HTTP 429", 999_999_999.0).until - datetime.now(UTC) <= FARTHEST


WATCH = """
import json
from scrapy import signals
class Watch:
    @classmethod
    def from_crawler(cls, crawler):
        watch = cls()
        def closed():
            slots = {key: slot.delay for key, slot in crawler.engine.downloader.slots.items()}
            open(FILE, "w").write(json.dumps(slots))
        watch.closed = closed
        crawler.signals.connect(closed, signals.spider_closed)
        return watch
"""


def delays(folder: Path, outlet: Outlet, *words: str) -> dict[str, float]:
    """The delays of the slots when a crawl ended, with throttling on."""
    file = folder / "slots.json"
    (folder / "watch.py").write_text(WATCH.replace("FILE", repr(str(file))), encoding="utf-8")
    throttled = ("AUTOTHROTTLE_ENABLED=1", "AUTOTHROTTLE_START_DELAY=0.01", 'EXTENSIONS={"watch.Watch": 1}')
    ended = outlet.crawl(*(word for setting in throttled for word in ("-s", setting)), *words)
    assert ended.status == 0, ended.err
    found: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return found


class TestCrawls:
    def test_an_outlets_own_delay_is_kept(self, tmp_path: Path) -> None:
        with serving(Paper(5)) as server:
            assert delays(tmp_path, Outlet(tmp_path, server, delay=0.2))["local"] >= 0.2

    def test_crawl_delay_is_kept(self, tmp_path: Path) -> None:
        paper = Paper(5)
        paper.answers["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 0.2\n", 200, {})
        with serving(paper) as server:
            assert delays(tmp_path, Outlet(tmp_path, server))["local"] >= 0.2

    def test_a_crawl_delay_of_an_hour_leaves_the_host_and_its_pages_due(self, tmp_path: Path) -> None:
        paper = Paper(5)
        paper.answers["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 3600\n", 200, {})
        with serving(paper) as server:
            outlet = Outlet(tmp_path, server)
            ended = outlet.crawl()
            assert server.seen == ["/robots.txt"]
        assert ended.status == 1
        said = "all 1 page were left for a later run: robots.txt asks for 3600 s between two requests (1)"
        assert ended.err.splitlines()[-1] == f"crawl: {said}"
        assert rows(outlet.url, "SELECT state FROM pages") == [("found",)]

    def test_a_host_that_wants_to_be_left_alone_is(self, tmp_path: Path) -> None:
        paper = Paper(30, size=30)
        busy = Answer(b"slow down", 429, {"Retry-After": "3600"})
        paper.answers = {f"/news/{n}": busy for n in range(1, 31)}
        with serving(paper) as server:
            outlet = Outlet(tmp_path, server, delay=0.2)
            ended = outlet.crawl("-s", "RETRY_TIMES=2")
            asked = [path for path in server.seen if path.startswith("/news")]
            assert len(asked) <= 2, "the one, and the one that was on its way"
            assert ended.status == 0, ended.err
            assert re.search(r"^site .* left$", ended.out, re.M)
            assert re.search(r"^local .* 30$", ended.out, re.M)
            assert re.search(r"HTTP 429, its host asks for a later try \(30\): \S+/news/", ended.out)
            states = "SELECT state, count(*), max(tries) FROM pages WHERE kind = 'article' GROUP BY state"
            assert rows(outlet.url, states) == [("found", 30, 0)]

            outlet.write(delay=0)
            paper.answers.clear()
            server.seen.clear()
            again = outlet.crawl()
            assert again.status == 0, again.err
            assert server.seen == ["/robots.txt", "/list?page=1"], "their time has not come"
            later(outlet.url)
            assert outlet.crawl().status == 0
            assert rows(outlet.url, "SELECT count(*) FROM articles") == [(30,)]

    def test_a_run_says_when_what_was_left_is_due(self, tmp_path: Path) -> None:
        paper = Paper(5)
        paper.answers["/list?page=1"] = Answer(b"", 503, {"Retry-After": "7200"})
        with serving(paper) as server:
            outlet = Outlet(tmp_path, server)
            assert outlet.crawl().status == 1
            server.seen.clear()
            ended = outlet.crawl()
            assert server.seen == []
        assert ended.status == 0
        assert re.search(r"nothing is due before \d{4}-\d\d-\d\d \d\d:\d\d: hosts asked", ended.out)
