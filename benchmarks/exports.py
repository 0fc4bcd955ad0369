"""How fast ``scrapy export`` writes each form, and how much memory it takes, by the number of records.

    python benchmarks/exports.py [--records 10000,100000,1000000] [--forms jsonl,jsonfeed,jsonfeed/1000]

Fills a database with articles of about 4 KB, then exports it to a file, or to pages ("jsonfeed/1000": of a thousand),
each time in a process of its own, whose whole time and greatest memory are told. Goal: the memory does not grow with
the records.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from newscrawl.feeds.files import FORMATS
from newscrawl.items import Article, Author, Photo
from newscrawl.storage.store import ArticleStore

BATCH = 2_000
WORDS = "가나전자,로봇,손,공동연구,감각,연구진,제어기,떨림,매출,공개했다,밝혔다".split(",")  # noqa: SIM905 - reads better
# Runs the command as a user does, and tells on the last line of standard error what it took.
EXPORT = """
import json, resource, sys
from scrapy.cmdline import execute
try:
    execute(["scrapy", "export", *sys.argv[1:]])
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([used.ru_maxrss / 1024, used.ru_utime + used.ru_stime]), file=sys.stderr)
"""


def article(number: int) -> Article:
    """An article of about 4 KB."""
    chance = random.Random(number)
    paragraphs = [" ".join(chance.choices(WORDS, k=30)) + "." for _ in range(12)]
    return Article(
        url=f"https://news.example.com/view/{number}",
        site="example",
        identity=str(number),
        publisher="보기신문",
        headline=" ".join(chance.choices(WORDS, k=6)),
        section=["산업", "전자"],
        keywords=chance.choices(WORDS, k=4),
        date_published=f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}T{number % 24:02}:00:00+09:00",
        date_published_source="page",
        date_published_precision="minute",
        authors=[Author("홍길동", "기자", f"hong{number}@example.com")],
        byline_raw=[f"홍길동 기자 hong{number}@example.com"],
        photos=[Photo(f"https://img.example.com/{number}.jpg", "로봇 손", "가나전자", "제공")],
        body=paragraphs,
        encoding="utf-8",
        date_crawled="2026-01-30T18:00:00+09:00",
        extracted_by="newscrawl 0.1.0",
    )  # fmt: skip


def fill(url: str, first: int, last: int) -> None:
    with ArticleStore.open(url) as store:
        numbers = iter(range(first, last))
        while batch := [article(number) for number in islice(numbers, BATCH)]:
            store.save(batch)


def export(form: str, url: str, folder: Path) -> tuple[float, float, float, int]:
    """Export once; return wall seconds, CPU seconds, greatest memory in MB, and the size of all files in bytes."""
    form, _, page_size = form.partition("/")
    pages = ["--page-size", page_size] if page_size else []
    folder = folder / "exports"
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", EXPORT, "--format", form, "-o", str(folder / f"export.{form}"), *pages],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "NEWSCRAWL_DATABASE_URL": url},
        stderr=subprocess.PIPE,
        check=True,
    )
    wall = time.perf_counter() - began
    memory, used = json.loads(done.stderr.splitlines()[-1])
    size = sum(file.stat().st_size for file in folder.iterdir())
    shutil.rmtree(folder)
    return wall, used, memory, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", default="10000,100000")
    parser.add_argument("--forms", default=",".join((*FORMATS, "jsonfeed/1000")))
    asked = parser.parse_args()
    stored = 0
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{name}/articles.sqlite"
        for records in map(int, asked.records.split(",")):
            began = time.perf_counter()
            fill(url, stored, records)
            print(f"stored {records - stored} records in {time.perf_counter() - began:.0f} s", flush=True)
            stored = records
            for form in asked.forms.split(","):
                wall, used, memory, size = export(form, url, Path(name))
                print(
                    f"{form:13} {records:7} records: {wall:6.1f} s, {used:6.1f} s CPU, "
                    f"{memory:4.0f} MB; files {size / 2**20:.0f} MB",
                    flush=True,
                )


if __name__ == "__main__":
    main()
