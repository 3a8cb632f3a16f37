"""The print kit as PDF/UA-1, for everybody: table cards, posters on A3."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import typst

from cafe.core.i18n import REGIONS, _, speaking
from cafe.core.lines import one_line
from cafe.errors import Invalid
from cafe.evaluation.rules import names
from cafe.kit.posters import Paper
from cafe.model.database.shapes import Asked
from cafe.writers.poster import BATCH, TEMPLATE, batched
from cafe.writers.typesetting import as_pdf, compiled

STANDARDS = ["ua-1"]
LINES = 3  # to write an answer on
PRINTED_PPI = 150  # 2480 × 1754 pixels: sharp on paper, some hundred kilobytes


@dataclass(frozen=True)
class Card:
    """What stands on a card: `address` is what the QR code holds, and `qr` is its SVG.

    `code` is "" when short codes open nothing; `meeting` where a table meets that is not in the
    hall, or "".
    """

    name: str
    cafe_name: str
    label: str
    question: str
    parts: tuple[tuple[str, str], ...]
    address: str
    base: str
    code: str
    qr: str
    meeting: str = ""


def cards_pdf(title: str, language: str, cards: Sequence[Card]) -> bytes:
    """Two A5 cards on each A4 sheet, with a line to cut along. Raises Invalid."""
    with speaking(language):
        drawn = [_as_data(card) for card in cards]
        data = {"title": _("Cards to print") + " – " + one_line(title), "cards": drawn}
    files = {f"qr/{place}.svg": card.qr.encode() for place, card in enumerate(cards)}
    return typeset("cards.typ", language, data, {**TEMPLATE, **files})


def _as_data(card: Card) -> dict[str, Any]:
    if card.code:
        how = _(
            "Point the camera at the square, or open %(address)s and type the code:", address="§"
        )
    else:
        how = _("Point the camera at the square.") + "§"
    before, after = how.split("§")
    about = {
        "how": [before, card.base if card.code else "", after],
        "alt": f"{_('QR code')}: {card.address}",
        "meets": _("This table meets online:"),
    }
    return {**asdict(card), "question": one_line(card.question), **about, "qr": ""}


def evaluation_pdf(title: str, language: str, asked: Sequence[Asked]) -> bytes:
    """The evaluation to fill in with a pen. Raises Invalid."""
    with speaking(language):
        data = {
            "title": _("Evaluation") + " – " + one_line(title),
            "cafe": one_line(title),
            "heading": _("How was the day?"),
            "lead": _("Answer what you like, and write no name: nobody shall know who answered."),
            "lines": LINES,
            "questions": [
                {
                    "kind": one["kind"],
                    "text": one_line(one["text"]),
                    "names": [one_line(name) for name in names(one)],
                }
                for one in asked
            ],
        }
    return typeset("evaluation.typ", language, data, TEMPLATE)


def posters_pdf(title: str, language: str, papers: Sequence[Paper], *, filled: bool) -> bytes:
    """A sheet of A3 for each of `papers`: to write on, or drawn from the notes. Raises Invalid."""
    return typeset("a3.typ", language, _posters(title, language, papers, filled), TEMPLATE)


def posters_png(title: str, language: str, papers: Sequence[Paper], *, filled: bool) -> list[bytes]:
    """The same sheets as pictures, A3 at 150 pixels an inch, in the order given. Raises Invalid.

    A few at a time: 200 tables' sheets would lie in the server's memory with 17 MB each.
    """
    place = {"language": language, "region": REGIONS[language]}
    pictures: list[bytes] = []
    for some in batched(papers, BATCH):
        data = {**_posters(title, language, some, filled), **place}
        try:
            made = compiled("a3.typ", data, TEMPLATE, format="png", ppi=PRINTED_PPI)
        except typst.TypstError as error:
            raise Invalid(_("The PDF could not be made (%(why)s).", why=error.message)) from error
        pictures += made if isinstance(made, list) else [made]
    return pictures


def _posters(title: str, language: str, papers: Sequence[Paper], filled: bool) -> dict[str, Any]:
    with speaking(language):
        return {
            "title": _("Posters to print") + " – " + one_line(title),
            "filled": filled,
            "posters": [asdict(paper) for paper in papers],
            "called": _("Our café is called"),
            "main": _("Main statement"),
        }


def typeset(
    template: str, language: str, data: Mapping[str, Any], files: Mapping[str, bytes]
) -> bytes:
    """A piece of the kit as PDF. Raises Invalid."""
    place = {"language": language, "region": REGIONS[language]}
    try:
        return as_pdf(template, {**data, **place}, files, STANDARDS)
    except typst.TypstError as error:
        raise Invalid(_("The PDF could not be made (%(why)s).", why=error.message)) from error
