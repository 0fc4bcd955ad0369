"""Every store test runs on SQLite in memory, on a SQLite file, and on PostgreSQL where one may be reached."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from newscrawl.storage.store import ArticleStore
from newscrawl.storage.upkeep import upgrade

SERVER = os.environ.get("NEWSCRAWL_TEST_DATABASE_URL")


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """An empty database of this test's own, gone afterwards."""
    if not SERVER:
        pytest.skip("NEWSCRAWL_TEST_DATABASE_URL names no PostgreSQL server")
    name = f"newscrawl_test_{uuid4().hex}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


@pytest.fixture(params=["sqlite-file", "postgresql"])
def shared_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty, up-to-date database that several processes may open."""
    if request.param == "sqlite-file":
        return f"sqlite:///{tmp_path / 'news.sqlite'}"
    url: str = request.getfixturevalue("postgresql_url")
    upgrade(url)
    return url


@pytest.fixture(params=["sqlite-memory", "sqlite-file", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ArticleStore]:
    """An empty store."""
    url = "sqlite://"
    if request.param == "sqlite-file":
        url = f"sqlite:///{tmp_path / 'news.sqlite'}"
    elif request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
        upgrade(url)
    with ArticleStore.open(url) as opened:
        yield opened
