"""At the sorting desk: pairs that are not the same, the café's own abbreviations."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("abbreviations", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "apart",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        _note("first_id"),
        _note("second_id"),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_apart")),
    )
    op.create_index(op.f("ix_apart_second_id"), "apart", ["second_id"])


def _note(column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_apart_{column}_note")
    return sa.ForeignKeyConstraint([column], ["note.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Back: what was said not to be the same may be offered again."""
    op.drop_table("apart")
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("abbreviations")
