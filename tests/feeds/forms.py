"""What every written form is held against: the schemas, and other people's readers."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree

from newscrawl.feeds.files import WRITERS
from newscrawl.feeds.jsonfeed import Feed
from newscrawl.items import Article
from newscrawl.storage.store import Stored

FEED = Feed("보기 피드", "https://news.example.com/", "https://news.example.com/feeds/all.json")
SEEN = datetime(2020, 6, 17, 3, 0, tzinfo=UTC)
_RIGHT = FormatChecker(formats=())
_RIGHT.checks("date", ValueError)(lambda value: value is None or bool(date.fromisoformat(value)))
_RIGHT.checks("date-time", ValueError)(lambda value: value is None or aware(value))


def aware(stamp: str) -> bool:
    return datetime.fromisoformat(stamp).tzinfo is not None


def _validator(words: str) -> Draft202012Validator:
    schema = json.loads(words)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=_RIGHT)


FEED_SCHEMA = _validator((Path(__file__).parent / "jsonfeed-1.1.schema.json").read_text(encoding="utf-8"))
RECORD_SCHEMA = _validator((files("newscrawl") / "record.schema.json").read_text(encoding="utf-8"))


def complaints(schema: Draft202012Validator, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in schema.iter_errors(value)]


def stored(articles: Iterable[Article]) -> Iterator[Stored]:
    """Yield the articles as a store would, without one."""
    for number, article in enumerate(articles):
        yield Stored(article, number, number % 3, SEEN, SEEN + timedelta(minutes=number), None, None)


def text(form: str, articles: Iterable[Stored], feed: Feed = FEED) -> str:
    return "".join(WRITERS[form](articles, feed))


def jsonfeed(articles: Iterable[Stored]) -> dict[str, Any]:
    """Return the feed, held against the schema of version 1.1; its ids are all different."""
    feed: dict[str, Any] = json.loads(text("jsonfeed", articles))
    assert complaints(FEED_SCHEMA, feed) == []
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids))
    return feed


def records(form: str, articles: Iterable[Stored]) -> list[dict[str, Any]]:
    """Return the records of JSON Lines or JSON, each held against the published schema."""
    written = text(form, articles)
    found: list[dict[str, Any]] = (
        [json.loads(line) for line in written.splitlines()] if form == "jsonl" else json.loads(written)
    )
    for record in found:
        assert complaints(RECORD_SCHEMA, record) == []
    return found


csv.field_size_limit(10**8)


def table(articles: Iterable[Stored]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text("csv", articles), newline="")))


def xml(articles: Iterable[Stored]) -> etree._Element:
    """Return the Atom feed as a strict parser reads it."""
    return etree.fromstring(text("atom", articles).encode(), etree.XMLParser(huge_tree=True))
