"""What crawls need: the frontier's pages and walks, the ledger of runs, and how complete each run's fields were."""

import sqlalchemy as sa
from alembic import op

from newscrawl.storage.schema import Key, Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables a crawl keeps its place in."""
    op.create_table(
        "walks",
        sa.Column("id", Key, primary_key=True),
        sa.Column("spider", sa.Text, nullable=False),
        sa.Column("arguments", sa.Text, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("started_at", Moment, nullable=False),
        sa.UniqueConstraint("spider", "arguments"),
    )
    op.create_table(
        "pages",
        sa.Column("id", Key, primary_key=True),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("walk", Key, sa.ForeignKey("walks.id"), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("depth", sa.Integer, nullable=False),
        sa.Column("found_on", Key),
        sa.Column("hint", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("stored_as", sa.Text),
        sa.Column("status", sa.Integer),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_try", Moment),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("fetched_at", Moment),
        sa.Column("archive_file", sa.Text),
        sa.Column("archive_offset", sa.BigInteger),
        sa.Column("owner", sa.Text),
        sa.Column("lease_until", Moment),
    )
    for name, columns, unique, where in (
        ("uq_pages_article", ["site", "identity"], True, "kind = 'article'"),
        ("uq_pages_listing", ["walk", "site", "identity"], True, "kind != 'article'"),
        (
            "ix_pages_revisit",
            ["site", "next_try"],
            False,
            "kind = 'article' AND state = 'done' AND next_try IS NOT NULL",
        ),
        ("ix_pages_due", ["walk", "next_try", "id"], False, "next_try IS NOT NULL"),
    ):
        some = sa.text(where)
        op.create_index(name, "pages", columns, unique=unique, sqlite_where=some, postgresql_where=some)
    op.create_table(
        "runs",
        sa.Column("id", Key, primary_key=True),
        sa.Column("spider", sa.Text, nullable=False),
        sa.Column("arguments", sa.Text, nullable=False),
        sa.Column("job", sa.Text),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("process_mark", sa.Text),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("beat_at", Moment, nullable=False),
        sa.Column("ended_at", Moment),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("counts", sa.Text, nullable=False),
    )
    op.create_index("ix_runs_started", "runs", ["started_at"])
    running = sa.text("how = 'running'")
    op.create_index("ix_runs_running", "runs", ["id"], sqlite_where=running, postgresql_where=running)
    op.create_table(
        "coverage",
        sa.Column("run_id", Key, sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("filled", sa.Integer, nullable=False),
        sa.Column("example", sa.Text),
        sa.PrimaryKeyConstraint("run_id", "site", "field"),
    )
    op.create_index("ix_coverage_site", "coverage", ["site", "run_id"])
