"""What is read of reading rounds and their remarks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from cafe.core.clock import today
from cafe.core.i18n import _
from cafe.core.lines import one_line
from cafe.document.tree import Document
from cafe.errors import NotFound
from cafe.model import CafeTable, Question, Reading, Remark, Version, Workshop, events
from cafe.nouns import Item
from cafe.readers.rules import Spot, card_word, is_word, spots
from cafe.report.queries_readers import needs_outcome
from cafe.report.versions import store
from cafe.report.versions.queries import check_not_withdrawn


def reading_of(db: Session, version_id: int | None) -> Reading:
    """The reading round of a draft. Raises NotFound."""
    reading = db.scalars(select(Reading).where(Reading.version_id == version_id)).first()
    if reading is None:
        raise NotFound(_("Nobody is asked to remark on this."))
    return reading


def the_reading(db: Session, workshop: Workshop, reading_id: int) -> Reading:
    """A reading round of this café. Raises NotFound."""
    reading = db.get(Reading, reading_id)
    if reading is None or reading.workshop_id != workshop.id:
        raise NotFound(_("This café has no such reading round."))
    return reading


def cuts_in(db: Session, workshop_id: str, draft: Document | None) -> list[Item]:
    """Each erasing, and what it took on the page of readers of `draft`: by its anchors, and
    remarks' ids. A question stands there under the number it had when the draft was kept; of one
    that is no longer in the café nobody knows which it was. Without a draft nothing is read.
    """
    found = []
    anchors = _question_anchors(db, workshop_id, draft) if draft else {}
    for change in events.cuts(db, workshop_id):
        about: list[str] = []
        for one in (change.item or {"things": ()})["things"]:
            about += _anchors(one["what"], one["key"], anchors)
        found.append({"id": change.key, "about": about})
    return found


def _question_anchors(db: Session, workshop_id: str, draft: Document) -> dict[str, list[str]]:
    """Where each question stands in the draft; under "" those that are gone since."""
    found: dict[str, list[str]] = defaultdict(list)
    for section in draft.sections:
        spot = Spot(section.number, "question", "", "", section.question)
        try:
            key = str(question_id(db, workshop_id, spot))
        except NotFound:
            key = ""
        found[key].append(section.anchor)
    return found


def _anchors(what: str, key: str, questions: Mapping[str, list[str]]) -> list[str]:
    if what == "question":
        return questions.get(key, questions.get("", []))
    anchor = {"entry": f"s-{key}", "category": f"c-{key}", "remark": key}.get(what)
    return [anchor] if anchor else []


def the_remark(db: Session, workshop: Workshop, uid: str) -> Remark:
    """A remark on this café's document. Raises NotFound."""
    remark = db.get(Remark, (workshop.id, uid))
    if remark is None:
        raise NotFound(_("There is no such remark here."))
    return remark


def is_open(db: Session, reading: Reading) -> bool:
    """Whether readers may remark: it is not closed, and the draft's link still opens it."""
    version = db.get(Version, reading.version_id) if reading.version_id else None
    if version is None or reading.closed or version.withdrawn or version.nonce is None:
        return False
    return version.read_until is not None and version.read_until >= today()


@dataclass(frozen=True)
class Round:
    """A reading round as a page tells of it."""

    reading: Reading
    version: Version | None
    open: bool
    nods: int
    remarks: int
    waiting: int


def rounds_of(db: Session, workshop: Workshop) -> list[Round]:
    """Every reading round of the café, the newest first."""
    query = select(Reading).where(Reading.workshop_id == workshop.id)
    return [_round(db, one) for one in db.scalars(query.order_by(Reading.id.desc()))]


def _round(db: Session, reading: Reading) -> Round:
    def count(*which: object) -> int:
        here = select(func.count()).select_from(Remark).where(Remark.reading_id == reading.id)
        return db.scalar(here.where(*which)) or 0  # type: ignore[arg-type]

    asks = needs_outcome()
    return Round(
        reading,
        db.get(Version, reading.version_id) if reading.version_id else None,
        is_open(db, reading),
        nods=count(~asks),
        remarks=count(asks),
        waiting=count(asks, Remark.outcome == ""),
    )


