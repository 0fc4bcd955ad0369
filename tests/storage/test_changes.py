"""Edits are found, layouts make none, and every older version comes back from the newest."""

import json
import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newscrawl.items import RECORD_FIELDS, Article, Author, Photo, Related, to_record
from newscrawl.storage.changes import Change, apply, decide, undo
from newscrawl.storage.store import ArticleStore

WORDS = [
    *(
        "나래전자",
        "한빛대",
        "인공지능",
        "연구진",
        "반도체",
        "협약",
        "투자",
        "3,000억원",
        "GPT-4o",
        "데이터센터",
    ),
    *("“현장", "중심”", "개발자", "서비스", "17일", "밝혔다", "손을", "잡고", "공동으로", "세우기로", "했다"),
    *("관계자는", "시장에서", "처음이라고", "설명했다", "올해", "2분기까지", "늘린다", "C++"),
]


def sentence(pick: random.Random) -> str:
    return " ".join(pick.choices(WORDS, k=pick.randint(6, 14))) + "."


def paragraph(pick: random.Random) -> str:
    return " ".join(sentence(pick) for _ in range(pick.randint(2, 4)))


def make_article(pick: random.Random) -> Article:
    return Article(
        url="https://www.example.com/1",
        site="example",
        identity="1",
        publisher="예제일보",
        headline=" ".join(pick.choices(WORDS, k=7)),
        section=["산업"],
        keywords=["인공지능", "반도체"],
        date_published="2020-06-17T11:00:00+09:00",
        date_published_raw="입력 2020-06-17 11:00",
        authors=[Author("홍길동", "기자", "hong@example.com", "예제일보"), Author("김나래", "기자")],
        byline_raw=["홍길동·김나래 기자 hong@example.com"],
        photos=[
            Photo(
                "https://img.example.com/1.jpg",
                "17일 열린 협약식",
                "나래전자",
                "제공",
                "▲ 17일 열린 협약식 (사진제공=나래전자)",
            ),
            Photo("https://img.example.com/2.jpg", "연구동 조감도.", None, None, "연구동 조감도."),
        ],
        body=[paragraph(pick) for _ in range(pick.randint(6, 14))],
        description=sentence(pick),
        related=[Related(sentence(pick), f"https://www.example.com/{n}", "2020-06-16") for n in range(5)],
        date_crawled="2020-06-17T12:00:00+09:00",
        extracted_by="0.1.0",
    )


def in_paragraph(edit: Callable[[random.Random, str], str]) -> Callable[[random.Random, Article], Article]:
    def edited(pick: random.Random, article: Article) -> Article:
        at = pick.randrange(len(article.body))
        return replace(
            article, body=[*article.body[:at], edit(pick, article.body[at]), *article.body[at + 1 :]]
        )

    return edited


def another_word(pick: random.Random, text: str) -> str:
    words = text.split(" ")
    at = pick.randrange(len(words))
    words[at] = pick.choice([w for w in WORDS if w != words[at]])
    return " ".join(words)


def with_paragraph(pick: random.Random, article: Article) -> Article:
    at = pick.randint(0, len(article.body))
    return replace(article, body=[*article.body[:at], paragraph(pick), *article.body[at:]])


def without_paragraph(pick: random.Random, article: Article) -> Article:
    at = pick.randrange(len(article.body))
    return replace(article, body=article.body[:at] + article.body[at + 1 :])


def first_author(**values: str) -> Callable[[random.Random, Article], Article]:
    return lambda _, a: replace(a, authors=[replace(a.authors[0], **values), *a.authors[1:]])


def first_photo(**values: str | None) -> Callable[[random.Random, Article], Article]:
    return lambda _, a: replace(a, photos=[replace(a.photos[0], **values), *a.photos[1:]])


EDITS: list[Callable[[random.Random, Article], Article]] = [
    lambda p, a: replace(a, headline=another_word(p, a.headline)),
    lambda p, a: replace(a, headline="[단독] " + a.headline),
    in_paragraph(another_word),
    in_paragraph(lambda p, t: t + " " + sentence(p)),
    in_paragraph(lambda _, t: t[: t.rindex(" ")]),
    in_paragraph(lambda _, t: t[0] + "1" + t[1:]),
    with_paragraph,
    without_paragraph,
    lambda _, a: replace(a, body=[*a.body[1:], a.body[0]]),
    first_author(name="남궁민"),
    first_author(role="선임기자"),
    first_author(email="gildong@example.com"),
    lambda _, a: replace(a, authors=a.authors[:1]),
    lambda _, a: replace(a, authors=[*a.authors, Author("황보준엽", "기자")]),
    first_photo(caption="18일 열린 협약식"),
    first_photo(credit="한빛대"),
    lambda _, a: replace(a, photos=[*a.photos, Photo("https://img.example.com/3.jpg", "새 사진")]),
]


def other_marks(text: str) -> str:
    return text.replace("“", '"').replace("”", '"').replace("-", "–")


