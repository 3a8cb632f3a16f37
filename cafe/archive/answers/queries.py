"""Answers as an archive has them."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cafe.archive.answers import SAID
from cafe.model import Followup, FollowupAnswer
from cafe.model.canonical import moment, other_id
from cafe.nouns import Item


def followup_of(db: Session, workshop_id: str) -> list[Item]:
    """What was answered, in the order in which it was first."""
    query = select(Followup).where(Followup.workshop_id == workshop_id).order_by(Followup.id)
    rows = db.scalars(query.options(selectinload(Followup.answers)))
    return [_item(row) for row in rows]


def _item(row: Followup) -> Item:
    item: Item = {"id": row.uid, "question": row.question, "heading": row.heading}
    if row.entry:
        item |= {"sentence": other_id(row.entry, row.workshop_id), "text": row.text}
    if row.sentences:
        item["sentences"] = [other_id(id, row.workshop_id) for id in row.sentences]
    return {**item, "version": row.version, "answers": [_answer(one) for one in row.answers]}


def _answer(row: FollowupAnswer) -> Item:
    item: Item = {"id": row.uid, "day": row.day.isoformat(), "written": moment(row.written)}
    item |= {name: value for name in SAID if (value := getattr(row, name))}
    return {**item, **({"due": row.due.isoformat()} if row.due else {})}
