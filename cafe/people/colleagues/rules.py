"""What owners may do with each other, and how long a link to an account is good for. Pure."""

from collections.abc import Collection, Set

from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text import clean, short
from cafe.errors import Conflict, Invalid
from cafe.people.rules import CAFE_ROLES, check_email

HOUR = 3600
INVITED = 14 * 24 * HOUR  # a link to join a café
BY_MAIL = HOUR  # another password, asked for by whoever has forgotten it
BY_OWNER = 24 * HOUR  # another password, by a link that an owner hands over
MADE = "made"  # what is wrong with an invitation that came twice: the page offers a new link
MOST_INVITED = 50  # at one café at once


def check_role(role: str) -> str:
    """`role` itself when a café has it. Raises Invalid."""
    if role not in CAFE_ROLES:
        raise Invalid(_("Choose what the person may do in the café."), where="role")
    return role


def check_invited(
    *, name: str, email: str, operation: str, open_ones: Collection[str]
) -> tuple[str, str]:
    """Name and address of whoever is invited, either "" if not said, in their plain form.

    `open_ones`: the operations that made those which are open. Raises Invalid, and Conflict
    when this one was made before or too many are open.
    """
    name = clean(name, limit=LINE, name=_("Name"), empty=True, lines=False, where="name")
    email = check_email(email) if email.strip() else ""
    if operation in open_ones:
        words = _(
            "This invitation is made already, and its link is shown only once. "
            "If it is lost, make a new one: the link before it opens nothing then."
        )
        raise Conflict(words, where=MADE)
    if len(open_ones) >= MOST_INVITED:
        words = _("%(count)s invitations are open. Withdraw some first.", count=MOST_INVITED)
        raise Conflict(words)
    return name, email


def higher(one: str | None, other: str) -> str:
    """Whichever of two roles may more; None is no role."""
    order: list[str] = [*CAFE_ROLES]
    return min(one or other, other, key=order.index)


def check_owner_stays(others: int, cafe: str) -> None:
    """Raise Conflict when a café would be left without an owner: `others` are its other owners."""
    if not others:
        words = _(
            "“%(cafe)s” must have an owner. Make somebody else an owner first.", cafe=short(cafe)
        )
        raise Conflict(words, where="role")


def may_reset(*, theirs: Set[str], owned: Set[str], stranger: bool, runs: bool) -> bool:
    """Whether an owner may make the link that gives a colleague another password.

    Whoever has the link has the account. So it must open nothing that the owner does not own
    already: each of `theirs` cafés must be among those that the owner has (`owned`), the person
    must be of the same organisation (`stranger`: of another one) and run neither it nor the
    installation (`runs`). For all others the keeper of the installation does it, at the terminal.
    """
    return bool(theirs) and theirs <= owned and not (stranger or runs)
