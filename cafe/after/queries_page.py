"""What the page of a series shows everybody: the cafés that say so, and their published words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from cafe.after.headings import Quoted, mains
from cafe.core.clock import today
from cafe.document.changed import Line
from cafe.followup.queries import Answered, came_of_it
from cafe.model import HIDDEN, DocumentLink, Series, Version, Workshop, clock_time


@dataclass(frozen=True)
class Listed:
    """A café on the page. `version` is its newest published one, with its `lines`; `link` the
    document's lasting address, None for both while nothing is published. `came`: what was answered
    to it since, in its order.
    """

    workshop: Workshop
    version: Version | None = None
    link: DocumentLink | None = None
    lines: list[Line] = field(default_factory=list)
    came: list[Answered] = field(default_factory=list)

    @property
    def coming(self) -> bool:
        """Whether it is still to come, or today."""
        return self.version is None and self.workshop.date >= today()

    @property
    def at(self) -> datetime | None:
        """When what is published was published."""
        return clock_time(self.version.shown_at or self.version.kept_at) if self.version else None

    @property
    def mains(self) -> list[Quoted]:
        """The main statements, by question."""
        return mains(self.lines)


def on_page(db: Session, series: Series) -> list[Listed]:
    """The cafés of the series that stand on its page, the last one first."""
    cafes = db.scalars(
        select(Workshop)
        .where(
            *(Workshop.series_id == series.id, Workshop.listed, Workshop.binned.is_(None)),
            *(Workshop.template.is_(False), Workshop.stage.not_in(HIDDEN)),
        )
        .order_by(Workshop.date.desc(), Workshop.created_at.desc(), Workshop.id)
    ).all()
    newest = _published(db, [one.id for one in cafes])
    found = [
        Listed(one, *newest[one.id], [*came_of_it(db, one.id).answers.values()])
        if one.id in newest
        else Listed(one)
        for one in cafes
    ]
    return [one for one in found if one.version is not None or not one.workshop.raw_gone]


def _published(
    db: Session, ids: Sequence[str]
) -> dict[str, tuple[Version, DocumentLink, list[Line]]]:
    """By café: what everybody finds at its lasting address. A withdrawn one is not to be read."""
    query = (
        select(Version, DocumentLink)
        .join(DocumentLink, DocumentLink.workshop_id == Version.workshop_id)
        .where(Version.workshop_id.in_(ids), Version.shown)
        .order_by(Version.id)
        .options(undefer(Version.lines))
    )
    newest = {version.workshop_id: (version, link) for version, link in db.execute(query).all()}
    return {
        id: (version, link, [Line(*values) for values in version.lines])
        for id, (version, link) in newest.items()
        if not version.withdrawn
    }


def told(cafes: Iterable[Listed]) -> dict[str, list[Line]]:
    """What the published documents say, by café."""
    return {one.workshop.id: one.lines for one in cafes if one.version is not None}


def last_lines(db: Session, ids: Sequence[str]) -> dict[str, list[Line]]:
    """By café, in this order: what its last final version says, published or not."""
    query = select(Version).where(Version.workshop_id.in_(ids), Version.final).order_by(Version.id)
    found = {
        one.workshop_id: one.lines for one in db.scalars(query.options(undefer(Version.lines)))
    }
    return {id: [Line(*values) for values in found[id]] for id in ids if id in found}


def newest_of(db: Session, workshop: Workshop) -> Listed | None:
    """What the café's published document says, else its last final version; None without one."""
    if published := _published(db, [workshop.id]):
        return Listed(workshop, *published[workshop.id])
    query = select(Version).where(Version.workshop_id == workshop.id, Version.final)
    last = query.order_by(Version.id.desc()).limit(1).options(undefer(Version.lines))
    version = db.scalars(last).first()
    if version is None or version.withdrawn:
        return None
    return Listed(workshop, version, None, [Line(*values) for values in version.lines])
