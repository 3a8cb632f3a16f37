"""Reading rounds and their remarks, out and in: of whom they are, nobody could say."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.archive import schema
from cafe.fields import REQUIRED, Field, Noun
from cafe.model import Question, Reading, Remark, Workshop
from cafe.model.canonical import other_id
from cafe.nouns import Item

# Of a reading round no screen is told: it is in the archive, and its history when it is over.
READING = Noun(
    "reading",
    "uid",
    (
        Field("id", read="uid", key="id", absent=REQUIRED),
        Field("draft", read="number", key="draft", absent=REQUIRED),
        Field("cards", key="cards", absent=True),
        Field("closed", key="closed"),
        Field("readers", key="readers"),
        Field("remarks", key="remarks"),
    ),
)
REMARK = Noun(
    "remark",
    "uid",
    (
        Field("id", read="uid", key="id", absent=REQUIRED),
        Field("about", key="about", absent=REQUIRED),
        Field("words", key="words", absent=REQUIRED),
        Field("kind", key="kind", absent=REQUIRED),
        Field("text", key="text"),
        Field("outcome", key="outcome"),
        Field("reason", key="reason"),
    ),
)


def readings_of(db: Session, workshop: Workshop) -> list[Item]:
    """The café's reading rounds, the first first."""
    query = select(Reading).where(Reading.workshop_id == workshop.id).order_by(Reading.id)
    return [READING.archived(one) for one in db.scalars(query)]


def remarks_of(db: Session, workshop: Workshop) -> Iterator[tuple[int, Item]]:
    """Each remark with the question it is on, by ids: in no other order."""
    query = select(Remark, Reading.uid).join(Reading, Reading.id == Remark.reading_id)
    query = query.where(Remark.workshop_id == workshop.id).order_by(Remark.uid)
    for remark, reading in db.execute(query):
        item = REMARK.archived(remark) | {"reading": reading}
        if remark.thing:
            item["thing"] = other_id(remark.thing, workshop.id)
        yield remark.question_id, item


def reading_rows(workshop_id: str, pieces: Sequence[schema.Reading]) -> list[Reading]:
    """The rows of an archive's reading rounds; the draft itself does not travel."""
    return [Reading(workshop_id=workshop_id, **READING.values(one)) for one in pieces]


def remark_rows(
    question: Question, pieces: Sequence[schema.Remark], readings: Mapping[str, int]
) -> list[Remark]:
    """The rows of a question's remarks."""
    return [
        Remark(
            workshop_id=question.workshop_id,
            question_id=question.id,
            reading_id=readings[one.reading],
            thing=other_id(one.thing, question.workshop_id) if one.thing else "",
            **REMARK.values(one),
        )
        for one in pieces
    ]
