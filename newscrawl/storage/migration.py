"""Bringing an older database up to date, with Alembic and the steps in ``migrations/versions``."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from newscrawl.storage.database import Database
from newscrawl.storage.schema import VERSIONS


def upgrade(url: str) -> tuple[str | None, str]:
    """Bring the database to this program's version and return the version before and the one after.

    An empty PostgreSQL database gets its tables here; a newer database is refused.
    """
    database = Database.connect(url)
    try:
        with database.read() as connection:
            before = database.version(connection)
        database.refuse_newer(before)
        if before != VERSIONS[-1]:
            database.write(upgrade_connection)
        return before, VERSIONS[-1]
    finally:
        database.close()


def upgrade_connection(connection: Connection, version: str = VERSIONS[-1]) -> None:
    """Run the steps that are missing, inside the connection's transaction: all of them, or none."""
    config = Config()
    config.set_main_option("script_location", "newscrawl:storage/migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, version)
