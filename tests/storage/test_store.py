"""What goes into the store comes out of it, to the letter, and a second saving changes nothing."""

import random
from dataclasses import fields, replace
from datetime import date, datetime
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from newscrawl.items import Article, Author, Photo, Related, to_record
from newscrawl.storage.schema import articles
from newscrawl.storage.store import ArticleStore, Change, Filter, RecordError

ARTICLE = Article(
    url="https://www.example.com/news/view/1907146",
    site="example",
    publisher="예제일보",
    headline="[단독] 나래전자, 한빛대와 손잡는다",
    headline_tags=["단독"],
    alternative_headlines=["“인공지능 인재 키운다”"],
    section=["산업", "IT/보안"],
    keywords=["인공지능", "나래전자"],
    date_published="2020-06-17T11:00:00+09:00",
    date_published_raw="입력 2020-06-17 11:00",
    date_published_source="page",
    date_published_precision="minute",
    authors=[Author("홍길동", "기자", "hong@example.com"), Author("김나래", "인턴기자")],
    byline_raw=["홍길동 기자 hong@example.com", "김나래 인턴기자"],
    photos=[
        Photo("https://img.example.com/1.jpg", "협약식", "나래전자", "제공", "▲ 협약식 (사진제공=나래전자)")
    ],
    body=["나래전자가 17일 한빛대와 손을 잡았다.", "두 곳은 3,000억원을 들인다."],
    copyright_raw="ⓒ 예제일보",
    source_url="https://www.example.org/1",
    source_date_published="2020-06-17",
    related=[Related("다른 글", "https://www.example.com/news/view/1", "2020.06.16", 3)],
    encoding="utf-8",
    date_crawled="2020-06-18T09:30:00.250000+09:00",
    extracted_by="0.1.0",
    identity="1907146",
)

LONG = f"https://a.kr/{random.Random(1).randbytes(3000).hex()}"  # does not pack


def numbered(number: int, **values: object) -> Article:
    day = number % 28 or 28
    return replace(
        ARTICLE,
        url=f"https://www.example.com/news/view/{number}",
        identity=str(number),
        date_published=f"2020-06-{day:02}T11:00:00+09:00",
        **values,
    )


@pytest.mark.parametrize("field", ["url", "identity", "site"])
def test_an_address_too_long_for_an_index_is_refused_before_anything_is_written(
    store: ArticleStore, field: str
) -> None:
    with pytest.raises(RecordError, match="longer than 2,000 bytes"):
        store.save(
            [
                numbered(1),
                replace(ARTICLE, **{field: LONG}),
            ]
        )
    assert store.count() == 0


def test_a_sources_address_too_long_for_an_index_goes(store: ArticleStore) -> None:
    article = replace(ARTICLE, source_url=LONG)
    store.save([article])
    stored = store.get("example", "1907146")
    assert stored is not None
    assert stored.article == replace(article, source_url=None)
    assert store.save([article])[0].change is Change.SAME


def test_a_record_comes_back_as_it_went_in(store: ArticleStore) -> None:
    assert [o.change for o in store.save([ARTICLE])] == [Change.NEW]
    stored = store.get("example", "1907146")
    assert stored is not None
    assert to_record(stored.article) == to_record(ARTICLE)
    assert stored.article.identity == "1907146"
    assert stored.revision == 0
    assert stored.gone_at is None


def test_saving_again_changes_nothing(store: ArticleStore) -> None:
    store.save([ARTICLE])
    before = store.get("example", "1907146")
    later = replace(ARTICLE, date_crawled="2020-06-19T09:30:00+09:00")
    assert [o.change for o in store.save([later])] == [Change.SAME]
    assert store.get("example", "1907146") == before


def test_an_article_is_known_by_its_number_not_by_its_address(store: ArticleStore) -> None:
    store.save([ARTICLE])
    elsewhere = replace(ARTICLE, url="https://m.example.com/news/view/1907146", headline="다른 제목")
    assert [o.change for o in store.save([elsewhere])] == [Change.CHANGED]
    assert store.count() == 1


def test_without_a_number_the_address_is_the_identity(store: ArticleStore) -> None:
    store.save([replace(ARTICLE, identity="")])
    assert store.get("example", ARTICLE.url) is not None


