"""Which series a café is one of."""

from sqlalchemy.orm import Session

from cafe.model import Series, Workshop
from cafe.model.erase import drop_empty_series
from cafe.plan.rules_cafes import check_series


def put_in_series(tx: Session, *, workshop: Workshop, series: Series | None) -> None:
    """Into `series`, or into none. A series that has no café any more is gone."""
    workshop.series = series
    tx.flush()
    drop_empty_series(tx)


def new_series(tx: Session, *, name: str) -> Series:
    """A series called `name`. Raises Invalid."""
    series = Series(name=check_series(name))
    tx.add(series)
    tx.flush()
    return series
