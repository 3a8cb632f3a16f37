"""The demo café from the invitation to what came of it, with the one before it and the next.

It was held some months ago: each thing is done on a day of its own, so that answers have had time
and one is late. In contrast to the stages it is built in several transactions: versions are kept.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from sqlalchemy.orm import Session

from cafe.after.actions import list_cafe, show_series
from cafe.archive.slices import Write
from cafe.config import Settings
from cafe.core.clock import today
from cafe.core.i18n import long_date
from cafe.demo import evening, reading, told
from cafe.demo.build import move, new_operation, plan_demo, sort, take_back, talk
from cafe.demo.building import Building
from cafe.demo.cafe import CAFE
from cafe.demo.shapes import Cafe, DemoAnswer
from cafe.demo.texts import after
from cafe.demo.texts.earlier import EARLIER, SERIES
from cafe.model import Database, Person, Workshop
from cafe.plan import actions as plan
from cafe.plan.rules_cafes import redated

HELD = 118  # days ago, or a few more: it is a Thursday, as in the texts
YEAR = 52 * 7
# So many days after the day the café is sorted, a draft is read, and the document is published.
SORTED, DRAFT, PUBLISHED = 6, 14, 40
PLANNED = 30  # days before


def build_whole(
    db: Database,
    *,
    settings: Settings,
    owner: Person | None = None,
    slowly: bool = False,
    cafe: Cafe = CAFE,
    earlier: Cafe = EARLIER,
) -> str:
    """Build the demo café with all that comes after it; gives its id.

    The café of the year before is built too and, when there is an `owner`, the next is planned.
    Whatever is raised, nothing is left behind.
    """
    made: list[str] = []
    building = Building(db, settings, owner, f"person:{owner.id}" if owner else "demo", slowly)
    held = HELD + (today() - timedelta(days=HELD) - cafe.day).days % 7
    try:
        before = _held(building, earlier, held + YEAR, made, after.EARLIER_ANSWERS, read=False)
        here = _held(building, cafe, held, made, after.ANSWERS, read=True)
        with building.writing(held) as write:
            write(partial(_in_series, building, [before, here]))
        if owner:
            made.append(_next(building, here, held))
    except BaseException:
        for id in made:
            take_back(db, settings, id)
        raise
    return here


def on_day(cafe: Cafe, day: date) -> Cafe:
    """The same café on another day, in its header line and signature too."""
    month = long_date(day, cafe.language).replace("\u00a0", " ").split(" ", 1)[1]
    signature = {**cafe.signature, "month": month}
    return replace(cafe, day=day, title=redated(cafe.title, cafe.day, day), signature=signature)


def _held(
    building: Building,
    cafe: Cafe,
    held: int,
    made: list[str],
    answers: tuple[DemoAnswer, ...],
    *,
    read: bool,
) -> str:
    """A café that was held so many days ago, to the answers. `read`: with all around it."""
    cafe = on_day(cafe, today() - timedelta(days=held))
    key, by = building.settings.secret_key, building.by
    with building.writing(held + PLANNED) as write:
        id = write(partial(plan_demo, cafe, key, building.owner, by))
        made.append(id)
        write(partial(evening.invite, id, key))
    with building.writing(held) as write:
        _the_day(write, id, cafe, key, by, read=read)
    with building.writing(held - SORTED) as write:
        move(write, id, "sorting", by=by)
        sort(write, id, cafe.questions, everything=True, by=by)
        if read:
            write(partial(told.sources, id, by))
    if read:
        reading.read_round(building, id, held - DRAFT)
    published = held - PUBLISHED
    reading.publish(building, id, published)
    with building.writing(published) as write:
        move(write, id, "finished", by=by)
    for ago in sorted({one.ago for one in answers}, reverse=True):
        with building.writing(ago) as write:
            some = [one for one in answers if one.ago == ago]
            write(partial(told.answers, id, some, by))
    return id


def _the_day(write: Write, id: str, cafe: Cafe, key: str, by: str, *, read: bool) -> None:
    do: list[Callable[[Session], None]] = []
    if read:
        write(partial(evening.make_forms, id, by))
        do = [partial(evening.walk_along, id, key, by), partial(evening.evaluate, id, key, by)]
    talk(write, id, cafe.questions, 1.0, by=by)
    move(write, id, "vernissage", by=by)
    for work in do:
        write(work)


def _in_series(building: Building, ids: list[str], tx: Session) -> None:
    """Both on the page of one series, which is on the web."""
    key, by = building.settings.secret_key, building.by
    first = tx.get_one(Workshop, ids[0])
    series = plan.new_series(tx, name=SERIES, organisation_id=first.organisation_id)
    for id in ids:
        workshop = tx.get_one(Workshop, id)
        plan.put_in_series(tx, workshop=workshop, series=series)
        list_cafe(tx, workshop=workshop, listed=True, by=by)
    show_series(tx, series=series, do="show", secret_key=key, by=by)


def _next(building: Building, here: str, held: int) -> str:
    """The café of next year as far as a copy goes: its questions, and a day."""
    with building.db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        owner = tx.get_one(Person, building.owner.id if building.owner else 0)
        copy = plan.copy_workshop(
            tx,
            source=workshop,
            day=today() + timedelta(days=YEAR - held),
            owner=owner,
            secret_key=building.settings.secret_key,
            by=building.by,
            operation=new_operation(),
        )
        list_cafe(tx, workshop=copy, listed=True, by=building.by)
        return copy.id
