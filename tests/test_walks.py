"""How far crawls walk: nothing listed is missed for ever, nothing is walked that nobody asked for, and there is an end."""

import re
from collections import Counter
from pathlib import Path

import pytest

from newscrawl.storage.store import ArticleStore, Filter
from tests.loopback import Answer, Server, serving
from tests.outlets import Outlet, Paper, article, listing
from tests.test_together import alter, later, rows


def stored(outlet: Outlet) -> list[int]:
    with ArticleStore.open(outlet.url) as store:
        return sorted(int(one.article.identity) for one in store.articles(Filter(gone=None)))


def pages(server: Server, path: str = "/list") -> list[int]:
    """Which pages of a list were asked for since the last question, in order."""
    found = [int(match[1]) for seen in server.seen if (match := re.fullmatch(rf"{path}\?page=(\d+)", seen))]
    server.seen.clear()
    return found


def well(outlet: Outlet, *words: str) -> None:
    ended = outlet.crawl(*words)
    assert ended.status == 0, ended.out + ended.err


class TestNothingIsMissed:
    def test_what_the_feed_found_a_moment_before_does_not_end_the_walk(self, tmp_path: Path) -> None:
        paper = Paper(20, size=5, in_feed=20)
        with serving(paper) as server:
            outlet = Outlet(tmp_path, server, feeds=["/rss"])
            well(outlet)
            paper.newest = 50  # the feed knows twenty of the thirty, which are four pages
            pages(server)
            well(outlet)
            assert stored(outlet) == list(range(1, 51))
            assert pages(server) == [1, 2, 3, 4, 5, 6, 7, 8], (
                "and two pages behind the last new one, the walk ends"
            )

    def test_an_unchanged_outlet_is_two_pages_and_a_feed(self, tmp_path: Path) -> None:
        with serving(Paper(40, size=5)) as server:
            outlet = Outlet(tmp_path, server, feeds=["/rss"])
            well(outlet)
            server.seen.clear()
            well(outlet)
            assert Counter(server.seen) == Counter(["/robots.txt", "/rss", "/list?page=1", "/list?page=2"])

    def test_what_another_crawl_found_does_not_end_the_walk(self, tmp_path: Path) -> None:
        """A job that reads the feed every ten minutes, and was not running while the gap was published."""
        paper = Paper(20, size=5, in_feed=10)
        with serving(paper) as server:
            outlet = Outlet(tmp_path, server, feeds=["/rss"])
            well(outlet)
            paper.newest = 50
            well(outlet, "-a", "via=rss")
            assert stored(outlet) == [*range(1, 21), *range(41, 51)]
            well(outlet)
            assert stored(outlet) == list(range(1, 51))

    @pytest.mark.parametrize("limit", ["pages=2", "since=2020-06-18"])
    def test_a_limited_walk_is_completed_by_the_next(self, limit: str, tmp_path: Path) -> None:
        paper = Paper(20, size=5)
        with serving(paper) as server:
            outlet = Outlet(tmp_path, server)
            well(outlet)
            paper.newest = 60
            outlet.crawl("-a", limit)
            assert len(stored(outlet)) < 60
            well(outlet)
            assert stored(outlet) == list(range(1, 61))

    def test_a_first_walk_that_was_limited_is_completed_by_the_next(self, tmp_path: Path) -> None:
        with serving(Paper(40, size=5)) as server:
            outlet = Outlet(tmp_path, server)
            well(outlet, "-a", "pages=2")
            assert len(stored(outlet)) == 10
            well(outlet)
            assert stored(outlet) == list(range(1, 41))

    def test_a_page_that_fails_in_the_middle_is_a_hole_until_it_comes(self, tmp_path: Path) -> None:
        paper = Paper(20, size=5)
        with serving(paper) as server:
            outlet = Outlet(tmp_path, server)
            well(outlet)
            paper.newest = 60
            paper.answers["/list?page=4"] = Answer(b"<p>", 503)
            well(outlet)
            assert stored(outlet) == [*range(1, 21), *range(46, 61)]
            paper.answers.clear()
            well(outlet)
            assert stored(outlet) == list(range(1, 61))

    def test_a_new_section_is_walked_to_its_own_end(self, tmp_path: Path) -> None:
        paper = Paper(40, size=5)
        own = {n: [1000 + n * 5 + i for i in range(5)] for n in (3, 4)}

        def answer(path: str) -> Answer | None:
            """The second section: two pages it shares with the first, two of its own behind them."""
            if path.startswith("/two"):
                page = int(path[-1])
                return listing(
                    own.get(page, paper.on_page(page)), f"/two?page={page + 1}" if page < 4 else None
                )
            number = path.removeprefix("/news/")
            return article(int(number)) if number.isdecimal() else paper(path)

        with serving(answer) as server:
            outlet = Outlet(tmp_path, server)
            well(outlet)
            well(outlet)
            outlet.write(sections={"all": "/list?page=1", "two": "/two?page=1"})
            well(outlet)
            assert stored(outlet) == [*range(1, 41), *own[3], *own[4]]
            pages(server)
            well(outlet)
            assert pages(server, "/two") == [1, 2], "each section ends where it is known itself"

    def test_an_article_that_failed_for_one_crawl_is_asked_for_by_the_next(self, tmp_path: Path) -> None:
        paper = Paper(3)
        paper.answers["/news/2"] = Answer(b"busy", 503)
        with serving(paper) as server:
            outlet = Outlet(tmp_path, server)
            assert outlet.crawl("-a", f"url={server.url('/news/2')}").status == 1
            paper.answers.clear()
            well(outlet)
            assert stored(outlet) == [1, 3], "its next try is a minute off, whoever makes it"
            later(outlet.url)
            well(outlet)
            assert stored(outlet) == [1, 2, 3]


