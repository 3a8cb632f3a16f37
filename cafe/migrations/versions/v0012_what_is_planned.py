"""What is planned: the facts of the gathering, and what a table and its hosts are."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FACTS = ("name", "network", "place", "purpose", "participants", "background")
TIMES = ("starts", "ends")


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        for name in (*FACTS, *TIMES):
            kind = sa.String(5) if name in TIMES else sa.Text()
            workshop.add_column(sa.Column(name, kind, nullable=False, server_default=""))
    with op.batch_alter_table("cafe_table") as table:
        for name in ("roles", "tags"):
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("meeting", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Back; what was said of these is gone."""
    for name, columns in (
        ("cafe_table", ("tags", "meeting", "roles")),
        ("workshop", (*TIMES, *FACTS)),
    ):
        with op.batch_alter_table(name) as changed:
            for column in columns:
                changed.drop_column(column)
