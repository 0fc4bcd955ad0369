"""From the command line: a run that lost a field, the webhook that is told, `health` and `explain`."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from newscrawl.storage.ledger import Coverage, Ledger
from newscrawl.storage.store import ArticleStore
from tests.scraping import SAMPLE, database, scrapy

NEWS = "https://www.etoday.co.kr/news/view/9900001"
REPLAY = ("-s", f"NEWSCRAWL_REPLAY={SAMPLE}", "-a", f"url={NEWS}", "-a", "mode=all")


@contextmanager
def webhook() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """The address of a webhook, and what it was told."""
    told: list[dict[str, object]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *words: object) -> None:
            """Nothing on the screen of the tests."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database whose last eight runs of the sample's article found on every page a field it does not have."""
    address = database(tmp_path)
    assert scrapy("crawl", "etoday", *REPLAY, env={"NEWSCRAWL_DATABASE_URL": address}).status == 0
    with ArticleStore.open(address) as store:
        ledger = Ledger(store)
        (first,) = ledger.runs()
        for _ in range(8):
            run = ledger.start(first.spider, first.arguments, first.version)
            ledger.cover(run, [Coverage("etoday", "section", 500, 500), Coverage("etoday", "body", 500, 500)])
            ledger.end(run, "finished", {})
    return address


def test_a_field_that_vanished_is_told_in_every_way(url: str) -> None:
    with webhook() as (address, told):
        environment = {"NEWSCRAWL_DATABASE_URL": url, "NEWSCRAWL_WEBHOOK": address}
        ended = scrapy("crawl", "etoday", *REPLAY, env=environment)
    line = f"etoday: section on 0 of 1 pages, usually 100 % (at least 1 expected): {NEWS}"
    assert ended.status == 2, ended.err
    assert line in ended.out
    assert ended.err.splitlines()[-1] == f"crawl: {line}"
    assert [message["text"] for message in told] == [f"newscrawl: etoday degraded: {line}\n{line}"]
    with ArticleStore.open(url) as store:
        run = Ledger(store).runs(limit=1)[0]
    assert (run.how, run.reason) == ("degraded", line)


def test_a_webhook_that_fails_is_a_warning(url: str) -> None:
    environment = {"NEWSCRAWL_DATABASE_URL": url, "NEWSCRAWL_WEBHOOK": "http://127.0.0.1:9/"}
    ended = scrapy("crawl", "etoday", *REPLAY, env=environment)
    assert ended.status == 2
    assert ended.err.splitlines()[-1].startswith("crawl: the webhook did not take the message:")


def test_a_step_that_raises_fails_its_page_and_the_crawl_ends(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text(
        "class Broken:\n    def process_item(self, item):\n        raise RuntimeError('a bug')\n",
        encoding="utf-8",
    )
    environment = {"NEWSCRAWL_DATABASE_URL": database(tmp_path), "PYTHONPATH": str(tmp_path)}
    ended = scrapy("crawl", "etoday", *REPLAY, "-s", 'ITEM_PIPELINES={"broken.Broken": 1}', env=environment)
    assert ended.status == 1
    assert ended.err.splitlines()[-1] == "crawl: all 1 page failed: a pipeline broke on it (1)"


def test_health_shows_every_run_as_a_bar(url: str) -> None:
    shown = scrapy("health", env={"NEWSCRAWL_DATABASE_URL": url})
    assert shown.status == 0, shown.err
    assert "500/500  100 %  ·████████  section" in shown.out.replace("▁", "·")
    assert "body.own" not in shown.out
    assert "body.own" in scrapy("health", "--site", "etoday", env={"NEWSCRAWL_DATABASE_URL": url}).out
    none = scrapy("health", "--site", "no-such", env={"NEWSCRAWL_DATABASE_URL": url})
    assert (none.status, none.err.splitlines()[-1]) == (
        1,
        "health: no run of no-such in the ledger; scrapy crawl makes one",
    )


def test_explain_reads_the_archive_and_compares_with_what_is_stored(url: str) -> None:
    environment = {"NEWSCRAWL_DATABASE_URL": url, "NEWSCRAWL_REPLAY": str(SAMPLE)}
    shown = scrapy("explain", NEWS, env=environment)
    assert shown.status == 0, shown.err
    assert shown.out.startswith("read by EtodayArticle\n\nheadline\n  ✓ ")
    assert shown.out.endswith("Changed since it was stored (revision 0): nothing\n")


def test_explain_fetches_what_no_archive_holds_yet(url: str, tmp_path: Path) -> None:
    """The address is on this machine, which no crawl is sent to: the page is asked for, and does not come."""
    environment = {"NEWSCRAWL_DATABASE_URL": url, "NEWSCRAWL_ARCHIVE": str(tmp_path / "archive")}
    shown = scrapy("explain", "http://127.0.0.1:9/1", env=environment)
    assert "the page did not come" in shown.err
    assert "no such WARC file" not in shown.err


def test_a_page_is_read_for_an_address_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>글", encoding="utf-8")
    shown = scrapy("readpage", str(page), "not-a-url")
    assert (shown.status, shown.out) == (2, "")
    assert "not-a-url is no address" in shown.err + shown.out


def test_explain_reads_a_file_and_refuses_what_is_none(url: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>한빛전자, 손잡는다</h1><p>입력 2020-06-17 11:00</p>", encoding="utf-8")
    shown = scrapy("explain", str(page), "https://www.example.com/1", env={"NEWSCRAWL_DATABASE_URL": url})
    assert "  ✓ 입력 2020-06-17 11:00 → 2020-06-17T11:00:00+09:00\n      page: printed" in shown.out
    assert shown.out.endswith("No version of it is stored.\n")
    missing = scrapy("explain", str(tmp_path / "no.html"), "https://www.example.com/1")
    assert missing.status == 1
    assert "Traceback" not in missing.err
