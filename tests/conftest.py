"""What holds for every test: how properties are judged, and databases that several processes may open."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url, text

from newscrawl.storage.upkeep import upgrade

# A property is judged by what it finds, never by the clock of a busy machine.
settings.register_profile("newscrawl", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newscrawl")

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