def test_the_same_article_twice_in_a_batch(store: ArticleStore) -> None:
    outcomes = store.save([ARTICLE, replace(ARTICLE, headline="고친 제목"), ARTICLE])
    assert [o.change for o in outcomes] == [Change.NEW, Change.CHANGED, Change.CHANGED]
    assert [o.revision for o in outcomes] == [0, 1, 2]
    assert [r.before.headline for r in store.revisions("example", "1907146")] == [
        "고친 제목",
        ARTICLE.headline,
    ]


def test_a_batch_is_all_or_nothing(store: ArticleStore) -> None:
    with pytest.raises(RecordError, match=r"date_published has no time zone.*view/2"):
        store.save([numbered(1), replace(numbered(2), date_published="2020-06-17T11:00:00")])
    assert store.count() == 0


def test_filters(store: ArticleStore) -> None:
    store.save(
        [
            numbered(1),
            numbered(2, section=["산업", "인공지능"], keywords=["반도체"]),
            numbered(3, authors=[Author("남궁민", "기자")]),
            replace(numbered(4), site="other"),
            replace(numbered(5), date_published="2020-07-01"),
            replace(numbered(6), date_published=None),
        ]
    )

    def identities(**wanted: object) -> list[str]:
        return [s.article.identity for s in store.articles(Filter(**wanted))]

    assert identities() == ["5", "4", "3", "2", "1", "6"]
    assert identities(limit=2) == ["5", "4"]
    assert identities(limit=6) == identities()
    assert identities(site="other") == ["4"]
    assert identities(section="IT/보안", limit=1) == ["5"]
    assert identities(section="산업/인공지능") == ["2"]
    assert identities(section="산업", keyword="반도체") == ["2"]
    assert identities(section="업") == []
    assert identities(author="남궁민") == ["3"]
    assert identities(since="2020-06-04") == ["5", "4"]
    assert identities(since="2020-06-02", until="2020-06-03") == ["3", "2"]
    assert identities(until="2020-06-02T11:00:00+09:00") == ["1"]
    assert identities(changed_since="2999-01-01") == []
    assert store.count(Filter(site="example")) == 5


def test_find_by_address_by_source_and_by_words(store: ArticleStore) -> None:
    store.save([numbered(1), numbered(2, body=['그는 "3,000억원"이라고 했다. 100% 확실하다.'])])
    assert [s.article.identity for s in store.find("https://www.example.com/news/view/2")] == ["2"]
    assert {s.article.identity for s in store.find("https://www.example.org/1")} == {"1", "2"}
    assert [s.article.identity for s in store.find('나래전자 "3,000억원"이라고 100%')] == ["2"]
    assert [s.article.identity for s in store.find("홍길동", limit=1)] == ["2"]
    assert store.find("없는말") == []


def test_a_tombstone_keeps_the_last_version_and_falls_when_the_page_is_back(store: ArticleStore) -> None:
    store.save([ARTICLE])
    assert store.tombstone("example", "1907146", "404")
    assert not store.tombstone("example", "1907146", "404")
    assert store.count() == 0
    gone = store.get("example", "1907146")
    assert gone is not None
    assert gone.gone_reason == "404"
    assert to_record(gone.article) == to_record(ARTICLE)
    assert [s.article.identity for s in store.articles(Filter(gone=True))] == ["1907146"]
    assert [o.change for o in store.save([ARTICLE], reread=True)] == [Change.SAME]
    assert store.count() == 0
    assert [o.change for o in store.save([ARTICLE])] == [Change.UPDATED]
    assert store.count() == 1


def test_many_articles_stream_in_order(store: ArticleStore) -> None:
    store.save([numbered(i) for i in range(1, 1301)])
    seen = list(store.articles())
    assert len({s.article.identity for s in seen}) == 1300
    dates = [s.article.date_published or "" for s in seen]
    assert dates == sorted(dates, reverse=True)


def test_a_save_between_two_articles_of_a_stream(store: ArticleStore) -> None:
    store.save([numbered(i) for i in range(1, 1101)])
    stream = store.articles()
    next(stream)
    store.save([numbered(2000)])
    assert len(list(stream)) == 1099
    assert store.count() == 1101


def test_what_no_database_holds_is_marked_as_unreadable(store: ArticleStore) -> None:
    store.save([replace(ARTICLE, headline="제\x00목", body=["말\ud83d씀"], authors=[Author("홍\udc00")])])
    stored = store.get("example", "1907146")
    assert stored is not None
    assert stored.article.headline == "제\ufffd목"
    assert stored.article.body == ["말\ufffd씀"]
    assert stored.article.authors == [Author("홍\ufffd")]


