"""What owners do: invite, give another role, take out, hand over; and what an invited one does.

Whoever calls holds the café (`web/state.py: writing`), so that two owners who act at once act one
after the other, and one of them stays.
"""

import secrets

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cafe.core.clock import now
from cafe.core.i18n import _
from cafe.errors import Conflict, Gone, NotAllowed, NotFound
from cafe.model import AccountLink, LoginSession, Organiser, Person, Workshop
from cafe.people.actions import end_links, set_password
from cafe.people.colleagues import queries, rules
from cafe.people.links import account_token, digest
from cafe.people.sessions import room_of


def invite_colleague(
    tx: Session,
    *,
    workshop: Workshop,
    role: str,
    name: str,
    email: str,
    made_by: int,
    secret_key: str,
    mails: bool,
    operation: str,
    member: bool = False,
) -> str:
    """A link by which one person joins the café in this role; its word, which is shown once.

    With an e-mail address and `mails` a letter with it is queued. Raises Invalid; Conflict when
    it was made before, too many are invited, or the address belongs to one who is there.
    """
    role = rules.check_role(role)
    open_ones = [one.operation for one in queries.invited_to(tx, workshop.id)]
    name, email = rules.check_invited(
        name=name, email=email, operation=operation, open_ones=open_ones
    )
    if any(one.person.email == email for one in queries.colleagues_of(tx, workshop.id)):
        words = _("%(email)s organises this café already.", email=email)
        raise Conflict(words, where="email")
    link = AccountLink(kind="join", workshop_id=workshop.id, role=role, name=name, email=email)
    link.made_by, link.language, link.operation = made_by, workshop.language, operation
    link.member = member and bool(queries.organisation_to_join(tx, workshop, made_by))
    return made_link(tx, link, secret_key, rules.INVITED, mails=bool(email and mails))


def reset_link(
    tx: Session,
    *,
    person: Person,
    made_by: int | None,
    secret_key: str,
    language: str = "nb",
    operation: str = "",
) -> str:
    """A link by which `person` gets another password: `made_by` an owner, or else by a letter that
    is queued in this `language`.

    Raises NotAllowed when this owner may not (`rules.may_reset`). Earlier ones open nothing more.
    """
    if made_by is not None:
        _check_reset(tx, made_by, person)
    end_links(tx, (AccountLink.person_id == person.id, AccountLink.kind == "reset"))
    link = AccountLink(kind="reset", person_id=person.id, email=person.email, made_by=made_by)
    link.language, link.operation = language, operation
    good_for = rules.BY_MAIL if made_by is None else rules.BY_OWNER
    return made_link(tx, link, secret_key, good_for, mails=made_by is None)


def made_link(
    tx: Session, link: AccountLink, secret_key: str, good_for: int, *, mails: bool
) -> str:
    """Have `link` open something for so many seconds; its word. `mails`: a letter is queued."""
    nonce = secrets.token_hex(16)
    word = account_token(secret_key, nonce)
    link.token_digest = digest(secret_key, word)
    link.made, link.ends = now(), now() + good_for
    if mails:
        link.nonce, link.status = nonce, "queued"
    tx.add(link)
    tx.flush()
    return word


def end_account_links(tx: Session) -> None:
    """What is too old opens nothing, and its name and address go; a letter cut off has failed."""
    end_links(tx, (AccountLink.ends <= now(),))
    cut_off = (AccountLink.status == "going", AccountLink.made < now() - rules.HOUR)
    words = _("It was cut off. The letter may have gone.")
    tx.execute(update(AccountLink).where(*cut_off).values(status="failed", why=words))


def _end_invitations(tx: Session, workshop_id: str, person_id: int) -> None:
    """Whoever is no owner any more lets nobody in by a link from before, and not themselves."""
    mine = (AccountLink.workshop_id == workshop_id, AccountLink.made_by == person_id)
    end_links(tx, mine)


def use(tx: Session, link_id: int | None) -> AccountLink:
    """The link, which opens nothing from now on. Raises Gone when it has been used meanwhile."""
    link = queries.the_link(tx, link_id, hold=True)
    end_links(tx, (AccountLink.id == link.id,))
    return link


