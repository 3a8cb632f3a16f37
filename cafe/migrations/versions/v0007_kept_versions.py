"""Kept versions: the document as it stood, and the link that shows a final one."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(8), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("folder", sa.String(32), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("nonce", sa.String(32)),
        sa.Column("token_digest", sa.String(64)),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_version_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint(
            "workshop_id", "final", "number", name=op.f("uq_version_workshop_id_final_number")
        ),
        sa.UniqueConstraint("token_digest", name=op.f("uq_version_token_digest")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Back: the versions are forgotten; their files stay in the data folder."""
    op.drop_table("version")
