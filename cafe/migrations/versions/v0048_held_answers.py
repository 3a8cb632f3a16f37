"""An answer to an evaluation is not counted in what is shown before enough have come."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

BY_KEY = {"sqlite_with_rowid": False}  # no order in which rows came

_CAFES = sa.table("workshop", sa.column("id"), sa.column("evaluation", sa.JSON))
_SHEETS = sa.table(
    "evaluation_sheet", sa.column("workshop_id"), sa.column("audience"), sa.column("settled")
)
_ANSWERS = sa.table(
    "evaluation_answer", sa.column("workshop_id"), sa.column("question"), sa.column("held")
)


def upgrade() -> None:
    """To this shape: what was ever shown goes on being; a form that is open for the first time has
    shown nothing.
    """
    with op.batch_alter_table("evaluation_answer", table_kwargs=BY_KEY) as table:
        table.add_column(sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false()))
    db = op.get_bind()
    settled = sa.select(_SHEETS.c.workshop_id, _SHEETS.c.audience).where(_SHEETS.c.settled)
    shown = {(cafe, audience) for cafe, audience in db.execute(settled.distinct())}
    for cafe, forms in db.execute(sa.select(_CAFES.c.id, _CAFES.c.evaluation)).all():
        for audience, form in forms.items():
            if form["status"] == "open" and (cafe, audience) not in shown:
                asked = [one["uid"] for one in form["questions"]]
                here = (_ANSWERS.c.workshop_id == cafe) & _ANSWERS.c.question.in_(asked)
                db.execute(sa.update(_ANSWERS).where(here).values(held=sa.true()))


def downgrade() -> None:
    """Back: everything is shown."""
    with op.batch_alter_table("evaluation_answer", table_kwargs=BY_KEY) as table:
        table.drop_column("held")
