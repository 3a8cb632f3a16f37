"""The big screen: what the remote last said, and how far the last seat is."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: nobody has said anything."""
    with op.batch_alter_table("workshop") as table:
        table.add_column(sa.Column("screen", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Back: it is forgotten."""
    with op.batch_alter_table("workshop") as table:
        table.drop_column("screen")
