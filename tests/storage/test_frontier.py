"""Walks go on where they were left, leases come back, and nothing that is done is fetched twice."""

import random
import string
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from newscrawl.frontier import Frontier, Lead, Page, next_look
from newscrawl.items import Article
from newscrawl.storage.schema import pages
from newscrawl.storage.store import ArticleStore, Change, Filter

FEED = Lead("example", "www.example.com/rss", "https://www.example.com/rss", "feed")


def listing(number: int) -> Lead:
    url = f"https://www.example.com/list?page={number}"
    return Lead("example", url, url, "listing", depth=number)


def lead(number: int) -> Lead:
    return Lead("example", str(number), f"https://www.example.com/{number}", hint={"date": "2020-06-17"})


def article(number: int) -> Article:
    return Article(
        site="example",
        identity=str(number),
        url=f"https://www.example.com/{number}",
        headline=f"제목 {number}",
        date_published="2020-06-17T11:00:00+09:00",
    )


@pytest.fixture
def frontier(store: ArticleStore) -> Frontier:
    return Frontier(store, "run 1")


def another(frontier: Frontier, store: ArticleStore, owner: str = "run 2") -> Frontier:
    assert frontier.database is store.database
    return Frontier(store, owner)


def identities(leased: list[Page]) -> list[str]:
    return [page.identity for page in leased]


def states(store: ArticleStore) -> dict[str, str]:
    with store.database.read() as connection:
        return {row.identity: row.state for row in connection.execute(select(pages))}


def let_leases_end(store: ArticleStore) -> None:
    """What the wall clock does."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    held = pages.c.lease_until.is_not(None)
    store.database.write(lambda c: c.execute(update(pages).where(held).values(lease_until=past)))


def let_time_come(store: ArticleStore) -> None:
    """What waiting for the next try does."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    later = pages.c.next_try.is_not(None)
    store.database.write(lambda c: c.execute(update(pages).where(later).values(next_try=past)))


def crawl(
    store: ArticleStore, frontier: Frontier, site: dict[int, list[int]], stop_after: int = 10**9
) -> list[str]:
    """Fetch what is due until nothing is, or until killed after so many pages; return what was fetched."""
    fetched: list[str] = []
    while leased := frontier.lease(3):
        for page in leased:
            if len(fetched) == stop_after:
                return fetched
            fetched.append(page.identity)
            if page.kind == "article":
                store.save([article(int(page.identity))], [frontier.read(page, article(int(page.identity)))])
            else:
                next_page = [listing(page.depth + 1)] if page.depth + 1 in site else []
                frontier.record([frontier.listed(page, [lead(n) for n in site[page.depth]] + next_page)])
    return fetched


SITE = {1: [9, 8, 7], 2: [6, 5, 4], 3: [3, 2, 1]}


def test_a_walk_from_first_to_last(store: ArticleStore, frontier: Frontier) -> None:
    walk = frontier.begin("example", "{}", [listing(1)])
    assert (walk.round, walk.resumed) == (1, False)
    fetched = crawl(store, frontier, SITE)
    assert sorted(fetched) == sorted({*map(str, range(1, 10)), *(listing(n).identity for n in SITE)})
    assert store.count() == 9
    assert set(states(store).values()) == {"done"}


def test_the_second_round_fetches_listings_only(store: ArticleStore, frontier: Frontier) -> None:
    frontier.begin("example", "{}", [listing(1)])
    crawl(store, frontier, SITE)
    again = another(frontier, store)
    walk = again.begin("example", "{}", [listing(1)])
    assert (walk.round, walk.resumed) == (2, False)
    assert crawl(store, again, SITE) == [listing(n).identity for n in SITE]


