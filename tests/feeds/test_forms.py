"""Every form is valid by its own rules, says what the record says, and is the same each time."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import feedparser
import jsonfeed
import pyarrow.parquet
import pytest

from newscrawl.feeds import plain
from newscrawl.feeds.content import content_html, safe
from newscrawl.feeds.files import WRITERS
from newscrawl.feeds.jsonfeed import Feed, item
from newscrawl.items import RECORD_FIELDS, Article, Author, Photo, to_record
from newscrawl.reading import read_page
from newscrawl.storage.store import Stored
from newscrawl.understanding import understand
from tests.feeds import forms
from tests.feeds.articles import article, generated
from tests.feeds.forms import FEED, SEEN, stored
from tests.scraping import EVAL

ATOM = "{http://www.w3.org/2005/Atom}"
ONE = Article(
    url="https://blog.example.com/27",
    site="tistory:blog.example.com",
    identity="27",
    publisher="샘플 트렌드",
    kind="post",
    headline="[단독] 가나전자, 로봇 손 공동연구",
    keywords=["로봇", "가나전자", "로봇"],
    date_published="2026-01-30T15:00:00+09:00",
    date_published_source="page",
    date_published_precision="second",
    date_modified="2026-01-31",
    authors=[Author("홍길동", "기자", "gil+dong@example.com", "보기신문")],
    photos=[
        Photo("https://img.example.com/1.png", "협약식 <사진>", "가나전자", "제공", "▲협약식 (제공=가나전자)")
    ],
    body=["첫 문단 A&B.", "둘째 문단."],
    description="요약.",
    source_url="https://news.example.com/1",
    encoding="utf-8",
    date_crawled="2026-01-31T09:00:00+09:00",
    extracted_by="newscrawl 0.1.0",
)


class TestJsonFeed:
    def test_an_item_says_what_the_record_says(self) -> None:
        (found,) = forms.jsonfeed([Stored(ONE, 1, 2, SEEN, SEEN, None, None)])["items"]
        ours = found.pop("_newscrawl")
        assert found == {
            "id": "tag:newscrawl,2026:tistory:blog.example.com/27",
            "url": "https://blog.example.com/27",
            "external_url": "https://news.example.com/1",
            "title": "[단독] 가나전자, 로봇 손 공동연구",
            "content_html": '<figure><img src="https://img.example.com/1.png" alt="협약식 &lt;사진&gt;"><figcaption>'
            "협약식 &lt;사진&gt; <cite>가나전자</cite></figcaption></figure>\n<p>첫 문단 A&amp;B.</p>\n<p>둘째 문단.</p>",
            "content_text": "첫 문단 A&B.\n\n둘째 문단.",
            "summary": "요약.",
            "image": "https://img.example.com/1.png",
            "date_published": "2026-01-30T15:00:00+09:00",
            "date_modified": "2026-01-31T00:00:00+09:00",
            "authors": [{"name": "홍길동", "url": "mailto:gil+dong@example.com"}],
            "tags": ["로봇", "가나전자"],
            "language": "ko",
            "attachments": [
                {"url": "https://img.example.com/1.png", "mime_type": "image/png", "title": "협약식 <사진>"}
            ],
        }
        assert (ours["revision"], ours["first_seen"]) == (2, "2020-06-17T03:00:00Z")
        assert (ours["authors"][0]["role"], ours["authors"][0]["affiliation"]) == ("기자", "보기신문")
        assert (ours["photos"][0]["credit"], ours["photos"][0]["credit_kind"]) == ("가나전자", "제공")
        assert ours["date_published_source"] == "page"

    def test_the_extension_is_told_in_the_documents(self) -> None:
        about = item(Stored(ONE, 1, 0, SEEN, SEEN, None, None))["_newscrawl"]["about"]
        assert about in (Path(__file__).parents[2] / "docs" / "feeds.md").read_text(encoding="utf-8")

    def test_ten_thousand_records_are_valid_and_twice_the_same(self) -> None:
        assert len(forms.jsonfeed(stored(generated(10_000)))["items"]) == 10_000
        one, other = (sha256(forms.text("jsonfeed", stored(generated(10_000))).encode()) for _ in range(2))
        assert one.digest() == other.digest()

    def test_another_reader_reads_the_same_entries(self) -> None:
        articles = list(generated(500))
        feed = jsonfeed.Feed.parse_string(forms.text("jsonfeed", stored(articles)))
        assert (feed.title, feed.home_page_url, feed.feed_url) == (FEED.title, FEED.home_url, FEED.feed_url)
        for read, ours in zip(feed.items, articles, strict=True):
            assert (read.title or "", read.url) == (ours.headline, ours.url)
            assert read.content_text == "\n\n".join(ours.body)
            assert read.external_url == ours.source_url
            assert [a.name for a in read.authors or []] == [
                a.name or a.affiliation for a in ours.authors if a.name or a.affiliation or a.email
            ]
            assert (read.date_published or "")[:10] == (ours.date_published or "")[:10]


class TestAtom:
    def test_feedparser_reads_the_same_entries(self) -> None:
        articles = list(generated(500))
        feed = feedparser.parse(forms.text("atom", stored(articles)).encode())
        assert not feed.bozo
        assert (feed.feed.title, feed.feed.links[1].href) == (FEED.title, FEED.feed_url)
        for read, ours in zip(feed.entries, articles, strict=True):
            assert read.id == f"tag:newscrawl,2026:example/{ours.identity}"
            assert (read.link, read.title_detail.type) == (ours.url, "text/plain")
            assert " ".join(read.title.split()) == " ".join(ours.headline.split())
            names = [a.name or a.affiliation or a.email for a in ours.authors]
            assert [a.name for a in read.authors if a] == [n or "example" for n in names or [ours.publisher]]
            if ours.date_published:
                said = ours.date_published
                moment = datetime.fromisoformat(said if "T" in said else f"{said}T00:00:00+09:00")
                assert read.published_parsed[:6] == moment.astimezone(UTC).timetuple()[:6]
            assert [t.term for t in read.get("tags", [])] == list(dict.fromkeys(ours.keywords))

    def test_content_is_the_same_html(self) -> None:
        (entry,) = forms.xml([Stored(ONE, 1, 0, SEEN, SEEN, None, None)]).iter(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}content") == content_html(ONE)
        assert [link.get("rel") for link in entry.iter(f"{ATOM}link")] == ["alternate", "via"]

    def test_what_was_taken_down_is_a_deleted_entry(self) -> None:
        gone = Stored(ONE, 1, 0, SEEN, SEEN, SEEN, "HTTP 404")
        feed = forms.xml([gone, *stored([article(1)])])
        (tombstone,) = feed.iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
        assert tombstone.get("ref") == "tag:newscrawl,2026:tistory:blog.example.com/27"
        assert tombstone.get("when") == "2020-06-17T03:00:00Z"
        assert "".join(tombstone.itertext()) == "HTTP 404"
        assert len(list(feed.iter(f"{ATOM}entry"))) == 1

    def test_an_empty_feed_is_one(self) -> None:
        feed = feedparser.parse(forms.text("atom", [], Feed("빈 피드")).encode())
        assert (feed.bozo, feed.feed.title, feed.entries) == (False, "빈 피드", [])


class TestRecords:
    @pytest.mark.parametrize("form", ["jsonl", "json"])
    def test_records_are_the_records(self, form: str) -> None:
        articles = list(generated(1_000))
        assert forms.records(form, stored(articles)) == [to_record(a) for a in articles]

    def test_nothing_is_a_valid_file_too(self) -> None:
        assert (forms.text("jsonl", []), json.loads(forms.text("json", []))) == ("", [])
        assert forms.text("csv", []) == ",".join(RECORD_FIELDS) + "\r\n"
        assert forms.jsonfeed([])["items"] == []

    def test_a_table_has_a_row_a_record(self) -> None:
        (row,) = forms.table([Stored(ONE, 1, 0, SEEN, SEEN, None, None)])
        assert list(row) == list(RECORD_FIELDS)
        assert (row["headline"], row["keywords"]) == (ONE.headline, "로봇 | 가나전자 | 로봇")
        assert json.loads(row["authors"])[0]["name"] == "홍길동"

    @pytest.mark.parametrize("headline", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1+1", "\n=1"])
    def test_no_cell_is_a_formula(self, headline: str) -> None:
        (row,) = forms.table([Stored(replace(ONE, headline=headline), 1, 0, SEEN, SEEN, None, None)])
        assert row["headline"] == f"'{headline}"

    def test_parquet_holds_the_records(self) -> None:
        articles = list(generated(3_000))
        file = io.BytesIO()
        plain.write_parquet(stored(articles), file)
        read = pyarrow.parquet.read_table(file)
        assert read.to_pylist() == [to_record(a) for a in articles]
        assert str(read.schema.field("authors").type.value_type.field("name").type) == "string"


@pytest.mark.parametrize("form", WRITERS)
def test_twice_is_the_same_and_hangul_is_hangul(form: str) -> None:
    one, other = (forms.text(form, stored(generated(300))) for _ in range(2))
    assert one == other
    assert "가나전자" in one
    assert "\\u" not in one.replace("\\\\u", "")


@pytest.mark.skipif(not EVAL.is_dir(), reason="the saved pages of ../shared/eval are not here")
def test_every_real_page_is_valid_in_every_form() -> None:
    rows = [json.loads(line) for line in (EVAL / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = []
    for number, row in enumerate(rows):
        moment = datetime.fromisoformat("2026-01-30T18:00:00+09:00")
        page = read_page((EVAL / row["file"]).read_bytes(), row["url"], None, moment)
        if isinstance(page, Article):
            understand(page, moment)
            page.identity = page.identity or str(number)
            pages.append(page)
    assert len(pages) > 30
    assert len(forms.jsonfeed(stored(pages))["items"]) == len(pages)
    assert forms.text("jsonfeed", stored(pages)) == forms.text("jsonfeed", stored(pages))
    entries = jsonfeed.Feed.parse_string(forms.text("jsonfeed", stored(pages))).items
    assert [(e.url, e.title) for e in entries] == [(p.url, safe(p.headline)) for p in pages]
    assert [e.content_text for e in entries] == ["\n\n".join(filter(None, map(safe, p.body))) for p in pages]
    assert [r["headline"] for r in forms.records("jsonl", stored(pages))] == [safe(p.headline) for p in pages]
    assert len(forms.table(stored(pages))) == len(pages)
    feed = feedparser.parse(forms.text("atom", stored(pages)).encode())
    assert not feed.bozo
    assert [(e.link, " ".join(e.title.split())) for e in feed.entries] == [
        (p.url, " ".join(safe(p.headline).split())) for p in pages
    ]
