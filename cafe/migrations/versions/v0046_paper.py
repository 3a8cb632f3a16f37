"""Sheets with numbered cells: which one a photograph shows, where a note stands, what is said of
cells that no note was typed from."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None
KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """To this shape; each photograph gets an id that is the same everywhere."""
    with op.batch_alter_table("cafe_table", table_kwargs=KEPT) as table:
        table.add_column(sa.Column("cells", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("note", table_kwargs=KEPT) as note:
        note.add_column(sa.Column("spot", sa.String(48), nullable=False, server_default=""))
    with op.batch_alter_table("poster", table_kwargs=KEPT) as poster:
        poster.add_column(sa.Column("uid", sa.String(36), nullable=True))
        poster.add_column(sa.Column("sheet", sa.Integer(), nullable=True))
        poster.add_column(sa.Column("parts", sa.Integer(), nullable=False, server_default="0"))
    rows = sa.table("poster", sa.column("id"), sa.column("uid"))
    connection = op.get_bind()
    for id in connection.scalars(sa.select(rows.c.id)).all():
        connection.execute(sa.update(rows).where(rows.c.id == id).values(uid=str(uuid4())))
    with op.batch_alter_table("poster", table_kwargs=KEPT) as poster:
        poster.alter_column("uid", existing_type=sa.String(36), nullable=False)
        poster.create_unique_constraint(op.f("uq_poster_table_id_uid"), ["table_id", "uid"])


def downgrade() -> None:
    """Back: sheets with cells are photographs like all others."""
    with op.batch_alter_table("poster", table_kwargs=KEPT) as poster:
        poster.drop_constraint(op.f("uq_poster_table_id_uid"), type_="unique")
        poster.drop_column("parts")
        poster.drop_column("sheet")
        poster.drop_column("uid")
    with op.batch_alter_table("note", table_kwargs=KEPT) as note:
        note.drop_column("spot")
    with op.batch_alter_table("cafe_table", table_kwargs=KEPT) as table:
        table.drop_column("cells")
