"""What a listing's first page began with: in this round, and in the last one that saw all of the listing."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Give listings the two columns; a listing without a mark is walked to its end once more."""
    op.add_column("pages", sa.Column("front", sa.Text))
    op.add_column("pages", sa.Column("mark", sa.Text))
