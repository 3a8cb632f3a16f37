"""Contacts of a series: an address may belong to a series, and letters go to all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

ONCE = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """To this shape: whoever is told already is told of a café."""
    _letters_to_a_series()
    with op.batch_alter_table("follower", table_kwargs=ONCE) as table:
        table.alter_column("workshop_id", existing_type=sa.String(8), nullable=True)
        table.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("name", sa.Text(), nullable=False, server_default=""))
        table.add_column(
            sa.Column("paper", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.create_foreign_key(
            op.f("fk_follower_series_id_series"),
            "series",
            ["series_id"],
            ["id"],
            ondelete="CASCADE",
        )
        table.create_unique_constraint(
            op.f("uq_follower_series_id_address"), ["series_id", "address"]
        )
    with op.batch_alter_table("followup_letter", table_kwargs=ONCE) as table:
        table.alter_column("workshop_id", existing_type=sa.String(8), nullable=True)
        table.add_column(sa.Column("letter_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_followup_letter_letter_id_series_letter"),
            "series_letter",
            ["letter_id"],
            ["id"],
            ondelete="CASCADE",
        )
    op.create_index(op.f("ix_followup_letter_letter_id"), "followup_letter", ["letter_id"])


def _letters_to_a_series() -> None:
    op.create_table(
        "series_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("act", sa.String(36), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["series.id"],
            name=op.f("fk_series_letter_series_id_series"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_series_letter_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_letter")),
        sa.UniqueConstraint("series_id", "act", name=op.f("uq_series_letter_series_id_act")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_series_letter_workshop_id"), "series_letter", ["workshop_id"])


def downgrade() -> None:
    """Back: contacts of a series, and what was written to them, are forgotten."""
    op.execute("DELETE FROM followup_letter WHERE workshop_id IS NULL OR letter_id IS NOT NULL")
    op.execute("DELETE FROM follower WHERE workshop_id IS NULL")
    op.drop_index(op.f("ix_followup_letter_letter_id"), "followup_letter")
    with op.batch_alter_table("followup_letter", table_kwargs=ONCE) as table:
        table.drop_constraint(
            op.f("fk_followup_letter_letter_id_series_letter"), type_="foreignkey"
        )
        table.drop_column("letter_id")
        table.alter_column("workshop_id", existing_type=sa.String(8), nullable=False)
    with op.batch_alter_table("follower", table_kwargs=ONCE) as table:
        table.drop_constraint(op.f("uq_follower_series_id_address"), type_="unique")
        table.drop_constraint(op.f("fk_follower_series_id_series"), type_="foreignkey")
        for name in ("paper", "name", "series_id"):
            table.drop_column(name)
        table.alter_column("workshop_id", existing_type=sa.String(8), nullable=False)
    op.drop_table("series_letter")
