"""ArticleStore: open, save, read back. Whoever wants an article in or out of the database comes through here."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, func, or_, select

from newscrawl.items import Article
from newscrawl.storage.changes import Change, apply
from newscrawl.storage.database import Database
from newscrawl.storage.engines import StoreError
from newscrawl.storage.reading import Filter, Stored, among, load, stream, with_words
from newscrawl.storage.rows import RecordError, to_rows
from newscrawl.storage.saving import Outcome, Saver
from newscrawl.storage.schema import articles, is_article, pages, revisions
from newscrawl.storage.visits import Visit, bury, record

__all__ = ["ArticleStore", "Change", "Filter", "Outcome", "RecordError", "Revision", "StoreError", "Stored"]
EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Revision:
    """One edit: when it was seen, which of headline, body, authors and photos it touched, and the version before."""

    number: int
    seen_at: datetime
    changed: list[str]
    extracted_by: str  # the parser version that read the version before
    before: Article


class ArticleStore:
    """The articles of one database.

    >>> with ArticleStore.open("sqlite://") as store:
    ...     outcomes = store.save([Article(site="etoday", identity="1907146", headline="LG, 서울대와 손잡는다")])
    ...     [outcome.change.value for outcome in outcomes], store.count()
    (['new'], 1)
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, url: str, *, create: bool = True) -> "ArticleStore":
        """Open ``sqlite:///path``, ``sqlite://`` (in memory) or ``postgresql://…``; StoreError says what to mend."""
        return cls(Database.open(url, create=create))

    def close(self) -> None:
        """Give back the database's connections."""
        self.database.close()

    def __enter__(self) -> "ArticleStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def save(
        self, articles: Sequence[Article], visits: Sequence[Visit] = (), *, reread: bool = False
    ) -> list[Outcome]:
        """Save a batch, and what became of its pages, in one transaction; return an outcome for each article, in order.

        ``reread`` says that the pages were not fetched but read again, by a newer parser perhaps: rows are brought
        up to date and no edit is seen in it. RecordError is raised before anything is written.
        """
        rows = [to_rows(article) for article in articles]

        def work(connection: Connection) -> list[Outcome]:
            leads = (lead for visit in visits for lead in visit.leads)
            self.database.take_turns(connection, {r.site for r in rows} | {lead.site for lead in leads})
            outcomes = Saver(self.database, connection, reread=reread).save(rows)
            record(self.database, connection, visits)
            return outcomes

        return self.database.write(work)

    def get(self, site: str, identity: str) -> Stored | None:
        """Return the article, or None."""
        return self.get_many([(site, identity)]).get((site, identity))

    def get_many(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Stored]:
        """Return those of the articles that are stored, by site and identity."""
        question = select(articles.c.id).where(among(articles, keys))
        with self.database.read() as connection:
            stored = load(connection, connection.execute(question).scalars().all())
        return {(one.article.site, one.article.identity): one for one in stored.values()}

    def hints(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
        """Return what listings and feeds said of these articles, by site and identity (see ``Lead.hint``)."""
        question = select(pages.c.site, pages.c.identity, pages.c.hint).where(
            among(pages, keys, is_article), pages.c.hint.is_not(None)
        )
        with self.database.read() as connection:
            return {
                (site, identity): json.loads(hint) for site, identity, hint in connection.execute(question)
            }

    def sites(self) -> list[str]:
        """Return the sites that have articles, in alphabetical order."""
        with self.database.read() as connection:
            return list(
                connection.execute(select(articles.c.site).distinct().order_by(articles.c.site)).scalars()
            )

    def find(self, words: str, *, limit: int = 20) -> list[Stored]:
        """Return the articles of an address (their own, or the one they were copied from), or with all these words."""
        question = (
            select(articles.c.id)
            .where(or_(articles.c.url == words, articles.c.source_url == words))
            .limit(limit)
            if words.startswith(("https://", "http://"))
            else with_words(words.split(), limit)
        )
        with self.database.read() as connection:
            ids = connection.execute(question).scalars().all()
            stored = load(connection, ids)
        return [stored[number] for number in ids]

    def articles(self, wanted: Filter = EVERYTHING) -> Iterator[Stored]:
        """Yield the articles, newest first and without a date last, from one state of the database."""
        if self.database.in_memory:  # which has one connection, that a save in between would need
            with self.database.read() as connection:
                found = list(stream(connection, wanted))
            yield from found
        else:
            with self.database.read() as connection:
                yield from stream(connection, wanted)

    def count(self, wanted: Filter = EVERYTHING) -> int:
        """Return how many articles there are; the filter's limit does not matter."""
        with self.database.read() as connection:
            return connection.execute(
                select(func.count(articles.c.id)).where(*wanted.conditions())
            ).scalar_one()

    def revisions(self, site: str, identity: str) -> list[Revision]:
        """Return the edits of an article, the newest first, each with the version before it."""
        stored = self.get(site, identity)
        if stored is None:
            return []
        with self.database.read() as connection:
            rows = connection.execute(
                select(revisions)
                .where(revisions.c.article_id == stored.id)
                .order_by(revisions.c.number.desc())
            ).all()
        found = []
        version = stored.article
        for row in rows:
            version = apply(version, json.loads(row.undo))
            found.append(
                Revision(row.number, row.seen_at, json.loads(row.changed), row.extracted_by, version)
            )
        return found

    def tombstone(self, site: str, identity: str, reason: str) -> bool:
        """Note that the outlet took the article down; its last version stays. Return whether that is news."""
        return self.database.write(lambda c: bury(c, site, identity, reason, self.database.now(c)))
