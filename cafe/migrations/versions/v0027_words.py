"""Where each word of a sentence comes from, kept beside the sentence."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: sentences that are there get theirs when they are written again."""
    op.add_column("entry", sa.Column("words", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("entry", "words")
