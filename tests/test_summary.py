"""The table at the end of a crawl, and whether it did what it was for."""

import unicodedata

import pytest

from newscrawl.alarms import Alarm
from newscrawl.summary import counts, outcome_key, reason_key, summary, verdict
from newscrawl.terminal import width

STATS = {
    outcome_key("etoday", "new"): 2,
    outcome_key("tistory:b.tistory.com", "failed"): 1,
    reason_key("tistory:b.tistory.com", "failed", "HTTP 503"): 1,
    reason_key("tistory:b.tistory.com", "failed", "HTTP 503") + "/example": "https://b.tistory.com/1",
    "not_understood/etoday/authors": 1,
    "not_understood/etoday/authors/example": "편집국장 드림 (https://www.etoday.co.kr/news/view/1)",
    "finish_reason": "finished",
    "downloader/response_count": 9,
}
FALLEN = Alarm("etoday", "authors.email", 20, 3, 0.95, 16, "https://www.etoday.co.kr/news/view/1")


def test_counts_are_by_site() -> None:
    assert counts(STATS) == {"etoday": {"new": 2}, "tistory:b.tistory.com": {"failed": 1}}


def test_every_line_of_the_table_is_as_wide_as_the_first() -> None:
    table = summary(STATS).split("\n\n")[0].splitlines()
    assert len({width(line) for line in table}) == 1
    assert len(table) == 3


def test_the_summary_and_the_verdict_name_what_fell_with_an_address() -> None:
    stats = {**STATS, "crawl/degraded": [FALLEN, FALLEN._replace(field="section")]}
    line = "etoday: authors.email on 3 of 20 pages, usually 95 % (at least 16 expected): https://www.etoday.co.kr"
    assert f"  {line}" in summary(stats)
    assert "etoday: section on 3 of 20 pages" in summary(stats)
    assert verdict(stats).reason == f"{line}/news/view/1 (and 1 more)"


def test_the_summary_names_reason_address_and_words() -> None:
    text = summary(STATS)
    assert "HTTP 503 (1): https://b.tistory.com/1" in text
    assert "etoday authors (1), such as: 편집국장 드림" in text


@pytest.mark.parametrize(
    ("stats", "status", "how"),
    [
        (STATS, 0, "finished"),
        ({outcome_key("etoday", "failed"): 3}, 1, "failed"),
        ({outcome_key("etoday", "refused"): 1}, 1, "failed"),
        ({}, 1, "empty"),
        ({"crawl/nothing_due": True}, 0, "finished"),
        ({**STATS, "crawl/degraded": [FALLEN]}, 2, "degraded"),
        ({**STATS, "crawl/degraded": [FALLEN], "crawl/error": "disk full"}, 1, "failed"),
        ({"crawl/beginnings": 1, "crawl/entries": 0, outcome_key("etoday", "listings"): 1}, 1, "empty"),
        ({"crawl/beginnings": 1, "crawl/entries": 9, outcome_key("etoday", "listings"): 1}, 0, "finished"),
        ({"crawl/beginnings": 0, "crawl/entries": 0, outcome_key("etoday", "listings"): 1}, 0, "finished"),
        ({outcome_key("etoday", "listings"): 1, outcome_key("etoday", "gone"): 2}, 0, "finished"),
        ({outcome_key("etoday", "listings"): 1, outcome_key("etoday", "gone"): 9}, 1, "failed"),
        ({outcome_key("etoday", "gone"): 9, "crawl/buried": 9}, 0, "finished"),
        ({outcome_key("etoday", "new"): 1, "finish_reason": "closespider_timeout"}, 1, "failed"),
        ({outcome_key("etoday", "same"): 1, "finish_reason": "shutdown"}, 1, "stopped"),
        ({outcome_key("etoday", "new"): 1, "crawl/error": "disk full"}, 1, "failed"),
    ],
)
def test_the_verdict_is_the_truth(stats: dict[str, object], status: int, how: str) -> None:
    assert verdict(stats)[:2] == (status, how)
    assert bool(verdict(stats).reason) == bool(status)


def test_nothing_a_page_or_a_server_says_steers_the_terminal() -> None:
    evil = "\x1b]0;PWNED\x07\x1b[31m\u202e\x9b2J"
    table = summary({
        f"pages/{evil}/failed": 1,
        f"reasons/etoday/failed/HTTP {evil}": 1,
        f"reasons/etoday/failed/HTTP {evil}/example": f"https://a.kr/{evil}",
        "not_understood/etoday/authors": 1,
        "not_understood/etoday/authors/example": f"{evil}출입기자단",
    })  # fmt: skip
    assert "출입기자단" in table
    assert not [c for c in table if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
