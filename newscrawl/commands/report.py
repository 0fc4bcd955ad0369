"""``scrapy report``: what the database holds, on one static page."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.report.figures import collect
from newscrawl.report.page import page
from newscrawl.report.words import WORDS
from newscrawl.storage.store import ArticleStore, StoreError


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - as Scrapy's own commands have it

    def syntax(self) -> str:
        return "-o FILE [--days N] [--language ko|en]"

    def short_desc(self) -> str:
        return "Write a report of the last days as one static HTML page"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="the page; it is replaced in one step")
        parser.add_argument("--days", type=int, default=30, help="so many days up to today; by default 30")
        parser.add_argument("--language", choices=sorted(WORDS), default="en", help="by default en")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if args or not opts.output or not 1 <= opts.days <= 366:
            raise UsageError("say where to: -o report.html; --days takes 1 to 366")
        target = Path(opts.output)
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with ArticleStore.open(self.settings["NEWSCRAWL_DATABASE_URL"], create=False) as store:
                html = page(collect(store, datetime.now(UTC), opts.days), opts.language)
            try:
                beside.write_text(html, encoding="utf-8")
                beside.replace(target)
            finally:
                beside.unlink(missing_ok=True)
        except (OSError, StoreError) as problem:
            sys.stderr.write(f"report: {problem}\n")
            self.exitcode = 1
