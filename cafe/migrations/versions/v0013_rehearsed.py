"""Whether a host has tried the table's page before the day."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("cafe_table") as table:
        no = sa.false()
        table.add_column(sa.Column("rehearsed", sa.Boolean(), nullable=False, server_default=no))


def downgrade() -> None:
    """Back; who has rehearsed is not known any more."""
    with op.batch_alter_table("cafe_table") as table:
        table.drop_column("rehearsed")
