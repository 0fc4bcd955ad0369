"""Empty PostgreSQL databases on the server a test may use, each gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

SERVER = os.environ.get("NEWSCRAWL_TEST_DATABASE_URL")


@contextmanager
def empty_postgresql(server_url: str) -> Iterator[str]:
    """Make a database on the server that an address names, and give its own address while the block runs."""
    name = f"newscrawl_test_{uuid4().hex}"
    server = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()
