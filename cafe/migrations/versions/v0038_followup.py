"""What comes of it: answers to a published document, and who is told of them."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def _belongs_to(table: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{other}_id_{other}")
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    """To this shape: nothing has been answered yet."""
    op.create_table(
        "followup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("workshop_id", sa.String(8), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("entry", sa.String(36), nullable=False, server_default=""),
        sa.Column("text", sa.Text(), nullable=False, server_default=""),
        sa.Column("sentences", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        _belongs_to("followup", "workshop"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followup")),
        sa.UniqueConstraint("workshop_id", "uid", name=op.f("uq_followup_workshop_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "followup_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("followup_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False, server_default=""),
        sa.Column("why", sa.Text(), nullable=False, server_default=""),
        sa.Column("responsible", sa.Text(), nullable=False, server_default=""),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("corrects", sa.String(36), nullable=False, server_default=""),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("written", sa.DateTime(timezone=True), nullable=False),
        _belongs_to("followup_answer", "followup"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followup_answer")),
        sa.UniqueConstraint("followup_id", "uid", name=op.f("uq_followup_answer_followup_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "follower",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(8), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("told_on", sa.Date(), nullable=True),
        _belongs_to("follower", "workshop"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follower")),
        sa.UniqueConstraint("workshop_id", "address", name=op.f("uq_follower_workshop_id_address")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_follower_token_digest")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "followup_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(8), nullable=False),
        sa.Column("follower_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("status", sa.String(6), nullable=False),
        sa.Column("why", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _belongs_to("followup_letter", "workshop"),
        _belongs_to("followup_letter", "follower"),
        _belongs_to("followup_letter", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followup_letter")),
        sqlite_autoincrement=True,
    )
    for column in ("workshop_id", "follower_id", "person_id"):
        op.create_index(op.f(f"ix_followup_letter_{column}"), "followup_letter", [column])


def downgrade() -> None:
    """Back; what came of it is forgotten, and nobody is told."""
    for table in ("followup_letter", "follower", "followup_answer", "followup"):
        op.drop_table(table)
