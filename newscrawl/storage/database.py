"""An open database: its version, reads of one state, and writes that wait their turn.

A write is a function that is handed a connection. It runs in one transaction, and again when another process was in
the way; so it does nothing but read and write through that connection.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import sleep
from typing import TypeVar
from zlib import crc32

from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.exc import DBAPIError

from newscrawl.storage.engines import (
    IMMEDIATE,
    StoreError,
    file_of,
    in_the_way,
    make_engine,
    settle,
    shown,
    told,
)
from newscrawl.storage.schema import VERSIONS, metadata

T = TypeVar("T")
_OURS = 0x6E63  # "nc": our corner of PostgreSQL's advisory locks
TRIES = 5
PAUSE = 0.05  # seconds before the second try; each further one waits twice as long


class Database:
    """A database that answers; ``read()`` and ``write(work)`` are the two ways to use it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.sqlite = engine.dialect.name == "sqlite"
        self.in_memory = self.sqlite and file_of(engine.url) is None
        self.mark = "?" if self.sqlite else "%s"

    @classmethod
    def open(cls, url: str, *, create: bool = True) -> "Database":
        """Open the database at ``url`` (``sqlite:///data/newscrawl.sqlite``, ``postgresql://…``) at our version.

        A SQLite file is made where there is none (unless ``create`` is false) and brought up to date where it is
        older; a PostgreSQL database is altered by ``scrapy db upgrade`` alone.
        """
        database = cls.connect(url, create=create)
        try:
            database._bring_up_to_date()
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def connect(cls, url: str, *, create: bool = True) -> "Database":
        """Open whatever version it has: for the upgrade itself."""
        engine = make_engine(url)
        path = file_of(engine.url)
        if path is not None and not path.exists():
            if not create:
                raise StoreError(
                    f"there is no database {path} yet: crawl first, or set NEWSCRAWL_DATABASE_URL"
                )
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(
                    f"{path.parent} cannot be made: {error.strerror}; set NEWSCRAWL_DATABASE_URL"
                ) from error
        database = cls(engine)
        try:
            database._patiently(database._greet)
        except BaseException:
            database.close()
            raise
        return database

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database from first to last."""
        try:
            with self.engine.connect() as connection:
                yield (
                    connection
                    if self.sqlite
                    else connection.execution_options(isolation_level="REPEATABLE READ")
                )
        except DBAPIError as error:
            self._tell(error)
            raise

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in one transaction and return its result; run it again when another process was in the way."""

        def once() -> T:
            with (
                self.engine.connect().execution_options(**{IMMEDIATE: True}) as connection,
                connection.begin(),
            ):
                return work(connection)

        return self._patiently(once)

    def now(self, connection: Connection) -> datetime:
        """Return the database's own wall clock, in UTC: the same for all machines that share it."""
        if self.sqlite:
            return datetime.now(UTC)
        moment: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return moment.astimezone(UTC)

    def take_turns(self, connection: Connection, names: Iterable[str]) -> None:
        """Let writers who name the same site take turns until the transaction ends; SQLite's take turns anyway.

        Two writers may then look, decide and write without the other writing in between. A transaction takes its
        turn once, for all its sites, or two could wait for each other.
        """
        if not self.sqlite:
            for number in sorted({crc32(name.encode()) - 2**31 for name in names}):
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:ours, :name)"), {"ours": _OURS, "name": number}
                )

    def version(self, connection: Connection) -> str | None:
        """Return the version the database says it has, or None where it has none (yet)."""
        if not inspect(connection).has_table("alembic_version"):
            return None
        number: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return number

    def refuse_newer(self, version: str | None) -> None:
        """Raise when the version is none of ours."""
        if version is not None and version not in VERSIONS:
            raise StoreError(
                f"{shown(self.engine.url)} has schema {version}, newer than this newscrawl's {VERSIONS[-1]}: "
                "upgrade newscrawl, or set NEWSCRAWL_DATABASE_URL to another database"
            )

    def create_all(self, connection: Connection) -> None:
        """Make every table of our version, and note the version."""
        metadata.create_all(connection)
        connection.execute(
            text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        )
        connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": VERSIONS[-1]})

    def _patiently(self, once: Callable[[], T]) -> T:
        """Return what ``once`` returns, tried again while another process is in the way."""
        for tries_left in reversed(range(TRIES)):
            try:
                return once()
            except DBAPIError as error:
                if not (tries_left and in_the_way(error)):
                    self._tell(error)
                    raise
                sleep(PAUSE * 2 ** (TRIES - 1 - tries_left))
        raise AssertionError("the last try returns or raises")

    def _tell(self, error: DBAPIError) -> None:
        """Raise the driver's error as ours, unless the fault is in our own words."""
        story = told(error, self.engine.url)
        if story is not None:
            raise story from error

    def _greet(self) -> None:
        with self.engine.connect() as connection:
            connection.execute(select(1))
        if self.sqlite and not self.in_memory:
            settle(self.engine)

    def _bring_up_to_date(self) -> None:
        with self.read() as connection:
            version = self.version(connection)
        if version == VERSIONS[-1]:
            return
        self.refuse_newer(version)
        if not self.sqlite:
            raise StoreError(
                f"{shown(self.engine.url)} has no tables of ours, or older ones: run `scrapy db upgrade`"
            )
        if version is None:
            self.write(self._create)
            return
        # Alembic takes as long to load as SQLAlchemy itself and is wanted once a year.
        from newscrawl.storage.migration import upgrade_connection  # noqa: PLC0415

        self.write(upgrade_connection)

    def _create(self, connection: Connection) -> None:
        if self.version(connection) is not None:  # another process was quicker
            return
        if inspect(connection).get_table_names():
            raise StoreError(
                f"{shown(self.engine.url)} is another program's database: set NEWSCRAWL_DATABASE_URL"
            )
        self.create_all(connection)
