"""Who may do what: one table. And what a password must be."""

from typing import Literal

from cafe.errors import Invalid, NotAllowed
from cafe.texts import _

Role = Literal["nobody", "reader", "invited", "viewer", "host", "organiser"]

# A link gives its role at exactly one table, one workshop or one kept document; an organiser has a
# list of workshops.
RIGHTS: dict[Role, frozenset[str]] = {
    "nobody": frozenset({"door.see"}),
    "reader": frozenset({"document.read"}),
    "invited": frozenset({"invitation.answer"}),
    "viewer": frozenset({"wall.see", "wall.ask", "wall.dot", "pairs.write"}),
    "host": frozenset({"table.see", "table.write", "table.answer"}),
    "organiser": frozenset(
        {
            "workshops.see",
            "workshops.create",
            "plan.see",
            "plan.edit",
            "desk.see",
            "stage.move",
            "questions.edit",
            "links.renew",
            "sort.see",
            "sort.edit",
            "report.see",
            "report.edit",
            "report.share",
            "archive.export",
            "workshop.delete",
        }
    ),
}
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200


def check(role: Role, verb: str) -> None:
    """Raise NotAllowed unless `role` may do `verb`."""
    if verb not in RIGHTS[role]:
        raise NotAllowed(_("Your link or account does not give the right to do this."))


def check_password(password: str) -> str:
    """`password` itself when it is long enough (NIST 800-63B: length, no composition rules)."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Invalid(
            _("Choose a password of at least %(count)s characters.", count=SHORTEST_PASSWORD),
            where="password",
        )
    return password


def check_email(email: str) -> str:
    """`email` in lower case without surrounding space. Raises Invalid when it cannot be one."""
    email = email.strip().lower()
    name, at, host = email.rpartition("@")
    if not (name and at and host) or " " in email or len(email) > 254:
        raise Invalid(_("“%(email)s” is not an e-mail address.", email=email[:60]), where="email")
    return email
