"""``scrapy health``: how complete each outlet's fields were over its last runs."""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.commands import until_enough
from newscrawl.storage.ledger import Coverage, Ledger, Run
from newscrawl.storage.store import ArticleStore, StoreError
from newscrawl.terminal import clip, plain, table

_BARS = "▁▂▃▄▅▆▇█"
_STEPS = (">=", "<", ".own")  # what only the alarms need; shown for one outlet


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - as Scrapy's own commands have it

    def syntax(self) -> str:
        return "[--site KEY] [--runs N]"

    def short_desc(self) -> str:
        return "Show how complete each outlet's fields were over its last runs"

    def long_desc(self) -> str:
        return (
            "A line a field: on how many of the last run's pages it was filled, its usual share before, and every run "
            "as a bar, the oldest first. A listing's line counts its entries. With --site, the fields of one outlet, "
            "those included which only the alarms need."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--site", metavar="KEY", help="only this outlet")
        parser.add_argument("--runs", type=int, default=20, metavar="N", help="so many runs; by default 20")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if args or opts.runs < 1:
            raise UsageError("only --site and --runs are understood, and --runs takes a number from 1")
        columns = shutil.get_terminal_size().columns
        try:
            with (
                until_enough(),
                ArticleStore.open(self.settings["NEWSCRAWL_DATABASE_URL"], create=False) as store,
            ):
                ledger = Ledger(store)
                sites = [site for site in ledger.covered_sites() if opts.site in (None, site)]
                if not sites:
                    what = f"no run of {opts.site}" if opts.site else "no run yet"
                    sys.stderr.write(f"health: {what} in the ledger; scrapy crawl makes one\n")
                    self.exitcode = 1
                runs = {run.id: run for run in ledger.runs(limit=10_000)}
                for site in sites:
                    lines = _site(site, ledger.coverage(site, limit=opts.runs), runs, opts.site is not None)
                    print("\n".join(clip(plain(line), columns) for line in lines), end="\n\n")
        except StoreError as problem:
            sys.stderr.write(f"health: {problem}\n")
            self.exitcode = 1


def _site(site: str, covered: dict[int, list[Coverage]], runs: dict[int, Run], whole: bool) -> Iterator[str]:
    newest = next(iter(covered))
    how = f", {runs[newest].how}" if newest in runs else ""
    yield f"{site}: {len(covered)} run{'s' if len(covered) > 1 else ''}, the last one run {newest}{how}"
    found = [{row.field: row for row in rows} for rows in reversed(covered.values())]
    rows = [("  last", "usual", "runs", "field")]
    for field in sorted({field for run in found for field in run}):
        if whole or not any(mark in field for mark in _STEPS):
            rows.append(_field(field, [run.get(field) for run in found]))
    yield from table([row for row in rows if whole or set(row[2]) - set("·▁")], right=(0, 1))


def _field(field: str, runs: Sequence[Coverage | None]) -> tuple[str, str, str, str]:
    """The cells of a field: the last run, the share of the runs before, every run as a bar, its name."""
    shares = [row.filled / row.pages if row and row.pages else None for row in runs]
    before = [row for row in runs[:-1] if row and row.pages]
    pages, filled = sum(row.pages for row in before), sum(row.filled for row in before)
    last = runs[-1]
    if field.startswith("entries "):
        said = f"{last.filled / last.pages:.0f}" if last and last.pages else "-"
        usual = f"{filled / pages:.0f}" if pages else "-"
        return f"  {said}", usual, sparkline(shares, max(filter(None, shares), default=1)), field
    said = f"{last.filled}/{last.pages}" if last else "-"
    return f"  {said}", f"{100 * filled / pages:.0f} %" if pages else "-", sparkline(shares), field


def sparkline(values: Sequence[float | None], highest: float = 1) -> str:
    """Return a bar a value, from nothing to the highest; a point where there is none.

    >>> sparkline([0, 0.5, 1, None, 0.99])
    '▁▄█·▇'
    """
    last = len(_BARS) - 1
    return "".join("·" if value is None else _BARS[int(min(value / highest, 1) * last)] for value in values)
