"""What came of it for a café: what its document says, with the answers beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, selectinload, undefer

from cafe.core.calm import calmly
from cafe.core.i18n import _
from cafe.document.changed import Line
from cafe.errors import NotFound
from cafe.followup import due, rules
from cafe.followup.rules import Answer, Known, Point, Section, Told
from cafe.model import HIDDEN, Followup, FollowupAnswer, Organiser, Version, Workshop, clock_time

DAY = timedelta(days=2)


@dataclass(frozen=True)
class Answered:
    """A heading or sentence that was answered. `told`: the answers that hold, the latest first."""

    row: Followup
    point: Point
    told: list[Told]

    @property
    def latest(self) -> Answer:
        """How it stands."""
        return self.told[0].answer


@dataclass(frozen=True)
class Came:
    """What came of it: the one answer to that question, for whichever page asks.

    `version`: the final version that is on the web, None for none; `published`: when the first one
    was. `sections`: what it says; `answers`: by the point's key. `elsewhere`: what was answered and
    stands in the document of now no more, by its uid.
    """

    version: Version | None = None
    published: date | None = None
    sections: Sequence[Section] = ()
    answers: Mapping[str, Answered] = field(default_factory=dict)
    elsewhere: Mapping[str, Answered] = field(default_factory=dict)

    @property
    def all(self) -> dict[str, Answered]:
        """Everything that was answered, wherever it stands."""
        return {**self.answers, **self.elsewhere}

    @property
    def latest(self) -> dict[str, Answer]:
        """How each stands."""
        return {key: one.latest for key, one in self.all.items()}

    @property
    def counts(self) -> dict[str, int]:
        """How many have each status; "": how many headings are not answered."""
        return due.counted(self.sections, self.latest)

    def due(self, today: date) -> list[due.Due]:
        """What is due."""
        points = {key: one.point for key, one in self.all.items()}
        return due.due(self.published, self.sections, points, self.latest, today)

    def point(self, key: str) -> Point:
        """What can be answered under this key. Raises NotFound."""
        found = rules.points_of(self.sections).get(key)
        if found is None and key in self.elsewhere:
            found = self.elsewhere[key].point
        if found is None:
            raise NotFound(_("The document has no such heading or sentence any more."))
        return found


def came_of_it(db: Session, workshop_id: str) -> Came:
    """What came of what this café's published document says."""
    shown = select(Version).where(Version.workshop_id == workshop_id, Version.shown)
    newest = shown.order_by(Version.id.desc()).limit(1).options(undefer(Version.lines))
    version = db.scalars(newest).first()
    first = func.min(func.coalesce(Version.shown_at, Version.kept_at))
    at = db.scalars(shown.with_only_columns(first)).one() if version else None
    lines = [Line(*values) for values in version.lines] if version else []
    sections = rules.sections_of(lines)
    points, rows = rules.points_of(sections), _rows(db, workshop_id)
    places = rules.found_again([_known(row) for row in rows], sections)
    answers: dict[str, Answered] = {}
    elsewhere: dict[str, Answered] = {}
    for row in rows:
        key = places.get(row.uid, "")
        told = rules.holding([answer_of(one) for one in row.answers])
        if key and key not in answers:
            answers[key] = Answered(row, points[key], told)
        else:
            elsewhere[row.uid] = Answered(row, _point_of(row), told)
    return Came(version, clock_time(at).date() if at else None, sections, answers, elsewhere)


def _rows(db: Session, workshop_id: str) -> Sequence[Followup]:
    query = select(Followup).where(Followup.workshop_id == workshop_id).order_by(Followup.id)
    return db.scalars(query.options(selectinload(Followup.answers))).all()


def _known(row: Followup) -> Known:
    return Known(row.uid, row.question, row.heading, row.entry, tuple(row.sentences))


def _point_of(row: Followup) -> Point:
    named = (row.question, row.heading, row.entry, row.text)
    return Point(row.uid, *named, tuple(row.sentences))


def answer_of(row: FollowupAnswer) -> Answer:
    """A row as the rules read it."""
    said = (row.uid, row.status, row.words, row.why, row.responsible, row.due, row.day)
    return Answer(*said, row.corrects, row.by, clock_time(row.written).date())


def about_entry(db: Session, workshop_id: str, entry: str) -> list[Answered]:
    """What was answered to a printed sentence, and to the heading that it stands under."""
    came = came_of_it(db, workshop_id)
    for section in came.sections:
        for heading in section.headings:
            if entry in heading.point.sentences:
                keys = (entry, heading.point.key)
                return [came.answers[key] for key in keys if key in came.answers]
    return []


class DueAt(NamedTuple):
    """What is due in one café."""

    workshop: Workshop
    due: list[due.Due]


def due_everywhere(db: Session, today: date) -> list[DueAt]:
    """What is due in every café that has a document on the web."""
    return _due_in(db, _published(), today)


def due_for_letters(db: Session, today: date) -> list[DueAt]:
    """Of what is due, what somebody may be written to about, as `due_lately` has it: each hour
    only such cafés are looked into, and not all that have a document on the web."""
    return _due_in(db, _looked_into(today), today)


def due_lately(db: Session, today: date, person_id: int) -> list[DueAt]:
    """What is due in the cafés that this person answers in: what is past its day, or was asked in
    these weeks. A long list of cafés stays fast: only such are looked into.
    """
    mine = select(Organiser.workshop_id).where(Organiser.person_id == person_id)
    mine = mine.where(Organiser.role.in_(("owner", "editor")), Organiser.put_away.is_(False))
    return _due_in(db, _looked_into(today).where(Workshop.id.in_(mine)), today)


def _looked_into(today: date) -> Select[Workshop]:
    past = select(Followup.workshop_id).join(FollowupAnswer).where(FollowupAnswer.due < today)
    asked = select(Version.workshop_id).where(Version.shown, or_(*_asked_lately(today)))
    return _published().where(or_(Workshop.id.in_(past), Workshop.id.in_(asked)))


def _asked_lately(today: date) -> Iterator[ColumnElement[bool]]:
    """Published so long ago that a reminder came in these weeks; a day more on each side, since
    the database knows no time zone."""
    for months in due.MONTHS:
        last = due.months_after(today, -months)
        first = last - timedelta(days=due.LETTER_DAYS + 3)
        at = func.coalesce(Version.shown_at, Version.kept_at)
        since, until = (datetime.combine(day, time.min, UTC) for day in (first, last + DAY))
        yield at.between(since, until)


def _published() -> Select[Workshop]:
    published = select(Version.workshop_id).where(Version.shown)
    query = select(Workshop).where(Workshop.id.in_(published), Workshop.binned.is_(None))
    return query.where(Workshop.stage.not_in(HIDDEN), Workshop.template.is_(False))


def _due_in(db: Session, cafes: Select[Workshop], today: date) -> list[DueAt]:
    rows = db.scalars(cafes.order_by(Workshop.date, Workshop.id)).all()
    found = [DueAt(one, came_of_it(db, one.id).due(today)) for one in calmly(rows)]
    return [one for one in found if one.due]
