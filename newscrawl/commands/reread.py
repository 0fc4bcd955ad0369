"""``scrapy reread``: archived pages read again by today's parser, without fetching anything."""

import argparse
import json
import os
import sys
import time
from dataclasses import asdict, is_dataclass
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.archive.captures import Index
from newscrawl.archive.records import ArchiveError
from newscrawl.registry import sites
from newscrawl.rereading.pages import readers
from newscrawl.rereading.report import Report, Scope, newest, tasks
from newscrawl.storage.store import ArticleStore, StoreError
from newscrawl.terminal import plain

_SHOWN = 150  # characters of an old and a new value


class Command(ScrapyCommand):
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[FILES…] [--site KEY] [--diff] [--all] [--jobs N]"

    def short_desc(self) -> str:
        return "Read archived pages again, and bring the stored records up to date"

    def long_desc(self) -> str:
        return (
            "Read the newest capture of every article in WARC files (or folders of them; without any, in "
            "NEWSCRAWL_ARCHIVE) as the crawl does, on all cores, and report by field what differs from the stored "
            "records. Records are brought up to date without making revisions of it; articles that are not stored "
            "are added. Any WARC file will do; pages of outlets newscrawl has no file for are left out, unless they "
            "are stored already or --all is given."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", metavar="KEY", help="only this outlet's pages (scrapy list shows them)")
        parser.add_argument("--diff", action="store_true", help="report only; write nothing")
        parser.add_argument("--all", action="store_true", help="pages of outlets nobody has named, too")
        parser.add_argument(
            "--jobs",
            type=int,
            metavar="N",
            default=os.cpu_count() or 1,
            help="processes (default: %(default)s)",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        files = args or self.settings.getlist("NEWSCRAWL_ARCHIVE")
        if not files:
            raise UsageError("give WARC files or folders of them, or set NEWSCRAWL_ARCHIVE")
        if opts.jobs < 1:
            raise UsageError("--jobs must be 1 or more")
        try:
            limit = self.settings.getint("DOWNLOAD_MAXSIZE")
            url = self.settings["NEWSCRAWL_DATABASE_URL"]
            with readers(opts.jobs, limit) as read, ArticleStore.open(url, create=not opts.diff) as store:
                known = store.sites()
                if opts.site and opts.site not in (*sites(), *known):
                    raise UsageError(f"--site {opts.site}: no such outlet; scrapy list shows them")
                scope = Scope(opts.site, {site.rpartition(":")[2] for site in known}, opts.all)
                begin = time.monotonic()
                index = Index(files, scope.wants)
                report = Report(index.outcomes)
                for batch in read(tasks(index, newest(index), store)):
                    articles = report.take(batch, store, scope)
                    if not opts.diff:
                        report.save(articles, store)
        except (ArchiveError, StoreError) as problem:
            sys.stderr.write(f"reread: {problem}\n")
            self.exitcode = 2
            return
        print(_told(report, time.monotonic() - begin, opts.diff))
        for failure in report.failures[:10]:
            sys.stderr.write(f"reread: {plain(failure)}\n")
        self.exitcode = 1 if report.failures else 0


def _told(report: Report, seconds: float, only_report: bool) -> str:
    """Return the report for a terminal: outcomes, then what differs by field, then the first example of each."""
    counted = ("same", "changed", "new")
    pages = sum(report.outcomes.values())
    lines = [
        f"{pages} pages in {seconds:.1f} s: "
        + ", ".join(f"{report.outcomes[name]} {name}" for name in counted),
    ]
    lines += [
        f"  passed over: {count} {name}" for name, count in report.outcomes.items() if name not in counted
    ]
    if report.fields:
        ways = ("changed", "filled", "emptied")
        room = max(map(len, report.fields))
        lines += ["", f"{'field':{room}}" + "".join(f"  {way:>7}" for way in ways)]
        for name, how in sorted(report.fields.items(), key=lambda item: -item[1].total()):
            lines.append(f"{name:{room}}" + "".join(f"  {how[way]:7}" for way in ways))
        lines.append("")
        for name, (url, old, new) in report.examples.items():
            lines += [f"{name}: {url}", f"  - {_short(old, new)}", f"  + {_short(new, old)}"]
    if only_report:
        lines.append("Nothing was written (--diff).")
    return "\n".join(map(plain, lines))


def _short(value: Any, other: Any) -> str:
    """Return a value in one line; of a list what the other one has not."""
    if isinstance(value, list) and isinstance(other, list):
        value = [
            asdict(v) if is_dataclass(v) and not isinstance(v, type) else v for v in value if v not in other
        ]
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
