"""Who may do what: one table. And what a password must be."""

import re
from datetime import date
from typing import Literal, get_args

from cafe.core.i18n import _, long_date
from cafe.core.limits import PASSWORD, SHORTEST_PASSWORD
from cafe.core.text import check_length, short
from cafe.core.text.mailboxes import as_written
from cafe.errors import Gone, Invalid, NotAllowed

CafeRole = Literal["owner", "editor", "sorter", "reader"]
Role = (
    Literal["nobody", "shared", "series", "invited", "viewer", "host", "joining", "resetting"]
    | Literal["following", "sitting"]
    | Literal["person", "admin", "keeper", "token"]
    | CafeRole
)

CAFE_ROLES: tuple[CafeRole, ...] = get_args(CafeRole)  # who may most comes first
# What a program may be at a café: nobody is let in, taken out or deleted by one.
TOKEN_ROLES = CAFE_ROLES[1:]
_READS = frozenset(
    {
        *("plan.see", "board.see", "sort.see", "report.see", "kept.see"),
        "evaluation.see",
        *("archive.export", "workshop.put", "workshop.copy", "people.see", "people.leave"),
        "followup.see",
    }
)
_SORTS = _READS | {"sort.edit"}
_EDITS = _SORTS | {
    *("notes.bring", "webhook.see"),
    "evaluation.edit",
    *("plan.edit", "stage.move", "questions.edit", "phones.edit", "report.edit"),
    *("links.see", "links.renew", "notes.import", "followup.edit"),
}
_OWNS = _EDITS | {"webhook.edit", "people.edit", "report.share", "workshop.bin", "workshop.delete"}
_OWNS |= {"words.erase", "audit.see", "retention.edit"}
# A link gives its role at exactly one table, one workshop or one kept document. Who is logged in is
# a person where no café is named (with what an admin of an organisation or a keeper may beside,
# neither of which opens a café), and at each café what its owners have made of them.
RIGHTS: dict[Role, frozenset[str]] = {
    "nobody": frozenset({"front.see"}),
    "shared": frozenset({"document.read", "document.remark", "document.follow"}),
    "series": frozenset({"series.read", "series.join"}),
    "invited": frozenset({"invitation.answer"}),
    "viewer": frozenset({"wall.see", "wall.ask", "wall.dot", "pairs.write", "evaluation.answer"}),
    "host": frozenset(
        {"table.see", "table.write", "table.answer", "evaluation.answer_host", "screen.note"}
    ),
    "sitting": frozenset({"tray.write"}),
    "joining": frozenset({"account.join"}),
    "resetting": frozenset({"account.reset"}),
    "following": frozenset({"followup.follow"}),
    "person": frozenset(
        {
            *("tokens.edit", "sessions.see", "sessions.end", "workshops.see", "workshops.create"),
            *("organisation.see", "factor.edit"),
            *("account.see", "account.edit", "account.delete"),
        }
    ),
    "admin": frozenset({"organisation.edit"}),
    "keeper": frozenset({"organisations.edit"}),
    "token": frozenset({"cafes.list"}),
    "owner": _OWNS,
    "editor": _EDITS,
    "sorter": _SORTS,
    "reader": _READS,
}
# What only somebody who is logged in may do.
BY_LOGIN = RIGHTS["person"] | RIGHTS["admin"] | RIGHTS["keeper"] | _OWNS
# What may be done with a café whose raw material is gone: its final versions are read and shown,
# and answered.
AFTER_RAW = frozenset(
    {
        *("kept.see", "report.share", "audit.see", "retention.edit", "workshop.put"),
        *("followup.see", "followup.edit", "words.erase"),
        *("people.see", "people.edit", "people.leave", "workshop.bin", "workshop.delete"),
    }
)
# What may be done with a café that lies in the bin.
IN_BIN = frozenset({"workshop.bin", "workshop.delete"})
LONGEST_MEASURED = 72  # what the library takes; the rest can only add to it
SHORTEST_OWN = 6  # letters of one's own beside names and the words below
# What anybody would try here: the product's names, and words the English lists do not have.
OUR_WORDS = (
    *("dialogkafé", "dialogkafe", "dialogkafeen", "dialogkaféen", "kafeen", "kafé", "kafe"),
    *("world café", "worldcafe", "arrangør", "arrangor", "passord", "hemmelig", "velkommen"),
    *("sommer", "vinter", "høst", "haust", "vår", "kommune", "fylkeskommune", "norge", "noreg"),
)


