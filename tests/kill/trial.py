"""One trial: a crawl and an export killed again and again, then run to the end, and what is wrong after it.

``python -m tests.kill.trial --kills 200`` runs as many trials as give so many kills, and prints the figures.
"""

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from newscrawl.archive.records import archive_files, records
from tests.kill.site import CATEGORY, answer, site
from tests.loopback import Server, serving
from tests.scraping import ROOT

POSTS, PAGES = 600, 30
KILLS = 4  # in one trial
_ENDED_WELL = 0


def start(words: Sequence[str], folder: Path) -> "subprocess.Popen[bytes]":
    """Start a scrapy command in a process group of its own."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSCRAWL_", "SCRAPY_"))}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *words, "-s", f"NEWSCRAWL_DATABASE_URL={address(folder)}"],
            cwd=ROOT, env=ours, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip


def address(folder: Path) -> str:
    return os.environ.get("KILL_DATABASE_URL") or f"sqlite:///{folder / 'news.sqlite'}"


def crawl_words(server: Server, folder: Path) -> list[str]:
    return ["crawl", "tistory", "-a", f"url={server.url(CATEGORY)}", "-s", "NEWSCRAWL_ALLOW_PRIVATE=1",
            "-s", f"NEWSCRAWL_ARCHIVE={folder / 'archive'}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0",
            "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8", "-s", "LOG_LEVEL=ERROR", "-s", "NEWSCRAWL_BATCH=20"]  # fmt: skip


def trial(seed: int, kills: int = KILLS, posts: int = POSTS, pages: int = PAGES) -> Counter[str]:
    """Kill ``kills`` times, then run to the end; return what was found wrong, by kind, and how often was killed."""
    chance = random.Random(seed)
    answers = site(posts, pages)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name, serving(lambda path: answer(answers, path)) as server:
        folder = Path(name)
        for _ in range(kills):
            crawl = start(crawl_words(server, folder), folder)
            export = start(["export", "-o", str(folder / "feed.json"), "--format", "jsonfeed"], folder)
            time.sleep(chance.uniform(0.6, 4.0))  # the moment itself is what is tried: no event to wait for
            for process in (crawl, export):
                alive = process.poll() is None
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                found["killed"] += alive and process is crawl
            found += wrong_feed(folder / "feed.json")
        last = start(crawl_words(server, folder), folder)
        if last.wait(timeout=300) != _ENDED_WELL:
            found["last run failed"] += 1
            print((folder / "log").read_text(errors="replace")[-3000:], file=sys.stderr)
        exported = start(["export", "-o", str(folder / "feed.json"), "--format", "jsonfeed"], folder).wait(
            timeout=120
        )
        found["export failed"] += exported != 0
        found += wrong_feed(folder / "feed.json", posts)
        found += wrong_database(folder / "news.sqlite", posts, pages)
        found += wrong_archive(folder / "archive", posts)
        fetched = Counter(path for path in server.seen if path[1:].isdecimal())
        found["fetched again"] += sum(fetched.values()) - posts
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


def wrong_database(file: Path, posts: int, pages: int) -> Counter[str]:
    """Return what is lost, doubled or in the wrong state."""
    with sqlite3.connect(file) as base:
        stored = [row[0] for row in base.execute("SELECT identity FROM articles")]
        states = Counter(base.execute("SELECT kind, state FROM pages").fetchall())
        return Counter({
            "lost": posts - len(set(stored)),
            "doubled": len(stored) - len(set(stored)),
            "revisions": base.execute("SELECT count(*) FROM revisions").fetchone()[0],
            "wrong states": sum((states - Counter({("article", "done"): posts, ("listing", "done"): pages})).values()),
            "without authors": base.execute(
                "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM authors)"
            ).fetchone()[0],
            "integrity": int(base.execute("PRAGMA integrity_check").fetchone()[0] != "ok"),
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
    asked = parser.parse_args()
    total: Counter[str] = Counter()
    seed = asked.seed
    while total["killed"] < asked.kills:
        total += trial(seed)
        seed += 1
        print(dict(total), flush=True)


if __name__ == "__main__":
    main()
