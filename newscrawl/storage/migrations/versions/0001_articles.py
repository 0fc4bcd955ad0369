"""The articles, their lists and their revisions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from newscrawl.storage.schema import Key, Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables a record is kept in."""
    op.create_table(
        "articles",
        sa.Column("id", Key, primary_key=True),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("content_hash", sa.LargeBinary(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("first_seen", Moment, nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("gone_at", Moment),
        sa.Column("gone_reason", sa.Text),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("headline_tags", sa.Text, nullable=False),
        sa.Column("alternative_headlines", sa.Text, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("date_published", Moment),
        sa.Column("date_modified", Moment),
        sa.Column("date_published_raw", sa.Text),
        sa.Column("date_modified_raw", sa.Text),
        sa.Column("date_published_source", sa.Text),
        sa.Column("date_published_precision", sa.Text),
        sa.Column("byline_raw", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("body_complete", sa.Boolean, nullable=False),
        sa.Column("body_incomplete_reason", sa.Text),
        sa.Column("description", sa.Text),
        sa.Column("copyright_raw", sa.Text),
        sa.Column("source_url", sa.Text),
        sa.Column("source_date_published", Moment),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("encoding", sa.Text, nullable=False),
        sa.Column("date_crawled", Moment),
        sa.Column("extracted_by", sa.Text, nullable=False),
        sa.Column("bare_dates", sa.Text),
        sa.UniqueConstraint("site", "identity"),
    )
    op.create_index("ix_articles_newest", "articles", ["date_published", "id"])
    op.create_index("ix_articles_newest_of_site", "articles", ["site", "date_published", "id"])
    op.create_index("ix_articles_changed", "articles", ["changed_at"])
    op.create_index("ix_articles_url", "articles", ["url"])
    some = sa.text("source_url IS NOT NULL")
    op.create_index(
        "ix_articles_source", "articles", ["source_url"], sqlite_where=some, postgresql_where=some
    )
    lists: dict[str, list[sa.Column[Any]]] = {
        "authors": [sa.Column(c, sa.Text) for c in ("name", "role", "email", "affiliation", "location")],
        "photos": [sa.Column(c, sa.Text) for c in ("url", "caption", "credit", "credit_kind", "caption_raw")],
        "keywords": [sa.Column("keyword", sa.Text, nullable=False)],
        "related": [
            sa.Column("headline", sa.Text, nullable=False),
            sa.Column("url", sa.Text, nullable=False),
            sa.Column("date_published", sa.Text),
            sa.Column("comments", sa.Integer),
        ],
    }
    for name, columns in lists.items():
        op.create_table(
            name,
            sa.Column("article_id", Key, sa.ForeignKey("articles.id"), nullable=False),
            sa.Column("position", sa.Integer, nullable=False),
            *columns,
            sa.PrimaryKeyConstraint("article_id", "position"),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "revisions",
        sa.Column("article_id", Key, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("seen_at", Moment, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
        sa.Column("undo", sa.Text, nullable=False),
        sa.Column("extracted_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "number"),
    )
