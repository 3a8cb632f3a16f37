"""What the history tells of how a café was held, for the introduction of its document."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.document.material import AskedAnew, Past
from cafe.model import Change, Question, Workshop, clock_time
from cafe.model.change import HOUSE
from cafe.model.events import question_changes
from cafe.plan.remains.queries import checklist_of
from cafe.plan.remains.rules import ASKED, state_of


def asked_anew_in(
    db: Session, workshop: Workshop, questions: Sequence[Question]
) -> tuple[AskedAnew, ...]:
    """The questions' changes while the tables had them, oldest first: one query."""
    numbers = {question.id: question.number for question in questions}
    found = ((one, one.item) for one in question_changes(db, workshop.id) if one.item)
    return tuple(
        AskedAnew(
            number=numbers[item["question"]],
            at=clock_time(change.at),
            why=item["why"],
            was=item["was"],
            now=item["text"],
            was_parts=_parts(item["was_parts"]),
            parts=_parts(item["parts"]),
            corrected=item["corrected"],
        )
        for change, item in found
        if item["question"] in numbers
    )


def _parts(parts: Sequence[dict[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((part["letter"], part["text"]) for part in parts)


TALKING = ("planning", "open")  # the stages before and while people sit at the tables


def kept_early(db: Session, workshop: Workshop) -> frozenset[str]:
    """The ids of notes that were kept for the organiser while the tables were open: under a part
    that was no more, say. They did not come late. Two queries where any note was kept, else one.
    """
    first = select(Change.key, func.min(Change.revision)).group_by(Change.key)
    first = first.where(Change.workshop_id == workshop.id, Change.what == "late")
    if not (came := db.execute(first).all()):
        return frozenset()
    stages = [(one.at, one.stage) for one in _stages(db, workshop) if one.stage]
    since = [at for at, _stage in stages]
    return frozenset(
        uid for uid, at in came if (n := bisect(since, at)) and stages[n - 1][1] == "open"
    )


class _Stage(NamedTuple):
    """What a change of the café itself tells."""

    at: int
    stage: str | None
    asks_main: bool | None


def past_of(db: Session, workshop: Workshop, questions: Sequence[Question]) -> Past:
    """Two queries, however long the history is. What an archive did not bring is not known."""
    stages = _stages(db, workshop)
    seen = {workshop.stage, *(one.stage for one in stages)}
    began = any(block["kind"] == "vernissage" and block["began"] for block in workshop.programme)
    opened = _opened(stages)
    known = Past() if opened is None else _questions(db, workshop, questions, opened)
    return Past(
        before=known.before,
        added=known.added,
        changed=known.changed,
        asked=state_of(checklist_of(workshop), ASKED) == "done",
        main_asked=workshop.asks_main or any(one.asks_main for one in stages),
        vernissage=began or "vernissage" in seen,
        talking=workshop.stage in TALKING,
    )


def _stages(db: Session, workshop: Workshop) -> list[_Stage]:
    item = Change.item
    query = select(
        Change.revision,
        item["stage"].as_string(),
        item["asks_main"].as_boolean(),
    ).where(Change.workshop_id == workshop.id, Change.what == "workshop")
    return [_Stage(*row) for row in db.execute(query.order_by(Change.revision))]


def _opened(stages: Sequence[_Stage]) -> _Stage | None:
    """What opened the tables for the first time, None when the history does not reach so far."""
    planned = next((one.at for one in stages if one.stage == "planning"), None)
    later = [one for one in stages if planned is not None and one.at > planned]
    return next((one for one in later if one.stage == "open"), None)


def _questions(
    db: Session, workshop: Workshop, questions: Sequence[Question], opened: _Stage
) -> Past:
    """Which questions were there when the tables opened, and which read otherwise since."""
    query = select(Change).where(Change.workshop_id == workshop.id, Change.what == "question")
    lines: dict[str, list[Change]] = defaultdict(list)
    for line in db.scalars(query.order_by(Change.revision)):
        lines[line.key].append(line)
    mine = [(one, lines[str(one.id)]) for one in questions]
    added = tuple(one.number for one, some in mine if _came_later(one, some, opened))
    changed = tuple(one.number for one, some in mine if _changed(some, opened.at))
    return Past(before=len(questions) - len(added), added=added, changed=changed)


def _came_later(question: Question, lines: Sequence[Change], opened: _Stage) -> bool:
    """Whether the question was made after the opening, which then is its first change.

    A copy's questions were there from the beginning, and those of an archive are first written down
    by the house.
    """
    there = not lines or lines[0].by == HOUSE or bool(question.origin)
    return not there and lines[0].revision > opened.at


def _changed(lines: Sequence[Change], opened: int) -> bool:
    """Whether its words were others after the tables opened; an erased line has none."""
    told = [(one.revision, one.item["text"], one.item["parts"]) for one in lines if one.item]
    return any(at > opened and before != now for (_, *before), (at, *now) in pairwise(told))
