"""At the wall: questions asked about notes, dots, elaborations in the document."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(
            sa.Column("dots", sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
        workshop.add_column(
            sa.Column("print_elaborations", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered", sa.String(length=7), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        _belongs("asked", "workshop_id", "workshop"),
        _belongs("asked", "note_id", "note"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked")),
        sa.UniqueConstraint("workshop_id", "uid", name=op.f("uq_asked_workshop_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_asked_note_id"), "asked", ["note_id"])
    op.create_table(
        "dot",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        _belongs("dot", "note_id", "note"),
        sa.PrimaryKeyConstraint("note_id", "device", name=op.f("pk_dot")),
    )


def _belongs(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{parent}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Back: questions and dots are forgotten with their tables."""
    op.drop_table("dot")
    op.drop_table("asked")
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("print_elaborations")
        workshop.drop_column("dots")
