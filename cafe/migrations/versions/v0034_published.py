"""Versions have a name and a remark; the document has a lasting address, and drafts may be read."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape: what is published has its own address alone."""
    op.create_table(
        "document_link",
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_document_link_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop_id", name=op.f("pk_document_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_document_link_token_digest")),
    )
    with op.batch_alter_table("version", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("read_until", sa.Date(), nullable=True))
        table.add_column(
            sa.Column("name", sa.String(length=200), nullable=False, server_default="")
        )
        table.add_column(sa.Column("remark", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Back: a draft is read by nobody, and each version has its own address alone."""
    with op.batch_alter_table("version", table_kwargs={"sqlite_autoincrement": True}) as table:
        for name in ("remark", "name", "read_until", "shown_at"):
            table.drop_column(name)
    op.drop_table("document_link")
