"""What was erased for good: its words are gone, and it is still counted."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: nothing has been erased."""
    for name in ("note", "asked"):
        with op.batch_alter_table(name, table_kwargs={"sqlite_autoincrement": True}) as table:
            table.add_column(
                sa.Column("erased", sa.Boolean(), nullable=False, server_default=sa.false())
            )


def downgrade() -> None:
    """Back: what was erased stays struck out, without words."""
    for name in ("note", "asked"):
        with op.batch_alter_table(name, table_kwargs={"sqlite_autoincrement": True}) as table:
            table.drop_column("erased")
