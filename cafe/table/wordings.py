"""What notes, main statements and headings read before, as the changes remember it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import Change, clock_time
from cafe.nouns import Item

# What of each kind of thing is read.
FIELDS = {"note": "text", "table": "main_statement", "category": "heading"}


class Wording(NamedTuple):
    """A text that is another by now: since when it was so, by whom, and how it read."""

    at: datetime
    by: str
    text: str


def earlier_wordings(
    db: Session, workshop_id: str, what: str, keys: Iterable[object] | None = None
) -> dict[str, list[Wording]]:
    """The earlier wordings of things of one kind (`FIELDS`), by key, oldest first: one query.

    `keys`: of these alone. What was never another is not there, nor what was erased.
    """
    text = Change.item[FIELDS[what]].as_string()
    query = select(Change.key, Change.at, Change.by, text)
    query = query.where(Change.workshop_id == workshop_id, Change.what == what)
    if keys is not None:
        query = query.where(Change.key.in_([str(key) for key in keys]))
    found: dict[str, list[Wording]] = defaultdict(list)
    for key, at, by, words in db.execute(query.order_by(Change.revision)):
        if words and (not found[key] or found[key][-1].text != words):
            found[key].append(Wording(clock_time(at), by, words))
    return {key: some[:-1] for key, some in found.items() if len(some) > 1}


def as_told(wordings: Iterable[Wording]) -> list[Item]:
    """As a table is told of them: when and what, and not by whom."""
    return [{"at": one.at.isoformat(), "text": one.text} for one in wordings]
