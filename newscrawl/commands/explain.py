"""``scrapy explain``: for one page every candidate of every field, which won and why, and what changed."""

import argparse
import shutil
import sys
from collections.abc import Iterator

from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings

from newscrawl.archive.records import ArchiveError
from newscrawl.commands import until_enough
from newscrawl.contents import TooLarge
from newscrawl.explaining import Explanation, explain
from newscrawl.fetching import page_of
from newscrawl.items import RECORD_FIELDS, Article, to_record
from newscrawl.reading import NotText
from newscrawl.storage.store import ArticleStore, StoreError
from newscrawl.terminal import clip, plain, wrap

_OF_THE_READING = {"date_crawled", "extracted_by", "encoding"}  # different each time, and no news
_SHOWN = 12  # candidates of a field


class Command(ScrapyCommand):
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - as Scrapy's own commands have it

    def syntax(self) -> str:
        return "URL | FILE URL"

    def short_desc(self) -> str:
        return "Show every candidate of every field of one page, which won and why"

    def long_desc(self) -> str:
        return (
            "A saved FILE is read as if it had been fetched from URL. A URL alone is looked up in the archive "
            "(NEWSCRAWL_REPLAY or NEWSCRAWL_ARCHIVE), and fetched where it is not there. What differs from the stored "
            "version is told at the end."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--all", action="store_true", help=f"more than {_SHOWN} candidates of a field, too"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        try:
            page = page_of(self, args)
            found = explain(page.body, args[-1], page.content_type, page.crawled)
        except (OSError, ArchiveError, TooLarge, NotText) as problem:
            sys.stderr.write(plain(f"explain: {args[0]}: {problem}") + "\n")
            self.exitcode = 1
            return
        columns = shutil.get_terminal_size().columns
        lines = [*_lines(found, None if opts.all else _SHOWN, columns), *_changes(found, self.settings)]
        with until_enough():
            print("\n".join(lines))


def _lines(found: Explanation, shown: int | None, columns: int) -> Iterator[str]:
    """A field a paragraph: the winners marked, and below each candidate where it stood and why."""
    yield f"read by {found.reader}"
    for field, candidates in found.fields.items():
        yield ""
        yield field if candidates else f"{field}: nothing"
        for candidate in candidates[:shown]:
            yield clip(f"  {'✓' if candidate.won else '✗'} {plain(candidate.words) or '(no words)'}", columns)
            yield from (
                f"      {line}" for line in wrap(plain(f"{candidate.source}: {candidate.why}"), columns - 6)
            )
        if more := len(candidates[shown:]) if shown else 0:
            yield f"    … and {more} more; --all shows them"


def _changes(found: Explanation, settings: BaseSettings) -> Iterator[str]:
    """What differs from the stored version, a field a line."""
    if not isinstance(found.record, Article):
        return
    yield ""
    try:
        with ArticleStore.open(settings["NEWSCRAWL_DATABASE_URL"], create=False) as store:
            stored = store.get(found.record.site, found.record.identity)
    except StoreError as problem:
        yield f"No stored version to compare with: {problem}"
        return
    if stored is None:
        yield "No version of it is stored."
        return
    before, now = to_record(stored.article), to_record(found.record)
    changed = [n for n in RECORD_FIELDS if n not in _OF_THE_READING and before[n] != now[n]]
    yield f"Changed since it was stored (revision {stored.revision}): {', '.join(changed) or 'nothing'}"
    for name in changed:
        yield plain(f"  - {name}: {before[name]}")
        yield plain(f"  + {name}: {now[name]}")
