"""The report page: its figures, what a hostile page cannot do to it, and how it looks in a browser."""

import os
import re
import shutil
import struct
import subprocess
import zlib
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from newscrawl.items import Article, Author
from newscrawl.report.figures import collect
from newscrawl.report.page import page
from newscrawl.report.words import WORDS
from newscrawl.storage.ledger import Coverage, Ledger
from newscrawl.storage.store import ArticleStore
from tests.scraping import database, scrapy

TODAY = date(2026, 10, 1)
HOSTILE = "</title><script>alert(1)</script>'\"&\u202e\x1b[2J\ud800 javascript:alert(1)"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def article(number: int, day: int, **fields: object) -> Article:
    values = {
        "site": "example", "identity": str(number), "url": f"https://www.example.com/{number}", "publisher": "한빛일보",
        "headline": f"가나전자 {number}번째 로봇", "date_published": f"2026-09-{day:02}T11:00:00+09:00",
        "authors": [Author(name="홍길동")], "section": ["IT", "로봇"], **fields,
    }  # fmt: skip
    return Article(**values)  # type: ignore[arg-type]  # each test gives what it needs


def fill(store: ArticleStore, articles: list[Article], runs: int = 3) -> None:
    store.save(articles)
    ledger = Ledger(store)
    for number in range(runs):
        run = ledger.start("example", {}, "0.1.0")
        ledger.cover(run, [Coverage("example", "authors.email", 20, 20 - number)])
        ledger.end(run, "degraded" if number else "finished", {}, "authors.email on 3 of 20 pages")