def recut(pick: random.Random, article: Article) -> Article:
    """The same text between other <p>s: one skin breaks after every sentence, another hardly ever."""
    text = " ".join(article.body).split(". ")
    text = [part if part.endswith(".") else part + "." for part in text]
    size = pick.randint(1, 6)
    return replace(article, body=[" ".join(text[i : i + size]) for i in range(0, len(text), size)])


LAYOUTS: list[Callable[[random.Random, Article], Article]] = [
    recut,
    lambda _, a: replace(
        a, headline=a.headline.replace(" ", "\u00a0"), body=[t.replace(" ", "  ") for t in a.body]
    ),
    lambda _, a: replace(a, headline=unicodedata.normalize("NFD", a.headline)),
    lambda _, a: replace(a, body=[unicodedata.normalize("NFD", t) + "\u200b" for t in a.body]),
    lambda _, a: replace(a, body=[other_marks(t) for t in a.body], headline=other_marks(a.headline)),
    lambda _, a: replace(
        a, authors=[replace(b, email=None, affiliation=None) for b in a.authors], byline_raw=[]
    ),
    lambda _, a: replace(
        a, photos=[replace(p, url="https://cdn.example.com/x.webp", caption_raw="") for p in a.photos]
    ),
    lambda _, a: replace(a, photos=[Photo("https://img.example.com/ad.png"), *a.photos]),
    lambda p, a: replace(a, related=[Related(sentence(p), "https://www.example.com/8")], section=["IT"]),
    lambda p, a: replace(
        a, keywords=["광고"], description=sentence(p), copyright_raw="ⓒ 예제일보", publisher="예제"
    ),
    lambda _, a: replace(
        a, date_published_raw="등록 2020.06.17 11:00", encoding="euc-kr", url=a.url + "?m=1"
    ),
    lambda _, a: replace(a, date_crawled="2020-06-18T12:00:00+09:00"),
    lambda _, a: replace(a, authors=a.authors[::-1]),
    lambda _, a: replace(a, authors=[*a.authors, Author(email="news@example.com")]),
    lambda _, a: replace(a, authors=[Author(affiliation="예제일보"), *a.authors]),
    lambda _, a: replace(a, photos=a.photos[::-1]),
    lambda _, a: replace(a, photos=[replace(p, caption=None, credit=None) for p in a.photos]),
    lambda _, a: replace(a, photos=[replace(p, credit=None, credit_kind=None) for p in a.photos]),
    lambda p, a: replace(
        a, photos=[Photo(f"https://cdn.example.com/{n}", p.caption) for n, p in enumerate(a.photos)][::-1]
    ),
    lambda _, a: replace(a, photos=[Photo("https://cdn.example.com/x"), Photo("https://cdn.example.com/y")]),
]


def test_edits_are_found_layouts_are_not_and_revisions_are_small() -> None:
    pick = random.Random(20200617)
    found = false = size = whole = 0
    for number in range(500):
        old = make_article(pick)
        layout = LAYOUTS[number % len(LAYOUTS)]
        assert decide(old, old) is Change.SAME
        false += decide(old, layout(pick, old)) is Change.CHANGED
        new = EDITS[number % len(EDITS)](pick, old)
        found += decide(old, new) is Change.CHANGED
        assert decide(old, recut(pick, new)) is Change.CHANGED, "an edit is found under another skin too"
        size += len(json.dumps(undo(new, old), ensure_ascii=False).encode())
        whole += len(json.dumps(to_record(old), ensure_ascii=False).encode())
    assert found == 500
    assert false == 0
    assert size <= 0.15 * whole


def test_another_parser_makes_no_edit() -> None:
    pick = random.Random(1)
    for edit in EDITS:
        old = make_article(pick)
        read_otherwise = replace(edit(pick, old), extracted_by="0.2.0")
        assert decide(old, read_otherwise) is Change.UPDATED
        assert decide(old, replace(read_otherwise, extracted_by="0.1.0"), reread=True) is Change.UPDATED


def test_another_parser_hides_no_edit_the_page_tells_of() -> None:
    old = replace(make_article(random.Random(1)), date_modified="2020-06-17T12:00:00+09:00")
    new = replace(old, headline="고친 제목", extracted_by="0.2.0", date_modified="2020-06-17T13:00:00+09:00")
    assert decide(old, new) is Change.CHANGED


def test_an_article_first_fetched_before_its_first_edit_shows_it_after_an_upgrade() -> None:
    old = make_article(random.Random(1))  # crawled at noon
    for modified, change in (
        ("2020-06-17T12:30:00+09:00", Change.CHANGED),
        ("2020-06-17T03:30:00+00:00", Change.CHANGED),  # the same moment
        ("2020-06-17T11:30:00+09:00", Change.UPDATED),  # the parser before did not see this stamp
        ("2020-06-17", Change.UPDATED),
        (None, Change.UPDATED),
    ):
        new = replace(old, headline="고친 제목", extracted_by="0.2.0", date_modified=modified)
        assert decide(old, new) is change