@pytest.mark.parametrize("killed_after", range(13))
def test_a_killed_walk_goes_on_where_it_was(
    store: ArticleStore, frontier: Frontier, killed_after: int
) -> None:
    frontier.begin("example", "{}", [listing(1)])
    before = crawl(store, frontier, SITE, stop_after=killed_after)
    let_leases_end(store)
    after = another(frontier, store)
    walk = after.begin("example", "{}", [listing(1)])
    rest = crawl(store, after, SITE)
    listings = [i for i in before + rest if i.startswith("https")]
    articles = [i for i in before + rest if not i.startswith("https")]
    assert sorted(articles) == sorted(map(str, range(1, 10)))
    if walk.resumed:
        assert sorted(listings) == sorted(listing(n).identity for n in SITE)
    else:  # the listings were all read: the next round begins with the first
        assert sorted(listings) == sorted([listing(n).identity for n in SITE] * 2)
    assert store.count() == 9


def test_a_listing_and_what_it_lists_are_one_moment(store: ArticleStore, frontier: Frontier) -> None:
    frontier.begin("example", "{}", [listing(1)])
    (page,) = frontier.lease(10)
    broken = Lead("example", "1", "https://www.example.com/1", hint={"date": datetime.now(UTC)})
    with pytest.raises(TypeError):
        frontier.record([frontier.listed(page, [lead(2), broken])])
    assert states(store) == {listing(1).identity: "found"}
    assert frontier.record([frontier.listed(page, [lead(2), lead(1), lead(2)])]) == [2]
    assert states(store) == {listing(1).identity: "done", "1": "found", "2": "found"}
    assert [(p.identity, p.hint) for p in frontier.lease(10)] == [
        ("2", {"date": "2020-06-17"}),
        ("1", {"date": "2020-06-17"}),
    ]


def test_an_article_and_its_page_are_one_moment(store: ArticleStore, frontier: Frontier) -> None:
    frontier.begin("example", "{}", [lead(1)])
    (page,) = frontier.lease(1)
    source = Lead("source", "7", "https://www.example.org/7")
    no_page = replace(frontier.read(page, article(1)), page=10**6)
    with pytest.raises(KeyError):
        store.save([article(1)], [no_page])
    assert store.count() == 0
    store.save([article(1)], [frontier.read(page, article(1), leads=[source])])
    assert store.count() == 1
    assert states(store) == {"1": "done", "7": "found"}


def test_leases_are_shared_never_doubled(store: ArticleStore, frontier: Frontier) -> None:
    other = another(frontier, store)
    frontier.begin("example", "{}", [lead(n) for n in range(10)])
    other.begin("example", "{}", [lead(n) for n in range(10)])
    mine, theirs = frontier.lease(6), other.lease(6)
    assert identities(mine) == list("012345")
    assert identities(theirs) == list("6789")
    assert frontier.lease(6) == []
    waiting = frontier.waiting()
    assert (waiting.due, waiting.held) == (0, 4)
    assert waiting.free_at is not None
    assert other.release() == 4
    assert (frontier.waiting().due, frontier.waiting().held) == (4, 0)
    assert identities(frontier.lease(6)) == list("6789")


def test_a_lease_that_ended_is_anothers(store: ArticleStore, frontier: Frontier) -> None:
    other = another(frontier, store)
    frontier.begin("example", "{}", [lead(1), lead(2)])
    other.begin("example", "{}", [])
    pages_held = frontier.lease(2)
    assert frontier.renew(p.id for p in pages_held) == {p.id for p in pages_held}
    let_leases_end(store)
    (taken,) = other.lease(1)
    assert frontier.renew(p.id for p in pages_held) == {p.id for p in pages_held} - {taken.id}


def test_what_a_page_can_come_to(store: ArticleStore, frontier: Frontier) -> None:
    frontier.begin("example", "{}", [lead(n) for n in range(1, 5)])
    one, two, three, four = frontier.lease(4)
    frontier.record(
        [
            frontier.gone(one, "HTTP 404", status=404),
            frontier.refused(two, "robots.txt"),
            frontier.failed(three, "HTTP 500", status=500),
            frontier.read(four, article(4), etag='"a"'),
        ]
    )
    assert states(store) == {"1": "gone", "2": "refused", "3": "failed", "4": "done"}
    assert frontier.lease(4) == []
    let_time_come(store)
    assert identities(frontier.lease(4)) == ["2", "3"]


