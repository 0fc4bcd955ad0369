"""``scrapy report``: what the database holds, on one static page."""

import argparse
import os
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.report.figures import KST, collect
from newscrawl.report.page import page
from newscrawl.report.words import WORDS
from newscrawl.storage.store import ArticleStore, Filter, StoreError


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - as Scrapy's own commands have it

    def syntax(self) -> str:
        return "-o FILE [--days N] [--until DAY] [--language ko|en]"

    def short_desc(self) -> str:
        return "Write a report of the last days as one static HTML page"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="the page; it is replaced in one step")
        parser.add_argument("--days", type=int, default=30, help="so many days; by default 30")
        parser.add_argument("--until", metavar="DAY", help="the last of them, 2020-06-17; by default today")
        parser.add_argument("--language", choices=sorted(WORDS), default="en", help="by default en")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if args or not opts.output or not 1 <= opts.days <= 366:
            raise UsageError("say where to: -o report.html; --days takes 1 to 366")
        try:
            last = date.fromisoformat(opts.until) if opts.until else datetime.now(KST).date()
            _ = last - timedelta(days=366), last + timedelta(days=1)  # where the calendar ends, so do we
        except (ValueError, OverflowError):
            raise UsageError(f"--until {opts.until}: a day is written 2020-06-17") from None
        target = Path(opts.output)
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with ArticleStore.open(self.settings["NEWSCRAWL_DATABASE_URL"], create=False) as store:
                figures = collect(store, last, opts.days)
                newest = next(store.articles(Filter(limit=1)), None)
            html = page(figures, opts.language)
            try:
                beside.write_text(html, encoding="utf-8")
                beside.replace(target)
            finally:
                beside.unlink(missing_ok=True)
        except (OSError, StoreError) as problem:
            sys.stderr.write(f"report: {problem}\n")
            self.exitcode = 1
        else:
            if not figures.articles and newest and newest.article.date_published:
                day = newest.article.date_published[:10]
                sys.stderr.write(
                    f"report: nothing stored was published from {figures.first} to {figures.last}; "
                    f"the newest article is of {day}: --until {day}\n"
                )
