"""Opening: new, old, newer, another's, unwritable, damaged; and what is said of it in one line."""

import os
import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError

from newscrawl.items import Article
from newscrawl.storage import database, engines
from newscrawl.storage.database import Database
from newscrawl.storage.engines import StoreError
from newscrawl.storage.migration import upgrade_connection
from newscrawl.storage.schema import VERSIONS, metadata
from newscrawl.storage.store import ArticleStore
from newscrawl.storage.upkeep import check, upgrade

ARTICLE = Article(
    site="example", identity="1", url="https://www.example.com/1", headline="나래전자, 한빛대와 손잡는다"
)


def old_database(url: str) -> None:
    """A database of the first version, with an article in it."""
    database = Database.connect(url)
    database.write(lambda connection: upgrade_connection(connection, VERSIONS[0]))
    store = ArticleStore(database)
    store.save([ARTICLE])
    store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'news.sqlite'}"
    else:
        yield request.getfixturevalue("postgresql_url")


def test_a_file_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "some" / "folder" / "news.sqlite"
    with ArticleStore.open(f"sqlite:///{path}") as store:
        store.save([ARTICLE])
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (VERSIONS[-1],)
    connection.close()


def test_the_steps_lead_to_the_tables_we_use(empty_url: str) -> None:
    database = Database.connect(empty_url)
    database.write(upgrade_connection)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []
        assert database.version(connection) == VERSIONS[-1]
    database.close()


def test_a_new_sqlite_file_is_what_the_steps_lead_to(tmp_path: Path) -> None:
    def tables(path: Path) -> dict[str, set[str]]:
        with sqlite3.connect(path) as connection:
            rows = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE sql NOT LIKE '%alembic_version%'"
            )
            # a column that was added stands behind the constraints, on their line
            found = {
                name: {part.strip(" \t)") for part in re.split("[\n,]", sql)} - {""} for name, sql in rows
            }
        connection.close()
        return found

    ArticleStore.open(f"sqlite:///{tmp_path / 'new.sqlite'}").close()
    database = Database.connect(f"sqlite:///{tmp_path / 'steps.sqlite'}")
    database.write(upgrade_connection)
    database.close()
    assert tables(tmp_path / "new.sqlite") == tables(tmp_path / "steps.sqlite")


def test_the_versions_are_the_steps() -> None:
    steps = ScriptDirectory("newscrawl/storage/migrations").walk_revisions()
    assert [step.revision for step in steps][::-1] == list(VERSIONS)


def test_an_older_sqlite_file_is_brought_up_to_date_at_opening(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'news.sqlite'}"
    old_database(url)
    with ArticleStore.open(url) as store:
        assert [s.article.headline for s in store.articles()] == [ARTICLE.headline]
        with store.database.read() as connection:
            assert inspect(connection).has_table("pages")
            assert store.database.version(connection) == VERSIONS[-1]


def test_a_check_alters_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'news.sqlite'}"
    old_database(url)
    (fault,) = check(url)
    assert "scrapy db upgrade" in fault
    assert upgrade(url) == (VERSIONS[0], VERSIONS[-1])
    assert check(url) == []


def test_postgresql_is_altered_by_the_upgrade_alone(postgresql_url: str) -> None:
    with pytest.raises(StoreError, match="run `scrapy db upgrade`"):
        ArticleStore.open(postgresql_url)
    old_database(postgresql_url)
    with pytest.raises(StoreError, match="run `scrapy db upgrade`"):
        ArticleStore.open(postgresql_url)
    assert upgrade(postgresql_url) == (VERSIONS[0], VERSIONS[-1])
    assert upgrade(postgresql_url) == (VERSIONS[-1], VERSIONS[-1])
    with ArticleStore.open(postgresql_url) as store:
        assert store.count() == 1


def test_a_step_that_fails_leaves_the_older_version_whole(empty_url: str) -> None:
    old_database(empty_url)
    database = Database.connect(empty_url)
    database.write(lambda connection: connection.execute(text("CREATE TABLE runs (id INTEGER)")))
    with pytest.raises(StoreError, match=r"already exists; nothing was altered"):
        upgrade(empty_url)
    with database.read() as connection:
        assert database.version(connection) == VERSIONS[0]
        assert not inspect(connection).has_table("pages")
    database.close()


