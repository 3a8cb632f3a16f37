"""Notes from beside the tables: a place is a table or an origin."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("cafe_table") as table:
        table.add_column(sa.Column("kind", sa.String(6), nullable=False, server_default="table"))
        table.add_column(sa.Column("uid", sa.String(36), nullable=True))
        table.add_column(sa.Column("name", sa.Text(), nullable=False, server_default=""))
    op.create_index(
        "uq_cafe_table_workshop_id_uid", "cafe_table", ["workshop_id", "uid"], unique=True
    )


def downgrade() -> None:
    """Back; origins are gone, with all notes that an older café could not hide from the wall."""
    place = sa.table("cafe_table", sa.column("id"), sa.column("kind"))
    note = sa.table("note", sa.column("id"), sa.column("table_id"), sa.column("state"))
    origins = sa.select(place.c.id).where(place.c.kind == "origin")
    gone = note.c.table_id.in_(origins) | note.c.state.in_(("gathered", "withdrawn"))
    ids = sa.select(note.c.id).where(gone)
    for name, columns in (
        ("source", ("note_id",)),
        ("apart", ("first_id", "second_id")),
        ("opposed", ("first_id", "second_id")),
    ):
        rows = sa.table(name, *(sa.column(column) for column in columns))
        op.execute(sa.delete(rows).where(sa.or_(*(one.in_(ids) for one in rows.c))))
    op.execute(sa.delete(note).where(gone))
    op.execute(sa.delete(place).where(place.c.kind == "origin"))
    op.drop_index("uq_cafe_table_workshop_id_uid", "cafe_table")
    with op.batch_alter_table("cafe_table") as table:
        for column in ("name", "uid", "kind"):
            table.drop_column(column)
