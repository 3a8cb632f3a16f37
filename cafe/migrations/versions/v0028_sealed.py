"""The history is sealed: each change has a leaf, each table an id that is the same everywhere."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("change") as change:
        change.add_column(sa.Column("salt", sa.LargeBinary(16), nullable=True))
        change.add_column(sa.Column("leaf", sa.LargeBinary(32), nullable=True))
        change.add_column(
            sa.Column("erased", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        # "table:" and the uid of a table that is gone.
        change.alter_column(
            "by", type_=sa.String(42), existing_type=sa.String(40), existing_nullable=False
        )
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("seal", sa.LargeBinary(32), nullable=True))
    _name_tables()


def _name_tables() -> None:
    place = sa.table("cafe_table", sa.column("id"), sa.column("uid"))
    here = op.get_bind()
    ids = here.execute(sa.select(place.c.id).where(place.c.uid.is_(None))).scalars().all()
    named = sa.update(place).where(place.c.id == sa.bindparam("here"))
    named = named.values(uid=sa.bindparam("uid"))
    if ids:
        here.execute(named, [{"here": id, "uid": str(uuid.uuid4())} for id in ids])


def downgrade() -> None:
    """Back; nothing proves any more that the history is whole."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("seal")
    by = sa.column("by", sa.String())
    op.execute(
        sa.update(sa.table("change", by)).where(sa.func.length(by) > 40).values(by="table:gone")
    )
    with op.batch_alter_table("change") as change:
        change.alter_column(
            "by", type_=sa.String(40), existing_type=sa.String(42), existing_nullable=False
        )
        for column in ("erased", "leaf", "salt"):
            change.drop_column(column)
    place = sa.table("cafe_table", sa.column("kind"), sa.column("uid"))
    op.execute(sa.update(place).where(place.c.kind == "table").values(uid=None))
