"""What is counted of a run, and when a field counts as fallen."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.alarms import MIN_RUNS, Alarm, alarms, message
from newscrawl.coverage import Tallies
from newscrawl.items import Article, Author, Entry, Listing, Photo
from newscrawl.storage.ledger import NEW_NORM, Coverage, Ledger
from newscrawl.storage.store import ArticleStore

PAGE = "https://www.example.com/"


def row(filled: int, field: str = "authors.email", pages: int = 20) -> Coverage:
    return Coverage("example", field, pages, filled, f"{PAGE}1")


def fallen(now: list[Coverage], before: list[list[Coverage]]) -> list[str]:
    return [alarm.field for alarm in alarms(now, before)]


def article(number: int, **fields: object) -> Article:
    values = {
        "site": "example",
        "url": f"{PAGE}{number}",
        "headline": f"가나전자 {number}번째 로봇",
        **fields,
    }
    return Article(**values)  # type: ignore[arg-type]  # each test gives what it needs


def tally(tallies: Tallies, field: str) -> tuple[int, int, str | None]:
    found = tallies.of["example", field]
    return found.pages, found.filled, found.example


def test_a_nested_field_is_filled_when_one_of_its_people_or_photos_has_it() -> None:
    tallies = Tallies()
    people = [Author(name="홍길동"), Author(name="김나래", email="kim@example.com")]
    tallies.read(article(1, authors=people, photos=[Photo(url=f"{PAGE}1.jpg", credit="가나전자")]))
    tallies.read(article(2, authors=people[:1]))
    assert tally(tallies, "authors.name") == (2, 2, None)
    assert tally(tallies, "authors.email") == (2, 1, f"{PAGE}2")
    assert tally(tallies, "photos") == (2, 1, f"{PAGE}2")
    assert tally(tallies, "photos.credit") == (1, 1, None), "of the pages with a photo"
    assert tally(tallies, "photos.caption") == (1, 0, f"{PAGE}1")


def test_a_day_without_its_time_and_the_steps_of_a_body() -> None:
    tallies = Tallies()
    tallies.read(article(1, date_published="2020-06-17T11:00:00+09:00", body=["가" * 250, "나" * 160]))
    tallies.read(article(2, date_published="2020-06-17", body=["다" * 99]))
    assert tally(tallies, "date_published") == (2, 2, None)
    assert tally(tallies, "date_published.time") == (2, 1, f"{PAGE}2")
    assert tally(tallies, "body.characters>=100")[1] == 1
    assert tally(tallies, "body.characters>=400")[1] == 1
    assert tally(tallies, "body.characters>=800")[1] == 0
    assert tally(tallies, "body.paragraphs>=2")[1] == 1


def test_words_that_come_again_are_not_the_articles_own() -> None:
    tallies = Tallies()
    for number in range(3):
        tallies.read(article(number, body=[f"{number}번째 로봇이다.", "구독하면 더 읽을 수 있다."]))
    assert tally(tallies, "headline.own") == (3, 3, None)
    assert tally(tallies, "body.own") == (3, 1, f"{PAGE}1")


def test_a_moment_that_comes_again_is_no_articles_own_and_a_day_may() -> None:
    tallies = Tallies()
    for number, said in enumerate(["2020-06-17", "2020-06-17", *["2020-06-17T11:00:00+09:00"] * 3]):
        tallies.read(article(number, date_published=said))
    assert tally(tallies, "date_published.own") == (3, 1, f"{PAGE}3")


def test_a_page_without_an_article_and_the_entries_of_a_listing() -> None:
    tallies = Tallies()
    tallies.read(article(1))
    tallies.missed("example", f"{PAGE}2")
    assert tally(tallies, "article") == (2, 1, f"{PAGE}2")
    entries = [Entry("가", f"{PAGE}1", "2020-06-17"), Entry("나", f"{PAGE}2")]
    tallies.listed("example", Listing(entries=entries), f"{PAGE}list")
    assert tally(tallies, f"entries {PAGE}list") == (1, 2, None)
    assert tally(tallies, f"next_url {PAGE}list") == (1, 0, f"{PAGE}list")
    assert tally(tallies, "entries.date_published") == (2, 1, f"{PAGE}list")


def test_listings_without_end_are_not_all_counted_alone() -> None:
    tallies = Tallies()
    for number in range(500):
        tallies.listed("example", Listing(), f"{PAGE}{number}")
    assert len(tallies.of) <= 100


def test_a_field_that_vanishes_or_falls_on_part_of_the_pages() -> None:
    always = [[row(20)] for _ in range(20)]
    assert fallen([row(0)], always) == ["authors.email"]
    assert fallen([row(14)], always) == ["authors.email"]
    assert fallen([row(19)], always) == []
    assert fallen([row(0, pages=1)], [[row(3, pages=3)] for _ in range(5)]) == [], "one page after fifteen"


def test_fields_share_what_chance_may_do_and_those_alike_alarm_alike() -> None:
    always = [[row(20, f"field {n}") for n in range(40)] for _ in range(20)]
    once = [row(0, f"field {n}", 1) for n in range(40)]
    assert fallen(once, always) == [], "each of forty fields may be missing on a single page"
    assert fallen(once[:1], [run[:1] for run in always]) == ["field 0"]
    assert fallen([row(17, f"field {n}") for n in range(40)], always) == [f"field {n}" for n in range(40)]


def test_a_list_and_a_dates_precision_may_neither_fall_nor_rise() -> None:
    before = [[row(20, "section>=2"), row(0, "date_published.precision>=second")] for _ in range(20)]
    assert fallen([row(0, "section>=2")], before) == ["section>=2"]
    (alarm,) = alarms([row(20, "date_published.precision>=second")], before)
    assert "at most" in alarm.line()


def test_the_wider_a_field_varies_the_more_it_may_fall() -> None:
    steady = [[row(k)] for k in (10, 9, 11, 10, 10, 12, 9, 10)]
    by_day = [[row(k)] for k in (20, 2, 18, 0, 19, 10, 3, 20)]
    assert fallen([row(0)], steady) == ["authors.email"]
    assert fallen([row(0)], by_day) == []


def test_a_field_may_rise_but_a_body_may_not_grow_out_of_all_measure() -> None:
    assert fallen([row(20)], [[row(1)] for _ in range(10)]) == []
    long = "body.characters>=3200"
    (alarm,) = alarms([row(20, long)], [[row(1, long)] for _ in range(10)])
    assert alarm.filled > alarm.expected
    assert alarm.example is None


def test_a_listing_that_yields_nothing_less_or_no_next_page() -> None:
    entries, following = f"entries {PAGE}list", f"next_url {PAGE}list"
    before = [[row(k, entries, 1), row(1, following, 1)] for k in (20, 20, 20, 19, 20, 20)]
    assert fallen([row(0, entries, 1), row(1, following, 1)], before) == [entries]
    assert fallen([row(20, entries, 1), row(0, following, 1)], before) == [following]
    assert fallen([row(18, entries, 1), row(1, following, 1)], before) == []
    assert fallen([row(90, entries, 1), row(1, following, 1)], before) == [entries], "menus are no entries"
    feed = [[row(k, entries, 1)] for k in (3, 40, 0, 12, 25, 7)]
    assert fallen([row(0, entries, 1)], feed) == [], "this one is empty now and then"


def test_too_little_history_is_no_alarm() -> None:
    assert fallen([row(0)], [[row(20)] for _ in range(MIN_RUNS - 1)]) == []
    assert fallen([row(0)], []) == []
    assert fallen([row(0)], [[row(0, pages=0)] for _ in range(20)]) == []


COVERAGE = st.integers(0, 60).flatmap(
    lambda n: st.builds(row, st.integers(0, n), st.sampled_from(["a", "b", "entries x"]), st.just(n))
)


@given(st.lists(COVERAGE), st.lists(st.lists(COVERAGE), max_size=25))
def test_an_alarm_is_about_a_number_outside_its_bound(
    now: list[Coverage], before: list[list[Coverage]]
) -> None:
    for alarm in alarms(now, before):
        assert alarm.filled != alarm.expected
        assert alarm.expected >= 0
        assert alarm.line().startswith("example: ")


def test_a_webhook_is_told_in_words_and_in_fields() -> None:
    alarm = Alarm("example", "section", 20, 3, 1.0, 17, f"{PAGE}1")
    told = message([alarm], {"spider": "example", "how": "degraded", "reason": "section"})
    assert told["text"] == f"newscrawl: example degraded: section\n{alarm.line()}"
    assert told["alarms"] == [
        {"site": "example", "field": "section", "pages": 20, "filled": 3, "usual": 1.0, "expected": 17,
         "example": f"{PAGE}1"}
    ]  # fmt: skip


def runs(ledger: Ledger, hows: str, asked: str = "") -> None:
    """A run a letter: f finished, d degraded, k killed; each with the number of its place as what was filled."""
    for place, letter in enumerate(hows):
        run = ledger.start("example", {"asked": asked}, "0.1.0")
        ledger.cover(run, [row(place)])
        ledger.end(run, {"f": "finished", "d": "degraded", "k": "killed"}[letter], {})


def history(ledger: Ledger) -> list[int]:
    run = ledger.start("example", {"asked": ""}, "0.1.0")
    return [rows[0].filled for rows in ledger.history(run, "example")]


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with ArticleStore.open("sqlite://") as store:
        yield Ledger(store)


def test_history_is_the_good_runs_that_were_asked_the_same(ledger: Ledger) -> None:
    runs(ledger, "ffkdf")
    runs(ledger, "fff", asked="an archive of 2008")
    assert history(ledger) == [4, 1, 0]


def test_what_stays_degraded_becomes_the_norm_in_the_end(ledger: Ledger) -> None:
    runs(ledger, "fffff" + "d" * (NEW_NORM - 1))
    assert history(ledger) == [4, 3, 2, 1, 0]
    runs(ledger, "d")
    assert len(history(ledger)) == NEW_NORM
