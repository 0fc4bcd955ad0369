"""The tables, in words that SQLite and PostgreSQL both know.

``articles`` is one row a record; the lists a query may ask for (authors, photos, keywords, related) are tables of
their own, the others are JSON arrays in a text column, readable as they stand. Keys are numbers counted upward, not
hashes of addresses: new rows then go to the end of every tree, and an upsert costs at a million rows what it costs
at none. A moment is UTC; ``bare_dates`` names the fields whose page gave a date without a clock time, stored as that
day's midnight in Korea.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    and_,
    text,
)
from sqlalchemy.types import TypeEngine

VERSIONS = (
    "0001",
    "0002",
    "0003",
)  # of the schema, oldest first; a database that says another is newer than this program


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC: ``timestamptz`` in PostgreSQL, sortable text in SQLite, which knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String(26) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return None if value is None else utc_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if isinstance(value, str):
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        return None if value is None else value.astimezone(UTC)


def utc_text(moment: datetime) -> str:
    """Return the moment in UTC as both databases read it (PostgreSQL's session speaks UTC, see database.py).

    >>> utc_text(datetime.fromisoformat("2020-06-17T11:00:00+09:00"))
    '2020-06-17 02:00:00'
    """
    return moment.astimezone(UTC).isoformat(" ")[: -len("+00:00")]


Key = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts upward by itself in SQLite
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

articles = Table(
    "articles",
    metadata,
    Column("id", Key, primary_key=True),
    Column("site", Text, nullable=False),
    Column(
        "identity", Text, nullable=False
    ),  # the outlet's own article number; the address where it has none
    # What saving looks at stands before the long texts, which SQLite would have to read past.
    Column("content_hash", LargeBinary(16), nullable=False),  # of all fields but date_crawled
    Column("revision", Integer, nullable=False),  # how many edits are known: 0 for an article as first read
    Column("first_seen", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),  # by our clock: words edited, taken down, back
    Column("gone_at", Moment),  # a tombstone: the outlet took the article down, its last version stays
    Column("gone_reason", Text),
    Column("url", Text, nullable=False),
    Column("publisher", Text),
    Column("kind", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("headline_tags", Text, nullable=False),
    Column("alternative_headlines", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("date_published", Moment),
    Column("date_modified", Moment),
    Column("date_published_raw", Text),
    Column("date_modified_raw", Text),
    Column("date_published_source", Text),
    Column("date_published_precision", Text),
    Column("byline_raw", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("body_complete", Boolean, nullable=False),
    Column("body_incomplete_reason", Text),
    Column("description", Text),
    Column("copyright_raw", Text),
    Column("source_url", Text),
    Column("source_date_published", Moment),
    Column("language", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("date_crawled", Moment),
    Column("extracted_by", Text, nullable=False),
    Column("bare_dates", Text),
    UniqueConstraint("site", "identity"),
    Index("ix_articles_newest", "date_published", "id"),
    Index("ix_articles_newest_of_site", "site", "date_published", "id"),
    Index("ix_articles_changed", "changed_at"),
    Index("ix_articles_url", "url"),
)
_some = articles.c.source_url.is_not(None)
Index("ix_articles_source", articles.c.source_url, sqlite_where=_some, postgresql_where=_some)


def _list_of(name: str, *columns: Column[Any]) -> Table:
    """A list of an article, in order; its rows lie together by article in SQLite too."""
    return Table(
        name,
        metadata,
        Column("article_id", Key, ForeignKey("articles.id"), nullable=False),
        Column("position", Integer, nullable=False),
        *columns,
        PrimaryKeyConstraint("article_id", "position"),
        sqlite_with_rowid=False,
    )


authors = _list_of(
    "authors",
    Column("name", Text),
    Column("role", Text),
    Column("email", Text),
    Column("affiliation", Text),
    Column("location", Text),
)
photos = _list_of(
    "photos",
    Column("url", Text),
    Column("caption", Text),
    Column("credit", Text),
    Column("credit_kind", Text),
    Column("caption_raw", Text),
)
keywords = _list_of("keywords", Column("keyword", Text, nullable=False))
related = _list_of(
    "related",
    Column("headline", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("date_published", Text),  # as the item has it: it may still be the printed words
    Column("comments", Integer),
)

revisions = Table(
    "revisions",
    metadata,
    Column("article_id", Key, ForeignKey("articles.id"), nullable=False),
    Column("number", Integer, nullable=False),  # the revision this row leads *to*; the first edit is 1
    Column("seen_at", Moment, nullable=False),
    Column("changed", Text, nullable=False),  # JSON: which of headline, body, authors, photos
    Column("undo", Text, nullable=False),  # JSON: how the version before is made from this one (changes.py)
    Column("extracted_by", Text, nullable=False),  # the parser version that read the version before
    PrimaryKeyConstraint("article_id", "number"),
)

walks = Table(
    "walks",
    metadata,
    Column("id", Key, primary_key=True),
    Column("spider", Text, nullable=False),
    Column("arguments", Text, nullable=False),  # where it goes, in one fixed spelling
    Column("round", Integer, nullable=False),  # the how-manieth time it goes there
    Column("started_at", Moment, nullable=False),  # when this round began
    UniqueConstraint("spider", "arguments"),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Key, primary_key=True),
    Column("site", Text, nullable=False),
    Column("identity", Text, nullable=False),  # an article's number; a listing's or feed's address
    Column("url", Text, nullable=False),
    Column("kind", Text, nullable=False),  # listing, article or feed
    Column("walk", Key, ForeignKey("walks.id"), nullable=False),  # an article's: the last that wants it
    Column("round", Integer, nullable=False),  # a listing's or feed's: the round that last asked for it
    Column("depth", Integer, nullable=False),  # a listing's: 1 for its walk's first page
    Column("found_on", Key),  # the listing's or feed's own row
    Column("hint", Text),  # JSON: what the listing said of the article; how far the chain is, of a next page
    Column("state", Text, nullable=False),  # found, done, gone, refused or failed
    Column("reason", Text),
    Column("stored_as", Text),  # the number the article says it has, where its address says another
    Column("status", Integer),
    Column("tries", Integer, nullable=False),  # since it was last done
    Column("next_try", Moment),  # when it is due, for a done page to be looked at again; null: not by itself
    Column("etag", Text),
    Column("last_modified", Text),
    Column("fetched_at", Moment),
    Column("archive_file", Text),
    Column("archive_offset", BigInteger),
    Column("owner", Text),
    Column("lease_until", Moment),
    # A chain's first page, both JSON: the articles it listed when it was last read, and when a round last saw all of
    # the chain (chains.py).
    Column("front", Text),
    Column("mark", Text),
)
# An article is one page whoever finds it; a listing is a page of each walk that leads through it.
# Said with the word itself, not a parameter: a question finds these indexes only in the words they were made with.
is_article = pages.c.kind == text("'article'")
is_listing = pages.c.kind != text("'article'")
_due = pages.c.next_try.is_not(None)  # so the index stays small beside a million pages that are done
Index(
    "uq_pages_article",
    pages.c.site,
    pages.c.identity,
    unique=True,
    sqlite_where=is_article,
    postgresql_where=is_article,
)
Index(
    "uq_pages_listing",
    pages.c.walk,
    pages.c.site,
    pages.c.identity,
    unique=True,
    sqlite_where=is_listing,
    postgresql_where=is_listing,
)
may_be_edited = and_(is_article, pages.c.state == text("'done'"), pages.c.next_try.is_not(None))
Index(
    "ix_pages_revisit",
    pages.c.site,
    pages.c.next_try,
    sqlite_where=may_be_edited,
    postgresql_where=may_be_edited,
)
Index("ix_pages_due", pages.c.walk, pages.c.next_try, pages.c.id, sqlite_where=_due, postgresql_where=_due)

runs = Table(
    "runs",
    metadata,
    Column("id", Key, primary_key=True),
    Column("spider", Text, nullable=False),
    Column("arguments", Text, nullable=False),
    Column("job", Text),
    Column("version", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("process_mark", Text),  # tells the process from a later one with the same number
    Column("started_at", Moment, nullable=False),
    Column("beat_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("how", Text, nullable=False),  # running, finished, killed, failed, empty …
    Column("reason", Text),
    Column("counts", Text, nullable=False),
    Index("ix_runs_started", "started_at"),
)

is_running = runs.c.how == text("'running'")
Index("ix_runs_running", runs.c.id, sqlite_where=is_running, postgresql_where=is_running)

coverage = Table(
    "coverage",
    metadata,
    Column("run_id", Key, ForeignKey("runs.id"), nullable=False),
    Column("site", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("filled", Integer, nullable=False),
    Column("example", Text),  # the address of a page without the field
    PrimaryKeyConstraint("run_id", "site", "field"),
)
Index("ix_coverage_site", coverage.c.site, coverage.c.run_id)
