"""The reasons fit the record: on every stored page, what is said to have won is what would be stored."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from newscrawl.explaining import Candidate, explain
from newscrawl.items import Article, Listing, to_record
from newscrawl.reading import read_page
from newscrawl.text.headlines import tidy_headline
from newscrawl.understanding import understand
from tests.scraping import EVAL

PAGES = Path(__file__).parent / "pages"
NOW = datetime.fromisoformat("2026-10-01T12:00:00+09:00")


def stored() -> list[tuple[Path, str]]:
    own = [
        (p.with_suffix(".html"), json.loads(p.read_text(encoding="utf-8"))["url"])
        for p in sorted(PAGES.rglob("*.json"))
    ]
    if not (EVAL / "pages.jsonl").exists():
        return own
    rows = map(json.loads, (EVAL / "pages.jsonl").read_text(encoding="utf-8").splitlines())
    return own + [(EVAL / row["file"], row["url"]) for row in rows]


def winners(candidates: list[Candidate]) -> list[str]:
    return [candidate.words for candidate in candidates if candidate.won]


@pytest.mark.parametrize(
    ("path", "url"), stored(), ids=lambda value: value.stem if isinstance(value, Path) else ""
)
def test_what_won_is_what_would_be_stored(path: Path, url: str) -> None:
    body = path.read_bytes()
    record = read_page(body, url, None, NOW)
    found = explain(body, url, None, NOW)
    if isinstance(record, Listing):
        assert [c.source for c in found.fields["entries"]] == [entry.url for entry in record.entries]
        return
    understand(record, NOW)
    assert isinstance(found.record, Article)
    assert to_record(found.record) == to_record(record)
    cut = [record.publisher] if record.publisher else []
    assert [tidy_headline(words, cut) for words in winners(found.fields["headline"])] == [
        record.headline
    ] * bool(record.headline)
    for field in ("date_published", "date_modified"):
        value = getattr(record, field)
        won = winners(found.fields[field])
        assert len(won) == (value is not None)
        assert all(words.endswith((f"→ {value}", value[:16])) or value[:16] in words for words in won)
    assert bool(winners(found.fields["authors"])) == bool(record.authors)
    assert [c.source for c in found.fields["photos"]] == [photo.url or "" for photo in record.photos]


def test_a_date_that_lost_says_why() -> None:
    page = """<html><head><meta property="article:published_time" content="2020-06-18T11:00:00+09:00"></head>
    <body><h1>한빛전자, 손잡는다</h1><article><p>입력 2020-06-17 11:00</p><p>한빛전자가 손을 잡았다.</p></article></body>"""
    dates = explain(page.encode(), "https://www.example.com/1", None, NOW).fields["date_published"]
    assert [(c.source, c.won, c.why) for c in dates] == [
        ("meta", False, "disagrees: other day"), ("page", True, "printed, which readers saw"),
    ]  # fmt: skip
