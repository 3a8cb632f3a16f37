"""A series has a page on the web, on which a café stands when its owner says so."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: no series is shown, and no café is listed."""
    with op.batch_alter_table("series", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("nonce", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("token_digest", sa.String(length=64), nullable=True))
        table.create_unique_constraint(op.f("uq_series_token_digest"), ["token_digest"])
    with op.batch_alter_table("workshop") as table:
        table.add_column(
            sa.Column("listed", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Back: the addresses open nothing."""
    with op.batch_alter_table("workshop") as table:
        table.drop_column("listed")
    with op.batch_alter_table("series", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_constraint(op.f("uq_series_token_digest"), type_="unique")
        table.drop_column("token_digest")
        table.drop_column("nonce")
