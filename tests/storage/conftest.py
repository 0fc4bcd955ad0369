"""Every store test runs on SQLite in memory, on a SQLite file, and on PostgreSQL where one may be reached."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.storage.store import ArticleStore
from newscrawl.storage.upkeep import upgrade


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
