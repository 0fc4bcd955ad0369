"""Every page pair under tests/pages: the reduced page is read to its finished record, one test a field of its answers.

The answers are written by hand from the page; a field they leave out is not tested, an author or photo is compared by
the keys they give. Tistory's pairs, which answer more than a record holds, have their own test.
"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newscrawl.items import Article, Listing
from newscrawl.reading import read_page
from newscrawl.registry import sites
from newscrawl.understanding import understand, understand_listing

PAGES = Path(__file__).parent / "pages"
CRAWLED = datetime.fromisoformat("2026-10-01T12:00:00+09:00")
ASKED = ("url", "crawl_time", "_check")  # what a pair says of the fetch or of itself, not of the record


def pairs() -> list[str]:
    names = (path.relative_to(PAGES).with_suffix("").as_posix() for path in sorted(PAGES.rglob("*.json")))
    return [name for name in names if not name.startswith("tistory/")]


@cache
def answers(pair: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((PAGES / f"{pair}.json").read_text(encoding="utf-8"))
    return answer


@cache
def record(pair: str) -> Article | Listing:
    asked = answers(pair)
    crawled = datetime.fromisoformat(asked["crawl_time"]) if "crawl_time" in asked else CRAWLED
    read = read_page((PAGES / f"{pair}.html").read_bytes(), asked["url"], None, crawled)
    if isinstance(read, Article):
        understand(read, crawled)
    else:
        understand_listing(read, crawled)
    return read


def compared(got: Any, wanted: Any) -> Any:
    """What was got, cut down to what the answer speaks of."""
    if isinstance(wanted, list) and any(isinstance(one, dict) for one in wanted):
        given = [dict(zip(wanted[0], (getattr(one, key) for key in wanted[0]), strict=True)) for one in got]
        if len(given) == len(wanted):
            return [{k: getattr(one, k) for k in want} for one, want in zip(got, wanted, strict=True)]
        return given
    return got


@pytest.mark.parametrize(
    ("pair", "field"), [(pair, field) for pair in pairs() for field in answers(pair) if field not in ASKED]
)
def test_a_field_of_a_page(pair: str, field: str) -> None:
    wanted = answers(pair)[field]
    assert compared(getattr(record(pair), field), wanted) == wanted


@pytest.mark.parametrize("pair", pairs())
def test_a_person_has_checked_the_answers(pair: str) -> None:
    assert "_check" not in answers(pair), "proposed by scrapy newoutlet: check each field, then delete _check"


def test_every_page_has_its_answers() -> None:
    pages = {path.with_suffix("") for path in PAGES.rglob("*.html")}
    assert pages == {path.with_suffix("") for path in PAGES.rglob("*.json")}


@pytest.mark.parametrize("key", [key for key, site in sites().items() if site.proven])
def test_an_outlet_with_proven_fields_has_a_page(key: str) -> None:
    assert any(pair.startswith(f"{key}/") for pair in pairs())


@pytest.mark.parametrize("key", sites())
def test_an_outlets_pairs_are_read_by_its_own_classes(key: str) -> None:
    site = sites()[key]
    for pair in (pair for pair in pairs() if pair.startswith(f"{key}/")):
        assert record(pair).site == site.name_of(answers(pair)["url"])
