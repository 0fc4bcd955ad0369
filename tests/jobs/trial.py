"""Jobs tried for real: one that is well, one that hangs, one whose crawl is killed, one that takes longer than its turn.

``python -m tests.jobs.trial --minutes 10`` runs them under ``scrapy jobs start`` and tells what the ledger and the feeds say.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path

from newscrawl.storage.ledger import Ledger
from newscrawl.storage.store import ArticleStore
from tests.jobs.blogs import Blog, job
from tests.loopback import serving
from tests.scraping import ROOT, database


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        well, hangs, killed, slow = (
            stack.enter_context(serving(blog, f"127.0.0.{number}"))
            for number, blog in enumerate((Blog(), Blog(hangs=True), Blog(40, slow=1), Blog(40, slow=6)), 2)
        )
        feed = 'feeds = [{ file = "feeds/all.json" }, { file = "feeds/changes.xml", format = "atom", changes = true }]'
        (folder / "newscrawl.toml").write_text(
            job("well", well, feed, "60 seconds")
            + job("hangs", hangs, 'time_limit = "30 seconds"', "2 minutes")
            + job("killed", killed, "", "90 seconds")
            + job("slow", slow, "", "20 seconds"),
            encoding="utf-8",
        )
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSCRAWL_", "SCRAPY_"))}
        ours = {**clean, "NEWSCRAWL_DATABASE_URL": database(folder), "PYTHONPATH": str(ROOT),
                "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}  # fmt: skip
        words = [sys.executable, "-m", "scrapy", "jobs", "start"]
        kills, inodes = 0, set()
        with (folder / "log").open("wb") as log:
            scheduler = subprocess.Popen(words, cwd=folder, env=ours, stdout=log, stderr=log)
            end = time.monotonic() + 60 * minutes
            while time.monotonic() < end:
                time.sleep(5)
                with ArticleStore.open(database(folder)) as store:
                    (run,) = Ledger(store).runs(job="killed", limit=1) or [None]
                if run and run.how == "running" and kills < minutes / 3:
                    time.sleep(5)
                    with suppress(ProcessLookupError):
                        os.kill(run.pid, signal.SIGKILL)
                        kills += 1
                with suppress(FileNotFoundError):
                    inodes.add((folder / "feeds" / "all.json").stat().st_ino)
            scheduler.send_signal(signal.SIGTERM)
            status = scheduler.wait(60)
        print((folder / "log").read_text(encoding="utf-8"))
        print(
            f"jobs start: status {status}; crawls killed: {kills}; times the feed was written: {len(inodes)}"
        )
        feed_items = json.loads((folder / "feeds" / "all.json").read_text(encoding="utf-8"))["items"]
        print("feed:", Counter(item["url"].rpartition("/")[0] for item in feed_items))
        with ArticleStore.open(database(folder)) as store:
            runs = Ledger(store).runs(limit=1000)
        for key, number in sorted(Counter((r.job or "", r.how, r.reason or "") for r in runs).items()):
            print(number, *key, sep="\t")
        for r in reversed(runs):
            print(
                r.started_at.time(),
                r.ended_at and r.ended_at.time(),
                r.job,
                r.how,
                r.reason,
                r.counts,
                sep="\t",
            )


if __name__ == "__main__":
    main()
