"""A crawler's dealings with the database without the fetching, run as a script by test_processes.py.

``python one_of_many.py URL`` walks 30 listings, sharing them with whoever else does, and prints what it fetched, a
line each, before it tells the database.
"""

import sys

from newscrawl.frontier import Frontier, Lead, Page, Visit
from newscrawl.items import Article, Author
from newscrawl.storage.ledger import Ledger, owner
from newscrawl.storage.store import ArticleStore

LISTINGS = 30
PER_LISTING = 10


def listing(number: int) -> Lead:
    url = f"https://www.example.com/list?page={number}"
    return Lead("example", url, url, "listing", depth=number)


def leads(number: int) -> list[Lead]:
    """The articles of a listing, and the next listing; neighbouring listings share an article."""
    first = (number - 1) * PER_LISTING
    found = [
        Lead("example", str(n), f"https://www.example.com/{n}")
        for n in range(max(0, first - 1), first + PER_LISTING)
    ]
    return found + ([listing(number + 1)] if number < LISTINGS else [])


def read(page: Page) -> Article:
    return Article(
        site="example",
        identity=page.identity,
        url=page.url,
        headline=f"제목 {page.identity}",
        body=["나래전자가 한빛대와 손을 잡았다."] * 5,
        authors=[Author("홍길동", "기자")],
        keywords=["인공지능"],
    )


def main(url: str) -> None:
    with ArticleStore.open(url) as store:
        ledger = Ledger(store)
        run = ledger.start("example", {}, "0.1.0")
        frontier = Frontier(store, owner(run), lease_seconds=600)
        frontier.begin("example", "{}", [listing(1)])
        while True:
            pages = frontier.lease(4)
            for page in pages:
                print(page.identity, flush=True)
            visits: list[Visit] = [
                frontier.listed(page, leads(page.depth)) for page in pages if page.kind == "listing"
            ]
            articles = [read(page) for page in pages if page.kind == "article"]
            fetched = [page for page in pages if page.kind == "article"]
            visits += [frontier.read(page, article) for page, article in zip(fetched, articles, strict=True)]
            store.save(articles, visits)
            waiting = frontier.waiting()
            if not pages and waiting.due == waiting.held == 0:
                ledger.end(run, "finished", {})
                return


if __name__ == "__main__":
    main(sys.argv[1])
