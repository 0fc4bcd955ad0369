"""Articles into the database: new rows, edits with the version before them, or nothing where nothing changed.

Everything happens inside the caller's transaction. Statements go to the driver as text with plain tuples, for what
SQLAlchemy does to each parameter would cost as much as storing it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from newscrawl.items import Article
from newscrawl.storage.changes import Change, apply, changed_parts, decide, undo
from newscrawl.storage.database import Database
from newscrawl.storage.reading import load
from newscrawl.storage.rows import CHILD_COLUMNS, COLUMNS, ArticleRows, to_rows, write_json
from newscrawl.storage.schema import utc_text

CHUNK = 1_000  # articles a statement; databases limit the parameters of one


@dataclass(frozen=True, slots=True)
class Outcome:
    """What saving one article came to; ``revision`` is how many edits of it are now known."""

    change: Change
    site: str
    identity: str
    id: int
    revision: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    content_hash: bytes
    revision: int
    gone: bool


class Saver:
    """One transaction's worth of saving."""

    def __init__(self, database: Database, connection: Connection, *, reread: bool) -> None:
        self._database = database
        self._connection = connection
        self._reread = reread
        self._now = utc_text(database.now(connection))

    def save(self, articles: Sequence[ArticleRows]) -> list[Outcome]:
        """Save them and return an outcome for each, in order; the caller has taken its turn for their sites."""
        return [outcome for piece in _without_repeats(articles) for outcome in self._save_piece(piece)]

    def _save_piece(self, piece: list[ArticleRows]) -> list[Outcome]:
        known = self._known(piece)
        ids = self._new_ids(len(piece) - len(known))
        outcomes: list[Outcome] = []
        new: list[tuple[int, ArticleRows]] = []
        for rows in piece:
            old = known.get((rows.site, rows.identity))
            if old is None:
                number = next(ids)
                new.append((number, rows))
                outcomes.append(Outcome(Change.NEW, rows.site, rows.identity, number))
            elif old.content_hash == rows.content_hash and (self._reread or not old.gone):
                outcomes.append(Outcome(Change.SAME, rows.site, rows.identity, old.id, old.revision))
            else:
                outcomes.append(self._replace(old, rows))
        columns = ("id", *COLUMNS, "revision", "first_seen", "changed_at")
        self._insert(
            "articles", columns, [(number, *rows.row, 0, self._now, self._now) for number, rows in new]
        )
        for table in CHILD_COLUMNS:
            self._insert_children(table, new)
        return outcomes

    def _replace(self, old: _Known, rows: ArticleRows) -> Outcome:
        """Bring a known article up to date; keep the version before where its words were edited."""
        before = load(self._connection, [old.id])[old.id].article
        change = decide(before, rows.article, reread=self._reread)
        back = old.gone and rows.article.body_complete and not self._reread
        if change is Change.SAME and not back:
            return Outcome(change, rows.site, rows.identity, old.id, old.revision)
        revision = old.revision
        values = dict(zip(COLUMNS, rows.row, strict=True))
        if change is Change.CHANGED:
            revision += 1
            values |= {"revision": revision, "changed_at": self._now}
            columns = ("article_id", "number", "seen_at", "changed", "undo", "extracted_by")
            changed = write_json(changed_parts(before, rows.article))
            words = write_json(undo(rows.article, before))
            self._insert(
                "revisions", columns, [(old.id, revision, self._now, changed, words, before.extracted_by)]
            )
        elif revision:
            self._rebase(old, before, rows)
        if back:
            values |= {"gone_at": None, "gone_reason": None}
        mark = self._database.mark
        sets = ", ".join(f"{column} = {mark}" for column in values)
        self._connection.exec_driver_sql(
            f"UPDATE articles SET {sets} WHERE id = {mark}",  # noqa: S608 - names of our own columns
            (*values.values(), old.id),
        )
        stored = to_rows(before)
        for table in CHILD_COLUMNS:
            if stored.children[table] != rows.children[table]:
                self._connection.exec_driver_sql(f"DELETE FROM {table} WHERE article_id = {mark}", (old.id,))  # noqa: S608 - as above
                self._insert_children(table, [(old.id, rows)])
        return Outcome(
            Change.UPDATED if back and change is Change.SAME else change,
            rows.site,
            rows.identity,
            old.id,
            revision,
        )

    def _rebase(self, old: _Known, before: Article, rows: ArticleRows) -> None:
        """Let the last revision lead to the same version before, now that the newest one reads differently."""
        mark = self._database.mark
        key = (old.id, old.revision)
        where = f"WHERE article_id = {mark} AND number = {mark}"
        found = self._connection.exec_driver_sql(f"SELECT undo FROM revisions {where}", key)  # noqa: S608 - as above
        step = undo(rows.article, apply(before, json.loads(found.scalar_one())))
        self._connection.exec_driver_sql(
            f"UPDATE revisions SET undo = {mark} {where}",  # noqa: S608 - as above
            (write_json(step), *key),
        )

    def _known(self, piece: list[ArticleRows]) -> dict[tuple[str, str], _Known]:
        """Return what the database has of these articles."""
        pair = f"({self._database.mark}, {self._database.mark})"
        # Written as a join because SQLite reads the whole table for WHERE (site, identity) IN (VALUES …).
        found = self._connection.exec_driver_sql(
            "SELECT site, identity, id, content_hash, revision, gone_at "  # noqa: S608 - marks alone
            f"FROM (VALUES {', '.join([pair] * len(piece))}) AS wanted CROSS JOIN articles "
            "WHERE site = wanted.column1 AND identity = wanted.column2",
            tuple(value for rows in piece for value in (rows.site, rows.identity)),
        )
        return {(row[0], row[1]): _Known(row[2], row[3], row[4], row[5] is not None) for row in found}

    def _new_ids(self, count: int) -> Iterator[int]:
        """Return ids for new articles, counted upward; they are ours alone, for the lock is."""
        if not count:
            return iter(())
        if self._database.sqlite:
            last = self._connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM articles").scalar_one()
            return iter(range(last + 1, last + count + 1))
        found = self._connection.execute(
            text("SELECT nextval(pg_get_serial_sequence('articles', 'id')) FROM generate_series(1, :count)"),
            {"count": count},
        )
        return iter(found.scalars().all())

    def _insert_children(self, table: str, articles: Iterable[tuple[int, ArticleRows]]) -> None:
        columns = ("article_id", "position", *CHILD_COLUMNS[table])
        self._insert(
            table, columns, [(number, *child) for number, rows in articles for child in rows.children[table]]
        )

    def _insert(self, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        if rows:
            marks = ", ".join([self._database.mark] * len(columns))
            statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - as above
            self._connection.exec_driver_sql(statement, rows)


def _without_repeats(articles: Sequence[ArticleRows]) -> Iterator[list[ArticleRows]]:
    """Cut them so that no piece has an article twice: its second reading is held against its first."""
    piece: dict[tuple[str, str], ArticleRows] = {}
    for rows in articles:
        key = rows.site, rows.identity
        if key in piece or len(piece) == CHUNK:
            yield list(piece.values())
            piece = {}
        piece[key] = rows
    if piece:
        yield list(piece.values())
