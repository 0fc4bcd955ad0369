"""What holds for every test: how properties are judged, and databases that several processes may open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newscrawl.storage.upkeep import upgrade
from tests.databases import SERVER, empty_postgresql

# A property is judged by what it finds, never by the clock of a busy machine.
settings.register_profile("newscrawl", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newscrawl")


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """An empty database of this test's own, gone afterwards."""
    if not SERVER:
        pytest.skip("NEWSCRAWL_TEST_DATABASE_URL names no PostgreSQL server")
    with empty_postgresql(SERVER) as url:
        yield url


@pytest.fixture(params=["sqlite-file", "postgresql"])
def shared_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty, up-to-date database that several processes may open."""
    if request.param == "sqlite-file":
        return f"sqlite:///{tmp_path / 'news.sqlite'}"
    url: str = request.getfixturevalue("postgresql_url")
    upgrade(url)
    return url
