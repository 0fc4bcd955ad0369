"""Alembic's door: migration.py hands over a connection whose transaction it keeps."""

from alembic import context

from newscrawl.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
context.run_migrations()
