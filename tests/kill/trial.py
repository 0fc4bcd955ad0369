"""One trial: a crawl and an export killed again and again, then run to the end, and what is wrong after it.

``python -m tests.kill.trial --kills 200`` runs as many trials as give so many kills, and prints the figures;
``--server postgresql://…`` runs them on databases of their own on that server.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from pathlib import Path

from sqlalchemy import create_engine, text

from newscrawl.archive.records import archive_files, records
from newscrawl.storage.upkeep import check, upgrade
from tests.databases import empty_postgresql
from tests.kill.site import CATEGORY, answer, site
from tests.loopback import Server, serving
from tests.scraping import ROOT

POSTS, PAGES = 600, 30
KILLS = 4  # in one trial
_ENDED_WELL = 0
HARMLESS = {"killed", "fetched again"}


def start(words: Sequence[str], folder: Path, url: str) -> "subprocess.Popen[bytes]":
    """Start a scrapy command in a process group of its own."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSCRAWL_", "SCRAPY_"))}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *words, "-s", f"NEWSCRAWL_DATABASE_URL={url}"],
            cwd=ROOT, env=ours, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip


def crawl_words(server: Server, folder: Path) -> list[str]:
    return ["crawl", "tistory", "-a", f"url={server.url(CATEGORY)}", "-s", "NEWSCRAWL_ALLOW_PRIVATE=1",
            "-s", f"NEWSCRAWL_ARCHIVE={folder / 'archive'}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0",
            "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8", "-s", "LOG_LEVEL=ERROR", "-s", "NEWSCRAWL_BATCH=20"]  # fmt: skip


def trial(
    seed: int, kills: int = KILLS, posts: int = POSTS, pages: int = PAGES, server: str | None = None
) -> Counter[str]:
    """Kill ``kills`` times, then run to the end; return what was found wrong, by kind, and how often was killed.

    The database is a SQLite file, or one of its own on the PostgreSQL ``server``.
    """
    with (
        tempfile.TemporaryDirectory() as name,
        empty_postgresql(server) if server else nullcontext(f"sqlite:///{name}/news.sqlite") as url,
    ):
        upgrade(url)
        return _trial(random.Random(seed), kills=kills, posts=posts, pages=pages, folder=Path(name), url=url)


def _trial(
    chance: random.Random, *, kills: int, posts: int, pages: int, folder: Path, url: str
) -> Counter[str]:
    answers = site(posts, pages)
    found: Counter[str] = Counter()
    export_words = ["export", "-o", str(folder / "feed.json"), "--format", "jsonfeed"]
    with serving(lambda path: answer(answers, path)) as server:
        for _ in range(kills):
            crawl = start(crawl_words(server, folder), folder, url)
            export = start(export_words, folder, url)
            time.sleep(chance.uniform(0.6, 4.0))  # the moment itself is what is tried: no event to wait for
            for process in (crawl, export):
                alive = process.poll() is None
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                found["killed"] += alive and process is crawl
            found += wrong_feed(folder / "feed.json")
        last = start(crawl_words(server, folder), folder, url)
        found["last run failed"] += last.wait(timeout=300) != _ENDED_WELL
        exported = start(export_words, folder, url)
        found["export failed"] += exported.wait(timeout=120) != _ENDED_WELL
        found += wrong_feed(folder / "feed.json", posts)
        found += wrong_database(url, posts, pages)
        found += wrong_archive(folder / "archive", posts)
        fetched = Counter(path for path in server.seen if path[1:].isdecimal())
        found["fetched again"] += sum(fetched.values()) - posts
    if any(number for kind, number in found.items() if kind not in HARMLESS):
        print((folder / "log").read_text(errors="replace")[-3000:], file=sys.stderr)
    return found


def wrong_feed(file: Path, entries: int | None = None) -> Counter[str]:
    """Return what is wrong with an export: there may be none yet, but never a broken one."""
    if not file.exists():
        return Counter()
    try:
        items = json.loads(file.read_bytes())["items"]
    except (ValueError, KeyError):
        return Counter({"export broken": 1})
    return Counter({"export incomplete": int(entries is not None and len(items) != entries)})


def wrong_database(url: str, posts: int, pages: int) -> Counter[str]:
    """Return what is lost, doubled or in the wrong state."""
    faults = check(url)
    engine = create_engine(url)
    with engine.connect() as base:
        stored = list(base.execute(text("SELECT identity FROM articles")).scalars())
        states = Counter(tuple(row) for row in base.execute(text("SELECT kind, state FROM pages")))
        revisions = base.execute(text("SELECT count(*) FROM revisions")).scalar_one()
        nobody = "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM authors)"
        without = base.execute(text(nobody)).scalar_one()
        runs = Counter(base.execute(text("SELECT how FROM runs")).scalars())
    engine.dispose()
    right = Counter({("article", "done"): posts, ("listing", "done"): pages})
    return Counter({
        "lost": posts - len(set(stored)),
        "doubled": len(stored) - len(set(stored)),
        "revisions": revisions,
        "wrong states": sum(((states - right) + (right - states)).values()),
        "without authors": without,
        "runs not ended": runs["running"],
        "integrity": len(faults),
    })  # fmt: skip


def wrong_archive(folder: Path, posts: int) -> Counter[str]:
    """Return how many posts that are stored have no complete record in the archive."""
    held = set()
    outcomes: Counter[str] = Counter()
    for file in archive_files([folder]):
        for record in records(file, outcomes):
            if record.fields.get("warc-type") in ("response", "revisit"):
                held.add(record.fields["warc-target-uri"].rsplit("/", 1)[-1])
    return Counter({"not in the archive": posts - len({name for name in held if name.isdecimal()})})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--server", help="a PostgreSQL server to make databases on, instead of SQLite files")
    asked = parser.parse_args()
    total: Counter[str] = Counter()
    seed = asked.seed
    while total["killed"] < asked.kills:
        total += trial(seed, server=asked.server)
        seed += 1
        print(dict(total), flush=True)


if __name__ == "__main__":
    main()
