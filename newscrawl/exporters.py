"""Scrapy's ``-O`` and ``-o`` write the rows ``scrapy export`` writes: harmless words, lists as JSON, no formulas."""

from typing import Any

from scrapy.exporters import CsvItemExporter, JsonItemExporter, JsonLinesItemExporter

from newscrawl.feeds.content import clean_record
from newscrawl.feeds.plain import cells
from newscrawl.items import Article


class Table(CsvItemExporter):
    """CSV: a record a row."""

    def export_item(self, item: Any) -> None:
        super().export_item(cells(item) if isinstance(item, Article) else item)


class Lines(JsonLinesItemExporter):
    """JSON Lines: a record a line."""

    def export_item(self, item: Any) -> None:
        super().export_item(clean_record(item) if isinstance(item, Article) else item)


class Array(JsonItemExporter):
    """JSON: one array of records."""

    def export_item(self, item: Any) -> None:
        super().export_item(clean_record(item) if isinstance(item, Article) else item)
