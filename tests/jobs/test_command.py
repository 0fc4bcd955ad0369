"""``scrapy jobs`` as a user, cron and a dead-man's check call it."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.storage.ledger import Ledger
from newscrawl.storage.store import ArticleStore
from tests.jobs.blogs import Blog, job
from tests.loopback import serving
from tests.scraping import ROOT, Ended, database, scrapy

NEVER = '[[job]]\nname = "etoday"\nevery = "10 minutes"\n'


def jobs(folder: Path, *words: str, **more: str) -> Ended:
    """Run ``scrapy jobs`` in a folder that has a jobs file, as one does without a project."""
    where = {"NEWSCRAWL_DATABASE_URL": database(folder), "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}
    return scrapy("jobs", *words, cwd=folder, env={**where, "PYTHONPATH": str(ROOT), **more})


def ran(folder: Path, name: str, how: str) -> None:
    """Enter a run of a job that just ended."""
    with ArticleStore.open(database(folder)) as store:
        ledger = Ledger(store)
        ledger.end(ledger.start("etoday", {}, "0.1.0", job=name), how, {})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "newscrawl.toml").write_text(NEVER, encoding="utf-8")
    return tmp_path


def test_list_run_due_and_status(tmp_path: Path) -> None:
    with serving(Blog(3)) as server:
        (tmp_path / "newscrawl.toml").write_text(job("뉴스", server), encoding="utf-8")
        listed = jobs(tmp_path, "list")
        assert (listed.status, listed.err) == (0, "")
        assert re.fullmatch(r"뉴스 +never +20\d\d-\d\d-\d\d \d\d:\d\d:\d\d +due", listed.out.splitlines()[1])
        late = jobs(tmp_path, "status")
        assert (late.status, late.out) == (1, "뉴스: late, last good run never\n")
        done = jobs(tmp_path, "run", "--due")
        assert (done.status, "3        0     0" in done.out) == (0, True), done.err
        again = jobs(tmp_path, "run", "--due")
        assert (again.status, again.out, again.err) == (0, "", ""), "cron mails whatever is printed"
        row = jobs(tmp_path, "list").out.splitlines()[1].split()
        assert (row[3], row[-1]) == ("finished", "waiting")
        good = jobs(tmp_path, "status", "--max-age", "2h")
        assert (good.status, good.out) == (0, "")


def test_status_counts_what_ended_well(folder: Path) -> None:
    for how, status in (("failed", 1), ("stopped", 1), ("skipped", 1), ("degraded", 0), ("skipped", 0)):
        ran(folder, "etoday", how)
        assert jobs(folder, "status", "--max-age", "1h").status == status, how


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "say which"),
        (("dance",), 2, "say which"),
        (("run",), 2, "name the jobs"),
        (("run", "other"), 2, "it has etoday"),
        (("status", "--max-age", "old"), 2, "no span of time"),
        (("install",), 2, "--cron or --systemd"),
        (("list", "--config", "nowhere.toml"), 2, "No such file"),
    ],
)
def test_what_cannot_be_meant(folder: Path, words: tuple[str, ...], status: int, said: str) -> None:
    ended = jobs(folder, *words)
    assert (ended.status, said in ended.out + ended.err) == (status, True), ended.err
    assert "Traceback" not in ended.err


def test_a_second_scheduler_is_refused(folder: Path) -> None:
    words = [sys.executable, "-m", "scrapy", "jobs", "start"]
    ours = {**os.environ, "NEWSCRAWL_DATABASE_URL": database(folder), "PYTHONPATH": str(ROOT)}
    ran(folder, "etoday", "finished")
    ours["SCRAPY_SETTINGS_MODULE"] = "newscrawl.settings"
    first = subprocess.Popen(words, cwd=folder, env=ours, stderr=subprocess.PIPE, text=True)
    assert first.stderr is not None
    assert "1 jobs of" in first.stderr.readline()
    second = jobs(folder, "start")
    assert (second.status, f"is running (process {first.pid})" in second.err) == (1, True)
    first.terminate()
    assert (first.wait(60), first.stderr.read().endswith("Ends on SIGTERM\n")) == (0, True)
    first.stderr.close()


def test_the_line_for_cron_runs_as_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "뉴스 100%'s"
    folder.mkdir()
    (folder / "newscrawl.toml").write_text(NEVER, encoding="utf-8")
    ran(folder, "etoday", "finished")
    lines = jobs(folder, "install", "--cron").out.splitlines()
    (line,) = [line for line in lines if line and not line.startswith("#")]
    assert line.startswith("* * * * * ")
    assert not re.search(r"(?<!\\)%", line), "cron ends the command at a bare %"
    assert "# Set here, and not handed on: NEWSCRAWL_DATABASE_URL" in lines
    command = line.removeprefix("* * * * * ").replace("\\%", "%")
    ours = {"NEWSCRAWL_DATABASE_URL": database(folder), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    ours["SCRAPY_SETTINGS_MODULE"] = "newscrawl.settings"
    done = subprocess.run(
        ["/bin/sh", "-c", command], env=ours, cwd="/", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_unit_names_what_there_is(tmp_path: Path) -> None:
    folder = tmp_path / "뉴스 100%"
    folder.mkdir()
    (folder / "newscrawl.toml").write_text(NEVER, encoding="utf-8")
    unit = jobs(folder, "install", "--systemd").out
    command = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    words = shlex.split(command.removeprefix("ExecStart=").replace("%%", "%"))
    assert words[:2] == [sys.executable, "-m"]
    assert Path(words[-1]) == folder / "newscrawl.toml"
    assert f"WorkingDirectory={folder}".replace("%", "%%") in unit
    file = tmp_path / "newscrawl-jobs.service"
    file.write_text(unit, encoding="utf-8")
    if shutil.which("systemd-analyze"):  # the second opinion, where there is one
        done = subprocess.run(
            ["systemd-analyze", "verify", str(file)], capture_output=True, text=True, check=False
        )
        assert [line for line in done.stderr.splitlines() if file.name in line] == []
