"""The evaluation: its forms with the café, and what people answer, in no order."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: there are no forms yet."""
    op.add_column(
        "workshop", sa.Column("evaluation", sa.JSON(), nullable=False, server_default="{}")
    )
    op.create_table(
        "evaluation_answer",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("question", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, server_default=""),
        sa.Column("number", sa.Integer(), nullable=False, server_default="0"),
        *_of_workshop("evaluation_answer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evaluation_sheet",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("audience", sa.String(length=12), nullable=False),
        sa.Column("paper", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("act", sa.String(length=36), nullable=False, server_default=""),
        sa.Column("settled", sa.Boolean(), nullable=False, server_default=sa.false()),
        *_of_workshop("evaluation_sheet"),
        sqlite_with_rowid=False,
    )
    for name in ("evaluation_answer", "evaluation_sheet"):
        op.create_index(op.f(f"ix_{name}_workshop_id"), name, ["workshop_id"])


def _of_workshop(name: str) -> tuple[sa.ForeignKeyConstraint, sa.PrimaryKeyConstraint]:
    key = sa.ForeignKeyConstraint(
        ["workshop_id"],
        ["workshop.id"],
        name=op.f(f"fk_{name}_workshop_id_workshop"),
        ondelete="CASCADE",
    )
    return key, sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{name}"))


def downgrade() -> None:
    """Back: there is no evaluation."""
    for name in ("evaluation_sheet", "evaluation_answer"):
        op.drop_index(op.f(f"ix_{name}_workshop_id"), table_name=name)
        op.drop_table(name)
    with op.batch_alter_table("workshop") as table:
        table.drop_column("evaluation")
