"""Where notes come from beside the tables: what it was, when, and how many took part."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: an origin says what it is."""
    with op.batch_alter_table("cafe_table", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(
            sa.Column("origin_kind", sa.String(length=13), nullable=False, server_default="")
        )
        table.add_column(sa.Column("day", sa.String(length=10), nullable=False, server_default=""))
        table.add_column(sa.Column("took_part", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Back: an origin has a name alone."""
    with op.batch_alter_table("cafe_table", table_kwargs={"sqlite_autoincrement": True}) as table:
        for name in ("took_part", "day", "origin_kind"):
            table.drop_column(name)
