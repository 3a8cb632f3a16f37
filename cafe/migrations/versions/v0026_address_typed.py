"""Whether somebody has vouched for an account's address."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: the addresses that are there were written at the server."""
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as person:
        person.add_column(
            sa.Column("address_typed", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as person:
        person.drop_column("address_typed")
