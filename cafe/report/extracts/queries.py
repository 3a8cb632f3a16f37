"""What extracts can be taken of a document: of the one that stands there now, or of a version."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.clock import today
from cafe.core.i18n import _, speaking
from cafe.document.compose import composed
from cafe.document.extracts.choices import Given, by_heading, by_key, by_question, by_who, mark
from cafe.document.extracts.cut import Choice, extract_of
from cafe.document.extracts.tags import Heard, Tag, by_tag
from cafe.document.note_status import NoteStatus, kept_statuses
from cafe.document.tree import Document
from cafe.errors import NotAllowed, NotFound
from cafe.followup.queries import Answered, came_of_it
from cafe.followup.rules import points_of
from cafe.model import CafeTable, Note, Question, Version, Workshop
from cafe.report.extracts.answers import answers_to
from cafe.report.queries import material_of
from cafe.report.versions import store
from cafe.report.versions.queries import check_not_withdrawn, name_of


@dataclass(frozen=True)
class Whole:
    """A document of which extracts are taken. `statuses`: what became of each note in it.

    `folder`: where its files lie, and `version` its row's id; None for what stands there now.
    """

    document: Document
    name: str
    statuses: Mapping[str, NoteStatus] = field(default_factory=dict)
    folder: Path | None = None
    version: int | None = None


@dataclass(frozen=True)
class Choices:
    """What can be chosen. `answered`: what was answered with each who sees to it, by its key."""

    questions: list[Choice]
    headings: list[Choice]
    tags: list[Tag]
    who: list[Choice]
    answered: Mapping[str, list[Answered]] = field(default_factory=dict)

    def chosen(self, key: str) -> Choice:
        """The one that `key` names. Raises NotFound, and NotAllowed where too few said it."""
        refused = next((one for one in self.tags if one.choice.key == key and one.refused), None)
        if refused is not None:
            tag, why = refused.choice.name, refused.refused
            raise NotAllowed(_("No extract by the tag “%(tag)s”: %(why)s", tag=tag, why=why))
        tags = [one.choice for one in self.tags]
        found = by_key([*self.questions, *self.headings, *tags, *self.who]).get(key)
        if found is None:
            raise NotFound(_("This document has nothing of that kind: it may have changed."))
        return found


def as_it_stands(db: Session, workshop: Workshop) -> Whole:
    """The document of now."""
    material = material_of(db, workshop)
    statuses = kept_statuses(material.questions)
    return Whole(composed(material), _("As it stands now"), statuses)


def as_kept(data_dir: Path, version: Version) -> Whole:
    """A version's document: slow for a long one, and no database is asked. Raises NotFound."""
    check_not_withdrawn(version)
    folder = store.folder_of(data_dir, version.workshop_id, version.folder)
    try:
        document = store.tree(folder)
    except FileNotFoundError as error:
        raise NotFound(_("The files of this version are not on this computer.")) from error
    if document is None:
        raise NotFound(
            _("This version was kept before extracts could be taken. Keep the document once more.")
        )
    return Whole(document, name_of(version), store.statuses(folder), folder, version.id)


def choices_in(db: Session, workshop: Workshop, whole: Whole, *, tags: bool = True) -> Choices:
    """What can be chosen of it; without `tags` nothing is told of any."""
    document = whole.document
    answered = _answered(db, workshop.id, whole)
    with speaking(document.language):
        return Choices(
            questions=by_question(document),
            headings=by_heading(document),
            tags=by_tag(document, heard(db, workshop, whole)) if tags else [],
            who=by_who(map(_given, (one for some in answered.values() for one in some))),
            answered=answered,
        )


def cut_to(whole: Whole, choices: Choices, choice: Choice) -> Document:
    """The extract. What was answered to what somebody sees to stands behind it."""
    with speaking(whole.document.language):
        told = [(one.point, one.latest) for one in choices.answered.get(choice.key, ())]
        beside = answers_to(told)
    return extract_of(whole.document, choice, today(), beside)


def heard(db: Session, workshop: Workshop, whole: Whole) -> list[Heard]:
    """The tables with what of each stands in the document; none when nobody has tagged any."""
    here = CafeTable.workshop_id == workshop.id, Question.form == "tables"
    query = select(CafeTable, Question.number).join(CafeTable.question).where(*here)
    rows = db.execute(query.order_by(CafeTable.number)).all()
    if not any(table.tags for table, _number in rows):
        return []
    said = _said(db, workshop, whole)
    seats = _seats(workshop)
    return [
        Heard(
            table.number,
            number,
            tuple(table.tags),
            frozenset(said.get(table.id, ())),
            bool(table.main_statement),
            None if seats is None else frozenset(seats.get(table.number, ())),
        )
        for table, number in rows
    ]


def _said(db: Session, workshop: Workshop, whole: Whole) -> Mapping[int, set[str]]:
    """By table, the ids of the sentences that its notes stand behind."""
    notes = select(Note.uid, Note.table_id).join(CafeTable, CafeTable.id == Note.table_id)
    found: dict[int, set[str]] = defaultdict(set)
    for uid, table in db.execute(notes.where(CafeTable.workshop_id == workshop.id)):
        status = whole.statuses.get(uid)
        if status is not None and status[4]:
            found[table].add(status[4])
    return found


def _seats(workshop: Workshop) -> Mapping[int, set[int]] | None:
    """Who sits at each table in some round, by the numbers of people and tables in the plan."""
    if not workshop.seating:
        return None
    found: dict[int, set[int]] = defaultdict(set)
    for row in workshop.seating["rounds"]:
        for person, table in enumerate(row):
            found[table].add(person)
    return found


def _answered(db: Session, workshop_id: str, whole: Whole) -> dict[str, list[Answered]]:
    """What was answered to the version that everybody finds, by who sees to it, in its order."""
    if whole.version is None:
        return {}
    came = came_of_it(db, workshop_id)
    if came.version is None or came.version.id != whole.version:
        return {}
    found: dict[str, list[Answered]] = defaultdict(list)
    for key in points_of(came.sections):
        one = came.answers.get(key)
        if one is not None and one.latest.responsible:
            found[f"who-{mark(one.latest.responsible)}"].append(one)
    return found


def _given(one: Answered) -> Given:
    point, name = one.point, one.latest.responsible
    if point.entry:
        return Given(name, sentences=frozenset({point.entry}))
    return Given(name, headings=frozenset({(point.question, point.heading)}))
