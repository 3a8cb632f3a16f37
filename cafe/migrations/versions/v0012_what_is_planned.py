"""What is planned: the facts of the gathering, and what a table and its hosts are."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FACTS = ("name", "network", "place", "purpose", "participants", "background")
UNIQUE = "uq_question_workshop_id_uid"
TIMES = ("starts", "ends")


def upgrade() -> None:
    """To this shape."""
    with op.batch_alter_table("workshop") as workshop:
        for name in (*FACTS, *TIMES):
            kind = sa.String(5) if name in TIMES else sa.Text()
            workshop.add_column(sa.Column(name, kind, nullable=False, server_default=""))
    with op.batch_alter_table("cafe_table") as table:
        for name in ("roles", "tags"):
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("meeting", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("question") as question:
        question.add_column(sa.Column("uid", sa.String(36)))
    rows = sa.table("question", sa.column("id", sa.Integer), sa.column("uid", sa.String))
    for id in op.get_bind().scalars(sa.select(rows.c.id)).all():
        op.execute(rows.update().where(rows.c.id == id).values(uid=str(uuid4())))
    with op.batch_alter_table("question") as question:
        question.alter_column("uid", existing_type=sa.String(36), nullable=False)
        question.create_unique_constraint(op.f(UNIQUE), ["workshop_id", "uid"])


def downgrade() -> None:
    """Back; what was said of these is gone."""
    with op.batch_alter_table("question") as question:
        question.drop_constraint(op.f(UNIQUE), type_="unique")
        question.drop_column("uid")
    for name, columns in (
        ("cafe_table", ("tags", "meeting", "roles")),
        ("workshop", (*TIMES, *FACTS)),
    ):
        with op.batch_alter_table(name) as changed:
            for column in columns:
                changed.drop_column(column)
