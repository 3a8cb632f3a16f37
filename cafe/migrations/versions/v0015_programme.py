"""The programme of the day: its goal, and its blocks in order."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("goal", sa.Text(), nullable=False, server_default=""))
        workshop.add_column(sa.Column("programme", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Back; what was said of the programme is gone."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("programme")
        workshop.drop_column("goal")
