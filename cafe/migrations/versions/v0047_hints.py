"""A prompt for pairs may have a hint of its own; what is taken back from a tray has a state."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: no prompt has one."""
    with op.batch_alter_table("question") as table:
        table.add_column(sa.Column("hints", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Back: the line that is for all, and what was taken back was set aside."""
    op.execute("UPDATE note SET state = 'tray-left' WHERE state = 'recalled'")
    with op.batch_alter_table("question") as table:
        table.drop_column("hints")
