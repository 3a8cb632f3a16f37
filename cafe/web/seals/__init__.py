"""The seals of a café with their words and QR codes, for every page that shows them."""

from dataclasses import dataclass
from datetime import datetime

from cafe.core.i18n import _
from cafe.model import Workshop
from cafe.seal.actions import keep_words
from cafe.seal.rules import in_groups, spoken
from cafe.web.addresses import qr_svg
from cafe.web.state import cafe, off_hub, reading, writing


@dataclass(frozen=True)
class Seal:
    """A seal as a page shows it: eight words, the digest in groups, its QR code."""

    words: tuple[str, ...]
    digest: str
    groups: str
    revision: int
    at: datetime

    @property
    def qr(self) -> str:
        """The whole digest, as inline SVG."""
        return qr_svg(self.digest, _("The seal as a QR code"))


def seals_said(workshop_id: str) -> list[Seal]:
    """The seals that the café has shown, oldest first. Not inside a transaction.

    Who comes first has the words made, in a real thread; hundreds of phones may ask at once.
    """
    with reading() as db:
        seals = list(db.get_one(Workshop, workshop_id).seals)
    return [
        Seal(
            words=tuple(seal["words"].split()) or _made(workshop_id, seal["digest"]),
            digest=seal["digest"],
            groups=in_groups(bytes.fromhex(seal["digest"])),
            revision=seal["revision"],
            at=datetime.fromisoformat(seal["at"]),
        )
        for seal in seals
    ]


def say_ahead(digest: str) -> None:
    """The words of a seal, made off the hub: whoever composes in this process finds them made."""
    off_hub(spoken, bytes.fromhex(digest))


def _made(workshop_id: str, digest: str) -> tuple[str, ...]:
    with cafe().speaker:  # the others find them made
        words = off_hub(spoken, bytes.fromhex(digest))
    with writing(workshop_id) as tx:
        keep_words(workshop=tx.get_one(Workshop, workshop_id), digest=digest, words=words)
    return words
