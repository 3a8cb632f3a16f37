"""What was asked for without its words: where in the history they stood first, and back again.

So an erasure can be done again in an older copy of the café, which has the words, and is written
down without any (cafe/backup/gone.py).
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.erasure.queries import lines_of
from cafe.erasure.request import Request, from_json
from cafe.erasure.rules import folded, passages_of, places_in, strings
from cafe.model import Change, Workshop


def without_words(db: Session, workshop: Workshop, request: Request) -> dict[str, Any]:
    """`request` as JSON with `words` as [revision, which text of the change, from, to].

    None there: it has no words of its own; []: they stand in no change. What sentences were to say
    instead is left out: they lose the words.
    """
    values = {**request.as_json(), "wordings": {}, "words": None}
    if request.words:
        values["words"] = _first(db, workshop, request.words)
    return values


def _first(db: Session, workshop: Workshop, words: str) -> list[int]:
    passages = passages_of((words,))
    for change in lines_of(db, workshop):
        for at, text in enumerate(strings(change.item)):
            for passage in passages:
                if passage in folded(text):
                    start, end = next(places_in(text, passage))
                    return [change.revision, at, start, end]
    return []


def with_words(db: Session, workshop: Workshop, values: dict[str, Any]) -> Request | None:
    """The request, with the words that stand there in this copy; None when they do not."""
    where = values["words"]
    if where is None:
        return from_json({**values, "words": ""})
    if not where:
        return None
    revision, at, start, end = where
    here = Change.workshop_id == workshop.id, Change.revision == revision
    item = db.scalars(select(Change.item).where(*here)).first()
    texts = list(strings(item))
    if at >= len(texts):
        return None
    return from_json({**values, "words": texts[at][start:end]})
