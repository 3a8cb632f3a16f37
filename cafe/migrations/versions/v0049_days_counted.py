"""An address that asked to be told goes on no date alone: the days before are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

ONCE = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """To this shape: none is counted yet."""
    with op.batch_alter_table("follower", table_kwargs=ONCE) as table:
        table.add_column(sa.Column("counted", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("counted_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Back: its date alone tells."""
    with op.batch_alter_table("follower", table_kwargs=ONCE) as table:
        table.drop_column("counted_on")
        table.drop_column("counted")
