"""Rows back into articles: by key, by filter, and as a stream that holds a few hundred at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, false, func, or_, select

from newscrawl.items import Article
from newscrawl.storage.rows import CHILD_COLUMNS, KST, to_article, write_json
from newscrawl.storage.schema import articles, authors, keywords, metadata

CHUNK = 500  # articles read at once, some 3 MB


@dataclass(frozen=True, slots=True)
class Stored:
    """An article and what the database knows of it."""

    article: Article
    id: int
    revision: int  # how many edits are known
    first_seen: datetime
    changed_at: datetime  # when its words last changed, or it was taken down or came back
    gone_at: datetime | None  # when it was found taken down
    gone_reason: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles, newest first (``changes``: what changed last first); what is None does not matter.

    ``section`` is a section's name or a path of them ("IT/보안"); ``since``, ``until`` (publication) and
    ``changed_since`` are ISO 8601, a bare day being that whole day in Korea; ``gone`` True asks for tombstones, None
    for both.
    """

    site: str | None = None
    section: str | None = None
    author: str | None = None
    keyword: str | None = None
    since: str | None = None
    until: str | None = None
    changed_since: str | None = None
    gone: bool | None = False
    limit: int | None = None
    changes: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what must hold of a row of ``articles``."""
        a = articles.c
        # What is rare is asked for as a set of its own: walking through all articles in their order, to look at each
        # one's authors, takes half a minute at a million, and collecting the author's articles a tenth of a second.
        by_author = select(authors.c.article_id).where(authors.c.name == self.author)
        by_keyword = select(keywords.c.article_id).where(keywords.c.keyword == self.keyword)
        wanted = [
            self.site is not None and a.site == self.site,
            self.section is not None and _in_section(self.section),
            self.author is not None and a.id.in_(by_author),
            self.keyword is not None and a.id.in_(by_keyword),
            self.since is not None and a.date_published >= moment(self.since),
            self.until is not None and a.date_published < moment(self.until, end=True),
            self.changed_since is not None and a.id.in_(_changed(moment(self.changed_since))),
            self.gone is not None and (a.gone_at.is_not(None) if self.gone else a.gone_at.is_(None)),
        ]
        return [condition for condition in wanted if condition is not False]


def _changed(since: datetime) -> Select[tuple[int]]:
    lately = articles.alias("lately")
    return select(lately.c.id).where(lately.c.changed_at >= since)


def _in_section(said: str) -> ColumnElement[bool]:
    """In JSON names stand between quotes, so what is found is a whole name, or whole names in a row."""
    spellings = {write_json(names)[1:-1] for names in ([said], said.split("/"))}
    return or_(*(articles.c.section.icontains(names, autoescape=True) for names in sorted(spellings)))


def moment(said: str, *, end: bool = False) -> datetime:
    """Return the moment; of a bare day its first in Korea, or the first of the next one as its ``end``.

    >>> moment("2020-06-17", end=True).isoformat()
    '2020-06-18T00:00:00+09:00'
    """
    try:
        value = datetime.fromisoformat(said)
    except ValueError:
        raise ValueError(
            f"{said!r} is no day or moment: write 2020-06-17 or 2020-06-17T11:00:00+09:00"
        ) from None
    if value.tzinfo is None:
        value = value.replace(tzinfo=KST)
    return value + timedelta(days=1) if end and len(said) == len("2020-06-17") else value


def stream(connection: Connection, wanted: Filter) -> Iterator[Stored]:
    """Yield the articles, newest first, those without a date last; a few hundred are in memory at a time."""
    a = articles.c
    left = wanted.limit
    first = a.changed_at if wanted.changes else a.date_published
    # Two questions rather than one: the databases do not agree where a missing date belongs in an order.
    for known in [first.is_not(None)] if wanted.changes else [first.is_not(None), first.is_(None)]:
        order = select(a.id).where(known, *wanted.conditions()).order_by(first.desc(), a.id.desc())
        found = connection.execute(order.limit(left), execution_options={"stream_results": True})
        for ids in found.scalars().partitions(CHUNK):
            stored = load(connection, ids)
            yield from (stored[number] for number in ids)
            if left is not None:
                left -= len(ids)


def load(connection: Connection, ids: Sequence[int]) -> dict[int, Stored]:
    """Return the articles of these row numbers, with their lists."""
    children: dict[str, dict[int, list[Sequence[Any]]]] = {}
    for name, columns in CHILD_COLUMNS.items():
        table = metadata.tables[name]
        rows = select(table.c.article_id, *(table.c[c] for c in columns)).where(table.c.article_id.in_(ids))
        by_article: dict[int, list[Sequence[Any]]] = defaultdict(list)
        for article_id, *values in connection.execute(rows.order_by(table.c.article_id, table.c.position)):
            by_article[article_id].append(values)
        children[name] = by_article
    return {
        row["id"]: Stored(
            to_article(dict(row), {name: of.get(row["id"], []) for name, of in children.items()}),
            row["id"],
            row["revision"],
            row["first_seen"],
            row["changed_at"],
            row["gone_at"],
            row["gone_reason"],
        )
        for row in connection.execute(select(articles).where(articles.c.id.in_(ids))).mappings()
    }


def among(table: Table, keys: Iterable[tuple[str, str]], *also: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return that a row of ``articles`` or ``pages`` has one of these sites and identities, and fulfils ``also``.

    It is said site by site, with all that an index wants to hear each time: SQLite reads the whole table for
    ``(site, identity) IN …``, and for alternatives that leave out the condition of a partial index.
    """
    by_site: dict[str, list[str]] = defaultdict(list)
    for site, identity in keys:
        by_site[site].append(identity)
    return or_(
        false(), *(and_(*also, table.c.site == s, table.c.identity.in_(i)) for s, i in by_site.items())
    )


def with_words(words: Sequence[str], limit: int) -> Select[tuple[int]]:
    """Return the question for the newest articles in which every word occurs: in headline, body, names or keywords."""
    a = articles.c
    conditions = [
        or_(
            a.headline.icontains(word, autoescape=True),
            a.body.icontains(write_json(word)[1:-1], autoescape=True),
            exists().where(authors.c.article_id == a.id, authors.c.name == word),
            exists().where(keywords.c.article_id == a.id, keywords.c.keyword == word),
        )
        for word in words
    ]
    order = func.coalesce(a.date_published, a.first_seen).desc(), a.id.desc()
    return select(a.id).where(*conditions).order_by(*order).limit(limit)
