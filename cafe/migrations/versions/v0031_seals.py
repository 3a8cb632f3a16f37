"""What the seal was each time that the tables closed."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("seals", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Back; the history still has them."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("seals")
