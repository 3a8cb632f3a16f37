"""What organisers did with many things that phones wrote, and can take back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.text import who_in_words
from cafe.model import Change, Workshop, clock_time
from cafe.people.queries import name_of


@dataclass(frozen=True)
class Undoable:
    """An operation that can be taken back: who did what to how many, and when.

    `rest`: so many it left as they were, because those called `met` had changed them.
    """

    id: str
    by: str
    at: datetime
    do: str
    done: int
    rest: int
    met: list[str]


def undoables(db: Session, workshop: Workshop, *, most: int = 8) -> list[Undoable]:
    """The last operations that can be taken back, the newest first."""
    here = (Change.workshop_id == workshop.id, Change.what == "phones")
    last = select(func.max(Change.revision)).where(*here).group_by(Change.key)
    rows = db.scalars(
        select(Change)
        .where(Change.workshop_id == workshop.id, Change.revision.in_(last))
        .order_by(Change.revision.desc())
    )
    found = [change for change in rows if change.item is not None][:most]
    by = {change.by for change in found} | {
        one for change in found for one in (change.item or {}).get("met", ())
    }
    names = {one: name_of(db, one) for one in by if one.startswith("person:")}
    return [_undoable(change, change.item or {}, names) for change in found]


def _undoable(change: Change, item: dict[str, Any], names: dict[str, str]) -> Undoable:
    by = names.get(change.by, "")
    at, met = (
        clock_time(change.at),
        [names.get(one) or who_in_words(one) for one in item.get("met", ())],
    )
    return Undoable(change.key, by, at, item["do"], item["done"], item["rest"], met)