class TestOnlyWhatWasAskedFor:
    def test_an_address_that_is_a_listing_is_one_every_time(self, tmp_path: Path) -> None:
        """A host nobody knows: only the page itself says that it is a list."""
        paper = Paper(100_020)
        shown = {"/list?page=1": range(100_010, 100_000, -1), "/list?page=2": range(100_000, 99_990, -1)}

        def answer(path: str) -> Answer | None:
            if path in shown:
                return listing(shown[path], "/list?page=2" if path.endswith("1") else None)
            return paper(path) if path.startswith("/news") else None

        with serving(answer, "127.0.0.2") as server:
            outlet = Outlet(tmp_path, server)
            words = ("-a", f"url={server.url('/list?page=1')}")
            assert outlet.crawl(*words, spider="article").status == 0
            assert rows(outlet.url, "SELECT count(*) FROM articles") == [(20,)]
            shown["/list?page=2"] = shown["/list?page=1"]
            shown["/list?page=1"] = range(100_020, 100_010, -1)
            server.seen.clear()
            assert outlet.crawl(*words, spider="article").status == 0
            assert rows(outlet.url, "SELECT count(*) FROM articles") == [(30,)]
            assert len(server.seen) == 1 + 2 + 10

    def test_a_link_to_a_series_is_not_walked(self, tmp_path: Path) -> None:
        def answer(path: str) -> Answer | None:
            if path.startswith("/list"):
                return listing(range(1, 5), None, more="/special?page=1")
            if path.startswith("/special"):
                page = int(path[-1])
                return listing(
                    range(page * 100, page * 100 + 5), f"/special?page={page + 1}" if page < 8 else None
                )
            return article(int(path[6:])) if path.startswith("/news/") else None

        with serving(answer) as server:
            outlet = Outlet(tmp_path, server)
            ended = outlet.crawl()
            assert ended.status == 0, ended.err
            assert stored(outlet) == [1, 2, 3, 4]
            assert pages(server, "/special") == []
            assert re.search(r"local entries.url \(1\), such as: \S+/special\?page=1", ended.out)

    def test_a_linked_page_of_an_unknown_host_that_is_a_list_leads_nowhere(self, tmp_path: Path) -> None:
        def answer(path: str) -> Answer | None:
            if path.startswith("/special"):
                return listing(range(500_000, 500_005), "/special?page=2")
            if path.startswith("/list"):
                return listing(range(100_000, 100_005), None, more="/special/100000")
            return article(int(path[6:])) if path.startswith("/news/") else None

        with serving(answer, "127.0.0.2") as server:
            outlet = Outlet(tmp_path, server)
            assert outlet.crawl("-a", f"url={server.url('/list')}", spider="article").status == 0
            assert not [
                path for path in server.seen if path.startswith("/news/5") or path == "/special?page=2"
            ]
            assert rows(outlet.url, "SELECT count(*) FROM articles") == [(5,)]


class TestThereIsAnEnd:
    def test_a_site_that_repeats_its_last_page_for_ever(self, tmp_path: Path) -> None:
        def answer(path: str) -> Answer | None:
            if path.startswith("/list"):
                page = int(path.partition("=")[2])
                first = max(1, 16 - page * 5)
                return listing(range(first, first + 5), f"/list?page={page + 1}")
            return article(int(path[6:])) if path.startswith("/news/") else None

        with serving(answer) as server:
            outlet = Outlet(tmp_path, server)
            for _ in range(2):
                well(outlet)
            assert stored(outlet) == list(range(1, 16))
            assert len(pages(server)) == 6 + 2
            ends = "SELECT count(*) FROM pages WHERE reason = 'the same entries again'"
            assert rows(outlet.url, ends) == [(1,)]

    def test_a_last_page_that_leads_back_to_the_first(self, tmp_path: Path) -> None:
        def answer(path: str) -> Answer | None:
            if path.startswith("/list"):
                page = int(path.partition("=")[2])
                return listing(range(page * 5, page * 5 + 5), f"/list?page={page % 4 + 1}")
            return article(int(path[6:])) if path.startswith("/news/") else None

        with serving(answer) as server:
            outlet = Outlet(tmp_path, server)
            well(outlet)
            assert pages(server) == [1, 2, 3, 4]
            well(outlet)
            assert pages(server) == [1, 2], "it was walked to its end"