def may(role: Role, verb: str) -> bool:
    """Whether `role` may do `verb`: pages offer nothing else."""
    return verb in RIGHTS[role]


def check(role: Role, verb: str) -> None:
    """Raise NotAllowed unless `role` may do `verb`."""
    if may(role, verb):
        return
    if role in CAFE_ROLES:
        words = _(
            "Your role in this café, %(role)s, does not give the right to do this. "
            "Ask an owner of the café.",
            role=role_name(role),
        )
        raise NotAllowed(words)
    raise NotAllowed(_("Your link or account does not give the right to do this."))


def check_raw(gone: date | None, verb: str) -> None:
    """Raise Gone where the raw material is, unless `verb` is about what is left."""
    if gone is not None and verb not in AFTER_RAW:
        words = _(
            "The raw material of this café was deleted on %(day)s, as was decided. "
            "Its final versions are kept under “Document”.",
            day=long_date(gone),
        )
        raise Gone(words)


def of_token(token: CafeRole, person: CafeRole) -> CafeRole:
    """What a program is at a café: the role of its token, and no more than the person is now."""
    return max(token, person, TOKEN_ROLES[0], key=CAFE_ROLES.index)


def role_name(role: str) -> str:
    """What a role in a café is called."""
    names = {
        "owner": _("owner"),
        "editor": _("editor"),
        "sorter": _("sorter"),
        "reader": _("reader"),
    }
    return names[role]


def check_password(password: str, *own: str) -> str:
    """`password` itself when it is long enough, not endless and not a common one. Raises Invalid.

    `own` is what others know of the person: e-mail address and name. NIST SP 800-63B, 5.1.1.2:
    length, no composition rules; refused are passwords of lists, repeated and sequential letters,
    and what the service and the person are called, also with a little added or exchanged.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(
            _("Choose a password of at least %(count)s characters.", count=SHORTEST_PASSWORD),
            where="password",
        )
    check_length(password, limit=PASSWORD, name=_("Password"), where="password")
    if _is_common(password, own):
        raise Invalid(
            _(
                "This password is among those that are tried first: it is common, a pattern on the "
                "keyboard, or made of your name or the café's. Choose another; a short sentence "
                "is good."
            ),
            where="password",
        )
    return password


def _is_common(password: str, own: tuple[str, ...]) -> bool:
    """Guessed in less than a million tries, by lists of passwords, names, words, patterns."""
    from zxcvbn import zxcvbn  # reads its lists in: a tenth of a second at the first password

    known = _known_words(own)
    rest = password.casefold()
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(rest) < SHORTEST_OWN:
        return True
    return int(zxcvbn(password[:LONGEST_MEASURED], user_inputs=known)["score"]) < 2


def _known_words(own: tuple[str, ...]) -> list[str]:
    """What the person and the product are called: whole, in parts, and written together."""
    parts = [re.split(r"[\W_]+", words) for words in own]
    found = {
        *own,
        *("".join(words) for words in parts),
        *(word for words in parts for word in words),
    }
    return [word.casefold() for word in (*found, *OUR_WORDS) if len(word) > 2]


# What stands between several addresses or around one, and what is not seen: a letter to such a one
# goes elsewhere, or nowhere.
_NO_ADDRESS = re.compile(r"[\s<>,;:\"()\[\]\\]")


def check_email(email: str) -> str:
    """`email` in lower case without surrounding space, always in the same spelling.

    Raises Invalid when it cannot be one.
    """
    email = email.strip().lower()
    name, _at, host = email.partition("@")
    odd = _NO_ADDRESS.search(email) or not email.isprintable() or "@" in host
    if not (name and host) or odd or len(email) > 254:
        raise Invalid(_("“%(email)s” is not an e-mail address.", email=short(email)), where="email")
    return as_written(email)
