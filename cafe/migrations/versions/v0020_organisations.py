"""Organisations: everything belongs to one that has no name yet; the first account keeps it."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BELONGING = ("person", "workshop", "series")


def upgrade() -> None:
    """To this shape. Cafés that are there stay closed to others than their own organisers."""
    made = op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, server_default=""),
        sa.Column("most_cafes", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("most_bytes", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("domains", sa.JSON(), nullable=False, server_default="[]"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("uid", name=op.f("uq_organisation_uid")),
        sqlite_autoincrement=True,
    )
    op.bulk_insert(made, [{"uid": str(uuid4())}])
    first = sa.select(sa.func.min(made.c.id)).scalar_subquery()
    for name in BELONGING:
        op.add_column(name, sa.Column("organisation_id", sa.Integer()))
        table = sa.table(name, sa.column("organisation_id"))
        op.execute(sa.update(table).values(organisation_id=first))
        with op.batch_alter_table(name) as changed:
            if name != "person":  # who was taken out belongs to none
                changed.alter_column("organisation_id", existing_type=sa.Integer(), nullable=False)
            changed.create_foreign_key(
                op.f(f"fk_{name}_organisation_id_organisation"),
                "organisation",
                ["organisation_id"],
                ["id"],
            )
            for flag, default in FLAGS.get(name, ()):
                changed.add_column(
                    sa.Column(flag, sa.Boolean(), nullable=False, server_default=default)
                )
        if name != "series":
            op.create_index(op.f(f"ix_{name}_organisation_id"), name, ["organisation_id"])
    op.add_column("poster", sa.Column("size", sa.BigInteger()))
    op.execute(
        "UPDATE person SET keeper = true, admin_of_organisation = true"
        " WHERE id = (SELECT min(id) FROM person)"
    )


FLAGS = {
    "person": (("admin_of_organisation", sa.false()), ("keeper", sa.false())),
    "workshop": (("closed_to_organisation", sa.true()),),
}


def downgrade() -> None:
    """Back; who belonged where is gone, and everybody's cafés are their own."""
    with op.batch_alter_table("poster") as poster:
        poster.drop_column("size")
    for name in reversed(BELONGING):
        if name != "series":
            op.drop_index(op.f(f"ix_{name}_organisation_id"), name)
        with op.batch_alter_table(name) as changed:
            changed.drop_constraint(
                op.f(f"fk_{name}_organisation_id_organisation"), type_="foreignkey"
            )
            changed.drop_column("organisation_id")
            for flag, _default in FLAGS.get(name, ()):
                changed.drop_column(flag)
    op.drop_table("organisation")
