"""At a million rows a question that reads a whole table is a minute: what a crawl asks SQLite, an index answers."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import event

from newscrawl.frontier import Frontier, Lead
from newscrawl.items import Article
from newscrawl.storage.store import ArticleStore, Filter


def article(number: int) -> Article:
    return Article(
        site=f"site{number % 3}",
        identity=str(number),
        url=f"https://www.example.com/{number}",
        date_published="2020-06-17",
    )


def test_no_question_of_a_crawl_reads_a_whole_table(tmp_path: Path) -> None:
    path = tmp_path / "news.sqlite"
    asked: dict[str, Any] = {}
    with ArticleStore.open(f"sqlite:///{path}") as store:

        @event.listens_for(store.database.engine, "before_cursor_execute")
        def _note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
            if statement.startswith(("SELECT", "UPDATE", "DELETE")):
                asked[statement] = parameters[0] if many else parameters

        articles = [article(n) for n in range(9)]
        leads = [Lead(a.site, a.identity, a.url) for a in articles]
        store.save(articles)
        frontier = Frontier(store, "run 1")
        for mode in ("new", "revisit"):
            frontier.begin(
                "site0", "{}", [Lead("site0", "list", "https://www.example.com/list", "listing")], mode=mode
            )
            (page,) = frontier.lease(1)
            frontier.record(
                [
                    replace(
                        frontier.listed(page, [*leads, Lead("site0", "10", "https://www.example.com/10")]),
                        seen_all=(page.id, page.round),
                    )
                ]
            )
        frontier.all_known(leads, page)
        frontier.next_due()
        held = frontier.lease(9)
        frontier.renew([page.id for page in held])
        store.save([article(10)], [frontier.read(held[0], article(10))])
        article_10 = article(10)
        article_10.keywords = ["인공지능"]
        store.save([article_10])
        article_10.headline = "고친 제목"
        store.save([article_10])
        store.get_many([(a.site, a.identity) for a in articles])
        store.hints([(a.site, a.identity) for a in articles])
        store.revisions("site1", "10")
        store.find("https://www.example.com/1")
        store.tombstone("site1", "10", "404")
        frontier.waiting()
        for wanted in (
            Filter(limit=1),
            Filter(site="site0", limit=1),
            Filter(changed_since="2020-01-01", limit=1),
        ):
            list(store.articles(wanted))
    with sqlite3.connect(path) as connection:
        plans = {
            q: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {q}", p)] for q, p in asked.items()
        }
    connection.close()
    assert len(plans) > 20
    tables = ("articles", "pages", "authors", "photos", "keywords", "related", "revisions")
    scans = {
        q: plan for q, plan in plans.items() if any(f"SCAN {table}" in s for s in plan for table in tables)
    }
    assert scans == {}
