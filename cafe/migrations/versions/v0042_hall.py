"""The day's page as a control room: a clock that is held, and messages to tables."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("paused_ms", sa.Integer(), nullable=True))
        workshop.add_column(sa.Column("talk_began_ms", sa.BigInteger(), nullable=True))
    op.create_table(
        "hall_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(8), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_hall_message_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["cafe_table.id"],
            name=op.f("fk_hall_message_table_id_cafe_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall_message")),
        sa.UniqueConstraint("table_id", "uid", name=op.f("uq_hall_message_table_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_hall_message_workshop_id"), "hall_message", ["workshop_id"])


def downgrade() -> None:
    """Back: messages that no host has read are gone, and a clock that is held is no clock."""
    op.drop_index(op.f("ix_hall_message_workshop_id"), "hall_message")
    op.drop_table("hall_message")
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("talk_began_ms")
        workshop.drop_column("paused_ms")
