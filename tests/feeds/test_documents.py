"""docs/feeds.md and docs/jobs.md, run as they stand; moments and the reader's own folder are not compared."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.scraping import SAMPLE, database, scrapy
from tests.test_docs import blocks, commands, run

TRIED = {"NEWSCRAWL_REPLAY": str(SAMPLE)}
CRAWL = (
    "crawl",
    "tistory",
    "-a",
    "url=https://sample-trend.tistory.com/category/IT.산업/AI.로봇",
    "-a",
    "follow_source=1",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of the sample, and the jobs file of the document."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = newscrawl.settings\n")
    (folder / "data").mkdir()
    url = database(folder / "data", "newscrawl.sqlite")
    assert scrapy(*CRAWL, env={**TRIED, "NEWSCRAWL_DATABASE_URL": url}).status == 0
    return folder


def in_general(printed: str, folder: Path) -> str:
    """The same words whoever runs it, and whenever."""
    for own, told in ((str(folder), "/srv/newscrawl"), (sys.executable, "/srv/newscrawl/.venv/bin/python")):
        printed = printed.replace(own, told)
    printed = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "0000-00-00 00:00:00", printed)
    return re.sub(r"# Set here.*\n", "", printed)


def test_exports_are_written_as_described(place: Path) -> None:
    for command, shown in commands("docs/feeds.md"):
        done = run(command, place)
        assert (done.returncode, done.stdout, done.stderr) == (0, shown, ""), command
    written = {
        path.relative_to(place).as_posix()
        for path in place.rglob("*")
        if path.suffix in (".json", ".xml", ".csv")
    }
    assert written == {
        "feeds/all.json",
        "feeds/all-2.json",
        "feeds/all-3.json",
        "feeds/changes.xml",
        "홍길동.csv",
    }


def fits(shown: Any, real: Any) -> bool:
    if isinstance(shown, dict):
        return set(shown) <= set(real) and all(fits(value, real[key]) for key, value in shown.items())
    if isinstance(shown, list):
        return len(shown) == len(real) and all(map(fits, shown, real))
    return bool((shown == "…" and real) or shown == real)


def test_the_item_is_the_one_that_is_written(place: Path) -> None:
    shown = json.loads(blocks("docs/feeds.md", "json")[0])
    (real,) = json.loads(run("scrapy export --format jsonfeed --limit 1", place).stdout)["items"]
    assert list(shown) == list(real)
    assert fits(shown, real), real


def test_jobs_run_as_described(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = newscrawl.settings\n")
    toml = blocks("docs/jobs.md", "toml")[0]
    assert "[alarm]" in toml
    (tmp_path / "newscrawl.toml").write_text(toml.partition("[alarm]")[0], encoding="utf-8")
    for command, shown in commands("docs/jobs.md"):
        done = run(command, tmp_path, **TRIED)
        assert done.returncode == (1 if " status " in command else 0), done.stderr
        parts = [re.escape(in_general(part, tmp_path)) for part in re.split(r"^…\n", shown, flags=re.M)]
        assert re.fullmatch(".*".join(parts), in_general(done.stdout, tmp_path), re.S), done.stdout
    assert sorted(path.name for path in (tmp_path / "feeds").iterdir()) == ["changes.xml", "etoday.json"]


def test_the_whole_jobs_file_is_one(tmp_path: Path) -> None:
    (tmp_path / "newscrawl.toml").write_text(blocks("docs/jobs.md", "toml")[0], encoding="utf-8")
    listed = scrapy(
        "jobs",
        "list",
        "--config",
        str(tmp_path / "newscrawl.toml"),
        env={"NEWSCRAWL_DATABASE_URL": database(tmp_path)},
    )
    assert (listed.status, [line.split()[0] for line in listed.out.splitlines()]) == (
        0,
        ["job", "etoday", "trend"],
    )
