"""An archive read again gives what the crawl gave, tells what a parser changed, and makes no revision of it."""

import json
import os
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.archive.captures import Index
from newscrawl.archive.writer import ArchiveWriter, Exchange
from newscrawl.commands.reread import _told
from newscrawl.items import RECORD_FIELDS, Article, to_record
from newscrawl.rereading.pages import readers
from newscrawl.rereading.report import Report, Scope, differences, newest, tasks
from newscrawl.storage.store import ArticleStore, Filter

SAMPLE = Path(__file__).parents[1] / "data" / "sample.warc.gz"
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
LIMIT = 10 * 2**20
ANY = Filter(gone=None)


def page(headline: str = "LG, 서울대와 손잡는다", body: str = "첫 문단은 이렇게 끝난다.") -> str:
    return f"""<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{headline}</title>
<meta property="og:title" content="{headline}"><meta property="og:type" content="article">
<meta property="article:published_time" content="2020-06-17T11:00:00+09:00">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{headline}",
"datePublished": "2020-06-17T11:00:00+09:00", "author": {{"@type": "Person", "name": "홍길동 기자"}}}}</script></head>
<body><article><h1>{headline}</h1><div itemprop="articleBody"><p>{body}</p>
<p>둘째 문단은 조금 더 길게 적어 본문인 줄 알 만하게 한다. 반도체와 인공지능을 다룬다.</p>
<p>셋째 문단도 있다. 여기까지가 기사의 전부다.</p></div></article></body></html>"""


def archive(
    folder: Path, *pages: tuple[str, str | bytes], status: int = 200, kind: str = "text/html"
) -> Path:
    """An archive of pages (address, words), each fetched an hour after the one before."""
    writer = ArchiveWriter(folder, 10**9)
    for hour, (url, words) in enumerate(pages):
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\n\r\n".encode()
        payload = words.encode() if isinstance(words, str) else words
        moment = BEGIN + timedelta(hours=hour)
        writer.write(Exchange(url, moment, b"GET / HTTP/1.1\r\n\r\n", status, head, payload))
    writer.close()
    return folder


def reread(store: ArticleStore, *paths: Path, scope: Scope = Scope(), jobs: int = 1) -> Report:  # noqa: B008 - immutable
    index = Index(paths, scope.wants)
    report = Report(index.outcomes)
    with readers(jobs, LIMIT) as read:
        for batch in read(tasks(index, newest(index), store)):
            report.save(report.take(batch, store, scope), store)
    return report


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with ArticleStore.open(f"sqlite:///{tmp_path / 'articles.sqlite'}") as opened:
        yield opened


VIEW = "https://www.etoday.co.kr/news/view/"


def test_second_reading_changes_nothing(tmp_path: Path, store: ArticleStore) -> None:
    folder = archive(tmp_path / "archive", *((f"{VIEW}{n}", page(f"기사 {n}번의 제목")) for n in range(120)))
    assert reread(store, folder).outcomes == {"new": 120}
    for jobs in (1, 2):
        report = reread(store, folder, jobs=jobs)
        assert (report.outcomes, report.fields) == ({"same": 120}, {})


