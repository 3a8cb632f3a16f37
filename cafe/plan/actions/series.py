"""Which series a café is one of."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _, ngettext
from cafe.errors import Invalid, NotFound
from cafe.model import Follower, Series, Workshop
from cafe.model.erase import drop_empty_series
from cafe.plan.rules_cafes import check_series


def put_in_series(tx: Session, *, workshop: Workshop, series: Series | None) -> None:
    """Into `series`, or into none. A series that has no café any more is gone.

    Raises NotFound for one of another organisation, and Invalid where people who asked to be
    invited to the next café would go with the series.
    """
    if series is not None and series.organisation_id != workshop.organisation_id:
        raise NotFound(_("You organise no café of this series."), where="series")
    if workshop.series is not series:
        _check_contacts(tx, workshop)
        workshop.series, workshop.listed = series, False
    tx.flush()
    drop_empty_series(tx)


def _check_contacts(tx: Session, workshop: Workshop) -> None:
    """What is changed here is one café; nobody thinks of a list of people that hangs on it."""
    here = workshop.series
    if here is None:
        return
    others = select(func.count(Workshop.id)).where(
        Workshop.series_id == here.id, Workshop.id != workshop.id
    )
    people = select(func.count(Follower.id)).where(
        Follower.series_id == here.id, Follower.confirmed
    )
    if not tx.scalars(others).one() and (count := tx.scalars(people).one()):
        words = ngettext(
            "This is the last café of the series “%(series)s”. Its contact list, with %(count)s "
            "person, would go with it. Put another café into the series first, or take the person "
            "off the list.",
            "This is the last café of the series “%(series)s”. Its contact list, with %(count)s "
            "people, would go with it. Put another café into the series first, or take the people "
            "off the list.",
            count,
            series=here.name,
        )
        raise Invalid(words, where="series")


def new_series(tx: Session, *, name: str, organisation_id: int) -> Series:
    """A series of an organisation, called `name`. Raises Invalid."""
    series = Series(name=check_series(name), organisation_id=organisation_id)
    tx.add(series)
    tx.flush()
    return series
