"""A round ends behind its mark and what was known, at the site's end, or where it was told to; only a whole one counts."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from newscrawl.arguments import Arguments
from newscrawl.chains import END, KNOWN, KNOWN_PAGES, PAGES, QUIET_PAGES, REPEATS, SINCE, Chain
from newscrawl.items import Entry, Listing
from newscrawl.storage.walks import Page

LISTING = Listing(entries=[Entry("제목", "https://www.example.com/1")])
SEEN = json.dumps({"round": 1, "entries": ["a 3", "a 2", "a 1"]})


def page(**values: Any) -> Page:
    blank: dict[str, Any] = dict.fromkeys(Page.__dataclass_fields__)
    return Page(**{**blank, "id": 7, "round": 2, "kind": "listing", "depth": 1, "mark": None, **values})


def walked(chain: Chain, *listed: tuple[list[str], bool]) -> Chain:
    """The chain behind pages with these articles; the flag says whether all were known."""
    for keys, known in listed:
        chain = chain.behind(keys, known=known, news=True, whole=True)
    return chain


def end(
    chain: Chain, *, leads_on: bool = True, any_wanted: bool = True, depth: int = 1, **asked: Any
) -> str | None:
    return chain.end(LISTING, Arguments(**asked), depth, leads_on=leads_on, any_wanted=any_wanted)


def test_known_pages_alone_end_nothing() -> None:
    ahead = walked(Chain.of(page(mark=SEEN)), *[(["b 9"], True)] * 9)
    assert end(ahead) is None, "what lies between them and the mark may be news"
    met = walked(ahead, (["b 8", "a 3"], False))
    assert end(met) is None
    assert end(walked(met, (["a 2"], True))) is None
    behind = walked(met, *[(["a 2"], True)] * KNOWN_PAGES)
    assert end(behind) == KNOWN
    assert end(behind, mode="all") is None


def test_a_page_with_news_behind_the_mark_counts_anew() -> None:
    chain = walked(Chain.of(page(mark=SEEN)), (["a 3"], True), (["b 9"], False), (["a 2"], True))
    assert end(chain) is None


def test_a_chain_that_never_came_to_its_end_goes_there() -> None:
    assert end(walked(Chain.of(page()), *[(["a 3"], True)] * 99)) is None


def test_a_chain_that_lists_the_same_again_ends() -> None:
    chain = Chain.of(page())
    for _ in range(QUIET_PAGES):
        assert end(chain) is None
        chain = chain.behind(["a 1"], known=False, news=False, whole=True)
    assert end(chain) == REPEATS
    assert end(chain.behind(["a 2"], known=False, news=True, whole=True)) is None


@pytest.mark.parametrize(
    ("asked", "reason", "whole"),
    [
        ({"leads_on": False}, END, True),
        ({"any_wanted": False}, SINCE, False),
        ({"pages": 3, "depth": 3}, PAGES, False),
        ({"pages": 3, "depth": 2}, None, False),
    ],
)
def test_only_a_round_that_saw_all_moves_the_mark(
    asked: dict[str, Any], reason: str | None, whole: bool
) -> None:
    chain = walked(Chain.of(page()), (["a 1"], False))
    assert end(chain, **asked) == reason
    assert chain.saw_all(reason) is whole


def test_a_round_that_left_out_older_entries_has_not_seen_all() -> None:
    chain = Chain.of(page()).behind(["a 2"], known=False, news=True, whole=False)
    assert not chain.behind(["a 1"], known=False, news=True, whole=True).saw_all(END)


def test_a_chain_travels_in_the_next_pages_row() -> None:
    first = walked(Chain.of(page(mark=SEEN)), (["b 9"], True))
    second = page(id=8, depth=2, hint=json.loads(json.dumps(first.hint())))
    assert Chain.of(second) == first
    assert Chain.of(second).first == 7


def test_a_page_may_be_as_it_was_only_where_all_it_led_to_was_seen() -> None:
    one = page(front=SEEN)
    assert not one.may_be_unchanged
    assert replace(one, mark=SEEN).may_be_unchanged
    assert not replace(one, mark=SEEN, front=SEEN.replace("1", "2")).may_be_unchanged
    assert replace(one, kind="article", fetched_at=datetime(2020, 6, 17)).may_be_unchanged
