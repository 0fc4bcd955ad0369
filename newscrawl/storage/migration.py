"""The steps from an older schema to ours: Alembic runs what stands in ``migrations/versions``."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from newscrawl.storage.schema import VERSIONS


def upgrade_connection(connection: Connection, version: str = VERSIONS[-1]) -> None:
    """Run the steps that are missing, inside the connection's transaction: all of them, or none."""
    config = Config()
    config.set_main_option("script_location", "newscrawl:storage/migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, version)
