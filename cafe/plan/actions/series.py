"""Which series a café is one of."""

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.model import Series, Workshop
from cafe.model.erase import drop_empty_series
from cafe.plan.rules_cafes import check_series


def put_in_series(tx: Session, *, workshop: Workshop, series: Series | None) -> None:
    """Into `series`, or into none. A series that has no café any more is gone.

    Raises NotFound for one of another organisation.
    """
    if series is not None and series.organisation_id != workshop.organisation_id:
        raise NotFound(_("You organise no café of this series."), where="series")
    if workshop.series is not series:
        workshop.series, workshop.listed = series, False
    tx.flush()
    drop_empty_series(tx)


def new_series(tx: Session, *, name: str, organisation_id: int) -> Series:
    """A series of an organisation, called `name`. Raises Invalid."""
    series = Series(name=check_series(name), organisation_id=organisation_id)
    tx.add(series)
    tx.flush()
    return series
