"""In the document: what the organiser adds to its plain form."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("report_options", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Back: every document has its plain form again."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("report_options")
