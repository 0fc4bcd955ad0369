"""A command whose reader has gone, as ``head`` goes when it has enough, ends as it would have and says nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scraping import ROOT, SAMPLE, database

PAGE = ROOT / "tests" / "pages" / "etoday" / "photo-box-2020.html"
ADDRESS = "https://www.etoday.co.kr/news/view/1901111"
CRAWL = (
    "crawl",
    "tistory",
    "-a",
    "url=https://sample-trend.tistory.com/category/IT.산업/AI.로봇",
    "-L",
    "ERROR",
)


def unread(folder: Path, *words: str) -> tuple[int, str]:
    """Run ``scrapy`` with these words while nobody reads what it prints; return its status and its complaints."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSCRAWL_", "SCRAPY_"))}
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as nowhere:
        ended = subprocess.run(
            [sys.executable, "-m", "scrapy", *words, "-s", f"NEWSCRAWL_DATABASE_URL={database(folder)}"],
            stdout=nowhere,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**clean, "PYTHONIOENCODING": "utf-8"},
            timeout=120,
            check=False,
        )
    return ended.returncode, ended.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("understand", "dates", "2020.6.17"),
        ("outlets",),
        ("readpage", str(PAGE), ADDRESS),
        ("explain", str(PAGE), ADDRESS),
    ],
    ids=lambda words: words[0],
)
def test_of_a_string_a_page_and_the_outlets(words: tuple[str, ...], tmp_path: Path) -> None:
    assert unread(tmp_path, *words) == (0, "")


def test_of_many_pages(tmp_path: Path) -> None:
    manifest = tmp_path / "pages.jsonl"
    manifest.write_text(json.dumps({"file": str(PAGE), "url": ADDRESS}) + "\n", encoding="utf-8")
    assert unread(tmp_path, "readpage", "--manifest", str(manifest)) == (0, "")


def test_of_a_crawl_and_of_what_it_stored(tmp_path: Path) -> None:
    assert unread(tmp_path, *CRAWL, "-s", f"NEWSCRAWL_REPLAY={SAMPLE}") == (0, "")
    assert (tmp_path / "news.sqlite").stat().st_size > 0
    for command in ("show", "export", "health"):
        assert unread(tmp_path, command) == (0, "")
