"""A check finds what is wrong, names it, and alters nothing; the counts are right."""

from pathlib import Path

import pytest
from sqlalchemy import text

from newscrawl.frontier import Frontier, Lead
from newscrawl.items import Article, Author
from newscrawl.storage.ledger import Ledger
from newscrawl.storage.store import ArticleStore
from newscrawl.storage.upkeep import check, stats


def article(number: int) -> Article:
    return Article(
        site="example",
        identity=str(number),
        url=f"https://www.example.com/{number}",
        headline=f"제목 {number}",
        authors=[Author("홍길동", "기자")],
    )


@pytest.fixture
def url(shared_url: str) -> str:
    with ArticleStore.open(shared_url) as store:
        frontier = Frontier(store, "run 1")
        frontier.begin(
            "example", "{}", [Lead("example", str(n), f"https://www.example.com/{n}") for n in range(3)]
        )
        read = [page for page in frontier.lease(3) if page.identity != "0"]
        save = [(article(int(page.identity)), page) for page in read]
        store.save([a for a, _ in save], [frontier.read(page, a) for a, page in save])
        store.save([article(1)])
        store.tombstone("example", "2", "404")
        Ledger(store).start("example", {}, "0.1.0")
    return shared_url


def spoil(url: str, *statements: str) -> None:
    def work(connection: object) -> None:
        for statement in statements:
            connection.execute(text(statement))  # type: ignore[attr-defined]  # a Connection

    with ArticleStore.open(url) as store:
        store.database.write(work)


def test_a_sound_database(url: str) -> None:
    assert check(url) == []


def test_counts(url: str) -> None:
    found = stats(url)
    assert found["articles"] == {"example": 2}
    assert found["gone"] == {"example": 1}
    assert found["pages"] == {"article done": 2, "article found": 1}
    assert found["runs"] == {"running": 1}
    assert found["rows"]["authors"] == 2
    assert found["rows"]["revisions"] == 0
    assert found["bytes"] > 10_000


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (
            "UPDATE articles SET body = '[\"cut off' WHERE identity = '1'",
            "JSON: articles (1,) has no JSON in body",
        ),
        ("UPDATE pages SET hint = 'x' WHERE identity = '1'", "JSON: pages (2,) has no JSON in hint"),
        (
            "UPDATE articles SET url = 'https://www.example.com/2' WHERE identity = '1'",
            "clash: 2 articles of example have the url https://www.example.com/2",
        ),
        (
            "UPDATE articles SET revision = 1 WHERE identity = '1'",
            "revisions: https://www.example.com/1 does not have as many as its row says",
        ),
        (
            "UPDATE pages SET state = 'done' WHERE identity = '0'",
            "pages: https://www.example.com/0 is done but its article is not stored",
        ),
    ],
)
def test_each_fault_is_named(url: str, statement: str, problem: str) -> None:
    spoil(url, statement)
    assert check(url) == [problem]
    assert check(url) == [problem]


def test_orphans_in_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'news.sqlite'}"
    with ArticleStore.open(url) as store:
        store.save([article(1)])
        with store.database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("DELETE FROM articles")
    problems = check(url)
    assert "orphans: 1 rows of authors belong to no article" in problems
    assert any(p.startswith("foreign key: authors") for p in problems)


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "news.sqlite"
    with ArticleStore.open(f"sqlite:///{path}") as store:
        store.save([article(n) for n in range(2000)])
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40_000] = b"\xff" * 40_000
    path.write_bytes(data)
    problems = check(f"sqlite:///{path}")
    assert problems
    assert all("\n" not in problem for problem in problems)


def test_no_database(tmp_path: Path) -> None:
    (problem,) = check(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert "there is no database" in problem
    assert not (tmp_path / "none.sqlite").exists()
