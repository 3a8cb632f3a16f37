"""What a series is called."""

from sqlalchemy.orm import Session

from cafe.model import Series
from cafe.plan.rules_cafes import check_series


def rename_series(tx: Session, *, series: Series, name: str) -> None:
    """Call it `name`, for everybody who organises one of its cafés. Raises Invalid."""
    series.name = check_series(name)
    tx.flush()
