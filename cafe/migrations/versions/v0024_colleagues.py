"""Links that lead to an account; and no number of a person or a note is given twice, in SQLite."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def _of(column: str, table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_account_link_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete=ondelete)


# Rebuilt by an earlier step without saying so again.
NEVER_AGAIN = ("note", "question", "cafe_table", "person", "series")


def upgrade() -> None:
    """To this shape."""
    if op.get_bind().dialect.name == "sqlite":
        for name in NEVER_AGAIN:
            kept = {"sqlite_autoincrement": True}
            with op.batch_alter_table(name, recreate="always", table_kwargs=kept):
                pass
    op.create_table(
        "account_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(5), nullable=False),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(32)),
        sa.Column("workshop_id", sa.String(8)),
        sa.Column("person_id", sa.Integer()),
        sa.Column("made_by", sa.Integer()),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("operation", sa.String(36), nullable=False),
        sa.Column("member", sa.Boolean(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(6), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _of("workshop_id", "workshop", "CASCADE"),
        _of("person_id", "person", "CASCADE"),
        _of("made_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_account_link_token_digest")),
        sqlite_autoincrement=True,
    )
    for column in ("workshop_id", "person_id"):
        op.create_index(op.f(f"ix_account_link_{column}"), "account_link", [column])


def downgrade() -> None:
    """Back: links that were not used are gone."""
    op.drop_table("account_link")
