"""Whole crawls of one blog from a server on loopback: several at once, again and again, killed, and with nothing to show."""

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import create_engine, text

from newscrawl.items import Article
from newscrawl.storage.ledger import Ledger
from newscrawl.storage.store import ArticleStore, Filter
from newscrawl.storage.upkeep import check
from tests.kill.site import CATEGORY, answer, category, post, site
from tests.loopback import Answer, Server, serving
from tests.scraping import FAST, ROOT, Ended, scrapy

KST = timezone(timedelta(hours=9))


def words(server: Server, url: str, *more: str) -> tuple[str, ...]:
    ours = ("-s", f"NEWSCRAWL_DATABASE_URL={url}", "-s", "NEWSCRAWL_ALLOW_PRIVATE=1", *FAST)
    quick = ("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8", "-s", "NEWSCRAWL_BATCH=20", "-s", "LOG_LEVEL=WARNING")
    return ("crawl", "tistory", "-a", f"url={server.url(CATEGORY)}", *ours, *quick, *more)


def begin(*arguments: str) -> "subprocess.Popen[str]":
    """Start a crawl beside others; whatever it prints comes out of one pipe."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSCRAWL_", "SCRAPY_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=ROOT, env=clean, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


def stored(url: str) -> dict[str, Article]:
    with ArticleStore.open(url) as store:
        found = [one.article for one in store.articles(Filter(gone=None))]
    assert len({article.identity for article in found}) == len(found)
    return {article.identity or "": article for article in found}


def rows(url: str, question: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(question))]
    engine.dispose()
    return found


def alter(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def everything(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the articles and what belongs to them, and each article's page."""
    tables = ("articles", "authors", "photos", "keywords", "related", "revisions")
    found = {table: sorted(rows(url, f"SELECT * FROM {table}"), key=str) for table in tables}  # noqa: S608
    return {**found, "pages": sorted(rows(url, "SELECT * FROM pages WHERE kind = 'article'"), key=str)}


def posts(server: Server) -> Counter[str]:
    """How often each post was asked for."""
    return Counter(path[1:] for path in server.seen if path[1:].isdecimal())


def listings(server: Server) -> list[int]:
    """Which pages of the category were asked for, in order."""
    found = (urlsplit(path) for path in server.seen if path.startswith("/category/"))
    return [int(parse_qs(parts.query).get("page", ["1"])[0]) for parts in found]


def ledger(url: str) -> list[tuple[str, str | None]]:
    """How the runs ended, the newest first."""
    with ArticleStore.open(url) as store:
        return [(run.how, run.reason) for run in Ledger(store).runs()]


@pytest.mark.parametrize("crawls", [2, 4])
def test_crawls_of_one_category_at_once_share_it(shared_url: str, crawls: int) -> None:
    answers = site(120, 6)
    with serving(lambda path: answer(answers, path)) as server:
        running = [begin(*words(server, shared_url)) for _ in range(crawls)]
        said = [process.communicate(timeout=240)[0] for process in running]
    assert [process.returncode for process in running] == [0] * crawls, said
    assert not [out for out in said if re.search("locked|Traceback|Error", out)], said
    numbers = [str(n) for n in range(1, 121)]
    assert posts(server) == Counter(numbers), "each article is fetched once"
    assert sorted(stored(shared_url), key=int) == numbers
    assert ledger(shared_url) == [("finished", None)] * crawls
    states = rows(shared_url, "SELECT kind, state, count(*) FROM pages GROUP BY kind, state")
    assert sorted(states) == [("article", "done", 120), ("listing", "done", 6)]
    assert check(shared_url) == []


