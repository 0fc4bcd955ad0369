"""JSON Lines, JSON, CSV and Parquet: the record itself, in its own fields and order. Pure but for Parquet's file."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import IO, Any

from newscrawl.feeds.content import safe
from newscrawl.feeds.jsonfeed import Feed
from newscrawl.items import RECORD_FIELDS, to_record
from newscrawl.storage.store import Stored

_ROWS = 2_000  # records a row group of Parquet holds in memory
# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_jsonl(entries: Iterable[Stored], feed: Feed) -> Iterator[str]:
    """Yield a record a line."""
    for stored in entries:
        yield _json(to_record(stored.article)) + "\n"


def write_json(entries: Iterable[Stored], feed: Feed) -> Iterator[str]:
    """Yield one array, a record a line."""
    separator = "[\n"
    for stored in entries:
        yield separator + _json(to_record(stored.article))
        separator = ",\n"
    yield "\n]\n" if separator == ",\n" else "[]\n"


def write_csv(entries: Iterable[Stored], feed: Feed) -> Iterator[str]:
    """Yield a table, a record a row; lists of words are joined by " | ", the others are JSON."""
    yield _row(RECORD_FIELDS)
    for stored in entries:
        yield _row([_cell(value) for value in to_record(stored.article).values()])


def write_parquet(entries: Iterable[Stored], file: IO[bytes]) -> None:
    """Write a table of strings, booleans and lists, as the record has them; needs ``newscrawl[parquet]``."""
    pa = import_module("pyarrow")  # an extra, and slow to import
    pq = import_module("pyarrow.parquet")

    schema = _parquet_schema(pa)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        rows: list[dict[str, Any]] = []
        for stored in entries:
            rows.append(_tidy(to_record(stored.article)))
            if len(rows) == _ROWS:
                writer.write_table(pa.Table.from_pylist(rows, schema))
                rows = []
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


def _json(record: dict[str, Any]) -> str:
    return json.dumps(_tidy(record), ensure_ascii=False)


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, list):
        return [_tidy(v) for v in value]
    return {k: _tidy(v) for k, v in value.items()} if isinstance(value, dict) else value


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        words = all(isinstance(v, str) for v in value)
        value = " | ".join(value) if words else json.dumps(value, ensure_ascii=False)
    text = safe(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
