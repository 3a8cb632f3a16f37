"""Short codes are renewed by themselves and switched off; tokens that were taken back are known."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape. Codes stay what they are: printed cards go on opening."""
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(
            sa.Column("codes", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("link") as link:
        link.add_column(sa.Column("code_nonce", sa.String(32), nullable=False, server_default=""))
    op.execute("UPDATE link SET code_nonce = nonce")
    op.create_table(
        "retired",
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_retired")),
    )


def downgrade() -> None:
    """Back: all codes open again; a code that was renewed alone is shown only after its link's."""
    op.drop_table("retired")
    with op.batch_alter_table("link") as link:
        link.drop_column("code_nonce")
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("codes")