class Blog:
    """Twelve posts behind three pages of a category, each with a validator; what was published lately may be edited."""

    def __init__(self) -> None:
        self.answers = site(12, 3)
        self.recent = (datetime.now(KST) - timedelta(hours=2)).isoformat(timespec="seconds")
        for number in (11, 12):
            self.put(number, post(number, published=self.recent))

    def put(self, number: int, page: str) -> None:
        tag = {"ETag": f'"{abs(hash(page))}"', "Content-Type": "text/html; charset=utf-8"}
        self.answers[f"/{number}"] = Answer(page.encode(), headers=tag)

    def answer(self, path: str) -> Answer | None:
        return answer(self.answers, path)


def later(url: str) -> None:
    """Let the time of the next look come."""
    alter(url, "UPDATE pages SET next_try = '2020-01-01 00:00:00' WHERE next_try IS NOT NULL")


class TestModes:
    def test_a_second_run_asks_for_listings_only_and_changes_no_row(self, shared_url: str) -> None:
        with serving(Blog().answer) as server:
            assert scrapy(*words(server, shared_url)).status == 0
            before = everything(shared_url)
            server.seen.clear()
            again = scrapy(*words(server, shared_url))
        assert again.status == 0, again.err
        assert posts(server) == Counter()
        assert 1 in listings(server)
        assert everything(shared_url) == before

    def test_revisit_asks_whether_what_was_published_lately_has_changed(self, shared_url: str) -> None:
        blog = Blog()
        with serving(blog.answer) as server:
            first = scrapy(*words(server, shared_url))
            assert first.status == 0, first.err
            before = stored(shared_url)

            def revisit() -> Ended:
                later(shared_url)
                server.seen.clear()
                server.unmodified.clear()
                ended = scrapy(*words(server, shared_url, "-a", "mode=revisit"))
                assert ended.status == 0, ended.err
                return ended

            unchanged = revisit()
            assert posts(server) == Counter(["11", "12"]), "the others were published years ago"
            assert Counter(server.unmodified) == Counter(["/11", "/12"])
            assert re.search(r"tistory:\S+\s+0\s+0\s+2\s", unchanged.out), (
                "no new, none changed, two the same"
            )
            assert stored(shared_url) == before

            blog.put(12, post(12, published=blog.recent).replace("3째 문단이다", "고친 문단이다"))
            revisit()
            assert server.unmodified == ["/11"]
            with ArticleStore.open(shared_url) as store:
                (edit,) = store.revisions(before["12"].site, "12")
            assert (edit.changed, edit.before.body) == (["body"], before["12"].body)
            revisit()
            assert Counter(server.unmodified) == Counter(["/11", "/12"]), "the new validators are kept"
            assert rows(shared_url, "SELECT count(*) FROM revisions") == [(1,)]

            address = ("show", before["12"].url, "--history", "-s", f"NEWSCRAWL_DATABASE_URL={shared_url}")
            shown = scrapy(*address)
            assert shown.status == 0, shown.err
            assert "Edit 1, seen " in shown.out
            assert "  - 12번 글의 3째 문단이다." in shown.out
            assert "  + 12번 글의 고친 문단이다." in shown.out

    def test_gone_is_a_tombstone_and_out_of_order_is_not(self, shared_url: str) -> None:
        blog = Blog()
        with serving(blog.answer) as server:
            assert scrapy(*words(server, shared_url)).status == 0
            before = stored(shared_url)
            del blog.answers["/11"]
            blog.answers["/12"] = Answer(b"<p>", 503)
            later(shared_url)
            ended = scrapy(*words(server, shared_url, "-a", "mode=revisit"))
            assert ended.status == 0, ended.err
            with ArticleStore.open(shared_url) as store:
                tombstones = [(one.article, one.gone_reason) for one in store.articles(Filter(gone=True))]
            assert tombstones == [(before["11"], "HTTP 404")]
            assert stored(shared_url) == before, "the last versions are kept"
            states = "SELECT identity, state FROM pages WHERE identity IN ('11', '12') ORDER BY identity"
            assert rows(shared_url, states) == [("11", "gone"), ("12", "failed")]

            blog.put(12, post(12, published=blog.recent))
            later(shared_url)
            assert scrapy(*words(server, shared_url)).status == 0
            assert rows(shared_url, states) == [("11", "gone"), ("12", "done")]
        assert check(shared_url) == []

    def test_everything_is_asked_again_and_nothing_changes_by_it(self, shared_url: str) -> None:
        with serving(Blog().answer) as server:
            assert scrapy(*words(server, shared_url)).status == 0
            before = stored(shared_url)
            server.seen.clear()
            assert scrapy(*words(server, shared_url, "-a", "mode=all")).status == 0
        assert posts(server) == Counter(str(n) for n in range(1, 13))
        assert listings(server) == [1, 2, 3]
        assert [replaced(a) for a in stored(shared_url).values()] == [replaced(a) for a in before.values()]
        assert rows(shared_url, "SELECT count(*) FROM revisions") == [(0,)]

    def test_since_ends_at_the_first_page_wholly_older(self, shared_url: str) -> None:
        """Sixty posts, ten a page, a day apart: the 15th of February 2020 is the 42nd post's day, on the second page."""
        answers = site(60, 6)
        with serving(lambda path: answer(answers, path)) as server:
            ended = scrapy(*words(server, shared_url, "-a", "since=2020-02-15"))
        assert ended.status == 0, ended.err
        assert listings(server) == [1, 2, 3]
        assert sorted(map(int, stored(shared_url))) == list(range(42, 61))
        assert ledger(shared_url) == [("finished", None)]


