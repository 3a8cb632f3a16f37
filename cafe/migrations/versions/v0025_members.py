"""A link to an account may lead into an organisation."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# A table that is made anew gives no number twice either.
KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("account_link", table_kwargs=KEPT) as link:
        link.add_column(sa.Column("organisation_id", sa.Integer()))
        link.create_foreign_key(
            op.f("fk_account_link_organisation_id_organisation"),
            "organisation",
            ["organisation_id"],
            ["id"],
        )
    op.create_index(op.f("ix_account_link_organisation_id"), "account_link", ["organisation_id"])


def downgrade() -> None:
    """Back; links that led into an organisation are gone."""
    op.execute("DELETE FROM account_link WHERE organisation_id IS NOT NULL")
    op.drop_index(op.f("ix_account_link_organisation_id"), "account_link")
    with op.batch_alter_table("account_link", table_kwargs=KEPT) as link:
        link.drop_constraint(
            op.f("fk_account_link_organisation_id_organisation"), type_="foreignkey"
        )
        link.drop_column("organisation_id")
