"""Where each word of an organiser's summary comes from, kept beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: a summary that is there gets its when it is written again."""
    op.add_column("question", sa.Column("summary_words", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("question", "summary_words")
