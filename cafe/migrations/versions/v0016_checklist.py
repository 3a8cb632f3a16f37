"""What remains to be done: ticks by hand, and the organisers' own lines."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("checklist", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Back; what was ticked and written on the checklist is gone."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("checklist")
