"""The letter to hosts in own words, where it goes, and when it was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("letter", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "host_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(8), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_host_address_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_address")),
        sa.UniqueConstraint("workshop_id", "name", name=op.f("uq_host_address_workshop_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "letter_sent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(8), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(6), nullable=False),
        sa.Column("status", sa.String(6), nullable=False),
        sa.Column("why", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_letter_sent_{table}_id_{table}"),
                ondelete="CASCADE",
            )
            for table in ("workshop", "invitation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_sent")),
        sqlite_autoincrement=True,
    )
    for column in ("workshop_id", "invitation_id"):
        op.create_index(op.f(f"ix_letter_sent_{column}"), "letter_sent", [column])


def downgrade() -> None:
    """Back; addresses and what was sent are gone."""
    op.drop_table("letter_sent")
    op.drop_table("host_address")
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("letter")