def record(url: str, words: str = "", head: str = "", status: str = "200 OK", length: str = "") -> bytes:
    """A WARC record as anybody may have written it."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{head}\r\n{words or page()}".encode()
    fields = f"WARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-11-20T00:00:00Z\r\n"
    return f"WARC/1.0\r\n{fields}Content-Length: {length or len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (record("https://[::1/x"), {}),
        (record("https://www.etoday.co.kr:99999/news/view/1", status="404 Not Found"), {"HTTP 404": 1}),
        (record(f"{VIEW}1", length="9" * 5_000), {"damaged": 1}),
        (record(f"{VIEW}1", length="9" * 20) + b"x" * 100, {"damaged": 1}),
        (record(f"{VIEW}1", status="9" * 5_000), {"unreadable": 1}),
        (record(f"{VIEW}1", status="404 Not Found"), {"HTTP 404": 1}),
        (record(f"{VIEW}1", status="503 Busy") + record(f"{VIEW}2", status="404 Not Found"), {"HTTP 503": 1}),
    ],
)
@pytest.mark.parametrize("everything", [False, True])
def test_a_record_that_is_none_costs_itself_alone(
    tmp_path: Path, store: ArticleStore, bad: bytes, told: dict[str, int], everything: bool
) -> None:
    file = tmp_path / "anybodys.warc"
    file.write_bytes(bad + record(f"{VIEW}2"))
    report = reread(store, file, scope=Scope(everything=everything))
    assert report.outcomes == {"new": 1, **told}
    assert report.failures == []


@pytest.mark.parametrize("packing", ["gzip", "br", "zstd", "deflate", "gzip, br"])
def test_a_body_unpacked_under_the_headers_of_a_packed_one_is_read(
    tmp_path: Path, store: ArticleStore, packing: str
) -> None:
    file = tmp_path / "anybodys.warc"
    file.write_bytes(record(f"{VIEW}1", head=f"Content-Encoding: {packing}\r\n"))
    assert reread(store, file).outcomes == {"new": 1}
    (stored,) = store.articles()
    assert stored.article.headline == "LG, 서울대와 손잡는다"


def test_newest_capture_counts_whatever_form_its_address_had(tmp_path: Path, store: ArticleStore) -> None:
    folder = archive(
        tmp_path / "archive",
        (f"{VIEW}1907146", page("처음 제목이다")),
        ("https://m.etoday.co.kr/news/view/1907146?trc=main", page("고친 제목이다")),
    )
    assert reread(store, folder).outcomes == {"new": 1}
    (stored,) = store.articles()
    assert (stored.article.headline, stored.article.url) == ("고친 제목이다", f"{VIEW}1907146")
    assert stored.article.date_crawled == "2026-11-01T10:00:00+09:00"


def test_what_a_parser_changed_is_told_by_field_and_saved_without_a_revision(
    tmp_path: Path, store: ArticleStore
) -> None:
    folder = archive(tmp_path / "archive", (f"{VIEW}1", page()), (f"{VIEW}2", page("다른 제목이다")))
    reread(store, folder)
    (first,) = [stored.article for stored in store.articles() if stored.article.identity == "1"]
    kept = to_record(first)
    # an older parser had read the page otherwise
    first.headline, first.authors, first.section = "틀린 제목", [], ["어떤 면"]
    first.extracted_by = "newscrawl 0.0.1"
    store.save([first], reread=True)
    report = reread(store, folder)
    assert report.outcomes == {"same": 1, "changed": 1}
    assert {name: dict(how) for name, how in report.fields.items()} == {
        "headline": {"changed": 1},
        "authors": {"filled": 1},
        "section": {"emptied": 1},
    }
    assert report.examples["headline"] == (f"{VIEW}1", "틀린 제목", "LG, 서울대와 손잡는다")
    stored = store.get("etoday", "1")
    assert stored is not None
    assert to_record(stored.article) == kept
    assert stored.revision == 0
    assert store.revisions("etoday", "1") == []


def test_capture_older_than_the_stored_record_leaves_it(tmp_path: Path, store: ArticleStore) -> None:
    newer = archive(tmp_path / "newer", ("https://example.com/", "x"), (f"{VIEW}1", page("새 제목이다")))
    older = archive(tmp_path / "older", (f"{VIEW}1", page("옛 제목이다")))
    reread(store, newer)
    report = reread(store, older)
    assert report.outcomes == {"stored one is newer or fuller": 1}
    (stored,) = store.articles()
    assert stored.article.headline == "새 제목이다"


def test_only_articles_of_known_outlets_are_read_unless_all_is_asked_for(
    tmp_path: Path, store: ArticleStore
) -> None:
    folder = archive(
        tmp_path / "archive",
        (f"{VIEW}1", page()),
        ("https://www.etoday.co.kr/news/section/subsection?MID=1201", page()),
        ("https://www.example.com/view/7", page("모르는 신문의 제목")),
    )
    assert set(Index([folder], Scope().wants).by_url) == {f"{VIEW}1"}
    assert reread(store, folder).outcomes == {"new": 1}
    everything = reread(store, folder, scope=Scope(everything=True))
    assert everything.outcomes["new"] == 1
    assert {stored.article.site for stored in store.articles(ANY)} == {"etoday", "example.com"}
    assert Scope(hosts={"www.blog.example.com"}).wants("https://www.blog.example.com/3")
    # what is stored is known from then on
    hosts = {site.rpartition(":")[2] for site in store.sites()}
    assert reread(store, folder, scope=Scope(hosts=hosts)).outcomes == {"same": 2}


def test_one_outlet_is_read_alone(tmp_path: Path, store: ArticleStore) -> None:
    folder = archive(tmp_path / "archive", (f"{VIEW}1", page()), ("https://a.tistory.com/3", page()))
    assert reread(store, folder, scope=Scope(site="etoday")).outcomes == {"new": 1}
    assert Scope(site="tistory").holds("tistory:a.tistory.com")
    assert not Scope(site="tistory:b.tistory.com").holds("tistory:a.tistory.com")
    assert not Scope(site="etoday").holds("etoday2")


def test_what_is_no_article_is_counted(tmp_path: Path, store: ArticleStore) -> None:
    folder = tmp_path / "archive"
    archive(folder, (f"{VIEW}1", page()), (f"{VIEW}5", b"\x1f" * (LIMIT + 1)))
    archive(folder, (f"{VIEW}2", "{}"), kind="application/json")
    archive(folder, (f"{VIEW}3", "gone"), status=404)
    archive(folder, (f"{VIEW}4", ""))
    report = reread(store, folder)
    assert report.outcomes == {"new": 1, "too large": 1, "no HTML": 1, "no article": 1, "HTTP 404": 1}


def test_page_that_makes_the_parser_fail_does_not_keep_the_others(
    tmp_path: Path, store: ArticleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise RuntimeError("broken")

    folder = archive(tmp_path / "archive", (f"{VIEW}1", page()))
    monkeypatch.setattr("newscrawl.rereading.pages.understand", failing)
    report = reread(store, folder)
    assert report.outcomes == {"failed": 1}
    assert report.failures == [f"{VIEW}1: RuntimeError: broken"]


# --- by its command ---


def scrapy(*args: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSCRAWL_", "SCRAPY_"))}
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *args],
        cwd=cwd,
        env={**kept, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def rows(url: str) -> dict[tuple[str, str], dict[str, object]]:
    with ArticleStore.open(url) as store:
        return {(s.article.site, s.article.identity): to_record(s.article) for s in store.articles(ANY)}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of an archive of a crawl of the sample, and the database of the crawl."""
    folder = tmp_path_factory.mktemp("crawled")
    database = f"sqlite:///{folder / 'crawled.sqlite'}"
    with_archive = ["-s", f"NEWSCRAWL_REPLAY={SAMPLE}", "-s", f"NEWSCRAWL_ARCHIVE={folder / 'archive'}"]
    for name in ("etoday", "tistory"):
        index = Index([SAMPLE])
        starts = [url for url in index.by_url if "/category/" in url or "/news/view/" in url]
        mine = [url for url in starts if ("tistory" in url) == (name == "tistory")]
        run = scrapy(
            "crawl",
            name,
            "-a",
            f"url={','.join(mine)}",
            *with_archive,
            cwd=folder,
            NEWSCRAWL_DATABASE_URL=database,
        )
        assert run.returncode == 0, run.stderr[-2000:]
    return folder / "archive", database


