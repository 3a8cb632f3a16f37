"""Reading the audit log: a page of it, and who is in it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import place_name
from cafe.model import CafeTable, Workshop, clock_time
from cafe.model.audit import Audit
from cafe.people.audit.rules import KINDS, Asked, in_words, span
from cafe.people.queries import name_of

A_PAGE = 100


@dataclass(frozen=True)
class Row:
    """One row as it is read: who, what, when first and last, how many times."""

    id: int
    who: str
    words: str
    at: datetime
    last: datetime
    times: int


class Names:
    """Who is behind the labels of one page; each is looked up once."""

    def __init__(self, db: Session) -> None:
        """Asked of `db`."""
        self._db, self._known = db, {"wall": _("the wall"), "terminal": _("The server's terminal")}
        self._known["house"] = _("The program itself")

    def __call__(self, label: str) -> str:
        """The name; a former organiser's, and a table's that is gone, is none."""
        if label not in self._known:
            kind, _colon, number = label.partition(":")
            table = self._table(number) if kind == "table" else ""
            self._known[label] = table or name_of(self._db, label)
        return self._known[label]

    def _table(self, number: str) -> str:
        table = self._db.get(CafeTable, int(number))
        return place_name(table.question.form, table.number) if table else _("a table")


def page_of(db: Session, workshop: Workshop, wanted: Asked) -> tuple[list[Row], int | None]:
    """The newest A_PAGE rows that are asked for, and before which row the next page begins."""
    query = select(Audit).where(Audit.workshop_id == workshop.id)
    since, until = span(wanted)
    if wanted.by:
        query = query.where(Audit.by == wanted.by)
    if wanted.kind:
        query = query.where(Audit.what.in_(KINDS[wanted.kind]))
    if wanted.before is not None:
        query = query.where(Audit.id < wanted.before)
    if since:
        query = query.where(Audit.last >= since.astimezone(UTC))
    if until:
        query = query.where(Audit.at <= until.astimezone(UTC))
    found = list(db.scalars(query.order_by(Audit.id.desc()).limit(A_PAGE + 1)))
    more = found[A_PAGE - 1].id if len(found) > A_PAGE else None
    names = Names(db)
    return [_row(one, names) for one in found[:A_PAGE]], more


def _row(one: Audit, names: Names) -> Row:
    words = in_words(one.what, one.about, names)
    return Row(one.id, names(one.by), words, clock_time(one.at), clock_time(one.last), one.times)


def everybody_in(db: Session, workshop: Workshop) -> dict[str, str]:
    """Who is in the log, by label; in the order of their names."""
    labels = db.scalars(select(Audit.by).where(Audit.workshop_id == workshop.id).distinct())
    names = Names(db)
    return dict(sorted(((label, names(label)) for label in labels), key=lambda one: one[1]))