def test_a_page_fails_until_patience_ends(store: ArticleStore, frontier: Frontier) -> None:
    frontier.begin("example", "{}", [lead(1)])
    for tries in range(6):
        (page,) = frontier.lease(4)
        assert page.tries == tries
        frontier.record([frontier.failed(page, "HTTP 500", status=500)])
        let_time_come(store)
    assert frontier.lease(4) == []
    assert another(frontier, store).begin("example", "{}", [lead(1)]).round == 2
    assert identities(frontier.lease(4)) == ["1"], "an address given by name is tried once more"


def test_only_a_page_that_is_gone_gives_a_tombstone(store: ArticleStore, frontier: Frontier) -> None:
    store.save([article(1), article(2)])
    frontier.begin("example", "{}", [lead(1), lead(2)], mode="all")
    one, two = frontier.lease(4)
    frontier.record(
        [frontier.gone(one, "HTTP 410", status=410), frontier.failed(two, "HTTP 500", status=500)]
    )
    assert [s.article.identity for s in store.articles()] == ["2"]
    assert [s.gone_reason for s in store.articles(Filter(gone=True))] == ["HTTP 410"]


def test_an_article_stored_without_a_page_is_not_fetched(store: ArticleStore, frontier: Frontier) -> None:
    store.save([article(1)])
    frontier.begin("example", "{}", [listing(1)])
    (page,) = frontier.lease(1)
    assert frontier.record([frontier.listed(page, [lead(1), lead(2)])]) == [1]
    assert identities(frontier.lease(9)) == ["2"]


def test_mode_all_fetches_each_article_the_round_finds_once(store: ArticleStore, frontier: Frontier) -> None:
    frontier.begin("example", "{}", [listing(1)])
    crawl(store, frontier, SITE)
    again = another(frontier, store)
    again.begin("example", "{}", [listing(1)], mode="all")
    twice_listed = {**SITE, 2: [9, 6, 5]}
    assert sorted(crawl(store, again, twice_listed)) == sorted(
        [*"9876532", "1", *(listing(n).identity for n in SITE)]
    )


def test_mode_revisit_looks_again_while_the_window_is_open(store: ArticleStore, frontier: Frontier) -> None:
    fresh = replace(article(1), date_published=datetime.now(UTC).isoformat())
    frontier.begin("example", "{}", [lead(1), lead(2)])
    one, two = frontier.lease(2)
    store.save([fresh, article(2)], [frontier.read(one, fresh, etag='"a"'), frontier.read(two, article(2))])
    again = another(frontier, store)
    again.begin("example", "other", [FEED], mode="revisit")
    assert identities(again.lease(9)) == [FEED.identity]
    let_time_come(store)
    again.begin("example", "other", [], mode="new")
    assert again.lease(9) == []
    again.begin("example", "other", [FEED], mode="revisit")
    (page,) = [p for p in again.lease(9) if p.kind == "article"]
    assert (page.identity, page.etag, page.published) == (
        "1",
        '"a"',
        datetime.fromisoformat(fresh.date_published or ""),
    )
    again.record([again.unchanged(page, etag='W/"b"')])
    let_time_come(store)
    again.begin("example", "other", [FEED], mode="revisit")
    (page,) = [p for p in again.lease(9) if p.kind == "article"]
    assert page.etag == 'W/"b"'


@pytest.mark.parametrize("outcome", ["gone", "failed"])
def test_a_page_that_gave_no_article_is_not_asked_whether_it_changed(
    store: ArticleStore, frontier: Frontier, outcome: str
) -> None:
    """ "As it was" would mark done what never was stored."""
    frontier.begin("example", "{}", [lead(1)])
    (page,) = frontier.lease(1)
    frontier.record(
        [getattr(frontier, outcome)(page, "no article in the page", etag='"a"', last_modified="b")]
    )
    let_time_come(store)
    frontier.begin("example", "{}", [lead(1)])
    (page,) = frontier.lease(1)
    assert (page.etag, page.last_modified) == (None, None)


