"""In the accounts: notes used in a main statement, notes that oppose each other."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("note") as note:
        note.add_column(
            sa.Column("in_main", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "opposed",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        _note("first_id"),
        _note("second_id"),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_opposed")),
    )
    op.create_index(op.f("ix_opposed_second_id"), "opposed", ["second_id"])


def _note(column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_opposed_{column}_note")
    return sa.ForeignKeyConstraint([column], ["note.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Back: what was used in a main statement waits for a place, and nothing is linked."""
    op.drop_table("opposed")
    with op.batch_alter_table("note") as note:
        note.drop_column("in_main")
