"""``scrapy export``: stored articles as JSON Feed, Atom, JSON Lines, JSON, CSV or Parquet."""

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.commands import until_enough
from newscrawl.feeds.files import FEEDS, FORMATS, ExportError, write_file, write_stream
from newscrawl.feeds.jsonfeed import Feed
from newscrawl.registry import sites
from newscrawl.storage.reading import Filter
from newscrawl.storage.store import ArticleStore, StoreError

_ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".xml": "atom",
    ".atom": "atom",
    ".parquet": "parquet",
}


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - as Scrapy's own commands have it

    def syntax(self) -> str:
        return "[--format jsonfeed] [--site KEY] [--since DAY] [-o FILE]"

    def short_desc(self) -> str:
        return "Write stored articles as JSON Feed, Atom, JSON Lines, JSON, CSV or Parquet"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--format", choices=FORMATS, help="by default as FILE ends; without one jsonl")
        parser.add_argument("-o", "--output", metavar="FILE", help="by default standard output")
        parser.add_argument("--site", help="an outlet's key, or tistory:HOST")
        parser.add_argument("--section", help="a section's name, or a path of them: IT/보안")
        parser.add_argument("--author", help="a reporter's name")
        parser.add_argument("--keyword")
        parser.add_argument("--since", metavar="DAY", help="published on this day or later: 2020-06-17")
        parser.add_argument("--until", metavar="DAY", help="published on this day or earlier")
        parser.add_argument(
            "--changed-since", metavar="MOMENT", help="stored or edited since: 2020-06-17T11:00+09:00"
        )
        parser.add_argument(
            "--changes", action="store_true", help="a feed of what changed last, articles taken down among it"
        )
        parser.add_argument("--limit", type=int)
        parser.add_argument("--page-size", type=int, metavar="N", help="split a feed into pages of N entries")
        parser.add_argument("--title", default="newscrawl", help="what the feed calls itself")
        parser.add_argument("--home-url", help="the page the feed belongs to")
        parser.add_argument("--feed-url", help="the address the feed will have; its pages' links need it")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if args:
            raise UsageError("export takes options only; -o FILE names the file")
        if min(opts.limit or 1, opts.page_size or 1) < 1:
            raise UsageError("--limit and --page-size take a number from 1")
        path = Path(opts.output) if opts.output and opts.output != "-" else None
        form = opts.format or _form_of(path, opts.changes)
        if opts.page_size and (path is None or form not in FEEDS):
            raise UsageError(f"--page-size needs -o FILE and --format {' or '.join(FEEDS)}")
        if opts.changes and form not in FEEDS:
            raise UsageError(f"--changes needs --format {' or '.join(FEEDS)}: a record cannot say it is gone")
        feed = Feed(title=opts.title, home_url=opts.home_url, feed_url=opts.feed_url)
        wanted = _filter(opts)
        try:
            wanted.conditions()
        except ValueError as problem:
            raise UsageError(str(problem)) from None
        try:
            with (
                until_enough(),
                ArticleStore.open(self.settings["NEWSCRAWL_DATABASE_URL"], create=False) as store,
            ):
                if opts.site and opts.site not in (*sites(), *(known := store.sites())):
                    raise UsageError(
                        f"--site {opts.site}: nothing is stored of it; stored are {', '.join(known)}"
                    )
                if path is None:
                    write_stream(sys.stdout.buffer, form, store.articles(wanted), feed)
                else:
                    write_file(path, form, store.articles(wanted), feed, opts.page_size)
        except (ExportError, StoreError) as problem:
            sys.stderr.write(f"export: {problem}\n")
            self.exitcode = 1


def _form_of(path: Path | None, changes: bool) -> str:
    ending = path.suffix.lower() if path else ""
    if ending and ending not in _ENDINGS:
        raise UsageError(
            f"{path}: {ending} says no format: end it in {', '.join(_ENDINGS)}, or give --format"
        )
    form = _ENDINGS[ending] if ending else "jsonl"
    return "jsonfeed" if changes and form in ("json", "jsonl") else form


def _filter(opts: argparse.Namespace) -> Filter:
    return Filter(
        site=opts.site,
        section=opts.section,
        author=opts.author,
        keyword=opts.keyword,
        since=opts.since,
        until=opts.until,
        changed_since=opts.changed_since,
        gone=None if opts.changes else False,
        limit=opts.limit,
        changes=opts.changes,
    )