def test_a_failed_look_keeps_the_validators_of_the_last_good_one(
    store: ArticleStore, frontier: Frontier
) -> None:
    frontier.begin("example", "{}", [lead(1)])
    (page,) = frontier.lease(1)
    store.save([article(1)], [frontier.read(page, article(1), etag='"a"')])
    frontier.begin("example", "{}", [lead(1)], mode="all")
    frontier.add([lead(1)])
    (page,) = frontier.lease(1)
    frontier.record([frontier.failed(page, "HTTP 503", status=503, etag='"an error\'s"')])
    let_time_come(store)
    (page,) = frontier.lease(1)
    assert page.etag == '"a"'


def test_two_walks_through_one_listing_do_not_cut_each_other_short(
    store: ArticleStore, frontier: Frontier
) -> None:
    other = another(frontier, store)
    frontier.begin("example", "everything", [listing(1)])
    other.begin("example", "one section", [listing(1)])
    (mine,), (theirs,) = frontier.lease(1), other.lease(1)
    frontier.record([frontier.listed(mine, [lead(1), listing(2)])])
    other.record([other.listed(theirs, [lead(1)])])
    assert identities(frontier.lease(9)) == [listing(2).identity]
    assert identities(other.lease(9)) == ["1"], "an article goes with the last walk that wants it"


def test_saving_reports_what_it_did_beside_the_pages(store: ArticleStore, frontier: Frontier) -> None:
    frontier.begin("example", "{}", [lead(1), lead(2)])
    one, two = frontier.lease(2)
    outcomes = store.save(
        [article(1)], [frontier.read(one, article(1)), frontier.gone(two, "HTTP 404", status=404)]
    )
    assert [o.change for o in outcomes] == [Change.NEW]
    assert states(store) == {"1": "done", "2": "gone"}


def test_the_window_of_an_article_without_a_date_is_closed() -> None:
    assert next_look(None, datetime.now(UTC)) is None


def long_address(letters: int) -> str:
    """An address that does not pack: PostgreSQL presses what it indexes."""
    chance = random.Random(letters)
    return "https://www.example.com/" + "".join(
        chance.choices(string.ascii_letters + string.digits, k=letters)
    )


@pytest.mark.parametrize("kind", ["article", "listing", "feed"])
@pytest.mark.parametrize("letters", [3_000, 6_000])
def test_an_address_too_long_is_entered_as_failed_and_costs_nothing_else(
    store: ArticleStore, frontier: Frontier, kind: str, letters: int
) -> None:
    url = long_address(letters)
    endless = Lead("example", url, url, kind)
    frontier.begin("example", "", [listing(1)])
    page = frontier.lease(10)[0]
    frontier.record([frontier.listed(page, [endless, lead(1)])])
    with store.database.read() as connection:
        row = connection.execute(select(pages).where(pages.c.identity == endless.identity)).one()
    assert (row.state, row.next_try, row.reason) == ("failed", None, "address is longer than 2,000 bytes")
    assert url.startswith(row.url)
    assert identities(frontier.lease(10)) == ["1"]
    assert frontier.add([endless]) == 0
    assert frontier.begin("example", "", [endless]).round == 2  # asked for by name, even so
    assert frontier.lease(10) == []


def test_two_long_addresses_are_two_pages(store: ArticleStore, frontier: Frontier) -> None:
    one, other = long_address(3_000), long_address(3_000) + "2"
    leads = [Lead("x" * 500, url, url) for url in (one, other)]
    assert len({one.identity for one in leads}) == 2
    frontier.begin("example", "", leads)
    assert sorted(states(store)) == sorted(one.identity for one in leads)


def test_an_address_of_the_longest_kind_is_fetched(frontier: Frontier) -> None:
    url = long_address(2_000 - len("https://www.example.com/"))
    frontier.begin("example", "", [Lead("s" * 300, url, url), Lead("s" * 300, url, url, "listing")])
    assert [page.url for page in frontier.lease(10)] == [url, url]


