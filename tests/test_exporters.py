"""What ``-O`` writes is what ``scrapy export`` writes, whatever a page says."""

import csv
import io
import json

import pytest
from scrapy.exporters import BaseItemExporter

from newscrawl import settings
from newscrawl.exporters import Array, Lines, Table
from newscrawl.feeds.content import clean_record
from newscrawl.feeds.plain import cells
from newscrawl.items import RECORD_FIELDS, Article, Author

HOSTILE = Article(
    url="https://www.example.com/1",
    site="example",
    identity="1",
    headline='=HYPERLINK("http://evil","제목")',
    authors=[Author("홍길동", "기자", "hong@example.com")],
    keywords=["@로봇", "손\x1b[31m"],
    body=["첫 문단\u202e이다.", "+둘째"],
    source_url="javascript:go()",
    date_crawled="2020-06-18T09:30:00+09:00",
)


def written(exporter: type[BaseItemExporter], item: object) -> str:
    file = io.BytesIO()
    one = exporter(file, fields_to_export=list(RECORD_FIELDS), encoding="utf-8")
    one.start_exporting()
    one.export_item(item)
    one.finish_exporting()
    return file.getvalue().decode()


def test_a_table_has_the_cells_of_the_export() -> None:
    (row,) = csv.DictReader(io.StringIO(written(Table, HOSTILE), newline=""))
    assert row == cells(HOSTILE)
    assert row["headline"].startswith("'=HYPERLINK")
    assert row["keywords"] == "'@로봇 | 손[31m"
    assert json.loads(row["authors"])[0]["name"] == "홍길동"


@pytest.mark.parametrize("exporter", [Lines, Array])
def test_json_has_the_records_of_the_export(exporter: type[BaseItemExporter]) -> None:
    found = json.loads(written(exporter, HOSTILE))
    assert (found[0] if exporter is Array else found) == clean_record(HOSTILE)


def test_the_settings_name_them() -> None:
    assert {name.rpartition(".")[2] for name in settings.FEED_EXPORTERS.values()} == {
        "Table",
        "Lines",
        "Array",
    }


def test_what_is_no_record_is_left_to_scrapy() -> None:
    assert "제목" in written(Table, {"headline": "제목"})
