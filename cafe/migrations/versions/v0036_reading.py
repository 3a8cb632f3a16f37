"""A draft is read by those who were there, who remark on it."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: no draft has been read."""
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("workshop_id", sa.String(8), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cards", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("readers", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("remarks", sa.Integer(), nullable=False, server_default="0"),
        *_belongs("reading", ("workshop", "CASCADE"), ("version", "SET NULL")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("workshop_id", "uid", name=op.f("uq_reading_workshop_id_uid")),
        sa.UniqueConstraint("version_id", name=op.f("uq_reading_version_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "remark",
        sa.Column("workshop_id", sa.String(8), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(8), nullable=False),
        sa.Column("thing", sa.String(36), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(7), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(6), nullable=False, server_default=""),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("by", sa.String(40), nullable=False, server_default=""),
        sa.Column("decided_on", sa.Date(), nullable=True),
        *_belongs(
            "remark", ("workshop", "CASCADE"), ("reading", "CASCADE"), ("question", "CASCADE")
        ),
        sa.PrimaryKeyConstraint("workshop_id", "uid", name=op.f("pk_remark")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_remark_reading_id", "remark", ["reading_id"])


def _belongs(table: str, *others: tuple[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [f"{other}_id"],
            [f"{other}.id"],
            name=op.f(f"fk_{table}_{other}_id_{other}"),
            ondelete=ondelete,
        )
        for other, ondelete in others
    ]


def downgrade() -> None:
    """Back: what readers remarked is gone."""
    op.drop_table("remark")
    op.drop_table("reading")
