"""Answers brought in from an archive."""

from functools import partial

from sqlalchemy.orm import Session

from cafe.archive.answers import SAID
from cafe.archive.history.kinds import when
from cafe.archive.schema import Answered
from cafe.archive.slices import Write, slices
from cafe.model import Followup, FollowupAnswer
from cafe.model.canonical import other_id


def bring_followup(write: Write, workshop_id: str, answered: list[Answered]) -> None:
    """Everything that was answered, with its answers. Who wrote them is told nowhere."""

    for some in slices(answered):
        write(partial(_add, workshop_id, some))


def _add(workshop_id: str, some: list[Answered], tx: Session) -> None:
    tx.add_all(_row(workshop_id, one) for one in some)
    tx.flush()


def _row(workshop_id: str, piece: Answered) -> Followup:
    return Followup(
        uid=piece.id,
        workshop_id=workshop_id,
        question=piece.question,
        heading=piece.heading,
        entry=other_id(piece.sentence, workshop_id) if piece.sentence else "",
        text=piece.text,
        sentences=[other_id(id, workshop_id) for id in piece.sentences],
        version=piece.version,
        answers=[
            FollowupAnswer(
                uid=one.id,
                **{name: getattr(one, name) for name in (*SAID, "due", "day")},
                by="house",
                written=when(one.written),
            )
            for one in piece.answers
        ],
    )
