"""A few kills in every run of the tests; ``python -m tests.kill.trial --kills 200`` is the long one."""

from collections import Counter

import pytest

from tests.databases import SERVER
from tests.kill.trial import HARMLESS, trial


def wrong(found: Counter[str]) -> dict[str, int]:
    return {kind: number for kind, number in found.items() if number and kind not in HARMLESS}


def test_nothing_is_lost_or_doubled_however_a_crawl_ends() -> None:
    assert wrong(trial(1, kills=4, posts=120, pages=6)) == {}


@pytest.mark.skipif(not SERVER, reason="NEWSCRAWL_TEST_DATABASE_URL names no PostgreSQL server")
def test_nor_on_postgresql() -> None:
    assert wrong(trial(2, kills=4, posts=120, pages=6, server=SERVER)) == {}