class Seen(HTMLParser):
    """What a browser would make of the page: its elements, their attributes, its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_figures_are_those_of_the_days_asked_for() -> None:
    with ArticleStore.open("sqlite://") as store:
        copied = article(4, 30, publisher="모아 기록", source_url="https://www.example.com/3", authors=[])
        fill(store, [article(1, 1), article(2, 29), article(3, 30), copied])
        figures = collect(store, TODAY, 7)
    assert (str(figures.first), str(figures.last), figures.articles) == ("2026-09-25", "2026-10-01", 3)
    assert {outlet: days.total() for outlet, days in figures.days.items()} == {"한빛일보": 2, "모아 기록": 1}
    assert figures.reporters == {("홍길동", "한빛일보"): 2}
    assert figures.sections["로봇", "한빛일보"] == 2
    assert figures.copied == {("모아 기록", "www.example.com"): 1}
    assert [runs[0].filled for runs in figures.coverage["example"]] == [20, 19, 18]


@pytest.mark.parametrize("language", WORDS)
def test_a_hostile_page_stays_words(language: str) -> None:
    hostile = article(
        1, 30, headline=HOSTILE[:-1], publisher=HOSTILE.replace("\ud800", ""), section=[HOSTILE.replace("\ud800", "")],
        authors=[Author(name="<img src=x onerror=alert(1)>")], source_url="javascript:alert(1)",
    )  # fmt: skip
    hostile.headline = hostile.headline.replace("\ud800", "")
    with ArticleStore.open("sqlite://") as store:
        fill(store, [hostile, article(2, 30)])
        html = page(collect(store, TODAY, 30), language)
    seen = Seen(html)
    assert not {"script", "img", "iframe", "object", "link"} & seen.tags.keys()
    assert not [value for name, value in seen.attributes if name.startswith("on") or name == "src"]
    assert {value for name, value in seen.attributes if name == "href"} == {"https://www.example.com/1"}
    assert "<script>alert(1)</script>" in seen.words
    assert not {"\u202e", "\x1b"} & set(html)


def test_a_great_database_is_a_small_page() -> None:
    people = [Author(name=f"{'가' * 200}{n}") for n in range(50)]
    many = [
        article(n, 1 + n % 30, publisher=f"{'매체' * 100}{n % 60}", authors=people, section=["섹션" * 100 + str(n)],
                headline="길" * 5000, source_url=f"https://{'a' * 60}{n}.example.com/" + "x" * 400)
        for n in range(600)
    ]  # fmt: skip
    with ArticleStore.open("sqlite://") as store:
        fill(store, many)
        ledger = Ledger(store)
        for _ in range(25):
            run = ledger.start("example", {}, "0.1.0")
            ledger.cover(run, [Coverage(f"site{s}", f"field{f}", 9, 5) for s in range(40) for f in range(60)])
            ledger.end(run, "failed", {}, "x" * 10_000)
        for days in (30, 366):
            assert len(page(collect(store, TODAY, days), "ko").encode()) < 300_000


def test_the_plot_is_marked_in_whole_articles_and_days_that_fit() -> None:
    with ArticleStore.open("sqlite://") as store:
        fill(store, [article(n, 20) for n in range(5)])
        for days in (30, 31, 366):
            html = page(collect(store, TODAY, days), "ko")
            marks = re.findall(r'<text x="([\d.]+)" y="[\d.]+"(?: text-anchor="end")?>([^<]+)', html)
            assert [said for _, said in marks[:3]] == ["0", "3", "6"]
            assert all(float(x) < 720 - 60 for x, _ in marks), "a day's name is not cut off at the right edge"


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["ko"].keys() == WORDS["en"].keys()


def test_an_empty_database_has_a_report_too(tmp_path: Path) -> None:
    url = database(tmp_path)
    ArticleStore.open(url).close()
    target = tmp_path / "report.html"
    ended = scrapy("report", "-o", str(target), "--language", "ko", env={"NEWSCRAWL_DATABASE_URL": url})
    assert (ended.status, ended.out) == (0, ""), ended.err
    assert "수집 보고서" in Seen(target.read_text(encoding="utf-8")).words
    assert [path.name for path in tmp_path.glob(".report*")] == []
    missing = scrapy("report", "-o", str(tmp_path / "no" / "x.html"), env={"NEWSCRAWL_DATABASE_URL": url})
    assert missing.status == 1
    assert "Traceback" not in missing.err


def test_days_without_an_article_are_told_and_the_newest_is_named(tmp_path: Path) -> None:
    url, target = database(tmp_path), tmp_path / "report.html"
    with ArticleStore.open(url) as store:
        store.save([article(1, 29), article(2, 30)])

    def report(*words: str) -> tuple[int, str]:
        ended = scrapy("report", "-o", str(target), *words, env={"NEWSCRAWL_DATABASE_URL": url})
        return ended.status, ended.err

    assert report("--until", "2020-01-31", "--days", "7") == (
        0,
        "report: nothing stored was published from 2020-01-25 to 2020-01-31; "
        "the newest article is of 2026-09-30: --until 2026-09-30\n",
    )
    assert report("--until", "2026-09-30") == (0, "")
    assert "2026-09-30" in target.read_text(encoding="utf-8")
    for day in ("gestern", "0001-01-01", "9999-12-31"):
        status, said = report("--until", day)
        assert (status, f"--until {day}" in said, "Traceback" in said) == (2, True, False)


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and the rows of an 8-bit RGB or RGBA picture, filters undone."""
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    size, place, data = {2: 3, 6: 4}[kind], 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += 12 + length
    raw, before, rows = zlib.decompress(data), bytes(width * size), []
    for start in range(0, len(raw), width * size + 1):
        line = bytearray(raw[start + 1 : start + 1 + width * size])
        for i in range(len(line)):
            left = line[i - size] if i >= size else 0
            up, corner = before[i], before[i - size] if i >= size else 0
            guess = left + up - corner
            nearest = min(
                (abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner)
            )[2]
            line[i] = (line[i] + (0, left, up, (left + up) // 2, nearest)[raw[start]]) & 255
        before = bytes(line)
        rows.append(before)
    return width, height, [bytes(b for i, b in enumerate(row) if i % size < 3) for row in rows]


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine to look at the page with")
@pytest.mark.parametrize("dark", [False, True])
def test_on_a_telephone_nothing_sticks_out_and_dark_is_dark(dark: bool, tmp_path: Path) -> None:
    with ArticleStore.open("sqlite://") as store:
        fill(store, [article(n, 1 + n % 30, publisher=f"한빛일보{n % 7}") for n in range(90)])
        (tmp_path / "report.html").write_text(page(collect(store, TODAY, 30), "ko"), encoding="utf-8")
    # No window of a browser is as narrow as a telephone, but a frame in it may be.
    (tmp_path / "telephone.html").write_text(
        '<body style="margin:0;background:#0f0"><iframe src="report.html" style="border:0;width:390px;height:900px">',
        encoding="utf-8",
    )
    picture = tmp_path / "report.png"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
             f"--user-data-dir={tmp_path / 'profile'}", "--window-size=500,900"]  # fmt: skip
    flags += (
        ["--blink-settings=preferredColorScheme=0"] if dark else ["--blink-settings=preferredColorScheme=1"]
    )
    assert CHROMIUM is not None
    done = subprocess.run(
        [CHROMIUM, *flags, f"--screenshot={picture}", (tmp_path / "telephone.html").as_uri()],
        capture_output=True, timeout=120, check=False, env={**os.environ, "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    width, height, rows = pixels(picture.read_bytes())
    assert (width, height) == (500, 900)
    paper = rows[0][:3]
    assert (sum(paper) < 200) is dark
    assert {row[1170:] for row in rows} == {b"\0\xff\0" * 110}, "the frame is 390 wide"
    rows = [row[:1170] for row in rows]
    assert all(row[-9:] == paper * 3 for row in rows), "the right edge is bare: nothing is cut off there"
    colours = {row[i : i + 3] for row in rows[::3] for i in range(0, len(row), 9)}
    assert len(colours) > 8, "the plot has its colours"
