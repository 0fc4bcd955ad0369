"""An address → an engine set up for SQLite or PostgreSQL, and what those two say when they fail, in one line."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

PAGE_SIZE = 16_384  # bytes; SQLite's own 4,096 stores a tenth fewer records a second (benchmarks/storage.py)
PRAGMAS = {
    "busy_timeout": 30_000,  # ms; another process's transaction takes some ten
    "foreign_keys": "ON",
    "synchronous": "NORMAL",  # with WAL: a power cut may undo the last second, it never damages the file
    "cache_size": -8_192,  # KiB; a larger one is no faster, the system caches the file too
    "wal_autocheckpoint": 4_000,  # pages; fewer, longer checkpoints
}
_TO_WAL = "PRAGMA journal_mode = WAL"
IMMEDIATE = "newscrawl_write"  # the execution option of a connection that is going to write
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# PostgreSQL: serialization failure, deadlock, lock not available; the server is stopping, or not up yet
_RACES = {"40001", "40P01", "55P03", "57P01", "57P03"}
_MENDS = (
    ("locked", "another program holds it: close that, or try again later"),
    ("readonly", "it may not be written: mend its permissions, or set NEWSCRAWL_DATABASE_URL"),
    ("permission denied", "mend the permissions, or set NEWSCRAWL_DATABASE_URL"),
    ("unable to open", "mend the folder's permissions, or set NEWSCRAWL_DATABASE_URL"),
    ("not a database", "set NEWSCRAWL_DATABASE_URL to another file"),
    ("malformed", "the file is damaged: `scrapy db check` says where; restore it from a copy"),
    ("is full", "make room on the disk"),
    ("disk i/o", "the disk does not answer: look at its health and its room"),
)


class StoreError(Exception):
    """The database cannot do what was asked; one line says why and how to mend it."""


def make_engine(url: str) -> Engine:
    """Return an engine for ``sqlite:///path``, ``sqlite://`` (in memory) or ``postgresql://…``, not yet opened."""
    try:
        parsed = make_url(url)
        match parsed.get_backend_name():
            case "sqlite":
                return _sqlite(parsed)
            case "postgresql":
                return _postgresql(parsed)
    except ModuleNotFoundError as error:
        raise StoreError(f"{error.name} is not installed: pip install 'newscrawl[postgres]'") from error
    except (ArgumentError, NoSuchModuleError):
        pass
    raise StoreError(
        "this is no database address: write sqlite:///data/newscrawl.sqlite or postgresql://user@host/name "
        "in NEWSCRAWL_DATABASE_URL"
    )


def file_of(url: URL) -> Path | None:
    """Return the file of a SQLite database, None for one in memory and for other databases."""
    name = url.database
    return Path(name) if url.get_backend_name() == "sqlite" and name and name != ":memory:" else None


def shown(url: URL) -> str:
    """Return the address as it may be shown: a path, or a URL without its password."""
    path = file_of(url)
    return str(path) if path else url.render_as_string(hide_password=True)


def settle(engine: Engine) -> None:
    """Give a SQLite file its lasting settings; WAL lets readers read while one writes."""
    with closing(engine.raw_connection()) as raw, closing(raw.cursor()) as cursor:
        try:
            if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                cursor.execute(_TO_WAL)
        except (
            sqlite3.OperationalError
        ) as problem:  # another is opening it anew too: that is told without waiting
            raise OperationalError(_TO_WAL, (), problem) from problem


def in_the_way(error: DBAPIError) -> bool:
    """Return whether the same work may go through a moment later: another process was in the way, or a line was cut."""
    if error.connection_invalidated:  # done or not: what is saved already is found the same
        return True
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return (code & 0xFF) in _BUSY
    return getattr(error.orig, "sqlstate", None) in _RACES


def told(error: DBAPIError, url: URL) -> StoreError | None:
    """Return what the driver says as one line with a way out, or None for a fault of our own."""
    said = (str(error.orig).strip() or type(error.orig).__name__).splitlines()[0]
    mend = next((hint for words, hint in _MENDS if words in said.lower()), None)
    ours = type(error).__name__ not in {"OperationalError", "DatabaseError"}
    ours = ours or getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR  # faulty SQL
    if mend is None and ours:
        return None
    return StoreError(
        f"{shown(url)}: {said}; {mend or 'set NEWSCRAWL_DATABASE_URL to a database that answers'}"
    )


def _sqlite(url: URL) -> Engine:
    if file_of(url) is None:  # one connection for all, or each would see a database of its own
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A write that begins as a read is refused with "database is locked", whatever the timeout, once another
        # process has written in between; so a write takes the lock before it looks.
        writes = connection.get_execution_options().get(IMMEDIATE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    engine = create_engine(url, paramstyle="format")

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.execute("SET TIME ZONE 'UTC'")  # our moments are written as UTC text
        connection.commit()

    return engine
