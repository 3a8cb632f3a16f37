"""At the table: rounds, late notes, paper, places on the poster, invited hosts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("rounds", sa.JSON(none_as_null=True), nullable=True))
        workshop.add_column(_number("round"))
        workshop.add_column(_flag("changing"))
        workshop.add_column(_flag("asks_main"))
        workshop.add_column(sa.Column("seating", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("cafe_table") as table:
        table.add_column(sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("note") as note:
        note.add_column(sa.Column("position", sa.Float(), nullable=True))
        note.add_column(_number("round"))
        note.add_column(_flag("paper"))
        note.add_column(sa.Column("joined_into", sa.String(length=36), nullable=True))
    _late_note()
    _invitation()


def _belongs(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{parent}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, ondelete="CASCADE")


def _late_note() -> None:
    op.create_table(
        "late_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=9), nullable=False),
        sa.Column("part", sa.String(length=2), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("paper", sa.Boolean(), nullable=False),
        sa.Column("decided", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        _belongs("late_note", "workshop_id", "workshop"),
        _belongs("late_note", "table_id", "cafe_table"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_note")),
        sa.UniqueConstraint("workshop_id", "uid", name=op.f("uq_late_note_workshop_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_late_note_table_id"), "late_note", ["table_id"])


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Boolean(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        _belongs("invitation", "workshop_id", "workshop"),
        _belongs("invitation", "table_id", "cafe_table"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_invitation_token_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_invitation_workshop_id"), "invitation", ["workshop_id"])
    op.create_index(op.f("ix_invitation_table_id"), "invitation", ["table_id"])


def downgrade() -> None:
    """Back: what was typed too late, moved or asked beforehand is forgotten with its columns."""
    op.drop_table("invitation")
    op.drop_table("late_note")
    with op.batch_alter_table("note") as note:
        for column in ("joined_into", "paper", "round", "position"):
            note.drop_column(column)
    with op.batch_alter_table("cafe_table") as table:
        table.drop_column("opened_at")
    with op.batch_alter_table("workshop") as workshop:
        for column in ("seating", "asks_main", "changing", "round", "rounds"):
            workshop.drop_column(column)