def test_archive_of_a_crawl_gives_the_rows_of_the_crawl(crawled: tuple[Path, str], tmp_path: Path) -> None:
    folder, database = crawled
    before = rows(database)
    assert len(before) > 3
    run = scrapy("reread", str(folder), "--jobs", "2", cwd=tmp_path, NEWSCRAWL_DATABASE_URL=database)
    assert run.returncode == 0, run.stderr[-2000:]
    assert f"{len(before)} same, 0 changed, 0 new" in run.stdout
    assert rows(database) == before
    fresh = f"sqlite:///{tmp_path / 'fresh.sqlite'}"
    run = scrapy("reread", cwd=tmp_path, NEWSCRAWL_DATABASE_URL=fresh, NEWSCRAWL_ARCHIVE=str(folder))
    assert f"0 same, 0 changed, {len(before)} new" in run.stdout
    assert rows(fresh) == before


def test_diff_writes_nothing(crawled: tuple[Path, str], tmp_path: Path) -> None:
    folder, database = crawled
    with ArticleStore.open(database) as store:
        article = next(iter(store.articles())).article
        kept = to_record(article)
        article.headline = "누가 잘못 읽은 제목"
        store.save([article], reread=True)
    run = scrapy("reread", str(folder), "--diff", cwd=tmp_path, NEWSCRAWL_DATABASE_URL=database)
    assert run.returncode == 0
    assert "1 changed, 0 new" in run.stdout
    assert f"headline: {kept['url']}" in run.stdout
    assert json.dumps(kept["headline"], ensure_ascii=False)[1:20] in run.stdout
    assert "Nothing was written" in run.stdout
    key = article.site, article.identity
    assert rows(database)[key]["headline"] == "누가 잘못 읽은 제목"
    scrapy("reread", str(folder), cwd=tmp_path, NEWSCRAWL_DATABASE_URL=database)
    assert rows(database)[key] == kept


@pytest.mark.parametrize(
    ("args", "status", "says"),
    [
        ([], 2, "give WARC files or folders"),
        (["missing.warc.gz"], 2, "missing.warc.gz: no such WARC file or folder"),
        (["{sample}", "--site", "nowhere"], 2, "--site nowhere: no such outlet"),
        (["{sample}", "--jobs", "0"], 2, "--jobs must be 1 or more"),
        (["{sample}", "--diff"], 2, "there is no database"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    tmp_path: Path, args: list[str], status: int, says: str
) -> None:
    args = [argument.format(sample=SAMPLE) for argument in args]
    run = scrapy(
        "reread", *args, cwd=tmp_path, NEWSCRAWL_DATABASE_URL=f"sqlite:///{tmp_path / 'none.sqlite'}"
    )
    assert run.returncode == status
    assert says in run.stderr + run.stdout
    assert "Traceback" not in run.stderr


def test_every_field_is_compared() -> None:
    for name in RECORD_FIELDS:
        old, new = Article(), Article()
        value = getattr(old, name)
        setattr(
            new,
            name,
            ["다름"] if isinstance(value, list) else not value if isinstance(value, bool) else "다름",
        )
        assert list(differences(old, new)) == ([] if name in ("date_crawled", "extracted_by") else [name])


def test_nothing_a_record_says_steers_the_terminal() -> None:
    report = Report(Counter({"same": 1, "HTTP 404": 1}))
    evil = "\x1b]0;PWNED\x07\u202e\x9b2J"
    report._differs(Article(headline="가나"), Article(headline=f"다라{evil}", url=f"https://a.kr/{evil}"))
    told = _told(report, 1.0, False)
    assert "다라" in told
    assert not [c for c in told if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
