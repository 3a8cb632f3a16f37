"""What is read of origins."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import place_name
from cafe.errors import NotFound
from cafe.model import FIRST_ORIGIN, Origin, Place, Question, Workshop
from cafe.sort.origins.rules import About


def next_number(db: Session, workshop_id: str) -> int:
    """The number of a new origin: after the others, and above all tables'."""
    last = select(func.max(Origin.number)).where(Origin.workshop_id == workshop_id)
    return (db.scalar(last) or FIRST_ORIGIN - 1) + 1


def origins_at(db: Session, questions: Sequence[Question]) -> dict[int, list[Origin]]:
    """The origins of each question, by its id and in their order: one query."""
    found: dict[int, list[Origin]] = defaultdict(list)
    here = Origin.question_id.in_([question.id for question in questions])
    for origin in db.scalars(select(Origin).where(here).order_by(Origin.number)):
        found[origin.question_id].append(origin)
    return found


def called(place: Place) -> str:
    """What people call a table or an origin."""
    if isinstance(place, Origin):
        return place.name
    return place_name(place.question.form, place.number)


def about_of(origin: Origin) -> About:
    """What is said of it beside its name."""
    return About(origin.origin_kind, origin.day, origin.took_part)


def the_origin(db: Session, workshop: Workshop, origin_id: int) -> Origin:
    """The café's origin with this id. Raises NotFound."""
    origin = db.get(Origin, origin_id)
    if origin is None or origin.workshop_id != workshop.id:
        raise NotFound(_("This source is no longer there."))
    return origin
