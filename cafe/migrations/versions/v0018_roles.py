"""What an organiser may do in a café: their role there."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: whoever organises a café already is its owner."""
    with op.batch_alter_table("organiser") as organiser:
        organiser.add_column(
            sa.Column("role", sa.String(8), nullable=False, server_default="owner")
        )
    with op.batch_alter_table("organiser") as organiser:
        organiser.alter_column("role", server_default=None)


def downgrade() -> None:
    """Back: whoever had a role may do everything again."""
    with op.batch_alter_table("organiser") as organiser:
        organiser.drop_column("role")
