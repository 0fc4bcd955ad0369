"""``scrapy readpage``: the finished record of a saved page, as JSON."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.commands import until_enough
from newscrawl.items import Article, to_record
from newscrawl.reading import read_page
from newscrawl.terminal import escaped, plain
from newscrawl.understanding import understand, understand_listing


class Command(ScrapyCommand):
    requires_crawler_process = False

    def syntax(self) -> str:
        return "FILE URL | --manifest pages.jsonl"

    def short_desc(self) -> str:
        return "Print the finished record of a saved page as JSON"

    def long_desc(self) -> str:
        return (
            "Read a saved page as if it had been fetched from URL and print the finished record, or the listing, as "
            "JSON. With --manifest, read many: one JSON object a line with file (relative to the manifest), url and, "
            "if wanted, encoding and crawl_time; one line comes out for each, with its file."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--manifest", metavar="FILE", help="read every page this JSON Lines file names")
        parser.add_argument("--encoding", help="the encoding an HTTP header would have declared")
        parser.add_argument(
            "--crawl-time", help="the moment of the fetch, ISO 8601 with zone; by default now"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.manifest:
            if args:
                raise UsageError("give either --manifest or FILE URL, not both")
            with until_enough():
                self.exitcode = _read_many(Path(opts.manifest))
            return
        if len(args) != 2:
            raise UsageError("give a FILE and the URL it was fetched from, or --manifest pages.jsonl")
        if not args[1].startswith(("https://", "http://")):
            raise UsageError(f"{args[1]} is no address: give the URL the page was fetched from, https://…")
        try:
            record = _read(Path(args[0]), args[1], opts.encoding, opts.crawl_time)
        except (OSError, ValueError) as problem:
            sys.stderr.write(plain(f"readpage: {args[0]}: {problem}") + "\n")
            self.exitcode = 1
            return
        with until_enough():
            print(escaped(json.dumps(record, ensure_ascii=False, indent=2)))


def _read_many(manifest: Path) -> int:
    failed = 0
    try:
        rows = list(_rows(manifest))
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"readpage: {manifest}: {problem}\n")
        return 1
    for row in rows:
        try:
            record = _read(
                manifest.parent / row["file"], row["url"], row.get("encoding"), row.get("crawl_time")
            )
        except Exception as problem:  # noqa: BLE001 - one page that fails must not keep the others from being read
            failed += 1
            record = {"error": f"{type(problem).__name__}: {problem}"}
            sys.stderr.write(plain(f"readpage: {row.get('file')}: {record['error']}") + "\n")
        print(escaped(json.dumps({"file": row.get("file"), **record}, ensure_ascii=False)))
    return 1 if failed else 0


def _rows(manifest: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(manifest.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError(f"line {number} is no JSON object")
        yield row


def _read(file: Path, url: str, encoding: str | None, crawl_time: str | None) -> dict[str, Any]:
    crawled = datetime.fromisoformat(crawl_time) if crawl_time else datetime.now(UTC)
    if crawled.tzinfo is None:
        raise ValueError(f"crawl time {crawl_time!r} has no zone: write it as 2020-06-17T11:00:00+09:00")
    header = f"text/html; charset={encoding}" if encoding else None
    record = read_page(file.read_bytes(), url, header, crawled)
    if isinstance(record, Article):
        understand(record, crawled)
        return to_record(record)
    understand_listing(record, crawled)
    return {"kind": record.kind, **asdict(record)}
