"""What an organiser tells tables on the day. Nothing of it stands in the history.

Nobody shall look up afterwards what was called across a hall: a message is there until it has been
read or is taken back, and none outlasts the day's talk (`forget`).
"""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from cafe.core.clock import moment
from cafe.core.i18n import _
from cafe.errors import Conflict, NotFound
from cafe.model import CafeTable, HallMessage, Link, Question, Workshop
from cafe.plan.hall import rules

OVER = ("sorting", "finished")


def tell(tx: Session, *, workshop: Workshop, number: int | None, text: str, uid: str) -> int:
    """Tell the table of this number, or with None all that have a host; how many those are.

    Of all, those where nobody reads are left out: the day's page names them. `uid` is the
    message's: told again it is the same one, also when it was read meanwhile. Raises Invalid;
    NotFound; Conflict when the talk is over, or nobody reads at the table, or at any of all.
    """
    words = rules.check_message(text)
    if workshop.stage in OVER:
        raise Conflict(_("The tables are closed: nobody reads messages there."), where="text")
    tables = _told(tx, workshop, number)
    known = set(tx.scalars(select(HallMessage.table_id).where(HallMessage.uid == uid)))
    new = [table for table in tables if table.id not in known]
    full = _full(tx, new)
    if full and (number is not None or len(full) == len(tables)):
        raise Conflict(_nobody_reads(full), where="text")
    tables = [table for table in tables if table not in full]
    for table in [one for one in new if one in tables]:
        row = HallMessage(workshop_id=workshop.id, table_id=table.id, uid=uid)
        row.text, row.at = words, moment()
        tx.add(row)
    tx.flush()
    _call(tx, tables)
    return len(tables)


def take_back(tx: Session, *, workshop: Workshop, uid: str) -> None:
    """The words of a message are gone from wherever nobody has read it yet."""
    here = HallMessage.workshop_id == workshop.id, HallMessage.uid == uid
    told = select(CafeTable).join(HallMessage, HallMessage.table_id == CafeTable.id).where(*here)
    tables = tx.scalars(told).all()
    tx.execute(update(HallMessage).where(*here).values(text=""))
    _call(tx, tables)


def forget(tx: Session, *, workshop: Workshop) -> None:
    """The talk is over: what nobody has read is gone too, and that anything was told."""
    tx.execute(delete(HallMessage).where(HallMessage.workshop_id == workshop.id))


def _told(tx: Session, workshop: Workshop, number: int | None) -> Sequence[CafeTable]:
    query = select(CafeTable).join(Question).where(CafeTable.workshop_id == workshop.id)
    query = query.where(Question.form != "pairs").order_by(CafeTable.number)
    if number is not None:
        query = query.where(CafeTable.number == number)
    tables = tx.scalars(query).all()
    if not tables:
        raise NotFound(_("This café has no such table."), where="to")
    return tables


def _full(tx: Session, tables: Sequence[CafeTable]) -> list[CafeTable]:
    """Those where so many lie unread that no more are told there."""
    lying = select(HallMessage.table_id, func.count()).group_by(HallMessage.table_id)
    here = HallMessage.table_id.in_([table.id for table in tables]), HallMessage.text != ""
    counts = dict(tx.execute(lying.where(*here)).all())
    return [table for table in tables if counts.get(table.id, 0) >= rules.MOST_UNREAD]


def _nobody_reads(tables: Sequence[CafeTable]) -> str:
    return _(
        "Nobody has read the last %(count)s messages at table %(tables)s. Go there.",
        count=rules.MOST_UNREAD,
        tables=", ".join(str(table.number) for table in tables),
    )


def _call(tx: Session, tables: Sequence[CafeTable]) -> None:
    """The tables' screens look at once, when this is kept."""
    links = select(Link.token_digest).where(Link.table_id.in_([table.id for table in tables]))
    tx.info.setdefault("called", []).extend(filter(None, tx.scalars(links)))
