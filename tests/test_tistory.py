"""Tistory: posts and listings of many skins and eras, each page with an answer written by hand, and the real ones."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.document import Document
from newscrawl.encodings import decode
from newscrawl.families.tistory import FAMILY
from newscrawl.families.tistory.engine import post_address, post_path, split_category
from newscrawl.families.tistory.header import category_path
from newscrawl.families.tistory.literals import assigned
from newscrawl.items import Article, Listing
from newscrawl.reading import read_page
from newscrawl.registry import site_for
from newscrawl.text.reposts import find_source
from newscrawl.understanding import understand

PAGES = Path(__file__).parent / "pages" / "tistory"
REAL = Path(__file__).parents[2] / "shared" / "eval"


def load(name: str) -> tuple[dict[str, Any], Article | Listing]:
    want = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    return want, read_page((PAGES / f"{name}.html").read_bytes(), want["url"])


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (REAL / name).read_text("utf-8").splitlines() if line]


def names(of: str) -> list[str]:
    return sorted(path.stem for path in PAGES.glob("*.json") if of in json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("name", names("texts"))
def test_post(name: str) -> None:
    want, got = load(name)
    assert isinstance(got, Article)
    source = find_source(got.evidence.blocks, FAMILY.name_of(got.url).partition(":")[2])
    read = {
        "site": got.site,
        "identity": got.identity,
        "address": got.url,
        "kind": got.kind,
        "publisher": got.publisher,
        "headline": got.headline,
        "section": got.section,
        "keywords": got.keywords,
        "nick": got.evidence.people,
        "printed_date": next((s.raw for s in got.evidence.stamps if s.source == "page"), None),
        "stated_date": next((s.raw for s in got.evidence.stamps if s.source == "meta"), None),
        "incomplete": got.body_incomplete_reason,
        "source_url": source.url,
        "source_raw": source.published_raw,
        "texts": [block.text for block in source.blocks if block.kind == "text" and block.text],
        "images": [block.url for block in source.blocks if block.kind == "image"],
        "related": [
            {"headline": r.headline, "url": r.url, "date": r.date_published, "comments": r.comments}
            for r in got.related
        ],
    }
    want.setdefault("incomplete", None)
    assert {key: value for key, value in read.items() if key in want} == {
        key: value for key, value in want.items() if key in read
    }


@pytest.mark.parametrize("name", names("texts"))
def test_finished_post(name: str) -> None:
    want, got = load(name)
    assert isinstance(got, Article)
    understand(got, None)
    read = {
        "date_published": got.date_published,
        "source_url": got.source_url,
        "source_date_published": got.source_date_published,
        "body": got.body,
        "authors": [{"name": a.name, "role": a.role, "email": a.email} for a in got.authors],
        "photos": [
            {"caption": p.caption, "credit": p.credit, "credit_kind": p.credit_kind} for p in got.photos
        ],
    }
    assert {key: value for key, value in read.items() if key in want} == {
        key: value for key, value in want.items() if key in read
    }


@pytest.mark.parametrize("name", names("entries"))
def test_listing(name: str) -> None:
    want, got = load(name)
    assert isinstance(got, Listing)
    assert got.section == want["section"]
    assert [[e.headline, e.url, e.date_published_raw] for e in got.entries] == want["entries"]
    assert got.next_url == want["next_url"]


@pytest.mark.parametrize(
    ("row", "headline", "date"),
    [
        (
            '<span class="date">2018.11.19</span> <a href="/{n}">글 {n}</a> <span class="cnt">(3)</span>',
            "글 {n}",
            "2018.11.19",
        ),
        (
            '<a href="/{n}">글 {n} <span class="cnt">(3)</span></a><em>2018.11.19 09:10</em>',
            "글 {n}",
            "2018.11.19 09:10",
        ),
        (
            '<a href="/{n}"><p class="subject">글 (3) {n}</p>'
            "<p>2001.01.01에 쓴 긴 이야기가 여기 이어져 요약문이 된다</p><small>2025. 1. 2.</small></a>",
            "글 (3) {n}",
            "2025. 1. 2.",
        ),
        (
            '<a href="/{n}"><img src="a.jpg"></a><div><span class="category">일기</span>'
            '<h2 class="article-item-title"><a href="/{n}">글 {n}</a></h2></div>'
            '<span class="item-datetime">\n2020년 01월\n 05일</span>',
            "글 {n}",
            "2020년 01월 05일",
        ),
        (
            '<a class="img" href="/{n}"></a><div class="category"><a href="/category/일기">일기</a></div>'
            '<h1 class="title"><a href="/{n}">글 {n}</a></h1><p class="summary">요약</p>'
            '<time class="date">→<span>2020. 1. 5.</span></time>',
            "글 {n}",
            "2020. 1. 5.",
        ),
        (
            '<a href="/{n}"><span>글 {n}</span><span class="date">3시간 전</span></a><a href="/{n}">더보기</a>',
            "글 {n}",
            "3시간 전",
        ),
        (
            '<a href="/{n}"><div class="thumbnail_title">글 {n}</div></a><div>글쓴이 ▏2016.01.14 11:44</div>',
            "글 {n}",
            "2016.01.14 11:44",
        ),
        ('<a href="/entry/가-{n}?category=3"><b>글 {n}</b></a>', "글 {n}", None),
    ],
)
def test_rows_of_skins_nobody_has_seen(row: str, headline: str, date: str | None) -> None:
    cells = "".join(f"<li>{row.replace('{n}', str(n))}</li>" for n in (31, 32, 33))
    aside = "".join(f'<li><a href="/{n}">딴 글 2020.02.02</a></li>' for n in range(50, 60))
    page = f'<body id="tt-body-index"><ul>{cells}</ul><div id="sidebar"><ul>{aside}</ul></div></body>'
    got = read_page(page.encode(), "https://goyangi.tistory.com/")
    assert isinstance(got, Listing)
    assert [(e.headline, e.date_published_raw) for e in got.entries] == [
        (headline.replace("{n}", str(n)), date) for n in (31, 32, 33)
    ]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not beside this checkout")
def test_real_pages() -> None:
    """What is exact in the page itself, on every real Tistory page; the finished fields are scored elsewhere."""
    keys = {row["file"]: row for row in rows("gold.jsonl")}
    seen = 0
    for row in rows("pages.jsonl"):
        want = keys.get(row["file"], {})
        if (
            not row["file"].startswith(("pages/tistory-", "pages/seed-post", "pages/seed-category"))
            or not want
        ):
            continue
        seen += 1
        got = read_page((REAL / row["file"]).read_bytes(), row["url"])
        if isinstance(got, Article):
            assert (got.headline, got.section) == (want["headline"], want["section"]), row["file"]
            assert sorted(got.keywords) == sorted(want["keywords"] or []), row["file"]
            related = [(r.headline, r.url.split("://")[1]) for r in got.related]
            assert related == [
                (r["headline"], r["url"].split("?")[0].split("://")[1]) for r in want["related"]
            ], row["file"]
            source = find_source(got.evidence.blocks, FAMILY.name_of(got.url).partition(":")[2])
            assert source.url == want["source_url"], row["file"]
        else:
            entries = [(e.headline, e.url) for e in got.entries]
            assert entries == [(e["headline"], e["url"]) for e in want["entries"]], row["file"]
            assert got.next_url == want["next_url"], row["file"]
    assert seen > 20


def test_a_blog_on_its_own_domain_is_known_by_its_scripts_only() -> None:
    page = (PAGES / "ray2-2016-repost-div.html").read_text("utf-8")
    assert FAMILY.page(Document(page, "http://blog.example.com/526")) is not None
    other = page.replace("TistoryBlog", "AnyBlog").replace("tt-body-page", "post")
    assert FAMILY.page(Document(other, "http://blog.example.com/526")) is None
    quoted = "<pre>window.TistoryBlog = {}; https://t1.daumcdn.net/tistory_admin/x.js</pre>"
    assert FAMILY.page(Document(quoted, "https://example.com/1")) is None


@pytest.mark.parametrize(
    ("url", "identity", "canonical"),
    [
        ("http://a.tistory.com/12", "12", "https://a.tistory.com/12"),
        ("https://a.tistory.com/m/12?category=3#c", "12", "https://a.tistory.com/12"),
        (
            "https://a.tistory.com/entry/가-나",
            "entry/가-나",
            "https://a.tistory.com/entry/%EA%B0%80-%EB%82%98",
        ),
        ("https://A.tistory.com/notice/5/", "notice/5", "https://a.tistory.com/notice/5"),
        ("https://a.tistory.com/category/IT?page=2#x", None, "https://a.tistory.com/category/IT?page=2"),
        ("https://a.tistory.com/", None, "https://a.tistory.com/"),
        ("https://a.tistory.com/12/34", None, "https://a.tistory.com/12/34"),
    ],
)
def test_addresses(url: str, identity: str | None, canonical: str) -> None:
    site = site_for(url)
    assert site is not None
    assert (site.identify(url), site.canonical(url)) == (identity, canonical)
    assert site.name_of(url) == "tistory:a.tistory.com"


@given(st.text())
def test_addresses_never_raise(words: str) -> None:
    for url in (words, f"https://a.tistory.com/{words}", f"https://{words}/12"):
        path = post_path(url)
        own = post_address(url)
        category_path(url)
        assert own is None or post_path(own) == path


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_reads_back_through_both_readers(value: Any) -> None:
    written = json.dumps(value, ensure_ascii=False)
    assert assigned(f"var a = {{}};\nwindow.T.entryInfo = {written};", "T.entryInfo") == value
    loose = json.dumps({"k": value}, ensure_ascii=False).replace('{"k"', "{k", 1)
    assert assigned(f"window.tiara = {loose};", "tiara") == {"k": value}


@given(st.text(alphabet="{}[]:,'\"\\abc1 \n/*=;"))
def test_broken_literals_never_raise(words: str) -> None:
    assigned(f"T.config = {words}", "T.config")


@pytest.mark.parametrize(
    ("label", "levels"),
    [("A/B", ["A", "B"]), ("A", ["A"]), ("분류없음", []), ("", []), (" 가 / 나 ", ["가", "나"])],
)
def test_split_category(label: str, levels: list[str]) -> None:
    assert split_category(label) == levels


@given(st.binary(max_size=300))
def test_any_bytes_are_read(body: bytes) -> None:
    for path in ("12", "category/IT"):
        document = Document(decode(body)[0], f"https://a.tistory.com/{path}")
        page = FAMILY.page(document)
        assert page is not None
        page.read()
