"""Whole crawls, from the command line to the database and the feed: from an archive and from a server on loopback."""

import csv
import io
import json
import random
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from newscrawl.items import RECORD_FIELDS, to_record
from newscrawl.storage.store import ArticleStore, Filter
from tests.loopback import Answer, serving
from tests.sample.build import BLOG, CATEGORY, NEWS, PAGES
from tests.scraping import EVAL, FAST, SAMPLE, database, scrapy

REPLAY = ("-s", f"NEWSCRAWL_REPLAY={SAMPLE}")
TISTORY = ("crawl", "tistory", "-a", f"url={unquote(CATEGORY)}", "-a", "follow_source=1")


def records(url: str) -> list[dict[str, object]]:
    with ArticleStore.open(url, create=False) as store:
        return [to_record(stored.article) for stored in store.articles(Filter(gone=None))]


def row(table: str, site: str) -> dict[str, int]:
    """One site's line of the summary."""
    head, *lines = [line.split() for line in table.split("\n\n", maxsplit=1)[0].splitlines()]
    found = next(line for line in lines if line[0] == site)
    return dict(zip(head[1:], map(int, found[1:]), strict=True))


class TestReplay:
    def test_a_category_its_posts_and_the_source_of_a_repost(self, tmp_path: Path) -> None:
        url = database(tmp_path)
        ended = scrapy(*TISTORY, *REPLAY, "-s", f"NEWSCRAWL_DATABASE_URL={url}")
        assert ended.status == 0, ended.err
        blog = urlsplit(BLOG).hostname
        assert row(ended.out, f"tistory:{blog}") == {
            "new": 6, "changed": 0, "same": 0, "gone": 1, "refused": 0, "failed": 0, "listings": 2,
        }  # fmt: skip
        assert row(ended.out, "etoday")["new"] == 1
        assert f"HTTP 404 (1): {BLOG}/22" in ended.out

        stored = {str(record["url"]): record for record in records(url)}
        source = stored[f"{NEWS}/news/view/9900001"]
        repost = next(r for r in stored.values() if r["source_url"])
        assert repost["source_url"] == source["url"]
        assert repost["authors"] == source["authors"]
        assert repost["publisher"] != source["publisher"] == "이투데이"
        protected = [r for r in stored.values() if r["body_incomplete_reason"] == "protected"]
        assert [(r["body"], r["body_complete"]) for r in protected] == [([], False)]

    def test_twice_changes_nothing_and_a_new_database_gets_the_same_rows(self, tmp_path: Path) -> None:
        first, second = database(tmp_path, "a.sqlite"), database(tmp_path, "b.sqlite")
        for url in (first, first, second):
            assert scrapy(*TISTORY, *REPLAY, "-s", f"NEWSCRAWL_DATABASE_URL={url}").status == 0
        assert records(first) == records(second) != []

    def test_the_second_run_fetches_listings_only(self, tmp_path: Path) -> None:
        url = ("-s", f"NEWSCRAWL_DATABASE_URL={database(tmp_path)}")
        scrapy(*TISTORY, *REPLAY, *url)
        again = scrapy(*TISTORY, *REPLAY, *url)
        assert again.status == 0
        line = row(again.out, f"tistory:{urlsplit(BLOG).hostname}")
        assert line["listings"] == 2
        assert sum(line.values()) == 2

    def test_scrapys_own_feeds(self, tmp_path: Path) -> None:
        url = ("-s", f"NEWSCRAWL_DATABASE_URL={database(tmp_path)}")
        files = [tmp_path / f"out.{ending}" for ending in ("jsonl", "json", "csv")]
        words = [word for file in files for word in ("-O", str(file))]
        assert scrapy(*TISTORY, *REPLAY, *url, *words).status == 0
        lines = [json.loads(line) for line in files[0].read_text(encoding="utf-8").splitlines()]
        assert [tuple(line) for line in lines] == [RECORD_FIELDS] * 7
        assert json.loads(files[1].read_text(encoding="utf-8")) == lines
        exported = scrapy("export", "--format", "csv", *url).out
        with files[2].open(encoding="utf-8", newline="") as table:
            head, *rows = csv.reader(table)
        assert head == list(RECORD_FIELDS)
        assert sorted([head, *rows]) == sorted(csv.reader(io.StringIO(exported)))
        assert "이투데이" in files[0].read_text(encoding="utf-8")

    def test_the_newest_of_an_outlet_from_feed_sitemap_and_sections(self, tmp_path: Path) -> None:
        url = database(tmp_path)
        ended = scrapy("crawl", "etoday", *REPLAY, "-s", f"NEWSCRAWL_DATABASE_URL={url}")
        assert ended.status == 0, ended.err
        assert row(ended.out, "etoday")["new"] == 2
        cp949 = next(r for r in records(url) if r["url"] == f"{NEWS}/news/view/9900002")
        assert cp949["encoding"] == "cp949"
        assert "\ufffd" not in json.dumps(cp949, ensure_ascii=False)