class TestNoPageStaysUnsettled:
    @pytest.mark.parametrize(
        "bad", ["http://a.example.com:99999/1", "https://n.news.naver.com/x?oid=1/2&aid=3", "http://[bad/1"]
    )
    def test_a_bad_link_costs_itself_alone(self, bad: str, tmp_path: Path) -> None:
        paper = Paper(5)
        paper.answers["/list?page=1"] = listing(range(1, 6), None, more=bad)
        with serving(paper) as server:
            outlet = Outlet(tmp_path, server)
            well(outlet)
            assert stored(outlet) == [1, 2, 3, 4, 5]
            assert rows(outlet.url, "SELECT count(*) FROM pages WHERE state = 'found'") == [(0,)]

    def test_a_page_whose_address_cannot_be_asked_is_failed(self, tmp_path: Path) -> None:
        """One that an older version has let through, say."""
        with serving(Paper(3)) as server:
            outlet = Outlet(tmp_path, server)
            well(outlet)
            alter(
                outlet.url,
                "UPDATE pages SET url = 'http://a.example.com:99999/1', state = 'found',"
                " next_try = '2020-01-01 00:00:00' WHERE identity = '2'",
            )
            ended = outlet.crawl()
            assert "its address cannot be asked (1)" in ended.out
            assert rows(outlet.url, "SELECT state FROM pages WHERE identity = '2'") == [("failed",)]

    @pytest.mark.parametrize(
        ("words", "state", "reason"),
        [
            ("raise DropItem('no')", "done", "a pipeline dropped it"),
            ("raise ValueError('no')", "failed", "a pipeline broke on it"),
            ("item.evidence.lease = None", "failed", "it was lost on its way through the crawl"),
        ],
    )
    def test_an_article_a_pipeline_keeps_is_settled(
        self, words: str, state: str, reason: str, tmp_path: Path
    ) -> None:
        (tmp_path / "keeper.py").write_text(
            "from scrapy.exceptions import DropItem\nclass Keeper:\n    def process_item(self, item):\n"
            f"        if item.url.endswith('/2'): {words}\n        return item\n",
            encoding="utf-8",
        )
        with serving(Paper(3)) as server:
            outlet = Outlet(tmp_path, server)
            ended = outlet.crawl(
                "-s", 'ITEM_PIPELINES={"keeper.Keeper": 600, "newscrawl.pipelines.Storage": 900}'
            )
            assert ended.status == 0, ended.err
            assert stored(outlet) == [1, 3]
            assert rows(outlet.url, "SELECT state, reason FROM pages WHERE identity = '2'") == [
                (state, reason)
            ]

    def test_a_stored_article_that_a_later_pipeline_drops_stays_stored(self, tmp_path: Path) -> None:
        (tmp_path / "keeper.py").write_text(
            "from scrapy.exceptions import DropItem\nclass Keeper:\n    def process_item(self, item):\n"
            "        raise DropItem('no')\n",
            encoding="utf-8",
        )
        with serving(Paper(3)) as server:
            outlet = Outlet(tmp_path, server)
            well(outlet, "-s", 'ITEM_PIPELINES={"newscrawl.pipelines.Storage": 900, "keeper.Keeper": 950}')
            states = rows(
                outlet.url, "SELECT state, count(*) FROM pages WHERE kind = 'article' GROUP BY state"
            )
            assert states == [("done", 3)]

    def test_a_page_read_without_a_good_answer_of_the_code_is_failed(self, tmp_path: Path) -> None:
        """A request that a spider middleware swallows, and the crawl has nothing left that would settle it."""
        (tmp_path / "swallower.py").write_text(
            "class Swallower:\n    async def process_start(self, start):\n"
            "        async for request in start:\n            if not request.url.endswith('/2'): yield request\n",
            encoding="utf-8",
        )
        with serving(Paper(3)) as server:
            outlet = Outlet(tmp_path, server)
            well(outlet, "-s", 'SPIDER_MIDDLEWARES={"swallower.Swallower": 100}')
            assert stored(outlet) == [1, 3]

    def test_as_it_was_is_no_answer_to_who_never_saw_it(self, tmp_path: Path) -> None:
        paper = Paper(3)
        paper.answers = {f"/news/{n}": Answer(b"", 304, {}) for n in (1, 2, 3)}
        with serving(paper) as server:
            outlet = Outlet(tmp_path, server)
            ended = outlet.crawl()
            assert ended.status == 1
            assert "all 3 pages failed: HTTP 304 (3)" in ended.err
            states = rows(
                outlet.url, "SELECT state, count(*) FROM pages WHERE kind = 'article' GROUP BY state"
            )
            assert states == [("failed", 3)]
