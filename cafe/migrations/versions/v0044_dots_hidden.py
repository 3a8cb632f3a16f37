"""Dots that are hidden until the organiser shows them."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: dots are shown, as they were."""
    with op.batch_alter_table("workshop") as table:
        table.add_column(
            sa.Column("dots_hidden", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Back: all are shown."""
    with op.batch_alter_table("workshop") as table:
        table.drop_column("dots_hidden")