class TestLoopback:
    def test_a_blog_on_a_server_of_its_own(self, tmp_path: Path) -> None:
        """The same pages from a real server: a custom domain, known as Tistory by its markup."""
        blog = {page for page in PAGES if page.url.startswith(BLOG)}

        def answer(path: str) -> Answer | None:
            page = next((p for p in blog if unquote(p.url) == unquote(BLOG + path)), None)
            if page is None:
                return None
            folder = Path(__file__).parent / "sample" / "pages"
            text = (folder / page.file).read_text(encoding="utf-8") if page.file else ""
            headers = {"Content-Type": page.content_type}
            if page.location:
                headers["Location"] = page.location.replace(BLOG, server.url("").rstrip("/"))
            body = text.replace(BLOG, server.url("").rstrip("/")).encode()
            return Answer(body, int(page.status.split()[0]), headers)

        with serving(answer) as server:
            url = database(tmp_path)
            category = server.url(urlsplit(CATEGORY).path)
            words = (
                "crawl",
                "tistory",
                "-a",
                f"url={category}",
                "-s",
                f"NEWSCRAWL_DATABASE_URL={url}",
                *FAST,
            )
            refused = scrapy(*words)
            assert refused.status == 1
            assert "not a public address" in refused.err
            assert server.seen == []
            ended = scrapy(*words, "-s", "NEWSCRAWL_ALLOW_PRIVATE=1", "-a", "mode=all")
            assert ended.status == 0, ended.err
        assert row(ended.out, "tistory:127.0.0.1")["new"] == 6
        assert server.seen.count("/robots.txt") == 1