def readable(db: Session, workshop: Workshop) -> list[Version]:
    """Drafts that somebody can read by a link now and nobody was asked to remark on yet."""
    asked = select(Reading.version_id).where(Reading.version_id.is_not(None))
    here = Version.workshop_id == workshop.id, Version.final.is_(False), Version.folder != ""
    query = select(Version).where(*here, Version.read_until >= today(), Version.id.not_in(asked))
    return list(db.scalars(query.order_by(Version.id.desc())))


def remarks_in(db: Session, readings: Sequence[int]) -> dict[int, list[Remark]]:
    """The remarks of these rounds, by question: in the order of what they are about, and never of
    who came first."""
    query = select(Remark).where(Remark.reading_id.in_(readings))
    found: dict[int, list[Remark]] = defaultdict(list)
    for remark in db.scalars(query.order_by(Remark.about, Remark.words, Remark.uid)):
        found[remark.question_id].append(remark)
    return found


def own(db: Session, reading: Reading, uids: Iterable[str]) -> list[Remark]:
    """Those of the round's remarks that a device knows the ids of."""
    query = select(Remark).where(Remark.reading_id == reading.id, Remark.uid.in_(list(uids)))
    return list(db.scalars(query.order_by(Remark.uid)))


def draft_of(data_dir: Path, version: Version) -> Document:
    """What a draft says, as it was kept. Raises NotFound."""
    check_not_withdrawn(version)
    folder = store.folder_of(data_dir, version.workshop_id, version.folder)
    document = store.document_in(folder)
    if document is None:
        raise NotFound(_("The files of this version are not on this computer."))
    return document


def spot_in(document: Document, anchor: str) -> Spot:
    """What stands at an anchor of the draft. Raises NotFound."""
    found = spots(document).get(anchor)
    if found is None:
        raise NotFound(_("This is not in the draft."))
    return found


def question_id(db: Session, workshop_id: str, spot: Spot) -> int:
    """The question that a place of a draft is at: the one that asks the same, wherever it stands
    now, else the one of this number. Raises NotFound.
    """
    here = select(Question.id, Question.number, Question.text)
    asked = [
        (one_line(text) != spot.asked, number != spot.question, id)
        for id, number, text in db.execute(here.where(Question.workshop_id == workshop_id))
    ]
    other, moved, found = min(asked, default=(True, True, 0))
    if other and moved:
        raise NotFound(_("This question is no longer in the café."))
    return found


class Card(NamedTuple):
    """The card of a table: what the table is called by, and the words."""

    form: str
    number: int
    word: str


def cards_of(db: Session, workshop: Workshop, secret_key: str) -> list[Card]:
    """A card for each table."""
    query = select(CafeTable).where(CafeTable.workshop_id == workshop.id)
    query = query.options(joinedload(CafeTable.question)).order_by(CafeTable.number)
    tables = db.scalars(query)
    return [
        Card(one.question.form, one.number, card_word(secret_key, one.uid or str(one.id)))
        for one in tables
    ]


def has_card(db: Session, workshop_id: str, typed: str, secret_key: str) -> bool:
    """Whether somebody has typed the words of a card of this café."""
    workshop = db.get_one(Workshop, workshop_id)
    return any(is_word(typed, card.word) for card in cards_of(db, workshop, secret_key))


def opened_by(db: Session, typed: str, secret_key: str) -> Reading | None:
    """The open round, of whichever café, that a card opens; the newest of several."""
    query = select(Reading).join(Version, Version.id == Reading.version_id)
    query = query.join(Workshop, Workshop.id == Reading.workshop_id)
    query = query.where(Reading.closed.is_(False), Workshop.binned.is_(None))
    query = query.where(Version.read_until >= today(), Version.token_digest.is_not(None))
    for reading in db.scalars(query.order_by(Reading.id.desc())):
        if has_card(db, reading.workshop_id, typed, secret_key):
            return reading
    return None
