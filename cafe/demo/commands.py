"""`python -m cafe demo`: what the command line does with the demo café."""

from pathlib import Path
from uuid import uuid4

from sqlalchemy import select

from cafe.config import Settings
from cafe.core.i18n import _
from cafe.demo.build import TYPED, WHOLE, build_demo
from cafe.demo.whole import build_whole
from cafe.errors import Conflict, NotFound
from cafe.jobs.worker import as_job, end_with
from cafe.model import Database, Person, locked
from cafe.plan.actions import set_timer

# With --live the hosts shall have most of it still to say.
_TYPED_WHEN_LIVE = 0.2
_LIVE_MINUTES = 40


def demo_job(db: Database, settings: Settings, stage: str, person_id: int, folder: Path) -> int:
    """Build the demo café for this person as the job in `folder`, beside cafés where people write.

    Raises Invalid for an unknown stage.
    """
    with as_job(folder) as progress:
        progress("demo", 0, 0)
        with db.reading() as session:
            owner = session.get_one(Person, person_id)
        if stage == WHOLE:
            workshop_id = build_whole(db, settings=settings, owner=owner, slowly=True)
            end_with(folder, then=f"/w/{workshop_id}/walk")
            return 0
        workshop_id = build_demo(db, settings=settings, stage=stage, owner=owner, slowly=True)
        end_with(folder, then=f"/w/{workshop_id}")
    return 0


def demo(db: Database, settings: Settings, stage: str, live: bool) -> str:
    """Build the demo café for this installation's first organiser, if any; gives its id.

    `live`: little is typed and the clock runs; whoever serves lets `live.type_along` go on from
    there. Raises Invalid for an unknown stage, Conflict for `live` in any stage but open.
    """
    if live and stage != "open":
        raise Conflict(_("The hosts only go on typing in stage open."), where="stage")
    with db.reading() as session:
        owner = session.scalars(select(Person).order_by(Person.id)).first()
    if stage == WHOLE:
        return build_whole(db, settings=settings, owner=owner)
    typed = _TYPED_WHEN_LIVE if live else TYPED
    workshop_id = build_demo(db, settings=settings, stage=stage, owner=owner, typed=typed)
    if live:
        _start_clock(db, workshop_id)
    return workshop_id


def _start_clock(db: Database, workshop_id: str) -> None:
    with db.writing() as tx:
        workshop = locked(tx, workshop_id)
        if workshop is None:
            raise NotFound(_("This café has been deleted."))
        set_timer(tx, workshop=workshop, minutes=_LIVE_MINUTES, by="demo", operation=str(uuid4()))
