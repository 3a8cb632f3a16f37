"""A note that is late or held is a note with a state, no longer a row of another table."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STATES = {
    (False, "waiting"): "late",
    (False, "left"): "left",
    (True, "waiting"): "held",
    (True, "left"): "held-left",
}
SAME = ("uid", "workshop_id", "table_id", "kind", "part", "text", "paper", "reason")
WORDS = ("kind", "part", "text")
AT_ONCE = 500
_metadata = sa.MetaData()
NOTE = sa.Table(
    "note",
    _metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("elaborations", sa.JSON()),
    sa.Column("struck", sa.Boolean()),
    sa.Column("round", sa.Integer()),
    sa.Column("in_main", sa.Boolean()),
    sa.Column("state", sa.String()),
    sa.Column("taken", sa.JSON(none_as_null=True)),
    sa.Column("created_at", sa.DateTime(timezone=True)),
    sa.Column("paper", sa.Boolean()),
    *(sa.Column(name, sa.String()) for name in ("uid", "workshop_id", *WORDS, "reason")),
    sa.Column("table_id", sa.Integer()),
)
LATE = sa.Table(
    "late_note",
    _metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("decided", sa.String()),
    sa.Column("held", sa.Boolean()),
    sa.Column("at", sa.DateTime(timezone=True)),
    sa.Column("paper", sa.Boolean()),
    *(sa.Column(name, sa.String()) for name in ("uid", "workshop_id", *WORDS, "reason")),
    sa.Column("table_id", sa.Integer()),
)


def upgrade() -> None:
    """To this shape. One that was taken in gives its words to the note that hangs."""
    with op.batch_alter_table("note") as note:
        note.add_column(sa.Column("state", sa.String(10), nullable=False, server_default="poster"))
        note.add_column(sa.Column("reason", sa.Text()))
        note.add_column(sa.Column("taken", sa.JSON()))
    hung = NOTE.c.workshop_id == LATE.c.workshop_id, NOTE.c.uid == LATE.c.uid
    rows = sa.select(LATE, NOTE.c.id.label("hangs")).join_from(
        LATE, NOTE, sa.and_(*hung), isouter=True
    )
    for some in _pieces(rows.order_by(LATE.c.id)):
        taken = [_taken(row) for row in some if row["hangs"] is not None]
        kept = [_kept(row) for row in some if row["hangs"] is None]
        if taken:
            here = NOTE.c.id == sa.bindparam("hangs")
            marks: dict[str, Any] = {"taken": sa.bindparam("words"), "reason": sa.bindparam("why")}
            op.get_bind().execute(sa.update(NOTE).where(here).values(marks), taken)
        if kept:
            op.get_bind().execute(sa.insert(NOTE), kept)
    op.drop_table("late_note")


def _taken(row: Any) -> dict[str, Any]:
    words = {"held": row["held"]} | {name: row[name] for name in WORDS}
    return {"hangs": row["hangs"], "words": words, "why": row["reason"]}


def _kept(row: Any) -> dict[str, Any]:
    # Nothing hangs of this one, so it was not taken in, whatever it says.
    state = STATES[row["held"], "left" if row["decided"] == "left" else "waiting"]
    empty = {"struck": False, "elaborations": [], "round": 0, "in_main": False}
    same = {name: row[name] for name in SAME}
    return {**same, **empty, "state": state, "created_at": row["at"]}


def downgrade() -> None:
    """Back: what does not hang is late or held again, in whatever state it is."""
    _late_note()
    beside = sa.or_(NOTE.c.state != "poster", NOTE.c.taken.is_not(sa.null()))
    for some in _pieces(sa.select(NOTE).where(beside).order_by(NOTE.c.id)):
        op.get_bind().execute(sa.insert(LATE), [_late(row) for row in some])
    op.execute(sa.delete(NOTE).where(NOTE.c.state != "poster"))
    with op.batch_alter_table("note") as note:
        for column in ("taken", "reason", "state"):
            note.drop_column(column)


def _late(row: Any) -> dict[str, Any]:
    known = {state: key for key, state in STATES.items()}
    held, decided = known.get(row["state"], (False, "waiting"))
    words = row["taken"] or {"held": held}
    if row["state"] == "poster":
        decided = "taken"
    same = {name: row[name] for name in SAME}
    return {**same, **words, "decided": decided, "at": row["created_at"]}


def _pieces(rows: sa.Select[Any]) -> Iterator[list[Any]]:
    found = op.get_bind().execute(rows).mappings().all()
    for start in range(0, len(found), AT_ONCE):
        yield list(found[start : start + AT_ONCE])


def _late_note() -> None:
    op.create_table(
        "late_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=9), nullable=False),
        sa.Column("part", sa.String(length=2), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("paper", sa.Boolean(), nullable=False),
        sa.Column("decided", sa.String(length=8), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        _belongs("workshop_id", "workshop"),
        _belongs("table_id", "cafe_table"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_note")),
        sa.UniqueConstraint("workshop_id", "uid", name=op.f("uq_late_note_workshop_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_late_note_table_id"), "late_note", ["table_id"])


def _belongs(column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_late_note_{column}_{parent}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, ondelete="CASCADE")
