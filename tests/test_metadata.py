"""What a head says of its page: JSON-LD in every state of repair, meta tags, microdata."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.document import Document, tidy
from newscrawl.items import Stamp
from newscrawl.metadata import Metadata, read_json, words_of


def metadata(source: str) -> Metadata:
    return Metadata(Document(source, "https://news.example.com/view/1"))


def script(data: Any) -> str:
    text = data if isinstance(data, str) else json.dumps(data).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


def article(**fields: Any) -> str:
    return script({"@context": "https://schema.org", "@type": "NewsArticle", **fields})


@pytest.mark.parametrize(
    "source",
    [
        script({"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "로봇 손"}]}),
        script([[{"@type": ["Article", "NewsArticle"], "headline": "로봇 손"}]]),
        script({"@type": "WebPage", "mainEntity": {"@type": "Report", "headline": "로봇 손"}}),
        script({"@type": "http://schema.org/NewsArticle", "headline": "로봇 손"}),
        script('{"@type":"NewsArticle","headline":"로봇\n손"}'),
        script('{"@type":"NewsArticle","headline":"로봇\t손\\u0000",}'),
        script('{"@type":"BlogPosting","headline":"\\ub85c\\ubd07 \\uc190"};'),
        script('//<![CDATA[\n{"@type":"NewsArticle","headline":"로봇 손"}\n//]]>'),
        script('<!--\n{"@type":"NewsArticle","headline":"로봇 손"}\n-->'),
        script("{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;로봇 손&quot;}"),
        script('\ufeff{"@type":"NewsArticle","headline":"로봇 손"}'),
        script('{"headline": "끊긴') + article(headline="로봇 손"),
        '<script type="Application/LD+JSON; charset=utf-8">{"@type":"Article","headline":"로봇 손"}</script>',
        '<meta property="og:title" content=" 로봇&nbsp;손 ">',
        '<meta name="twitter:title" content="로봇 손">',
        '<meta property="OG:Title" content=""><meta property="og:title" content="로봇 손">',
        '<h1 itemprop="headline">로봇 <b>손</b></h1>',
        article(headline=["아니", "목록"]) + '<meta property="og:title" content="로봇 손">',
    ],
)
def test_headline_is_found_wherever_it_is_stated(source: str) -> None:
    assert metadata(source).headline == "로봇 손"


def test_jsonld_comes_before_meta_and_meta_before_microdata() -> None:
    micro = "<h1 itemprop=headline>다</h1>"
    meta = '<meta property="og:title" content="나">'
    assert metadata(micro + meta + article(headline="가")).headline == "가"
    assert metadata(micro + meta).headline == "나"
    assert metadata(micro).headline == "다"


def test_other_nodes_are_no_article() -> None:
    source = script({"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "산업"}]})
    assert metadata(source + script({"@type": "Organization", "name": "보기신문"})).article == {}


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ({"@type": "Person", "name": "홍길동"}, ["홍길동"]),
        ("홍길동 기자", ["홍길동 기자"]),
        ({"name": ["홍길동", "김나래"]}, ["홍길동", "김나래"]),
        (
            {"name": "홍길동", "jobTitle": "기자", "email": "gildong@example.com"},
            ["홍길동 기자 gildong@example.com"],
        ),
        (
            [{"name": "홍길동"}, "김나래", {"name": None}, None, 7, [["x"]], {"name": "홍길동"}],
            ["홍길동", "김나래"],
        ),
        (None, []),
    ],
)
def test_people_of_jsonld(author: Any, people: list[str]) -> None:
    assert metadata(article(author=author)).people == people


def test_people_of_meta_tags_leave_profile_addresses_out() -> None:
    source = '<meta property="dable:author" content="홍길동 기자"><meta property="article:author" content="https://x.example.com/1">'
    assert metadata(source + '<meta name="author" content="보기신문">').people == ["홍길동 기자", "보기신문"]


def test_stamps_keep_the_words_and_where_they_stood() -> None:
    source = (
        article(datePublished="2026-01-28T11:00:00+09:00", dateModified="20260128T143200")
        + '<meta property="article:published_time" content="2026-01-28T11:00">'
        + '<meta property="article:published_time" content="1999-01-01">'
        + "<time itemprop=datePublished datetime='2026-01-28 11:00'>28일</time><i itemprop=dateModified>오늘</i>"
    )
    assert metadata(source).stamps == [
        Stamp("2026-01-28T11:00:00+09:00", "json-ld", "published"),
        Stamp("2026-01-28T11:00", "meta", "published"),
        Stamp("2026-01-28 11:00", "meta", "published"),
        Stamp("20260128T143200", "json-ld", "modified"),
        Stamp("오늘", "meta", "modified"),
    ]


@pytest.mark.parametrize(
    ("source", "keywords"),
    [
        (article(keywords="로봇, 손,,로봇 "), ["로봇", "손"]),
        (article(keywords=["로봇", {"name": "손"}, None, 3]), ["로봇", "손"]),
        (
            '<meta name="news_keywords" content="로봇,손"><meta name="keywords" content="다른">',
            ["로봇", "손"],
        ),
        (
            '<meta property="article:tag" content="로봇"><meta property="article:tag" content="손">',
            ["로봇", "손"],
        ),
        (article(keywords=7), []),
    ],
)
def test_keywords(source: str, keywords: list[str]) -> None:
    assert metadata(source).keywords == keywords


def test_sections_from_the_widest() -> None:
    metas = "".join(
        f'<meta property="article:section{n}" content="{name}">'
        for n, name in (("", "산업"), ("2", "전자"), ("3", "산업"))
    )
    assert metadata(metas).section == ["산업", "전자"]
    assert metadata(article(articleSection=["산업", "전자"])).section == ["산업", "전자"]


@pytest.mark.parametrize(
    ("declared", "language"),
    [("ko-KR", "ko"), ("KO", "ko"), ("en_US", "en"), ("", "ko"), (" ", "ko")],
)
def test_language(declared: str, language: str) -> None:
    assert metadata(f'<html lang="{declared}"><p>x').language == language


def test_every_canonical_in_order_and_no_script_among_them() -> None:
    source = (
        '<link rel="canonical" href="/"><link rel="canonical" href="https://news.example.com/view/1">'
        '<meta property="og:url" content="javascript:alert(1)"><meta property="og:url" content="/view/1">'
    )
    assert metadata(source).canonicals == ["https://news.example.com/", "https://news.example.com/view/1"]


@pytest.mark.parametrize(
    ("escaped", "words"),
    [
        ("&amp;#39;똠방&amp;#39;", "&#39;똠방&#39;"),
        ("&#39;똠방&#39; &amp; &quot;펲&quot;", "'똠방' & \"펲\""),
        ("R&D, AT&T", "R&D, AT&T"),
        ("https://example.com/?a=1&copy=2", "https://example.com/?a=1&copy=2"),
        ("3,000억원\u0000\ud800 C++", "3,000억원 C++"),
    ],
)
def test_words_are_unescaped_once(escaped: str, words: str) -> None:
    assert words_of(escaped) == words


@pytest.mark.parametrize(
    "source", ["", "[" * 100_000, "[" * 5000 + "]" * 5000, "NaN", '"' * 1000, "{" * 1000, "\\"]
)
def test_hostile_json_is_passed_over(source: str) -> None:
    head = metadata(script(source) + '<meta property="og:title" content="로봇 손">')
    assert head.headline == "로봇 손"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["@type", "@graph", "name"]), inner)
    ),
    max_leaves=20,
)
UNWRITABLE = {chr(n) for n in (*range(32), 127, *range(0xD800, 0xE000))}
FIELDS = (
    "headline",
    "author",
    "publisher",
    "keywords",
    "articleSection",
    "datePublished",
    "description",
    "inLanguage",
)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_values_read_without_raising_and_as_words(fields: dict[str, Any]) -> None:
    head = metadata(article(**fields))
    words = [
        head.headline,
        head.description,
        head.site_name,
        head.language,
        *head.people,
        *head.keywords,
        *head.section,
    ]
    for word in words:
        assert word is None or (word == tidy(word) and not UNWRITABLE & set(word))


@given(JSON)
def test_json_is_read_back(value: Any) -> None:
    source = json.dumps(value)
    expected = json.loads(source)
    assert str(read_json(source)) == str(expected)  # as text, for nan is not nan


@given(st.text())
def test_any_script_and_any_head_read_without_raising(text: str) -> None:
    read_json(text)
    head = metadata(text)
    assert head.stamps == [] or all(stamp.raw for stamp in head.stamps)
    assert isinstance(head.people, list)
