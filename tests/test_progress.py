"""The live line: on a terminal only, and never where a feed goes."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.progress import line
from tests.scraping import ROOT, SAMPLE, database, scrapy

NEWS = "https://www.etoday.co.kr/news/view/9900001"
CRAWL = ("crawl", "etoday", "-a", f"url={NEWS}", "-s", f"NEWSCRAWL_REPLAY={SAMPLE}", "-O", "-:jsonlines")


def test_a_line_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in line({}, 0, 1, "https://a.kr/\x1b[2J")


def test_on_a_terminal_there_is_a_line_and_the_feed_stays_whole(tmp_path: Path) -> None:
    pytest.importorskip("rich", reason="the live line needs rich, an extra")
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSCRAWL_", "SCRAPY_"))}
    environment |= {"NEWSCRAWL_DATABASE_URL": database(tmp_path), "TERM": "xterm", "COLUMNS": "200"}
    with subprocess.Popen(
        [sys.executable, "-m", "scrapy", *CRAWL],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as crawl:
        os.close(theirs)
        screen = b""
        while piece := _read(ours):
            screen += piece
        assert crawl.stdout is not None
        feed = crawl.stdout.read().decode()
    os.close(ours)
    assert crawl.returncode == 0, screen.decode()
    assert [json.loads(record)["url"] for record in feed.splitlines()] == [NEWS]
    assert " done · " in screen.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_without_a_terminal_there_is_none(tmp_path: Path) -> None:
    ended = scrapy(*CRAWL, env={"NEWSCRAWL_DATABASE_URL": database(tmp_path)})
    assert ended.status == 0, ended.err
    assert " done · " not in ended.err + ended.out
