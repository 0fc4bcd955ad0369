"""How a run ended is known even when it could not say so itself."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from newscrawl.frontier import Frontier, Lead
from newscrawl.storage.ledger import Coverage, Ledger, owner, process_mark
from newscrawl.storage.schema import pages, runs
from newscrawl.storage.store import ArticleStore

STARTS_A_RUN_AND_DIES = """
import os, signal, sys
from newscrawl.frontier import Frontier, Lead
from newscrawl.storage.ledger import Ledger, owner
from newscrawl.storage.store import ArticleStore
store = ArticleStore.open(sys.argv[1])
run = Ledger(store).start("example", {}, "0.1.0")
frontier = Frontier(store, owner(run), lease_seconds=10**6)
frontier.begin("example", "{}", [Lead("example", "1", "https://www.example.com/1")])
assert frontier.lease(1)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_run_from_start_to_end(store: ArticleStore) -> None:
    ledger = Ledger(store)
    number = ledger.start("example", {"url": "https://www.example.com/"}, "0.1.0", job="news")
    (run,) = ledger.runs()
    assert (run.how, run.ended_at, run.pid, run.job) == ("running", None, os.getpid(), "news")
    assert run.arguments == {"url": "https://www.example.com/"}
    ledger.beat(number)
    ledger.end(number, "finished", {"new": 3, "same": 1}, "every listing was read")
    (run,) = ledger.runs(spider="example", job="news")
    assert (run.how, run.counts, run.reason) == ("finished", {"new": 3, "same": 1}, "every listing was read")
    assert run.ended_at is not None
    assert run.started_at <= run.beat_at <= run.ended_at
    assert ledger.runs(job="other") == []


def test_runs_come_newest_first(store: ArticleStore) -> None:
    ledger = Ledger(store)
    numbers = [ledger.start("example", {}, "0.1.0") for _ in range(3)]
    assert [run.id for run in ledger.runs(limit=2)] == numbers[:0:-1]
    assert {run.how for run in ledger.runs()} == {"running"}, "this very process is alive"


def test_a_killed_run_is_found_out_and_its_pages_are_free_at_once(shared_url: str) -> None:
    done = subprocess.run([sys.executable, "-c", STARTS_A_RUN_AND_DIES, shared_url], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    with ArticleStore.open(shared_url) as store:
        ledger = Ledger(store)
        assert [run.how for run in ledger.runs()] == ["running"]
        number = ledger.start("example", {}, "0.1.0")
        assert [run.how for run in ledger.runs()] == ["running", "killed"]
        frontier = Frontier(store, owner(number))
        assert frontier.begin("example", "{}", []).round == 2
        assert [page.identity for page in frontier.lease(9)] == ["1"]


def test_a_run_on_another_machine_is_dead_when_it_has_been_silent_for_long(store: ArticleStore) -> None:
    ledger = Ledger(store)
    number = ledger.start("example", {}, "0.1.0")

    def elsewhere(silent_for: timedelta) -> str:
        values = {"host": "elsewhere", "pid": 1, "beat_at": datetime.now(UTC) - silent_for}
        store.database.write(lambda c: c.execute(update(runs).where(runs.c.id == number).values(values)))
        ledger.start("example", {}, "0.1.0")
        return ledger.runs(limit=100)[-1].how

    assert elsewhere(timedelta(minutes=10)) == "running"
    assert elsewhere(timedelta(minutes=20)) == "killed"


def test_a_process_number_used_again_is_not_the_run(store: ArticleStore) -> None:
    ledger = Ledger(store)
    number = ledger.start("example", {}, "0.1.0")
    before_the_reboot = {"process_mark": "00000000-0000-0000-0000-000000000000 1"}
    store.database.write(
        lambda c: c.execute(update(runs).where(runs.c.id == number).values(before_the_reboot))
    )
    ledger.start("example", {}, "0.1.0")
    assert ledger.runs()[1].how == "killed"


def test_a_run_in_a_container_of_the_same_host_name_is_judged_by_its_silence(store: ArticleStore) -> None:
    mine = process_mark(os.getpid())
    if mine is None:
        pytest.skip("this system has no /proc to tell processes by")
    ledger = Ledger(store)
    number = ledger.start("example", {}, "0.1.0")
    there = {"pid": 1, "process_mark": " ".join([*mine.split()[:2], "pid:[1]"])}
    for silent_for, how in ((10, "running"), (20, "killed")):
        values = {**there, "beat_at": datetime.now(UTC) - timedelta(minutes=silent_for)}
        store.database.write(lambda c, v=values: c.execute(update(runs).where(runs.c.id == number).values(v)))
        ledger.start("example", {}, "0.1.0")
        assert ledger.runs(limit=100)[-1].how == how


def test_the_end_of_a_run_lets_go_of_its_pages(store: ArticleStore) -> None:
    ledger = Ledger(store)
    number = ledger.start("example", {}, "0.1.0")
    frontier = Frontier(store, owner(number))
    frontier.begin("example", "{}", [Lead("example", "1", "https://www.example.com/1")])
    frontier.lease(1)
    ledger.end(number, "failed", {}, "the network is down")
    with store.database.read() as connection:
        assert connection.execute(select(pages.c.owner)).scalar_one() is None


def test_coverage_of_a_sites_last_runs(store: ArticleStore) -> None:
    ledger = Ledger(store)
    first, second, third = (ledger.start("example", {}, "0.1.0") for _ in range(3))
    ledger.cover(first, [Coverage("example", "headline", 20, 20)])
    ledger.cover(second, [Coverage("other", "headline", 5, 5)])
    byline = Coverage("example", "authors.email", 20, 13, "https://www.example.com/1")
    ledger.cover(third, [Coverage("example", "headline", 20, 20), byline])
    ledger.cover(third, [])
    assert ledger.coverage("example") == {
        third: [byline, Coverage("example", "headline", 20, 20)],
        first: [Coverage("example", "headline", 20, 20)],
    }
    assert list(ledger.coverage("example", limit=1)) == [third]


def test_a_process_is_told_from_a_later_one() -> None:
    mine = process_mark(os.getpid())
    assert mine == process_mark(os.getpid())
    assert mine != process_mark(1)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert process_mark(ended.pid) is None
