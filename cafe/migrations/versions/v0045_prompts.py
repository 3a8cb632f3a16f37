"""Prompts for pairs that an organiser opens one at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: nobody has opened one by hand."""
    with op.batch_alter_table("question") as table:
        table.add_column(sa.Column("prompts", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Back: all are open, but those of the programme."""
    with op.batch_alter_table("question") as table:
        table.drop_column("prompts")
