"""What a series is called, whether it has a page on the web, and which cafés stand there."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.model import Series, Workshop, audited
from cafe.people.links import close_series, open_series
from cafe.plan.rules_cafes import check_series


def rename_series(tx: Session, *, series: Series, name: str) -> None:
    """Call it `name`, for everybody who organises one of its cafés. Raises Invalid."""
    series.name = check_series(name)
    tx.flush()


def show_series(tx: Session, *, series: Series, do: str, secret_key: str, by: str) -> None:
    """Give it a page on the web ("show"), another address ("renew"), or none ("hide").

    Shown when it is shown, it keeps its address. The cafés that stand there write it down. Raises
    Invalid for another word.
    """
    if do not in ("show", "renew", "hide"):
        raise Invalid(_("“%(act)s” cannot be done here.", act=do[:40]), where="do")
    if do != "renew" and (do == "show") == (series.token_digest is not None):
        return
    if do == "hide":
        close_series(tx, series=series)
    else:
        open_series(tx, series=series, secret_key=secret_key)
    here = select(Workshop.id).where(Workshop.series_id == series.id, Workshop.listed)
    for id in tx.scalars(here).all():
        audited(tx, id, "unlisted" if do == "hide" else "listed", by=by)


def list_cafe(tx: Session, *, workshop: Workshop, listed: bool, by: str) -> None:
    """Have the café stand on the page of its series, or no longer."""
    if workshop.listed == listed:
        return
    workshop.listed = listed
    tx.flush()
    audited(tx, workshop.id, "listed" if listed else "unlisted", by=by)
