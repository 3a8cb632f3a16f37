"""Again and again: the bin, what is put away, templates, series, and where a question is from."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SERIES = "fk_workshop_series_id_series"


def _no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def upgrade() -> None:
    """To this shape."""
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("uid", name=op.f("uq_series_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("binned", sa.BigInteger()))
        workshop.add_column(_no("template"))
        workshop.add_column(sa.Column("series_id", sa.Integer()))
        workshop.create_index(op.f("ix_workshop_series_id"), ["series_id"])
        workshop.create_foreign_key(
            op.f(SERIES), "series", ["series_id"], ["id"], ondelete="SET NULL"
        )
    with op.batch_alter_table("organiser") as organiser:
        organiser.add_column(_no("put_away"))
    with op.batch_alter_table("question") as question:
        question.add_column(sa.Column("origin", sa.String(36), nullable=False, server_default=""))


def downgrade() -> None:
    """Back: what lay in the bin is out of it again, and templates are cafés."""
    with op.batch_alter_table("question") as question:
        question.drop_column("origin")
    with op.batch_alter_table("organiser") as organiser:
        organiser.drop_column("put_away")
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_constraint(op.f(SERIES), type_="foreignkey")
        workshop.drop_index(op.f("ix_workshop_series_id"))
        for column in ("series_id", "template", "binned"):
            workshop.drop_column(column)
    op.drop_table("series")