def test_newsrooms_count_where_nobody_is_named() -> None:
    old = replace(make_article(random.Random(1)), authors=[Author(affiliation="연합뉴스")])
    assert decide(old, replace(old, authors=[Author(affiliation="뉴시스")])) is Change.CHANGED
    assert decide(old, replace(old, authors=[Author("홍길동")])) is Change.CHANGED


def test_a_page_that_shows_less_takes_nothing_away() -> None:
    old = make_article(random.Random(1))
    teaser = replace(old, body=old.body[:1], body_complete=False, body_incomplete_reason="paywall")
    assert decide(old, teaser) is Change.SAME
    assert decide(teaser, old) is Change.UPDATED
    assert decide(teaser, replace(old, headline="고친 제목")) is Change.CHANGED


def test_an_older_fetch_read_again_does_not_replace_a_newer_one() -> None:
    new = make_article(random.Random(1))
    old = replace(new, headline="옛 제목", date_crawled="2020-06-01T12:00:00+09:00")
    assert decide(new, old, reread=True) is Change.SAME
    assert decide(old, new, reread=True) is Change.UPDATED


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
maybe = st.none() | text
versions = st.builds(
    Article,
    headline=text,
    description=maybe,
    section=st.lists(text, max_size=3),
    authors=st.lists(st.builds(Author, *[maybe] * 5), max_size=3),
    photos=st.lists(st.builds(Photo, *[maybe] * 5), max_size=3),
    related=st.lists(st.builds(Related, text, text), max_size=2),
    body=st.lists(st.sampled_from(["가", "나", "가나다", "가나라", "", "나다"]) | text, max_size=8),
)
NOT_KEPT = ("date_crawled", "related")  # the fetch, and the box that differs at each: no version's own words


def kept(article: Article) -> dict[str, object]:
    return {name: value for name, value in to_record(article).items() if name not in NOT_KEPT}


@given(versions, versions)
def test_the_older_version_comes_back(old: Article, new: Article) -> None:
    steps = json.loads(json.dumps(undo(new, old)))
    assert kept(apply(new, steps)) == kept(old)
    assert set(steps) <= set(RECORD_FIELDS) - set(NOT_KEPT)


@given(st.lists(st.tuples(versions, st.booleans()), min_size=1, max_size=6))
def test_every_older_version_comes_back_though_the_page_was_read_again(
    readings: list[tuple[Article, bool]],
) -> None:
    with ArticleStore.open("sqlite://") as store:
        history: list[Article] = []
        newest = Article()
        for version, reread in readings:
            article = replace(version, site="example", identity="1")
            (outcome,) = store.save([article], reread=reread)
            if outcome.change is Change.CHANGED:
                history.append(newest)
            if outcome.change is not Change.SAME:
                newest = article
            assert outcome.revision == len(history)
        revisions = store.revisions("example", "1")
        stored = store.get("example", "1")
    assert stored is not None
    assert kept(stored.article) == kept(newest)
    assert [kept(revision.before) for revision in revisions] == [
        kept(article) for article in reversed(history)
    ]
    assert [revision.number for revision in revisions] == list(range(len(history), 0, -1))
    assert all(revision.changed for revision in revisions)


def test_a_book_of_paragraphs_is_told_apart_in_time() -> None:
    old = Article(body=["가"] * 3000)
    new = Article(body=["나", "가"] * 3000)
    assert apply(new, undo(new, old)).body == old.body


def test_a_chain_of_edits_is_small_beside_full_copies(store: ArticleStore) -> None:
    pick = random.Random(7)
    article = make_article(pick)
    store.save([article])
    versions_kept = [article]
    for edit in EDITS:
        article = edit(pick, article)
        store.save([article])
        versions_kept.append(article)
    revisions = store.revisions("example", "1")
    assert [kept(r.before) for r in revisions] == [kept(v) for v in reversed(versions_kept[:-1])]
    assert revisions[-1].changed == ["headline"]
    assert revisions[0].changed == ["photos"]


def test_a_headline_corrected_behind_a_wall_is_an_edit_and_the_text_is_kept(store: ArticleStore) -> None:
    old = make_article(random.Random(1))
    walled = replace(
        old, headline="고친 제목", body=old.body[:1], body_complete=False, body_incomplete_reason="paywall"
    )
    assert decide(old, walled) is Change.CHANGED
    assert decide(old, replace(walled, extracted_by="0.2.0")) is Change.SAME
    assert decide(old, replace(walled, body_incomplete_reason="protected")) is Change.SAME
    store.save([old])
    (outcome,) = store.save([walled])
    assert outcome.change is Change.CHANGED
    stored = store.get("example", "1")
    assert stored is not None
    assert (stored.article.headline, stored.article.body, stored.article.body_complete) == (
        "고친 제목",
        old.body,
        True,
    )
    (revision,) = store.revisions("example", "1")
    assert (revision.changed, revision.before.headline) == (["headline"], old.headline)
