"""``scrapy db`` as a user runs it: what it prints, where, and with which status."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from newscrawl.items import Article
from newscrawl.storage.store import ArticleStore
from tests.scraping import Ended, database, scrapy


def db(deed: str, url: str) -> Ended:
    return scrapy("db", deed, "-s", f"NEWSCRAWL_DATABASE_URL={url}")


def alter(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def url(shared_url: str) -> str:
    article = Article(site="etoday", identity="1", url="https://www.example.com/1", headline="LG, 손잡는다")
    with ArticleStore.open(shared_url) as store:
        store.save([article])
    return shared_url


def test_a_postgresql_database_gets_its_tables_by_upgrade(postgresql_url: str) -> None:
    refused = db("stats", postgresql_url)
    assert (refused.status, refused.out) == (1, "")
    assert "scrapy db upgrade" in refused.err
    assert db("upgrade", postgresql_url) == Ended(0, "schema 0003, before: none\n", "")
    assert db("upgrade", postgresql_url) == Ended(0, "schema 0003, as it was\n", "")
    assert db("check", postgresql_url).status == 0


def test_a_new_file_is_made_by_upgrade_and_by_nothing_else(tmp_path: Path) -> None:
    url = database(tmp_path)
    for deed in ("check", "stats"):
        ended = db(deed, url)
        assert (ended.status, ended.out) == (1, "")
        assert "there is no database" in ended.err
    assert not (tmp_path / "news.sqlite").exists()
    assert db("upgrade", url).status == 0
    assert (tmp_path / "news.sqlite").exists()


def test_stats(url: str) -> None:
    ended = db("stats", url)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("schema 0003, ")
    assert "\narticles\n  etoday  1\n" in ended.out


def test_check_of_a_sound_database(url: str) -> None:
    assert db("check", url) == Ended(0, "nothing wrong was found\n", "")


def test_check_names_each_fault_and_fails(url: str) -> None:
    alter(url, "UPDATE articles SET body = '[\"cut off', revision = 2")
    ended = db("check", url)
    assert (ended.status, ended.out) == (1, "")
    assert sorted(ended.err.splitlines()) == [
        "db: JSON: articles (1,) has no JSON in body",
        "db: revisions: https://www.example.com/1 does not have as many as its row says",
    ]


def test_check_of_a_ruined_database_stays_short(url: str) -> None:
    with ArticleStore.open(url) as store:
        store.save([Article(site="etoday", identity=str(n), url=str(n), headline="LG") for n in range(50)])
    alter(url, "UPDATE articles SET body = ''")
    lines = db("check", url).err.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "db: … and 30 more"


@pytest.mark.parametrize("deed", ["upgrade", "check", "stats"])
def test_a_newer_database_is_refused_in_one_line(url: str, deed: str) -> None:
    alter(url, "UPDATE alembic_version SET version_num = '9001'")
    ended = db(deed, url)
    assert (ended.status, ended.out) == (1, "")
    (line,) = ended.err.splitlines()
    assert "has schema 9001, newer than this newscrawl's" in line
    assert "upgrade newscrawl" in line


def test_nothing_to_do_and_no_address_of_a_database(tmp_path: Path) -> None:
    assert scrapy("db").status == 2
    assert "upgrade, check or stats" in db("repair", database(tmp_path)).err
    wrong = db("stats", "mysql://somewhere/news")
    assert wrong.status == 1
    assert len(wrong.err.splitlines()) == 1
