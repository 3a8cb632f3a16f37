"""What a series of cafés has said: the timeline, and what was said last time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from cafe.after.rules import Asked, Sentence, earlier_of, printed
from cafe.document.changed import Line
from cafe.model import CafeTable, Category, Note, Question, Series, Version, Workshop
from cafe.plan.queries_series import cafes_in, earlier_in


@dataclass(frozen=True)
class Held:
    """One café of a series as the timeline has it; `final`: its last final version."""

    workshop: Workshop
    tables: int
    notes: int
    headings: list[str]
    final: Version | None


@dataclass(frozen=True)
class Said:
    """What the document of `workshop` printed under a question."""

    workshop: Workshop
    sentences: list[Sentence]


def timeline(db: Session, series: Series, person_id: int) -> list[Held]:
    """The cafés of the series that this person organises, the last one first."""
    cafes = cafes_in(db, series.id, person_id)
    ids = [one.id for one in cafes]
    tables = _counts(db, CafeTable.workshop_id, ids)
    notes = _counts(db, Note.workshop_id, ids, Note.struck.is_(False))
    finals = {version.workshop_id: version for version in _finals(db, ids)}
    headings = _headings(db, ids)
    return [
        Held(
            one,
            tables.get(one.id, 0),
            notes.get(one.id, 0),
            headings[one.id],
            finals.get(one.id),
        )
        for one in cafes
    ]


def _counts(db: Session, of: Any, ids: Sequence[str], *which: Any) -> dict[str, int]:
    rows = db.execute(select(of, func.count()).where(of.in_(ids), *which).group_by(of))
    return {id: count for id, count in rows}  # noqa: C416 - a Row is no pair to mypy


def _headings(db: Session, ids: Sequence[str]) -> dict[str, list[str]]:
    query = select(Question.workshop_id, Category.heading).join(Question)
    found: dict[str, list[str]] = defaultdict(list)
    for id, heading in db.execute(
        query.where(Question.workshop_id.in_(ids)).order_by(
            Question.number, Category.position, Category.id
        )
    ):
        found[id].append(heading)
    return found


def _finals(db: Session, ids: Sequence[str]) -> Sequence[Version]:
    """Every final version of these cafés, the last of each last."""
    query = select(Version).where(Version.workshop_id.in_(ids), Version.final)
    return db.scalars(query.order_by(Version.id)).all()


def last_said(db: Session, workshop: Workshop, person_id: int) -> dict[str, Said]:
    """By each question's `uid`: what the last final version before printed under the same one.

    Only of cafés of its series that this person organises; a question that nothing was printed
    under is left out.
    """
    left = {one.uid: one for one in _asked(db, workshop)}
    found: dict[str, Said] = {}
    for earlier in earlier_in(db, workshop, person_id):
        lines = _last_lines(db, earlier.id) if left else []
        if not lines:
            continue
        others = _asked(db, earlier)
        for question in list(left.values()):
            was = earlier_of(question, others)
            sentences = printed(lines, was.number) if was else []
            if sentences:
                found[question.uid] = Said(earlier, sentences)
                del left[question.uid]
    return found


def _asked(db: Session, workshop: Workshop) -> list[Asked]:
    columns = select(Question.uid, Question.origin, Question.number, Question.text)
    here = columns.where(Question.workshop_id == workshop.id).order_by(Question.number)
    return [Asked(*row) for row in db.execute(here)]


def _last_lines(db: Session, workshop_id: str) -> list[Line]:
    query = select(Version).where(Version.workshop_id == workshop_id, Version.final)
    last = query.order_by(Version.id.desc()).limit(1).options(undefer(Version.lines))
    version = db.scalars(last).first()
    return [Line(*values) for values in version.lines] if version else []
