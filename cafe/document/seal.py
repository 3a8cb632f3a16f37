"""The seal as it is printed: at the foot of the last page, and in the accounts."""

from collections.abc import Iterator

from cafe.core.i18n import _
from cafe.document.material import Seal
from cafe.document.tree import AppendixPart, Lead, Sentence

SHORT = 16  # hex digits at the foot; the accounts have them all
GROUP = 4


def foot(seal: Seal | None) -> Lead | None:
    """The words, and the beginning of the digest; None for a café without one."""
    if seal is None:
        return None
    text = f"{' '.join(seal.words)} ({_groups(seal.digest[:SHORT])})"
    return Lead(_("The seal of the café:"), (Sentence(text),))


def part(seal: Seal | None) -> Iterator[AppendixPart]:
    """The seal in the accounts, with what it is."""
    if seal is not None:
        items = (
            " ".join(seal.words),
            _groups(seal.digest),
            _(
                "It is over all that was typed, and done with it, until the tables closed, and was"
                " shown to everybody then. With it anybody can check that nothing of this has been"
                " changed, added or removed since without the history telling of it."
            ),
        )
        yield AppendixPart(_("The seal of the café"), items=items)


def _groups(digest: str) -> str:
    return " ".join(digest[k : k + GROUP] for k in range(0, len(digest), GROUP))
