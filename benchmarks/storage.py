"""How many records a second the store takes, at nothing and at many rows: ``python benchmarks/storage.py``.

    python benchmarks/storage.py                        # at 20,000 and 100,000 rows, in a file that is deleted again
    python benchmarks/storage.py --rows 20000 1000000   # at a million: some 6 GB of disk
    python benchmarks/storage.py --url postgresql://…   # an empty database that ``scrapy db upgrade`` has prepared

Records have a body of 4.5 KB in UTF-8, one byline, one captioned photo, three keywords; numbers and dates of each of
20 outlets rise together, as an outlet's do. Records are made outside the clock, and saved in batches as a bulk import
has them (1,000) and as a crawl has them (100); known ones are drawn from all rows alike. *Upsert* is a crawl that
meets what it knows: 80 % unchanged, 10 % edited, 10 % new. The kinds take turns; the medians count.

The first line is the machine's measure: Python's ``sqlite3`` alone, which puts eight fields of the same records into
one table, 500 a transaction.
"""

import argparse
import gc
import os
import random
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from newscrawl.items import Article, Author, Photo
from newscrawl.storage.store import ArticleStore

SITES = 20
PIECE = 5_000  # records measured at once
SYLLABLES = "가나다라마바사아자차카타파하인공지능서울대학교기자연구개발협약투자반도체"
BEGINNING = datetime(2020, 1, 1)
EIGHT = ("site", "identity", "url", "publisher", "headline", "date_published", "description", "body")
pick = random.Random(2020)


def words(syllables: int) -> str:
    return "".join(pick.choices(SYLLABLES + "    ", k=syllables))


# 1,620 characters and 4.5 KB in the mean, from half to one and a half times that
BODIES = [[words(215) + "." for _ in range(n % 8 + 4)] for n in range(200)]


def record(number: int) -> Article:
    published = BEGINNING + timedelta(minutes=number * 3 + number * 7919 % 60)
    body = BODIES[number % len(BODIES)]
    return Article(
        url=f"https://www.example.com/news/view/{1_000_000 + number}",
        site=f"site{number % SITES}",
        identity=str(1_000_000 + number),
        publisher="예제일보",
        headline=f"나래전자, 한빛대와 손잡는다 {number}",
        section=["산업", "전자"],
        keywords=[f"낱말{number * n % 997}" for n in (1, 2, 3)],
        date_published=published.isoformat() + "+09:00",
        date_published_raw="입력 2020-06-17 11:00",
        date_published_source="json-ld",
        date_published_precision="minute",
        authors=[Author(f"홍길{number % 300}", "기자", "hong@example.com")],
        byline_raw=["홍길동 기자 hong@example.com"],
        photos=[
            Photo(f"https://img.example.com/{number}.jpg", body[0][:40], "나래전자", "제공", body[0][:50])
        ],
        body=[f"{number}번째 기사다.", *body],
        description=body[0][:80],
        copyright_raw="ⓒ 예제일보",
        encoding="utf-8",
        date_crawled=(published + timedelta(hours=1)).isoformat() + "+09:00",
        extracted_by="0.1.0",
    )


def bare(folder: Path, pieces: int) -> float:
    """Records a second of the driver alone: one table, eight columns, one index."""
    rates = []
    for turn in range(pieces):
        file = folder / f"bare{turn}.sqlite"
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"CREATE TABLE records ({', '.join(EIGHT)}, UNIQUE (site, identity))")
            articles = [record(n) for n in range(PIECE)]
            start = time.perf_counter()
            for at in range(0, PIECE, 500):
                rows = [eight_of(article) for article in articles[at : at + 500]]
                connection.execute("BEGIN")
                connection.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
                connection.execute("COMMIT")
            rates.append(PIECE / (time.perf_counter() - start))
        file.unlink()
    return statistics.median(rates)


def eight_of(article: Article) -> tuple[str | None, ...]:
    *plain, body = (getattr(article, name) for name in EIGHT)
    return (*plain, "\n".join(body))


def edited(article: Article, turn: int) -> Article:
    return replace(article, headline=f"{article.headline} (종합{turn})", body=[*article.body, words(60)])


def rate(store: ArticleStore, articles: list[Article], batch: int) -> float:
    """Records a second. What the benchmark itself has made is not the store's to look through for garbage."""
    gc.collect()
    gc.freeze()
    start = time.perf_counter()
    for at in range(0, len(articles), batch):
        store.save(articles[at : at + batch])
    return len(articles) / (time.perf_counter() - start)


def measure(store: ArticleStore, rows: int, pieces: int) -> dict[str, float]:
    """Median rates while the store holds ``rows`` records, numbered from 0, and what is added meanwhile."""
    rates: dict[str, list[float]] = {}
    added = rows
    for turn in range(pieces):
        chosen = random.Random(turn)
        known = [record(n) for n in chosen.sample(range(rows), PIECE)]
        new = [record(n) for n in range(added, added + 2 * PIECE + PIECE // 10)]
        added += len(new)
        tenth = PIECE // 10
        met = known[: 8 * tenth] + [edited(a, turn) for a in known[8 * tenth : 9 * tenth]] + new[2 * PIECE :]
        chosen.shuffle(met)
        for kind, articles, batch in (
            ("new, 1,000 a batch", new[:PIECE], 1_000),
            ("new, 100 a batch", new[PIECE : 2 * PIECE], 100),
            ("unchanged", known, 100),
            ("upsert", met, 100),
            ("edited", [edited(article, -turn) for article in known[:tenth]], 100),
        ):
            rates.setdefault(kind, []).append(rate(store, articles, batch))
    return {kind: statistics.median(of) for kind, of in rates.items()}


def fill(store: ArticleStore, start: int, end: int) -> None:
    for at in range(start, end, PIECE):
        store.save([record(n) for n in range(at, min(at + PIECE, end))])
    os.sync()  # gigabytes the system has yet to write are not what is measured next


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, nargs="+", default=[20_000, 100_000])
    options.add_argument("--pieces", type=int, default=5)
    options.add_argument("--url")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(dir=".") as folder:
        print(f"sqlite3 alone, eight fields {bare(Path(folder), asked.pieces):>9,.0f} records/s")
        store = ArticleStore.open(asked.url or f"sqlite:///{folder}/bench.sqlite")
        first: dict[str, float] = {}
        for rows in sorted(asked.rows):
            fill(store, store.count(), rows)
            found = measure(store, rows, asked.pieces)
            first = first or found
            size = sum(f.stat().st_size for f in Path(folder).iterdir()) / 1e6
            print(f"{rows:,} rows" + (f", {size:,.0f} MB" if size else ""))
            for kind, value in found.items():
                print(f"  {kind:24} {value:>9,.0f} records/s   {value / first[kind]:.2f} of the first")
        store.close()


if __name__ == "__main__":
    main()