def test_an_article_that_failed_comes_over_to_the_walk_that_lists_it_due_when_it_was(
    store: ArticleStore, frontier: Frontier
) -> None:
    frontier.begin("example", "by name", [lead(1), lead(2)])
    one, two = frontier.lease(2)
    frontier.record([frontier.failed(one, "HTTP 503", status=503), frontier.refused(two, "robots.txt")])
    other = another(frontier, store)
    other.begin("example", "{}", [listing(1)])
    (page,) = other.lease(1)
    assert other.record([other.listed(page, [lead(1), lead(2)])]) == [0]
    assert other.lease(9) == []
    let_time_come(store)
    assert frontier.lease(9) == [], "it is the other's now"
    assert [(p.identity, p.tries) for p in other.lease(9)] == [("1", 1), ("2", 0)]


def test_a_page_whose_host_is_left_stays_due_as_it_was(store: ArticleStore, frontier: Frontier) -> None:
    frontier.begin("example", "{}", [lead(1)])
    (page,) = frontier.lease(1)
    until = datetime.now(UTC) + timedelta(hours=1)
    frontier.record([frontier.left(page, "HTTP 429", until=until)])
    assert states(store) == {"1": "found"}
    assert frontier.lease(1) == []
    assert frontier.next_due() == until
    another(frontier, store).begin("example", "other", [lead(1)])
    assert another(frontier, store).lease(1) == [], "nor does another walk ask before its time"
    let_time_come(store)
    other = another(frontier, store)
    other.begin("example", "other", [lead(1)])
    (page,) = other.lease(1)
    assert (page.tries, page.fetched_at) == (0, None)
    assert frontier.next_due() is None


def test_the_mark_moves_with_a_round_that_saw_all_and_with_no_older_one(
    store: ArticleStore, frontier: Frontier
) -> None:
    frontier.begin("example", "{}", [listing(1)])
    (first,) = frontier.lease(1)
    frontier.record([replace(frontier.listed(first, []), front="[1]")])
    frontier.begin("example", "{}", [listing(1)])
    # what is left of the first round comes to the chain's end when the second has read the first page anew
    (second,) = frontier.lease(1)
    frontier.record([replace(frontier.listed(second, []), front="[2]", seen_all=(first.id, first.round))])
    frontier.begin("example", "{}", [listing(1)])
    (third,) = frontier.lease(1)
    assert (third.front, third.mark) == ("[2]", None)
    frontier.record([replace(frontier.listed(third, []), front="[3]", seen_all=(third.id, third.round))])
    frontier.begin("example", "{}", [listing(1)])
    (fourth,) = frontier.lease(1)
    assert (fourth.front, fourth.mark) == ("[3]", "[3]")


def test_a_page_named_again_is_the_listing_it_turned_out_to_be(
    store: ArticleStore, frontier: Frontier
) -> None:
    frontier.begin("article", "{}", [lead(1)])
    (page,) = frontier.lease(1)
    frontier.record([replace(frontier.listed(page, [lead(2)]), is_listing=True)])
    again = another(frontier, store)
    assert again.begin("article", "{}", [lead(1)]).round == 2
    assert {(p.identity, p.kind) for p in again.lease(9)} == {("1", "listing"), ("2", "article")}


def test_a_linked_page_that_was_a_listing_is_asked_again_by_name_only(
    store: ArticleStore, frontier: Frontier
) -> None:
    frontier.begin("article", "{}", [listing(1)])
    (page,) = frontier.lease(1)
    frontier.record([frontier.listed(page, [lead(1)])])
    (page,) = frontier.lease(1)
    frontier.record([frontier.no_article(page)])
    frontier.begin("article", "{}", [listing(1)])
    (page,) = frontier.lease(9)
    frontier.record([frontier.listed(page, [lead(1)])])
    assert frontier.lease(9) == []
    frontier.begin("article", "other", [lead(1)])
    (page,) = frontier.lease(9)
    assert (page.identity, page.found_on) == ("1", None)
