"""JSON Lines, JSON, CSV and Parquet: the record itself, in its own fields and order. Pure but for Parquet's file."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import IO, Any

from newscrawl.feeds.content import clean_record
from newscrawl.feeds.jsonfeed import Feed
from newscrawl.items import RECORD_FIELDS, Article
from newscrawl.storage.store import Stored

_ROWS, _CHARACTERS = (
    2_000,
    2**24,
)  # a row group of Parquet, which is held in memory: at the most, and of their bodies
_SEARCHED = ("site", "date_published", "date_modified", "date_crawled")
# A spreadsheet runs a cell that begins with one of these as a formula; in Korean and Japanese also the wide ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_jsonl(entries: Iterable[Stored], feed: Feed) -> Iterator[str]:
    """Yield a record a line."""
    for stored in entries:
        yield _json(clean_record(stored.article)) + "\n"


def write_json(entries: Iterable[Stored], feed: Feed) -> Iterator[str]:
    """Yield one array, a record a line."""
    separator = "[\n"
    for stored in entries:
        yield separator + _json(clean_record(stored.article))
        separator = ",\n"
    yield "\n]\n" if separator == ",\n" else "[]\n"


def write_csv(entries: Iterable[Stored], feed: Feed) -> Iterator[str]:
    """Yield a table, a record a row; lists of words are joined by " | ", the others are JSON."""
    yield _row(RECORD_FIELDS)
    for stored in entries:
        yield _row(cells(stored.article).values())


def cells(article: Article) -> dict[str, str]:
    """Return the cells of a record's row by field; what a spreadsheet would run begins with an apostrophe.

    >>> cells(Article(headline="=1+1", keywords=["로봇", "손"]))["headline"]
    "'=1+1"
    """
    return {name: _cell(value) for name, value in clean_record(article).items()}


def write_parquet(entries: Iterable[Stored], file: IO[bytes]) -> None:
    """Write a table of strings, booleans and lists, as the record has them; needs ``newscrawl[parquet]``."""
    pa = import_module("pyarrow")  # an extra, and slow to import
    pq = import_module("pyarrow.parquet")

    schema = _parquet_schema(pa)
    # What a group's values lie between is kept to the end of the file: of texts it is text, and no reader asks for it.
    with pq.ParquetWriter(file, schema, compression="zstd", write_statistics=list(_SEARCHED)) as writer:
        rows: list[dict[str, Any]] = []
        characters = 0
        for stored in entries:
            rows.append(clean_record(stored.article))
            characters += sum(map(len, stored.article.body))
            if len(rows) == _ROWS or characters >= _CHARACTERS:
                writer.write_table(pa.Table.from_pylist(rows, schema))
                rows, characters = [], 0
        writer.write_table(pa.Table.from_pylist(rows, schema))


def _parquet_schema(pa: Any) -> Any:
    def struct(*names: str) -> Any:
        return pa.list_(pa.struct([(name, pa.string()) for name in names]))

    words = pa.list_(pa.string())
    related = pa.struct([("headline", pa.string()), ("url", pa.string()), ("date_published", pa.string()),
                         ("comments", pa.int64())])  # fmt: skip
    kinds = {
        **dict.fromkeys(
            ("headline_tags", "alternative_headlines", "section", "keywords", "byline_raw", "body"), words
        ),
        "authors": struct("name", "role", "email", "affiliation", "location"),
        "photos": struct("url", "caption", "credit", "credit_kind", "caption_raw"),
        "related": pa.list_(related),
        "body_complete": pa.bool_(),
    }
    return pa.schema([(name, kinds.get(name, pa.string())) for name in RECORD_FIELDS])


_json = json.JSONEncoder(ensure_ascii=False).encode


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        words = all(isinstance(v, str) for v in value)
        value = " | ".join(value) if words else json.dumps(value, ensure_ascii=False)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