def test_a_newer_database_is_refused(empty_url: str) -> None:
    upgrade(empty_url)
    database = Database.connect(empty_url)
    database.write(
        lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    )
    for way_in in (ArticleStore.open, upgrade):
        with pytest.raises(StoreError, match=r"schema 9999, newer than this newscrawl's .*upgrade newscrawl"):
            way_in(empty_url)
    database.close()


def test_many_open_a_new_file_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'news.sqlite'}"

    def open_and_save(number: int) -> None:
        with ArticleStore.open(url) as store:
            store.save([Article(site="example", identity=str(number), headline="제목")])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(open_and_save, range(8)))
    with ArticleStore.open(url) as store:
        assert store.count() == 8


def test_who_opens_a_new_file_while_another_does_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "news.sqlite"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE begun (id INTEGER)")
    monkeypatch.setitem(engines.PRAGMAS, "busy_timeout", 0)
    monkeypatch.setattr(database, "sleep", lambda seconds: other.in_transaction and other.rollback())
    with ArticleStore.open(f"sqlite:///{file}") as store:
        assert store.count() == 0
    other.close()


def test_a_write_that_fails_leaves_nothing(empty_url: str) -> None:
    upgrade(empty_url)

    def work(connection: Connection) -> None:
        connection.execute(
            text("INSERT INTO walks (spider, arguments, round, started_at) VALUES ('a', '', 1, '2020-06-17')")
        )
        raise RuntimeError("killed")

    database = Database.open(empty_url)
    with pytest.raises(RuntimeError):
        database.write(work)
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM walks")).scalar() == 0
    database.close()


def test_a_line_that_is_cut_is_taken_up_again(postgresql_url: str) -> None:
    upgrade(postgresql_url)
    with ArticleStore.open(postgresql_url) as store, ArticleStore.open(postgresql_url) as other:
        store.save([ARTICLE])
        others = text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid()"
        )
        other.database.write(lambda connection: connection.execute(others))
        store.save([Article(site="example", identity="2", headline="제목")])
        assert store.count() == 2


def one_line(error: pytest.ExceptionInfo[StoreError]) -> str:
    said = str(error.value)
    assert "\n" not in said
    assert "NEWSCRAWL_DATABASE_URL" in said
    return said


@pytest.mark.parametrize(
    "url", ["", "data/news.sqlite", "mysql://host/news", "nonsense://host", "sqlite:/x y:z"]
)
def test_no_address_of_a_database(url: str) -> None:
    with pytest.raises(StoreError) as error:
        ArticleStore.open(url)
    assert "sqlite:///data/newscrawl.sqlite" in one_line(error)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("안녕하세요, " * 1000, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError) as error:
        ArticleStore.open(f"sqlite:///{path}")
    assert "not a database" in one_line(error)
    assert path.read_bytes() == before


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()
    with pytest.raises(StoreError) as error:
        ArticleStore.open(f"sqlite:///{path}")
    assert "another program's database" in one_line(error)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as error:
        ArticleStore.open(f"sqlite:///{tmp_path / 'file' / 'news.sqlite'}")
    assert str(tmp_path / "file") in one_line(error)


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        ArticleStore.open(f"sqlite:///{tmp_path}")
    assert "unable to open" in one_line(error)


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    folder = tmp_path if os.geteuid() else Path("/proc")  # root may write anywhere but there
    with pytest.raises(StoreError) as error:
        ArticleStore.open(f"sqlite:///{folder / 'news.sqlite'}")
    one_line(error)


def test_reading_does_not_make_a_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="crawl first"):
        ArticleStore.open(f"sqlite:///{tmp_path / 'news.sqlite'}", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_does_not_answer_and_a_password_that_is_not_shown() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as error:
        ArticleStore.open("postgresql://reader:hush@127.0.0.1:1/news")
    assert "hush" not in one_line(error)


def busy() -> DBAPIError:
    problem = sqlite3.OperationalError("database is locked")
    problem.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError("BEGIN IMMEDIATE", (), problem)


def test_a_write_waits_longer_each_time_another_is_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(database, "sleep", pauses.append)
    with ArticleStore.open("sqlite://") as store:
        tries = iter([busy(), busy(), busy()])

        def work(connection: Connection) -> str:
            for problem in tries:
                raise problem
            return "done"

        assert store.database.write(work) == "done"
        assert pauses == [0.05, 0.1, 0.2]
        with pytest.raises(StoreError, match="locked"):
            store.database.write(lambda connection: (_ for _ in ()).throw(busy()))
        assert len(pauses) == 3 + database.TRIES - 1
