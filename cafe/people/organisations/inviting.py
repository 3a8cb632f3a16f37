"""Links by which somebody becomes a member of an organisation, or runs it: a link to an account,
of the kind "home", made and used once as those to a café are.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.clock import now
from cafe.core.i18n import _, language
from cafe.errors import Conflict, Gone
from cafe.model import AccountLink, Organisation, Person
from cafe.people.actions import end_links
from cafe.people.colleagues.actions import made_link, use
from cafe.people.colleagues.rules import INVITED, check_invited
from cafe.people.organisations import queries
from cafe.people.organisations.actions import join


def invite_member(
    tx: Session,
    *,
    organisation: Organisation,
    admin: bool,
    name: str,
    email: str,
    made_by: int,
    secret_key: str,
    mails: bool,
    operation: str,
) -> str:
    """A link by which one person becomes a member, or also an `admin`; its word, shown once.

    With an e-mail address and `mails` a letter with it is queued. Raises Invalid; Conflict when it
    was made before, too many are invited, or the address belongs to a member.
    """
    open_ones = [one.operation for one in invited_to(tx, organisation.id)]
    name, email = check_invited(name=name, email=email, operation=operation, open_ones=open_ones)
    members = queries.members_of(tx, organisation.id)
    if email and any(one.email == email for one in members):
        raise Conflict(_("%(email)s is a member already.", email=email), where="email")
    link = AccountLink(kind="home", organisation_id=organisation.id, name=name, email=email)
    link.role, link.made_by = "admin" if admin else "member", made_by
    link.language, link.operation = language(), operation
    return made_link(tx, link, secret_key, INVITED, mails=bool(email and mails))


def invited_to(db: Session, organisation_id: int) -> Sequence[AccountLink]:
    """The links that still let somebody into the organisation, the newest first."""
    here = (AccountLink.organisation_id == organisation_id, AccountLink.ends > now())
    return db.scalars(select(AccountLink).where(*here).order_by(AccountLink.id.desc())).all()


def withdraw_member_invitation(tx: Session, *, organisation: Organisation, link_id: int) -> None:
    """Nobody becomes a member by this link any more. One that has gone is simply not there."""
    end_links(tx, (AccountLink.id == link_id, AccountLink.organisation_id == organisation.id))


def withdraw_made(tx: Session, *, organisation: Organisation, operation: str) -> None:
    """The same, for the one that this operation made: its link is lost."""
    home = AccountLink.organisation_id == organisation.id
    end_links(tx, (home, AccountLink.operation == operation))


def become_member(tx: Session, *, link_id: int | None, person: Person) -> None:
    """Be in the organisation that the link leads to, and run it if the link says so.

    Raises Gone when it was used meanwhile, or whoever made it could not make it any more; Conflict
    for who alone runs another organisation.
    """
    link = use(tx, link_id)
    home = tx.get_one(Organisation, link.organisation_id)
    if not _still_invites(tx, link):
        raise Gone(_("Whoever invited you no longer runs the organisation. Ask who does."))
    join(tx, person=person, organisation=home, admin=link.role == "admin")


def _still_invites(db: Session, link: AccountLink) -> bool:
    """Whether whoever made the link might make it now: who is taken out lets nobody in."""
    by = db.get(Person, link.made_by) if link.made_by else None
    if by is None:
        return False
    runs = by.admin_of_organisation and by.organisation_id == link.organisation_id
    return runs or by.keeper
