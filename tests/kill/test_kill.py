"""A few kills in every run of the tests; ``python -m tests.kill.trial --kills 200`` is the long one."""

import pytest

from tests.kill.trial import trial

HARMLESS = {"killed", "fetched again"}


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_or_doubled_however_a_crawl_ends(seed: int) -> None:
    found = trial(seed, kills=3, posts=120, pages=6)
    assert {kind: number for kind, number in found.items() if number and kind not in HARMLESS} == {}
