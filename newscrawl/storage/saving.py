"""Articles into the database: new rows, edits with the version before them, or nothing where nothing changed.

Everything happens inside the caller's transaction. Statements go to the driver as text with plain tuples, for what
SQLAlchemy does to each parameter would cost as much as storing it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, text

from newscrawl.items import Article
from newscrawl.storage.changes import Change, apply, changed_parts, decide, undo, what_it_shows
from newscrawl.storage.database import Database
from newscrawl.storage.reading import load
from newscrawl.storage.rows import CHILD_COLUMNS, COLUMNS, ArticleRows, to_rows, write_json
from newscrawl.storage.schema import articles, revisions, utc_text

CHUNK = 1_000  # articles a statement; databases limit the parameters of one
_PLACE = {column: place for place, column in enumerate(COLUMNS)}
# A column that is set is taken out of its indexes and put back, whatever its value; these rarely have a new one.
_INDEXED = ("url", "date_published", "source_url")
_UNINDEXED = tuple(column for column in COLUMNS if column not in (*_INDEXED, "site", "identity"))


class Outcome(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class _Rewrite:
    """A known article that is to be brought up to date; ``back``: its page was gone and is there again."""

    old: _Known
    rows: ArticleRows
    before: Article
    change: Change
    back: bool

    def values(self, columns: Sequence[str]) -> tuple[Any, ...]:
        return tuple(self.rows.row[_PLACE[column]] for column in columns)

    def differs(self, *names: str) -> bool:
        return any(getattr(self.before, name) != getattr(self.rows.article, name) for name in names)


class Saver:
    """One transaction's worth of saving."""

    def __init__(self, database: Database, connection: Connection, *, reread: bool) -> None:
        self._database = database
        self._connection = connection
        self._reread = reread
        self._now = utc_text(database.now(connection))

    def save(self, batch: Sequence[ArticleRows]) -> list[Outcome]:
        """Save them and return an outcome for each, in order; the caller has taken its turn for their sites."""
        return [outcome for piece in _without_repeats(batch) for outcome in self._save_piece(piece)]

    def _save_piece(self, piece: list[ArticleRows]) -> list[Outcome]:
        known = self._known(piece)
        ids = self._new_ids(len(piece) - len(known))
        outcomes: dict[tuple[str, str], Outcome] = {}
        new: list[tuple[int, ArticleRows]] = []
        met: list[tuple[_Known, ArticleRows]] = []
        for rows in piece:
            key = rows.site, rows.identity
            old = known.get(key)
            if old is None:
                number = next(ids)
                new.append((number, rows))
                outcomes[key] = Outcome(Change.NEW, *key, number)
            elif old.content_hash == rows.content_hash and (self._reread or not old.gone):
                outcomes[key] = Outcome(Change.SAME, *key, old.id, old.revision)
            else:
                met.append((old, rows))
        columns = ("id", *COLUMNS, "revision", "first_seen", "changed_at")
        added = [(number, *rows.row, 0, self._now, self._now) for number, rows in new]
        self._insert("articles", columns, added)
        for table in CHILD_COLUMNS:
            self._insert_children(table, new)
        outcomes |= {(o.site, o.identity): o for o in self._rewrite(met)}
        return [outcomes[rows.site, rows.identity] for rows in piece]

    def _rewrite(self, met: list[tuple[_Known, ArticleRows]]) -> list[Outcome]:
        """Bring known articles up to date; keep the version before where its words were edited."""
        stored = load(self._connection, [old.id for old, _ in met]) if met else {}
        outcomes, rewrites, digests = [], [], []
        for old, rows in met:
            before = stored[old.id].article
            back = old.gone and rows.article.body_complete and not self._reread
            shown = what_it_shows(before, rows.article)
            rows = to_rows(shown) if shown is not rows.article else rows  # noqa: PLW2901 - what is written
            change = decide(before, shown, reread=self._reread)
            if change is not Change.SAME or back:
                rewrites.append(_Rewrite(old, rows, before, change, back))
                change = Change.UPDATED if change is Change.SAME else change
            elif old.content_hash != rows.content_hash == to_rows(before).content_hash:
                digests.append(
                    (rows.content_hash, old.id)
                )  # the same to the letter: another version made the digest
            revision = old.revision + (change is Change.CHANGED)
            outcomes.append(Outcome(change, rows.site, rows.identity, old.id, revision))
        self._update(("content_hash",), digests)
        self._keep_versions_before(rewrites)
        self._update(_UNINDEXED, [(*r.values(_UNINDEXED), r.old.id) for r in rewrites])
        self._update(_INDEXED, [(*r.values(_INDEXED), r.old.id) for r in rewrites if r.differs(*_INDEXED)])
        edited = [(r.old.revision + 1, self._now, r.old.id) for r in rewrites if r.change is Change.CHANGED]
        self._update(("revision", "changed_at"), edited)
        returned = [(None, None, self._now, r.old.id) for r in rewrites if r.back]
        self._update(("gone_at", "gone_reason", "changed_at"), returned)
        for table in CHILD_COLUMNS:
            differing = [(r.old.id, r.rows) for r in rewrites if r.differs(table)]
            where = f"WHERE article_id = {self._database.mark}"
            self._execute(f"DELETE FROM {table} {where}", [(number,) for number, _ in differing])  # noqa: S608 - our own names
            self._insert_children(table, differing)
        return outcomes

    def _keep_versions_before(self, rewrites: list[_Rewrite]) -> None:
        """Enter what makes the versions before of the edited ones.

        Where an edited article now merely reads differently, its last revision is made to lead to the same version
        before as it did.
        """
        rows, rebased = [], []
        read_otherwise = [r.old.id for r in rewrites if r.change is not Change.CHANGED and r.old.revision]
        last = self._last_undo(read_otherwise) if read_otherwise else {}
        for r in rewrites:
            if r.change is Change.CHANGED:
                changed = write_json(changed_parts(r.before, r.rows.article))
                steps = write_json(undo(r.rows.article, r.before))
                number = r.old.revision + 1
                rows.append((r.old.id, number, self._now, changed, steps, r.before.extracted_by))
            elif r.old.id in last:
                steps = write_json(undo(r.rows.article, apply(r.before, json.loads(last[r.old.id]))))
                rebased.append((steps, r.old.id, r.old.revision))
        self._insert(
            "revisions", ("article_id", "number", "seen_at", "changed", "undo", "extracted_by"), rows
        )
        mark = self._database.mark
        where = f"WHERE article_id = {mark} AND number = {mark}"
        self._execute(f"UPDATE revisions SET undo = {mark} {where}", rebased)  # noqa: S608 - our own names

    def _last_undo(self, ids: list[int]) -> dict[int, str]:
        """Return the last revision's undo of these articles."""
        joined = revisions.join(articles, articles.c.id == revisions.c.article_id)
        question = select(revisions.c.article_id, revisions.c.undo).select_from(joined)
        question = question.where(revisions.c.article_id.in_(ids), revisions.c.number == articles.c.revision)
        return {row[0]: row[1] for row in self._connection.execute(question)}

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

    def _insert_children(self, table: str, parents: Iterable[tuple[int, ArticleRows]]) -> None:
        columns = ("article_id", "position", *CHILD_COLUMNS[table])
        self._insert(
            table, columns, [(number, *child) for number, rows in parents for child in rows.children[table]]
        )

    def _insert(self, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        marks = ", ".join(map(self._mark, columns))
        self._execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608 - our own names

    def _update(self, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        """Set these columns of ``articles``; the id stands last in a row."""
        sets = ", ".join(f"{column} = {self._mark(column)}" for column in columns)
        self._execute(f"UPDATE articles SET {sets} WHERE id = {self._database.mark}", rows)  # noqa: S608 - our own names

    def _mark(self, column: str) -> str:
        """Return the place of a column's value; the body comes as bytes and becomes text where it is stored."""
        if column != "body":
            return self._database.mark
        return "CAST(? AS TEXT)" if self._database.sqlite else "convert_from(%s, 'UTF8')"

    def _execute(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.exec_driver_sql(statement, rows)


def _without_repeats(batch: Sequence[ArticleRows]) -> Iterator[list[ArticleRows]]:
    """Cut them so that no piece has an article twice: its second reading is held against its first."""
    piece: dict[tuple[str, str], ArticleRows] = {}
    for rows in batch:
        key = rows.site, rows.identity
        if key in piece or len(piece) == CHUNK:
            yield list(piece.values())
            piece = {}
        piece[key] = rows
    if piece:
        yield list(piece.values())
