"""``scrapy understand``: what newscrawl understands of dates, bylines, captions and headlines."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.commands import until_enough
from newscrawl.terminal import escaped, plain, table
from newscrawl.text.bylines import parse_byline
from newscrawl.text.captions import parse_caption
from newscrawl.text.dates import parse_dates
from newscrawl.text.headlines import headline_tags

Answer = dict[str, Any] | list[Any]


def _dates(raw: str, crawled: datetime) -> Answer:
    found = parse_dates(raw, crawled)
    return {
        "published": found.published.iso() if found.published else None,
        "modified": found.modified.iso() if found.modified else None,
    }


def _bylines(raw: str, crawled: datetime) -> Answer:
    return [asdict(author) for author in parse_byline(raw)]


def _captions(raw: str, crawled: datetime) -> Answer:
    return parse_caption(raw)._asdict()


def _headlines(raw: str, crawled: datetime) -> Answer:
    return headline_tags(raw)


KINDS: dict[str, Callable[[str, datetime], Answer]] = {
    "dates": _dates,
    "bylines": _bylines,
    "captions": _captions,
    "headlines": _headlines,
}


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - as Scrapy's own commands have it

    def syntax(self) -> str:
        return f"{'|'.join(KINDS)} FILE.jsonl|STRING"

    def short_desc(self) -> str:
        return "Show what is understood of a date, a byline, a caption or a headline"

    def long_desc(self) -> str:
        return (
            'Understand one string, readably: scrapy understand bylines "홍길동 기자 gildong@example.com". Or a file '
            'that ends in .jsonl, with {"id", "raw", "crawl_time"?} a line: prints {"id", "got"} a line.'
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--crawl-time", metavar="MOMENT", help="the moment of the fetch, for '3시간 전'; by default now"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) < 2 or args[0] not in KINDS:
            raise UsageError(f"say what it is, one of {', '.join(KINDS)}, then the string or FILE.jsonl")
        read = KINDS[args[0]]
        words = " ".join(args[1:])
        try:
            crawled = _moment(opts.crawl_time)
            with until_enough():
                if words.endswith(".jsonl"):
                    for number, got in _rows(Path(words), read, crawled):
                        print(escaped(json.dumps({"id": number, "got": got}, ensure_ascii=False)))
                else:
                    print("\n".join(_readable(read(words, crawled))))
        except (OSError, ValueError) as problem:
            sys.stderr.write(f"understand: {problem}\n")
            self.exitcode = 1


def _rows(
    file: Path, read: Callable[[str, datetime], Answer], crawled: datetime
) -> Iterator[tuple[Any, Answer]]:
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            moment = _moment(row["crawl_time"]) if row.get("crawl_time") else crawled
            yield row["id"], read(row["raw"], moment)
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise ValueError(
                f'{file} line {number} is no {{"id", "raw", "crawl_time"?}}: {problem}'
            ) from None


def _moment(stamp: str | None) -> datetime:
    moment = datetime.fromisoformat(stamp) if stamp else datetime.now(UTC)
    if moment.tzinfo is None:
        raise ValueError(f"crawl time {stamp!r} has no zone: write it as 2020-06-17T11:00:00+09:00")
    return moment


def _readable(answer: Answer) -> list[str]:
    """An answer as lines for a person: a row for each thing understood; "-" for what is not there.

    >>> _readable({"published": "2020-06-17", "modified": None})
    ['published  2020-06-17', 'modified   -']
    >>> _readable([])
    ['nothing understood: left alone']
    """
    if not answer:
        return ["nothing understood: left alone"]
    if isinstance(answer, dict):
        return table([(key, plain(value or "-")) for key, value in answer.items()])
    if isinstance(answer[0], str):
        return [plain(word) for word in answer]
    return table([tuple(answer[0]), *(tuple(plain(v or "-") for v in row.values()) for row in answer)])
