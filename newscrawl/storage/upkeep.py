"""Is the database of our version, is it sound, what is in it: behind ``scrapy db upgrade``, ``check`` and ``stats``."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, exists, func, select
from sqlalchemy.exc import DBAPIError

from newscrawl.storage.database import Database
from newscrawl.storage.engines import StoreError, file_of, shown
from newscrawl.storage.rows import CHILD_TABLES, JSON_COLUMNS
from newscrawl.storage.schema import VERSIONS, articles, metadata, pages, revisions, runs

_JSON = {
    articles: JSON_COLUMNS,
    revisions: ("changed", "undo"),
    pages: ("hint", "front", "mark"),
    runs: ("arguments", "counts"),
}


def upgrade(url: str) -> tuple[str | None, str]:
    """Bring a database to this program's version; return the version before (None: it was empty) and the one after."""
    database = Database.connect(url)
    try:
        with database.read() as connection:
            before = database.version(connection)
        database.refuse_newer(before)
        if before != VERSIONS[-1]:
            # Every command of Scrapy's is loaded for each of them, and Alembic takes a fifth of a second to load.
            from newscrawl.storage.migration import upgrade_connection  # noqa: PLC0415

            database.write(upgrade_connection)
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0]
        raise StoreError(
            f"{shown(database.engine.url)}: {said}; nothing was altered, mend this and try again"
        ) from error
    finally:
        database.close()
    return before, VERSIONS[-1]


def check(url: str) -> list[str]:
    """Return what is wrong with the database, a line each; an empty list for a sound one. Nothing is altered."""
    try:
        database = Database.connect(url, create=False)
    except StoreError as error:
        return [str(error)]
    try:
        with database.read() as connection:
            version = database.version(connection)
            database.refuse_newer(version)
            if version != VERSIONS[-1]:
                return [
                    f"schema {version or 'none'}, ours is {VERSIONS[-1]}: run `scrapy db upgrade`, then check"
                ]
            return [
                *_file_faults(database, connection),
                *_orphans(connection),
                *_clashes(connection),
                *_bad_json(connection),
            ]
    except StoreError as error:
        return [str(error)]
    finally:
        database.close()


def _file_faults(database: Database, connection: Connection) -> Iterator[str]:
    if database.sqlite:
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            yield from (f"integrity: {line}" for line in said.splitlines() if line != "ok")
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"foreign key: {table} row {row} names no row of {parent}"


def _orphans(connection: Connection) -> Iterator[str]:
    for table in (*(metadata.tables[name] for name in CHILD_TABLES), revisions):
        lost = select(func.count()).select_from(table)
        parent = exists().where(articles.c.id == table.c.article_id)
        if number := connection.execute(lost.where(~parent)).scalar_one():
            yield f"orphans: {number} rows of {table.name} belong to no article"
    kept = (
        select(revisions.c.article_id, func.count().label("number"))
        .group_by(revisions.c.article_id)
        .subquery()
    )
    joined = articles.outerjoin(kept, kept.c.article_id == articles.c.id)
    uneven = func.coalesce(kept.c.number, 0) != articles.c.revision
    question = select(articles.c.url).select_from(joined).where(uneven)
    for address in connection.execute(question).scalars():
        yield f"revisions: {address} does not have as many as its row says"
    stored = exists().where(
        articles.c.site == pages.c.site,
        articles.c.identity == func.coalesce(pages.c.stored_as, pages.c.identity),
    )
    done = pages.c.kind == "article", pages.c.state == "done", pages.c.reason.is_(None)
    for address in connection.execute(select(pages.c.url).where(*done, ~stored)).scalars():
        yield f"pages: {address} is done but its article is not stored"


def _clashes(connection: Connection) -> Iterator[str]:
    for columns in (("site", "identity"), ("site", "url")):
        key = [articles.c[name] for name in columns]
        for row in connection.execute(select(*key, func.count()).group_by(*key).having(func.count() > 1)):
            yield f"clash: {row[2]} articles of {row[0]} have the {columns[1]} {row[1]}"


def _bad_json(connection: Connection) -> Iterator[str]:
    for table, names in _JSON.items():
        keys = list(table.primary_key.columns)
        question = select(*keys, *(table.c[name] for name in names))
        rows = connection.execute(question, execution_options={"stream_results": True, "yield_per": 500})
        for row in rows:
            for name in names:
                value = getattr(row, name)
                if value is not None and not _is_json(value):
                    yield f"JSON: {table.name} {tuple(row)[: len(keys)]} has no JSON in {name}"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def stats(url: str) -> dict[str, Any]:
    """Return what is in the database: counts by site and state, its version, and its size in bytes."""
    database = Database.open(url, create=False)
    try:
        with database.read() as connection:
            return {
                "schema": database.version(connection),
                "bytes": _size(database, connection),
                "articles": _counts(connection, articles, "site"),
                "gone": _counts(connection, articles, "site", where=articles.c.gone_at.is_not(None)),
                "pages": _counts(connection, pages, "kind", "state"),
                "runs": _counts(connection, runs, "how"),
                "rows": {name: sum(_counts(connection, t).values()) for name, t in metadata.tables.items()},
            }
    finally:
        database.close()


def _counts(
    connection: Connection, table: Table, *names: str, where: ColumnElement[bool] | None = None
) -> dict[str, int]:
    """Return how many rows there are of each combination of these columns, or in all where none is named."""
    columns = [table.c[name] for name in names]
    question = select(*columns, func.count()).select_from(table).group_by(*columns).order_by(*columns)
    rows = connection.execute(question if where is None else question.where(where))
    return {" ".join(row[:-1]): row[-1] for row in rows}


def _size(database: Database, connection: Connection) -> int:
    if not database.sqlite:
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
    path = file_of(database.engine.url)
    files = [Path(f"{path}{end}") for end in ("", "-wal")]
    return sum(file.stat().st_size for file in files if file.exists())
