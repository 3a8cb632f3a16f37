"""Whether there is room: asked before a café or a photograph is kept, in the same transaction."""

from pathlib import Path
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.files import photo_folder, size_of
from cafe.model import CafeTable, Organisation, Person, Poster, Workshop
from cafe.people.organisations import queries, rules


class Home(TypedDict):
    """Where a new café belongs, as the row has it."""

    organisation_id: int
    closed_to_organisation: bool


def room_for_cafe(tx: Session, owner: Person | None) -> Home:
    """Where a new café of `owner`'s belongs; without one, of the first organisation's.

    Nobody has named one that has no name, so its members do not see each other's cafés unasked.
    Raises NotAllowed when the owner is in no organisation, Conflict when its quota is used.
    """
    home = queries.home_of(tx, owner) if owner else queries.first(tx)
    check_one_more(tx, home.id)
    return {"organisation_id": home.id, "closed_to_organisation": not home.name}


def check_one_more(tx: Session, organisation_id: int) -> None:
    """Raise Conflict when the organisation may have no further café."""
    home = _held(tx, organisation_id)
    if home.most_cafes:
        have = queries.used(tx, home.id)[home.id].cafes
        who = queries.keepers(tx)
        rules.check_room(have=have, most=home.most_cafes, name=home.name, keepers=who)


def check_photographs(tx: Session, workshop: Workshop, more: int) -> None:
    """Raise Conflict when the café's organisation has no room for so many bytes more."""
    home = _held(tx, workshop.organisation_id)
    if home.most_bytes:
        have = queries.used(tx, home.id)[home.id].bytes
        sizes = {"have": have, "more": more, "most": home.most_bytes}
        rules.check_bytes(**sizes, name=home.name, keepers=queries.keepers(tx))


MOST_AT_ONCE = 200


def look_up_sizes(tx: Session, data_dir: Path) -> int:
    """Note the sizes of some photographs that came before sizes were noted; how many it was."""
    unknown = select(Poster, CafeTable.workshop_id).join(CafeTable).where(Poster.size.is_(None))
    found = tx.execute(unknown.limit(MOST_AT_ONCE)).all()
    for poster, workshop_id in found:
        poster.size = size_of(photo_folder(data_dir, workshop_id) / poster.file)
    return len(found)


def _held(tx: Session, organisation_id: int) -> Organisation:
    """The organisation; one that has a quota is counted by one transaction at a time."""
    home = tx.get_one(Organisation, organisation_id)
    if home.most_cafes or home.most_bytes:
        tx.scalars(
            select(Organisation.id).where(Organisation.id == home.id).with_for_update()
        ).one()
    return home
