"""What an organisation may be called and may hold. Pure."""

import re

from cafe.core.i18n import _, ngettext
from cafe.core.limits import LINE
from cafe.core.text import clean, short
from cafe.core.text.mailboxes import as_mailed
from cafe.errors import Conflict, Invalid

MB = 1024 * 1024
MOST_CAFES, MOST_MB = 100_000, 10_000_000  # a quota is no more than this: a slip of the finger
MOST_DOMAINS = 50
# RFC 1035, 2.3.1: letters, digits and hyphens, in parts; a name of the network has a dot.
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


def check_name(name: str) -> str:
    """What an organisation may be called, without blanks around it. Raises Invalid."""
    called = _("The organisation's name")
    return clean(name.strip(), limit=LINE, name=called, lines=False, where="name")


def check_quota(typed: str, *, most: int, where: str) -> int:
    """The whole number that was typed, 0 for nothing. Raises Invalid."""
    digits = "".join(typed.split())
    if not digits:
        return 0
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 12 or int(digits) > most:
        words = _("Type a whole number up to %(most)s, or nothing for no limit.", most=most)
        raise Invalid(words, where=where)
    return int(digits)


def check_domains(typed: str) -> list[str]:
    """The e-mail domains in `typed`, with blanks or commas between, as mail servers know them.
    Raises Invalid.
    """
    parts = typed.lower().replace(",", " ").split()
    found = [domain_of(f"@{one.lstrip('@').rstrip('.')}") for one in parts]
    for domain in found:
        if not DOMAIN.fullmatch(domain):
            words = _("“%(domain)s” is not the end of an e-mail address.", domain=short(domain))
            raise Invalid(words, where="domains")
    if len(found) > MOST_DOMAINS:
        words = _("An organisation has at most %(most)s e-mail domains.", most=MOST_DOMAINS)
        raise Invalid(words, where="domains")
    return list(dict.fromkeys(found))


def domain_of(email: str) -> str:
    """The end of an e-mail address as mail servers know it: "lier.kommune.no"."""
    return as_mailed(email.strip().lower()).rpartition("@")[2]


def called(name: str) -> str:
    """What it is called in a sentence: one without a name is somebody's own."""
    return name or _("Your organisation")


def check_room(*, have: int, most: int, name: str, keepers: str) -> None:
    """Raise Conflict when one more café is more than the `most` that it may have (0: any)."""
    if most and have >= most:
        said = ngettext(
            "%(name)s has %(count)s café, and may have no more.",
            "%(name)s has %(count)s cafés, and may have no more.",
            have,
            name=called(name),
        )
        raise Conflict(f"{said} {_way_out(keepers)}", where="quota")


def check_bytes(*, have: int, more: int, most: int, name: str, keepers: str) -> None:
    """Raise Conflict when `more` bytes of photographs are more than it may have (0: any)."""
    if most and have + more > most:
        said = _(
            "There is no room for this photograph: %(name)s has used its %(count)s MB.",
            name=called(name),
            count=most // MB,
        )
        raise Conflict(f"{said} {_way_out(keepers)}", where="quota")


def _way_out(keepers: str) -> str:
    if not keepers:
        return _("Delete what is no longer needed, or ask whoever runs the café's server for more.")
    return _("Delete what is no longer needed, or ask %(who)s for more.", who=keepers)
