"""A page that means harm gives valid and harmless files: no markup of its own, no address that runs, no formula."""

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import feedparser
import lxml.html
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.feeds import plain
from newscrawl.feeds.content import content_html, safe
from newscrawl.feeds.files import WRITERS
from newscrawl.items import Article, Author, Photo, to_record
from newscrawl.storage.store import Stored
from tests.feeds import forms
from tests.feeds.articles import article, hostile
from tests.feeds.forms import SEEN, stored

TURNING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
ALLOWED = {"p", "figure", "img", "figcaption", "cite"}


@pytest.fixture(scope="module")
def bad() -> list[Stored]:
    gone = Stored(article(2), 2, 0, SEEN, SEEN, SEEN, hostile().publisher)
    return [*stored([article(1), hostile()]), gone]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def assert_harmless(html: str) -> None:
    """Parsed as a browser would: only the tags of a body, no attribute that runs, no address but http."""
    tree = lxml.html.fragment_fromstring(
        html, create_parent="div", parser=lxml.html.HTMLParser(huge_tree=True)
    )
    for element in tree.iterdescendants():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= {"src", "alt"}
        assert element.get("src", "https://").startswith(("https://", "http://"))


@pytest.mark.parametrize("form", WRITERS)
def test_no_file_holds_a_harmful_character(form: str, bad: list[Stored]) -> None:
    written = forms.text(form, bad)
    found = {
        c
        for c in set(written) - set("\t\n\r")
        if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(c) in TURNING
        or c in "\u061c\u200e\u200f\ufeff"
    }
    assert found == set()
    assert not re.search(r"\\u(00[01]|d[89a-f]|20[0-2]|06)", written)
    assert len(written.encode()) > 5 * 10**6


def test_json_feed_is_valid_and_links_to_pages_only(bad: list[Stored]) -> None:
    feed = forms.jsonfeed(bad)
    for item in feed["items"]:
        assert_harmless(item["content_html"])
        del item["_newscrawl"]  # words as data, in which a reader sees no links
        said = [s for s in strings(item) if s.startswith(("javascript:", "data:", "mailto:a@"))]
        assert said == []


def test_records_are_valid(bad: list[Stored]) -> None:
    for form in ("jsonl", "json"):
        found = forms.records(form, bad)[1]
        assert found["source_url"] is None
        assert [photo["url"] for photo in found["photos"]] == [
            None,
            "https://img.example.com/a.svg\"onload='x y'",
            None,
        ]
        assert (found["related"], found["section"]) == ([], [])


def test_atom_is_valid_and_harmless(bad: list[Stored]) -> None:
    feed = forms.xml(bad)
    for content in feed.iter("{http://www.w3.org/2005/Atom}content"):
        assert_harmless(content.text or "")
    for link in feed.iter("{http://www.w3.org/2005/Atom}link"):
        assert link.get("href", "").startswith("https://")
    read = feedparser.parse(forms.text("atom", [*bad[:1], *stored([replace_body(hostile())])]).encode())
    assert (read.bozo, len(read.entries)) == (False, 2)


def replace_body(given: Article) -> Article:
    given.body = given.body[:-1]
    return given


def test_no_cell_runs(bad: list[Stored]) -> None:
    rows = forms.table(bad)
    assert len(rows) == 3
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_parquet_reads_back(bad: list[Stored]) -> None:
    file = io.BytesIO()
    plain.write_parquet(bad, file)
    read = pyarrow.parquet.read_table(file).to_pylist()
    assert read == [json.loads(line) for line in forms.text("jsonl", bad).splitlines()]


WORDS = st.text(st.characters(codec=None), max_size=40) | st.sampled_from(
    ["<script>", "]]>", "&#0;", "javascript:x", "\ud800", "\x85", "\u2028", "{}", '"', "'", "=1"]
)
NOTHING = st.none() | WORDS


@settings(max_examples=200)
@given(
    st.builds(
        Article, url=st.just("https://news.example.com/1"), site=st.just("example"), identity=WORDS, headline=WORDS,
        publisher=NOTHING, keywords=st.lists(WORDS.filter(bool), max_size=2), source_url=NOTHING,
        authors=st.lists(st.builds(Author, name=WORDS.filter(bool), email=WORDS.filter(bool)), max_size=2),
        photos=st.lists(st.builds(Photo, url=NOTHING, caption=WORDS.filter(bool)), max_size=2),
        body=st.lists(WORDS.filter(bool), max_size=2), encoding=st.just("utf-8"),
        date_crawled=st.just("2020-06-17T12:00:00+09:00"), extracted_by=st.just("newscrawl 0.1.0"),
    ).filter(lambda a: a.publisher != "")
)  # fmt: skip
def test_any_words_give_valid_files(made: Article) -> None:
    one = [Stored(made, 1, 0, SEEN, SEEN, None, None)]
    forms.jsonfeed(one)
    (record,) = forms.records("jsonl", one)
    assert record["headline"] == safe(made.headline)
    assert list(record) == list(to_record(made))
    assert len(forms.table(one)) == 1
    forms.xml(one)
    assert_harmless(content_html(made))
