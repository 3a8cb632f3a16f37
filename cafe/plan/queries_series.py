"""Series: cafés of one network, one after the other. A person sees of them what they see."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.model import HIDDEN, Category, Organiser, Question, Series, Workshop
from cafe.people.organisations.queries import seen_by
from cafe.people.rules import CAFE_ROLES, may

MOST_OFFERED = 60  # headings that were used before
LAST_FIRST = (Workshop.date.desc(), Workshop.created_at.desc(), Workshop.id)


def _mine(person_id: int) -> Select[Workshop]:
    return select(Workshop).where(
        Workshop.id.in_(seen_by(person_id)),
        Workshop.binned.is_(None),
        Workshop.template.is_(False),
        Workshop.stage.not_in(HIDDEN),
    )


def series_of(db: Session, person_id: int) -> Sequence[Series]:
    """Every series with a café that this person sees, by name."""
    theirs = _mine(person_id).with_only_columns(Workshop.series_id)
    here = select(Series).where(Series.id.in_(theirs))
    return db.scalars(here.order_by(Series.name, Series.id)).all()


def the_series(db: Session, person_id: int, uid: str) -> Series:
    """The series with this id. Raises NotFound when the person sees none of its cafés."""
    found = next((one for one in series_of(db, person_id) if one.uid == uid), None)
    if found is None:
        raise NotFound(_("You organise no café of this series."), where="series")
    return found


def may_rename(db: Session, person_id: int, series: Series) -> bool:
    """Whether the person may change the plan of a café in the series: then its name too."""
    roles = [role for role in CAFE_ROLES if may(role, "plan.edit")]
    mine = _mine(person_id).join(Organiser, Organiser.workshop_id == Workshop.id)
    here = (Workshop.series_id == series.id, Organiser.person_id == person_id)
    return db.scalars(mine.where(*here, Organiser.role.in_(roles)).limit(1)).first() is not None


def owned(db: Session, series: Series, person_id: int) -> set[str]:
    """The cafés of the series of which this person may say who reads their documents."""
    roles = [role for role in CAFE_ROLES if may(role, "report.share")]
    here = select(Organiser.workshop_id).join(Workshop, Workshop.id == Organiser.workshop_id)
    mine = here.where(Workshop.series_id == series.id, Organiser.person_id == person_id)
    return set(db.scalars(mine.where(Organiser.role.in_(roles), Workshop.binned.is_(None))))


def cafes_in(db: Session, series_id: int, person_id: int) -> Sequence[Workshop]:
    """The cafés of the series that this person sees, the last one first."""
    mine = _mine(person_id).where(Workshop.series_id == series_id)
    return db.scalars(mine.order_by(*LAST_FIRST)).all()


def earlier_in(db: Session, workshop: Workshop, person_id: int) -> list[Workshop]:
    """Those of its series that were before `workshop`, the last one first."""
    if workshop.series_id is None:
        return []
    found = list(cafes_in(db, workshop.series_id, person_id))
    at = next((at for at, one in enumerate(found) if one.id == workshop.id), len(found))
    return found[at + 1 :]


def earlier_headings(db: Session, workshop: Workshop, person_id: int) -> list[str]:
    """The headings that were used in the series before, the last café's first, each once."""
    before = [one.id for one in earlier_in(db, workshop, person_id)]
    query = select(Question.workshop_id, Category.heading).join(Question)
    rows = db.execute(
        query.where(Question.workshop_id.in_(before)).order_by(
            Question.number, Category.position, Category.id
        )
    ).all()
    ordered = sorted(rows, key=lambda row: before.index(row[0]))
    return list(dict.fromkeys(heading for _id, heading in ordered))[:MOST_OFFERED]


def language_of(db: Session, series: Series) -> str | None:
    """The language of its last café on its page, else of its last; None without one."""
    query = select(Workshop.language).where(Workshop.series_id == series.id)
    query = query.where(Workshop.binned.is_(None), Workshop.stage.not_in(HIDDEN))
    return db.scalars(query.order_by(Workshop.listed.desc(), *LAST_FIRST).limit(1)).first()
