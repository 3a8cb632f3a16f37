"""What a reader may say of a draft, what becomes of it, and the word on a card. Pure."""

import hashlib
import hmac
import re
from collections.abc import Iterator
from typing import NamedTuple

from cafe.core.i18n import _
from cafe.core.limits import LINE, STATEMENT
from cafe.core.text import clean
from cafe.document.tree import Document, Lead, Section
from cafe.document.words import MARK
from cafe.errors import Conflict, Invalid
from cafe.seal.rules import words

KINDS = ("said", "missing", "words")
OUTCOMES = ("taken", "beside", "not")
MOST = 3000  # remarks in one round
_BITS = 11  # 2,048 words


class Spot(NamedTuple):
    """A place in a draft that can be remarked on: at which question, what, and how it reads,
    without the colon and the mark of print. `asked`: what the question asked in the draft.
    """

    question: int
    about: str
    thing: str
    words: str
    asked: str


def spots(document: Document) -> dict[str, Spot]:
    """Every place of `document` that can be remarked on, by its anchor on the page."""
    return {anchor: spot for section in document.sections for anchor, spot in _of(section)}


def _of(section: Section) -> Iterator[tuple[str, Spot]]:
    number, asked = section.number, section.question
    said = section.summary.text if section.summary else asked
    yield section.anchor, Spot(number, "question", "", said, asked)
    for lead in (*section.listed, *section.unlisted):
        yield from _of_lead(lead, number, asked)


def _of_lead(lead: Lead, number: int, asked: str) -> Iterator[tuple[str, Spot]]:
    if lead.id:
        label = lead.label.rstrip().removesuffix(":")
        yield f"c-{lead.id}", Spot(number, "heading", lead.id, label, asked)
    for sentence in lead.sentences:
        if sentence.id:
            said = sentence.text.removesuffix(MARK)
            yield f"s-{sentence.id}", Spot(number, "sentence", sentence.id, said, asked)


def outcome_words(outcome: str) -> str:
    """What became of a remark, in the language spoken now."""
    return {
        "": _("Waits for an answer"),
        "taken": _("Taken in"),
        "beside": _("Printed beside the text"),
        "not": _("Not taken in"),
    }[outcome]


def check_said(kind: str, text: str) -> str:
    """The words of a remark as they are kept: only a nod may be without. Raises Invalid."""
    if kind not in KINDS:
        raise Invalid(_("Choose what you want to say."), where="kind")
    text = clean(text, limit=STATEMENT, name=_("The remark"), empty=True).strip()
    if kind != "said" and not text:
        raise Invalid(_("Write what is missing, or how you would say it."), where="text")
    return text


def check_outcome(outcome: str, reason: str) -> str:
    """The reason for an outcome as it is kept: "" but for what is not taken in. Raises Invalid."""
    if outcome not in OUTCOMES:
        raise Invalid(_("Choose what becomes of the remark."), where="outcome")
    reason = clean(reason, limit=LINE, name=_("The reason"), lines=False, empty=True).strip()
    if outcome == "not" and not reason:
        raise Invalid(_("Write why it is not taken in: the reason is printed."), where="reason")
    return reason if outcome == "not" else ""


def check_open(*, is_open: bool) -> None:
    """Raise Conflict when nobody can remark any more."""
    if not is_open:
        raise Conflict(
            _("The reading round is over. What became of the remarks is told on this page."),
            where="reading",
        )


def card_word(secret_key: str, table_uid: str) -> str:
    """The two words on the cards of a table. They are worked out: no card is kept anywhere."""
    word = hmac.new(secret_key.encode(), b"card:" + table_uid.encode(), hashlib.sha256).digest()
    number = int.from_bytes(word[:4])
    first, second = divmod(number % (1 << 2 * _BITS), 1 << _BITS)
    return f"{words()[first]} {words()[second]}"


def is_word(typed: str, card: str) -> bool:
    """Whether somebody has typed the words of a card, in any case and with anything between."""
    said = re.findall(r"[^\W\d_]+", typed.casefold())
    return hmac.compare_digest(" ".join(said).encode(), card.encode())
