"""Phones: what they write may be held or paused, and their dots taken off."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        phones = sa.Column("phones", sa.String(6), nullable=False, server_default="open")
        workshop.add_column(phones)
    with op.batch_alter_table("late_note") as late:
        late.add_column(sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false()))
        late.add_column(sa.Column("reason", sa.Text()))
    with op.batch_alter_table("asked") as asked:
        asked.add_column(sa.Column("decided", sa.String(8)))
        asked.add_column(sa.Column("reason", sa.Text()))
    with op.batch_alter_table("dot") as dot:
        dot.add_column(sa.Column("at", sa.DateTime(timezone=True)))
        dot.add_column(sa.Column("lifted", sa.String(36)))


def downgrade() -> None:
    """Back: nothing held comes up by itself, and what was taken off stays off.

    A held note waits as one that came late does; a held question is hidden.
    """
    op.execute("UPDATE asked SET hidden = true WHERE decided IN ('waiting', 'left')")
    op.execute("DELETE FROM dot WHERE lifted IS NOT NULL")
    for table, columns in (
        ("dot", ("lifted", "at")),
        ("asked", ("reason", "decided")),
        ("late_note", ("reason", "held")),
        ("workshop", ("phones",)),
    ):
        with op.batch_alter_table(table) as changed:
            for column in columns:
                changed.drop_column(column)