@pytest.mark.parametrize(
    "article",
    [
        replace(ARTICLE, keywords=["제\ud83d목"]),
        replace(ARTICLE, photos=[Photo(caption="제\udc00목")]),
        replace(ARTICLE, related=[Related("제\x00목", "https://www.example.com/2")]),
        replace(ARTICLE, byline_raw=["홍길\ud83d동 기자"]),
        replace(ARTICLE, url="https://www.example.com/\ud83d"),
    ],
)
def test_one_unreadable_character_anywhere_keeps_no_article_out(
    store: ArticleStore, article: Article
) -> None:
    assert [o.change for o in store.save([article, numbered(2)])] == [Change.NEW, Change.NEW]
    assert [o.change for o in store.save([article, numbered(2)])] == [Change.SAME, Change.SAME]
    stored = store.get("example", "1907146")
    assert stored is not None
    assert "\ufffd" in str(to_record(stored.article))


def test_a_digest_of_another_making_is_mended_and_is_no_change(store: ArticleStore) -> None:
    def digests() -> list[bytes]:
        with store.database.read() as connection:
            return list(connection.execute(select(articles.c.content_hash)).scalars())

    store.save([ARTICLE])
    made = digests()
    store.database.write(lambda c: c.execute(update(articles).values(content_hash=bytes(16))))
    assert [o.change for o in store.save([ARTICLE])] == [Change.SAME]
    assert digests() == made != [bytes(16)]


def test_words_that_look_like_an_unholdable_character_are_kept(store: ArticleStore) -> None:
    store.save([replace(ARTICLE, headline=r"\u0000은 무엇인가", keywords=[r"\u0000"])])
    stored = store.get("example", "1907146")
    assert stored is not None
    assert (stored.article.headline, stored.article.keywords) == (r"\u0000은 무엇인가", [r"\u0000"])


@pytest.mark.parametrize(
    "said",
    [
        "2020-06-17T11:00-08+09:00",
        "0001-01-01T00:00:00+09:00",
        "0001-01-01T00:00:00+14:00",
        "2020-06-17T11:00:00",
    ],
)
def test_what_is_no_moment_is_told(store: ArticleStore, said: str) -> None:
    with pytest.raises(RecordError, match="date_published"):
        store.save([replace(ARTICLE, date_published=said)])


def test_a_number_no_database_holds_is_told(store: ArticleStore) -> None:
    with pytest.raises(RecordError, match="Integer exceeds 64-bit range"):
        store.save([replace(ARTICLE, related=[Related("제목", "https://www.example.com/2", None, 10**30)])])


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
maybe = st.none() | words
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda d: d.isoformat() + "+09:00")
dates = st.none() | moments | st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(date.isoformat)
STRATEGIES: dict[str, st.SearchStrategy[object]] = {
    **{f.name: maybe for f in fields(Article) if f.type == str | None},
    **{f.name: words for f in fields(Article) if f.type is str},
    **{f.name: st.lists(words, max_size=4) for f in fields(Article) if f.type == list[str]},
    **dict.fromkeys(("date_published", "date_modified", "source_date_published"), dates),
    "date_crawled": st.just("") | moments,
    "body_complete": st.booleans(),
    "authors": st.lists(st.builds(Author, *[maybe] * 5), max_size=3),
    "photos": st.lists(st.builds(Photo, *[maybe] * 5), max_size=3),
    "related": st.lists(st.builds(Related, words, words, maybe, st.none() | st.integers(0, 9)), max_size=3),
}
assert {*STRATEGIES, "evidence"} == {f.name for f in fields(Article)}


@given(st.builds(Article, **STRATEGIES))
def test_rows_and_back_is_the_same_record(article: Article) -> None:
    with ArticleStore.open("sqlite://") as fresh:
        fresh.save([article])
        (stored,) = fresh.articles()
    assert to_record(stored.article) == to_record(article)
    assert stored.article.identity == (article.identity or article.url)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(first=st.builds(Article, **STRATEGIES), second=st.builds(Article, **STRATEGIES))
def test_the_second_reading_replaces_the_first_to_the_letter(
    store: ArticleStore, first: Article, second: Article
) -> None:
    key = uuid4().hex
    first, second = (replace(a, site="example", identity=key, body_complete=True) for a in (first, second))
    store.save([first, second])
    stored = store.get("example", key)
    assert stored is not None
    if {**to_record(first), "date_crawled": ""} == {**to_record(second), "date_crawled": ""}:
        assert to_record(stored.article) == to_record(first)
    else:
        assert to_record(stored.article) == to_record(second)
