"""How long a café is kept, of which case it is, and who is answerable for what is kept."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape. Cafés that are over are kept a year from now: nobody has chosen yet."""
    with op.batch_alter_table("workshop") as workshop:
        for name in ("raw_until", "final_until", "raw_gone", "reminded_on"):
            workshop.add_column(sa.Column(name, sa.Date()))
        workshop.add_column(sa.Column("reminded", sa.Integer(), nullable=False, server_default="0"))
        workshop.add_column(sa.Column("case_number", sa.Text(), nullable=False, server_default=""))
        workshop.add_column(sa.Column("privacy", sa.JSON()))
    kept = {"sqlite_autoincrement": True}
    with op.batch_alter_table("organisation", table_kwargs=kept) as organisation:
        organisation.add_column(sa.Column("privacy", sa.JSON()))
    cafes = sa.table("workshop", sa.column("date", sa.Date()), sa.column("raw_until", sa.Date()))
    today = datetime.now(UTC).date()
    year_on = today.replace(year=today.year + 1, day=min(today.day, 28))
    op.execute(sa.update(cafes).where(cafes.c.date < today).values(raw_until=year_on))


def downgrade() -> None:
    """Back: everything is kept until somebody deletes it."""
    with op.batch_alter_table("workshop") as workshop:
        for name in ("raw_until", "final_until", "raw_gone", "reminded_on"):
            workshop.drop_column(name)
        for name in ("reminded", "case_number", "privacy"):
            workshop.drop_column(name)
    with op.batch_alter_table(
        "organisation", table_kwargs={"sqlite_autoincrement": True}
    ) as organisation:
        organisation.drop_column("privacy")
