"""``scrapy db``: the database brought to this program's version, looked over for faults, or counted."""

import argparse
import sys
from collections.abc import Iterator

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.storage.store import StoreError
from newscrawl.storage.upkeep import check, stats, upgrade
from newscrawl.terminal import plain, table

_FAULTS = 20  # lines shown: a damaged file has thousands


class Command(ScrapyCommand):
    requires_crawler_process = False

    def syntax(self) -> str:
        return "upgrade | check | stats"

    def short_desc(self) -> str:
        return "Bring the database up to date, look for what is wrong with it, or count what is in it"

    def long_desc(self) -> str:
        return (
            "upgrade: make the tables, or bring older ones to this version; SQLite files are when they are opened. "
            "check: integrity, foreign keys, orphans, clashes of identity, JSON; nothing is altered, and the exit "
            "status is 1 where something is wrong. stats: what is stored, by site and by state."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        deeds = {"upgrade": _upgrade, "check": _check, "stats": _stats}
        if len(args) != 1 or args[0] not in deeds:
            raise UsageError("say what to do: upgrade, check or stats")
        try:
            self.exitcode = deeds[args[0]](self.settings["NEWSCRAWL_DATABASE_URL"])
        except StoreError as problem:
            sys.stderr.write(f"db: {problem}\n")
            self.exitcode = 1


def _upgrade(url: str) -> int:
    before, after = upgrade(url)
    print(f"schema {after}, as it was" if before == after else f"schema {after}, before: {before or 'none'}")
    return 0


def _check(url: str) -> int:
    faults = check(url)
    for fault in faults[:_FAULTS]:
        sys.stderr.write(f"db: {plain(fault)}\n")
    if len(faults) > _FAULTS:
        sys.stderr.write(f"db: … and {len(faults) - _FAULTS} more\n")
    if not faults:
        print("nothing wrong was found")
    return 1 if faults else 0


def _stats(url: str) -> int:
    found = stats(url)
    print(f"schema {found['schema']}, {found['bytes'] / 2**20:,.1f} MiB")
    for name in ("articles", "gone", "pages", "runs", "rows"):
        if lines := list(_lines(found[name])):
            print("", name, *(f"  {line}" for line in lines), sep="\n")
    return 0


def _lines(counts: dict[str, int]) -> Iterator[str]:
    rows = [(name, f"{number:,}") for name, number in counts.items()]
    yield from map(plain, table(rows, right=[1])) if rows else ()