def replaced(article: Article) -> tuple[object, ...]:
    return (article.identity, article.headline, article.body, article.authors, article.date_published)


def test_a_crawl_killed_at_a_page_of_the_listing_goes_on_there(shared_url: str) -> None:
    answers = site(60, 6)
    running: list[subprocess.Popen[str]] = []

    def kill_at_the_fourth(path: str) -> Answer | None:
        if running and path.endswith("page=4"):
            os.killpg(running.pop().pid, signal.SIGKILL)
        return answer(answers, path)

    with serving(kill_at_the_fourth) as server:
        first = begin(*words(server, shared_url))
        running.append(first)
        first.communicate(timeout=120)
        assert first.returncode == -signal.SIGKILL
        assert listings(server) == [1, 2, 3, 4]
        server.seen.clear()
        ended = scrapy(*words(server, shared_url))
    assert ended.status == 0, ended.err
    assert listings(server) == [4, 5, 6]
    assert sorted(map(int, stored(shared_url))) == list(range(1, 61))
    assert ledger(shared_url) == [("finished", None), ("killed", "ended without a word")]
    assert check(shared_url) == []


class TestNothingToShow:
    def test_a_listing_without_entries(self, shared_url: str) -> None:
        with serving({CATEGORY: Answer(category([], 1, 1).encode())}) as server:
            ended = scrapy(*words(server, shared_url))
        assert ended.status == 1
        assert "no listing or feed has an entry" in ended.err.splitlines()[-1]
        assert [how for how, _ in ledger(shared_url)] == ["empty"]

    def test_every_page_failing(self, shared_url: str) -> None:
        with serving(lambda _path: Answer(b"<p>", 503)) as server:
            ended = scrapy(*words(server, shared_url), "-s", "ROBOTSTXT_OBEY=0")
        assert ended.status == 1
        assert ended.err.splitlines()[-1] == "crawl: all 1 page failed: HTTP 503 (1)"
        assert ledger(shared_url) == [("failed", "all 1 page failed: HTTP 503 (1)")]

    def test_every_article_failing(self, shared_url: str) -> None:
        """The listing is read, and nothing that it names can be."""
        whole = site(12, 1)
        with serving(lambda path: answer(whole, path) if path.startswith("/cat") else None) as server:
            ended = scrapy(*words(server, shared_url))
        assert ended.status == 1, ended.out
        assert [how for how, _ in ledger(shared_url)] == ["failed"]