def join(tx: Session, *, link_id: int | None, person: Person) -> str:
    """Have the link's role in its café; the café's id. Whoever may more there already keeps it.

    Raises Gone when it was used meanwhile, or whoever made it does not own the café any more.
    """
    link = use(tx, link_id)
    if not queries.owns(tx, str(link.workshop_id), link.made_by):
        raise Gone(_("Whoever invited you no longer owns the café. Ask who does."))
    home = queries.home_by(tx, link)
    if home and person.organisation_id is None:
        person.organisation_id = home.id
    workshop_id = str(link.workshop_id)
    row = tx.get(Organiser, (workshop_id, person.id))
    if row is None:
        tx.add(Organiser(workshop_id=workshop_id, person_id=person.id, role=link.role))
    else:
        row.role = rules.higher(row.role, link.role)
    tx.flush()
    return workshop_id


def reset_password(tx: Session, *, link_id: int | None, password_hash: str) -> None:
    """Another password by the link; whoever was logged in with the old one is so no longer.

    Raises Gone; NotAllowed when the owner who made the link might not make it any more.
    """
    link = use(tx, link_id)
    person = tx.get_one(Person, link.person_id)
    if link.made_by is not None:
        _check_reset(tx, link.made_by, person)
    set_password(tx, person=person, password_hash=password_hash)


def _check_reset(tx: Session, owner_id: int, person: Person) -> None:
    if not queries.may_reset(tx, owner_id=owner_id, person=person):
        raise NotAllowed(
            _(
                "An owner can make such a link only for somebody all of whose cafés they own. "
                "Ask who runs the installation."
            )
        )


def withdraw_invitation(tx: Session, *, workshop: Workshop, link_id: int) -> bool:
    """The link lets nobody join any more. One that has gone already is simply not there: False."""
    link = tx.get(AccountLink, link_id)
    if link is None or (link.workshop_id, link.kind) != (workshop.id, "join"):
        return False
    end_links(tx, (AccountLink.id == link.id,))
    return True


def withdraw_made(tx: Session, *, workshop: Workshop, operation: str) -> bool:
    """As `withdraw_invitation`, for the one that this operation made: its link is lost."""
    made = (AccountLink.workshop_id == workshop.id, AccountLink.operation == operation)
    link = tx.scalars(select(AccountLink).where(*made)).first()
    return link is not None and withdraw_invitation(tx, workshop=workshop, link_id=link.id)


def set_role(tx: Session, *, workshop: Workshop, person_id: int, role: str, was: str) -> bool:
    """Another role for a colleague; `was`: what whoever asks has seen. False when it is theirs.

    Raises Invalid, NotFound; Conflict for the last owner, and when it is another one meanwhile.
    """
    row, role = queries.a_colleague(tx, workshop.id, person_id), rules.check_role(role)
    if row.role not in (was, role):
        raise Conflict(_("Somebody has changed this role meanwhile."), where="role")
    if row.role == role:
        return False
    if row.role == "owner":
        _check_another(tx, workshop, person_id)
    row.role = role
    tx.flush()
    if role != "owner":
        _end_invitations(tx, workshop.id, person_id)
    _look_again(tx, workshop.id, person_id)
    return True


def take_out(tx: Session, *, workshop: Workshop, person_id: int) -> bool:
    """No role there any more: open pages hear nothing more, and are told. Raises Conflict for the
    last owner; one who is out already is simply not there: False.
    """
    row = tx.get(Organiser, (workshop.id, person_id))
    if row is None:
        return False
    if row.role == "owner":
        _check_another(tx, workshop, person_id)
    tx.delete(row)
    tx.flush()
    _end_invitations(tx, workshop.id, person_id)
    _look_again(tx, workshop.id, person_id)
    return True


def hand_over(tx: Session, *, workshop: Workshop, owner_id: int, person_id: int) -> None:
    """The colleague owns the café, and whoever owned it edits it. Raises NotFound."""
    if person_id == owner_id:
        raise NotFound(_("Choose somebody else to hand the café over to."))
    queries.a_colleague(tx, workshop.id, person_id).role = "owner"
    queries.a_colleague(tx, workshop.id, owner_id).role = "editor"
    tx.flush()
    _end_invitations(tx, workshop.id, owner_id)


def _check_another(tx: Session, workshop: Workshop, person_id: int) -> None:
    others = queries.other_owners(tx, workshop.id, person_id)
    rules.check_owner_stays(others, workshop.title)


def _look_again(tx: Session, workshop_id: str, person_id: int) -> None:
    """After the commit each of the person's open pages asks what it may still see."""
    logins = tx.scalars(select(LoginSession.id).where(LoginSession.person_id == person_id))
    tx.info.setdefault("gone", []).extend(room_of(workshop_id, login) for login in logins)
