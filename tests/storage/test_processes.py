"""Crawlers of one outlet at once share the work, and one that is killed leaves it to the next: nothing lost or doubled."""

import signal
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from newscrawl.storage.ledger import Ledger
from newscrawl.storage.schema import pages
from newscrawl.storage.store import ArticleStore
from newscrawl.storage.upkeep import check

SCRIPT = Path(__file__).with_name("one_of_many.py")
SAVES = """
import sys
from random import Random
from newscrawl.items import Article
from newscrawl.storage.store import ArticleStore
url, seed = sys.argv[1:]
numbers = list(range(400))
Random(int(seed)).shuffle(numbers)
with ArticleStore.open(url) as store:
    for start in range(0, 400, 20):
        batch = [
            Article(site=f"site{n % 3}", identity=str(n), url=f"https://www.example.com/{n}", headline=f"제목 {n}")
            for n in numbers[start : start + 20]
        ]
        print(*(outcome.change.value for outcome in store.save(batch)), sep="\\n")
"""


def run_together(*commands: list[str]) -> list[list[str]]:
    """Start them all, and return the lines each printed; whatever one complains of is an error."""
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for command in commands
    ]
    ended = [process.communicate(timeout=240) for process in running]
    assert [(process.returncode, said) for process, (_, said) in zip(running, ended, strict=True)] == [
        (0, "") for _ in commands
    ]
    return [out.split("\n")[:-1] for out, _ in ended]


def test_four_share_a_walk(shared_url: str) -> None:
    fetched = run_together(*([sys.executable, str(SCRIPT), shared_url] for _ in range(4)))
    articles = Counter(i for lines in fetched for i in lines if not i.startswith("https"))
    assert articles == Counter(map(str, range(300))), "each article once"
    with ArticleStore.open(shared_url) as store:
        assert {s.article.identity for s in store.articles()} == set(articles)
        with store.database.read() as connection:
            states = connection.execute(
                select(pages.c.kind, pages.c.state, func.count()).group_by("kind", "state")
            )
            assert {tuple(row) for row in states} == {("article", "done", 300), ("listing", "done", 30)}
    assert check(shared_url) == []


def test_four_save_the_same_articles(shared_url: str) -> None:
    outcomes = run_together(*([sys.executable, "-c", SAVES, shared_url, str(seed)] for seed in range(4)))
    assert Counter(o for lines in outcomes for o in lines) == {"new": 400, "same": 1200}
    with ArticleStore.open(shared_url) as store:
        assert {s.article.identity for s in store.articles()} == set(map(str, range(400)))
    assert check(shared_url) == []


def test_a_crawl_killed_again_and_again_loses_nothing(shared_url: str) -> None:
    kills = Random(20261122).sample(range(1, 60), 6)
    for lines in kills:
        with subprocess.Popen(
            [sys.executable, str(SCRIPT), shared_url], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in islice(process.stdout, lines):
                pass
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
    run_together([sys.executable, str(SCRIPT), shared_url])
    with ArticleStore.open(shared_url) as store:
        assert sorted(int(s.article.identity) for s in store.articles()) == list(range(300))
        assert {s.revision for s in store.articles()} == {0}
        assert [run.how for run in Ledger(store).runs()] == ["finished"] + ["killed"] * len(kills)
        with store.database.read() as connection:
            states = connection.execute(
                select(pages.c.kind, pages.c.state, func.count()).group_by("kind", "state")
            )
            assert {tuple(row) for row in states} == {("article", "done", 300), ("listing", "done", 30)}
    assert check(shared_url) == []
