"""Silent start: each writes on the own phone into the table's tray, by a link of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

AUTO = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("silent", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("link", table_kwargs=AUTO) as link:
        link.add_column(sa.Column("tray", sa.Boolean(), nullable=False, server_default=sa.false()))
        link.drop_constraint(op.f("uq_link_table_id"), type_="unique")
        link.create_unique_constraint(op.f("uq_link_table_id_tray"), ["table_id", "tray"])


def downgrade() -> None:
    """Back: what lay in a tray came late, and the links that fill trays open nothing."""
    op.execute("UPDATE note SET state = 'late' WHERE state = 'tray'")
    op.execute("UPDATE note SET state = 'left' WHERE state = 'tray-left'")
    op.execute("DELETE FROM link WHERE tray")
    with op.batch_alter_table("link", table_kwargs=AUTO) as link:
        link.drop_constraint(op.f("uq_link_table_id_tray"), type_="unique")
        link.create_unique_constraint(op.f("uq_link_table_id"), ["table_id"])
        link.drop_column("tray")
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("silent")