class TestBadInput:
    @pytest.mark.parametrize(
        ("words", "status", "said"),
        [
            (("crawl", "no-such-outlet"), 2, "no-such-outlet"),
            (("crawl", "etoday", "-a", "since=yesterday"), 2, "2020-06-01"),
            (("crawl", "etoday", "-a", "url=https://www.example.com/1"), 2, "scrapy crawl article"),
            (("crawl", "etoday", "-a", "section=sports"), 2, "no such section"),
            (("crawl", "article"), 2, "-a url="),
            (("crawl", "tistory"), 2, "-a url="),
            (("crawl", "etoday", "-s", "NEWSCRAWL_REPLAY=no-such.warc.gz"), 2, "no-such.warc.gz"),
            (("crawl", "etoday", "-s", "NEWSCRAWL_DATABASE_URL=mysql://x/y"), 2, "NEWSCRAWL_DATABASE_URL"),
            (
                ("crawl", "etoday", "-s", "NEWSCRAWL_DATABASE_URL=sqlite:////proc/no/news.sqlite"),
                2,
                "/proc/no",
            ),
        ],
    )
    def test_one_clear_line_and_no_traceback(
        self, words: tuple[str, ...], status: int, said: str, tmp_path: Path
    ) -> None:
        ended = scrapy(*words, env={"NEWSCRAWL_DATABASE_URL": database(tmp_path)})
        assert ended.status == status
        assert said in ended.err
        assert "Traceback" not in ended.err + ended.out
        assert (
            len([line for line in ended.err.splitlines() if " INFO: " not in line and line[:1] != " "]) == 1
        )

    def test_a_damaged_archive(self, tmp_path: Path) -> None:
        broken = tmp_path / "broken.warc.gz"
        broken.write_bytes(random.Random(1).randbytes(5000))
        ended = scrapy(
            "crawl",
            "etoday",
            "-s",
            f"NEWSCRAWL_REPLAY={broken}",
            env={"NEWSCRAWL_DATABASE_URL": database(tmp_path)},
        )
        assert ended.status == 2
        assert "broken.warc.gz" in ended.err
        assert "Traceback" not in ended.err

    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("/category/none", "HTTP 404"),
            ("/noise", "no article"),
            ("/huge", "size"),
            ("/empty", "no article"),
        ],
    )
    def test_a_page_that_is_no_article_is_a_counted_outcome(
        self, path: str, said: str, tmp_path: Path
    ) -> None:
        noise = random.Random(2).randbytes(30_000)
        answers = {
            "/noise": Answer(noise),
            "/huge": Answer(b"<p>" + b"x" * 50_000_000),
            "/empty": Answer(b""),
        }
        with serving(answers) as server:
            words = (
                "crawl",
                "article",
                "-a",
                f"url={server.url(path)}",
                "-s",
                "NEWSCRAWL_ALLOW_PRIVATE=1",
                *FAST,
            )
            ended = scrapy(*words, env={"NEWSCRAWL_DATABASE_URL": database(tmp_path)})
        assert ended.status == 1
        assert re.search(said, ended.err.splitlines()[-1], re.I), ended.err
        assert "Traceback" not in ended.err

    def test_no_network(self, tmp_path: Path) -> None:
        with serving({}) as server:
            url = server.url("/1")
        words = ("crawl", "article", "-a", f"url={url}", "-s", "NEWSCRAWL_ALLOW_PRIVATE=1", *FAST)
        ended = scrapy(*words, env={"NEWSCRAWL_DATABASE_URL": database(tmp_path)})
        assert ended.status == 1
        assert "all 1 page failed" in ended.err.splitlines()[-1]
        assert "Traceback" not in ended.err


@pytest.mark.skipif(not EVAL.is_dir(), reason="the real pages are not beside this checkout")
def test_the_post_category_and_article_this_project_began_with(tmp_path: Path) -> None:
    url = database(tmp_path)
    category = "https://bio-trend.tistory.com/category/IT.Finance.BIO_Trend/AI.인공지능.로봇"
    words = ("crawl", "tistory", "-a", f"url={category}", "-a", "follow_source=1")
    ended = scrapy(
        *words, "-s", f"NEWSCRAWL_REPLAY={EVAL / 'web.warc.gz'}", "-s", f"NEWSCRAWL_DATABASE_URL={url}"
    )
    assert ended.status == 0, ended.err
    assert row(ended.out, "tistory:bio-trend.tistory.com") == {
        "new": 1, "changed": 0, "same": 0, "gone": 5, "refused": 0, "failed": 0, "listings": 2,
    }  # fmt: skip
    post, article = sorted(records(url), key=lambda r: str(r["kind"]), reverse=True)
    assert (post["kind"], article["kind"]) == ("post", "article")
    assert post["source_url"] == article["url"] == "https://www.etoday.co.kr/news/view/1907146"
    assert post["source_date_published"] == article["date_published"] == "2020-06-17T11:00:00+09:00"
    assert post["authors"] == article["authors"]
    assert post["body"][-1] == article["body"][-1]
