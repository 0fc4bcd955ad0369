"""Kills exports at random moments: the file is the old one or the new one, and nothing of the dead stays for long.

``python -m tests.feeds.kills --kills 100`` tries each form so often and prints what was found.
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
from dataclasses import replace
from pathlib import Path

from newscrawl.storage.store import ArticleStore
from tests.feeds.articles import generated
from tests.scraping import ROOT, database

EXPORT = ["export", "--format", "jsonfeed", "--feed-url", "https://news.example.com/all.json"]
PAGED = [*EXPORT, "--page-size", "400"]


def fill(url: str, articles: int, edited: bool) -> None:
    """Store the articles, or edit them all."""
    with ArticleStore.open(url) as store:
        batch = [replace(a, headline=f"{a.headline} 고침") if edited else a for a in generated(articles)]
        store.save(batch)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("all*.json"))}


def leftovers(folder: Path) -> int:
    return len(list(folder.glob(".*")))


def trial(kills: int, articles: int = 2_000, seed: int = 1) -> Counter[str]:
    """Kill so many exports of one file and of pages; return what was found, by kind."""
    chance = random.Random(seed)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        old_url, new_url = (database(Path(name), f"{age}.sqlite") for age in ("old", "new"))
        fill(old_url, articles, edited=False)
        fill(new_url, articles, edited=True)
        for kind, words in (("file", EXPORT), ("pages", PAGED)):
            folder = Path(name) / kind
            folder.mkdir()
            command = [*words, "-o", str(folder / "all.json")]
            took, right = {}, {}
            for url in (old_url, new_url):
                began = time.monotonic()
                assert export(command, url).wait() == 0
                took[url], right[url] = time.monotonic() - began, contents(folder)
            for number in range(kills):
                url = (old_url, new_url)[number % 2]
                process = export(command, url)
                # The moment itself is what is tried, the end more often than Python's own start: nothing to wait for.
                time.sleep(chance.uniform(0.3, 1.05) * took[url])
                found["killed"] += process.poll() is None
                process.send_signal(signal.SIGKILL)
                process.wait()
                for file, content in contents(folder).items():
                    json.loads(content)
                    ages = [age for age in (old_url, new_url) if right[age].get(file) == content]
                    found[f"{kind} broken"] += not ages
                    found[f"{kind} new"] += ages == [url]
                found["most left over"] = max(found["most left over"], leftovers(folder))
            assert export(command, old_url).wait() == 0
            found[f"{kind} wrong at the end"] += contents(folder) != right[old_url]
            found["left over at the end"] += leftovers(folder)
    return found


def export(words: list[str], url: str) -> "subprocess.Popen[bytes]":
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSCRAWL_", "SCRAPY_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", *words], cwd=ROOT, env={**clean, "NEWSCRAWL_DATABASE_URL": url}
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    print(dict(trial(parser.parse_args().kills)))


if __name__ == "__main__":
    main()
