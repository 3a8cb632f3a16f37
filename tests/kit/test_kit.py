"""The print kit: every word is there, for everybody, on as many sheets as were promised."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from page import ValidationProfile, validate_pdf_bytes

from cafe.core.cells.form import short_of
from cafe.core.i18n import speaking
from cafe.core.shrink import read
from cafe.document.material import Material, PosterNote
from cafe.document.options import Options
from cafe.errors import Invalid, NotFound
from cafe.kit import cards as kit
from cafe.kit.cards import Card
from cafe.kit.cells import cell_sheets, cells_pdf
from cafe.kit.posters import Paper, blank, chosen, filled
from cafe.model.database.shapes import Asked
from cafe.web.addresses import qr_svg
from cafe.writers.poster import BATCH
from cafe.writers.typesetting import compiled
from tests.browser.paper.sheets import as_jpeg, printed
from tests.report.samples import EMOJI, a_question, material, table
from tests.writers.pdf_text import alternatives_of, text_of

PARTS = (("A", "What is good today?"), ("B", "Who can change it?"))
LONG = "How do we make it safe and pleasant to walk to school, and who does what first? " * 10
MM = 72 / 25.4


def a_card(number: int, **values: object) -> Card:
    address = f"http://192.168.1.20:8014/t/{number:040d}"
    words: dict[str, object] = {
        "name": f"TABLE {number}",
        "cafe_name": "",
        "label": "Question 1:",
        "question": "Why?",
        "parts": (),
        "address": address,
        "base": "192.168.1.20:8014",
        "code": "ACD EFG",
        "qr": qr_svg(address, "QR code"),
    }
    return Card(**{**words, **values})  # type: ignore[arg-type]


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in millimetres."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        boxes = [page.mediabox for page in file.pages]
        return [(round(float(box[2]) / MM), round(float(box[3]) / MM)) for box in boxes]


def links(pdf: bytes) -> list[str]:
    """Where every link leads, page by page."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        notes = [note for page in file.pages for note in page.get("/Annots", [])]
        return [str(note.A.URI) for note in notes]


def squeezed(text: str) -> str:
    return "".join(text.split())


def a_cafe() -> Material:
    slips = (
        PosterNote("more light", "A"),
        PosterNote("Who holds the key?", "B"),
        PosterNote(EMOJI),
    )
    one = table(4, slips=slips, main_statement="Walk together.", cafe_name="KAFÉ LYKTA")
    return material(
        a_question(1, tables=(one, table(2, slips=()))),
        a_question(2, text=LONG, parts=PARTS, tables=(table(1, slips=slips, by_parts=True),)),
    )


@pytest.mark.parametrize("count", [1, 2, 3, 8, 9])
def test_two_cards_on_each_sheet(count: int) -> None:
    cards = [a_card(number) for number in range(1, count + 1)]
    pdf = kit.cards_pdf("A GATHERING", "en", cards)
    assert sizes(pdf) == [(210, 297)] * -(-count // 2)
    assert links(pdf) == [card.address for card in cards]


def test_a_card_of_a_table_that_is_not_in_the_hall_says_where_it_meets() -> None:
    address = "https://meet.example.org/rom/" + "et-langt-navn-" * 12 + "1?pwd=a1b2&from=kart"
    pdf = kit.cards_pdf("Kafé", "en", [a_card(1, meeting=address), a_card(2)])
    assert address in links(pdf)
    words = squeezed(text_of(pdf)).replace("\u200b", "")
    assert words.count("Thistablemeetsonline:") == 1
    assert squeezed(address) in words


def test_a_card_says_where_to_go() -> None:
    card = a_card(7, cafe_name="KAFÉ LYKTA", question=LONG, parts=PARTS * 2)
    pdf = kit.cards_pdf("A GATHERING", "en", [card, a_card(8)])
    assert sizes(pdf) == [(210, 297)]
    text = text_of(pdf)
    for words in ("TABLE 7", "KAFÉ LYKTA", "Question 1:", LONG, *PARTS[1], "ACD EFG"):
        assert squeezed(words) in text
    assert squeezed("or open 192.168.1.20:8014 and type the code:") in text
    assert alternatives_of(pdf)[0].endswith(card.address)


def test_blank_posters_have_room_for_everything() -> None:
    papers = blank(a_cafe())
    assert [paper.number for paper in papers] == [1, 2, 4]
    pdf = kit.posters_pdf("A GATHERING", "en", papers, filled=False)
    assert sizes(pdf) == [(420, 297)] * 3
    text = text_of(pdf)
    assert text.count(squeezed("Our café is called")) == 3
    assert text.count(squeezed("Main statement")) == 3
    assert squeezed("A – What is good today?") in text
    assert squeezed("more light") not in text
    assert squeezed(LONG.strip()) in text


def test_filled_posters_are_those_with_notes() -> None:
    papers = filled(a_cafe())
    assert [paper.number for paper in papers] == [1, 4]
    assert filled(replace(a_cafe(), options=Options(only=(1,)))) == papers, "the wall has them all"
    pdf = kit.posters_pdf("A GATHERING", "en", papers, filled=True)
    assert sizes(pdf) == [(420, 297)] * 2
    text = text_of(pdf)
    for words in ("KAFÉ LYKTA", "more light", "Who holds the key?", "Walk together."):
        assert squeezed(words) in text
    assert [alt for alt in alternatives_of(pdf) if "notes" in alt] == [p.alt for p in papers]


def test_pictures_of_many_tables_are_drawn_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sheet lies uncompressed in the server's memory until its batch is drawn."""
    at_once: list[int] = []

    def counted(template: str, data: dict[str, Any], *more: Any, **options: Any) -> Any:
        at_once.append(len(data["posters"]))
        return compiled(template, data, *more, **options)

    monkeypatch.setattr(kit, "compiled", counted)
    many = [replace(paper, number=at) for at in range(1, 6) for paper in blank(a_cafe())[:2]]
    pictures = kit.posters_png("A GATHERING", "en", many, filled=False)
    assert len(pictures) == len(many) == sum(at_once) > BATCH >= max(at_once)


def test_one_tables_poster() -> None:
    papers = filled(a_cafe())
    assert [paper.number for paper in chosen(papers, 4)] == [4]
    with pytest.raises(NotFound), speaking("en"):
        chosen(papers, 2)
    with pytest.raises(NotFound), speaking("en"):
        chosen([], None)


def _posters(papers: Sequence[Paper], *, written: bool) -> bytes:
    return kit.posters_pdf("A GATHERING", "nn", papers, filled=written)


@pytest.mark.parametrize("piece", ["cards", "blank", "filled"])
def test_every_piece_is_for_everybody(piece: str) -> None:
    cafe = a_cafe()
    odd = a_card(1, question=f"{EMOJI} #read(1) *x* $y$")
    made = {
        "cards": lambda: kit.cards_pdf("A GATHERING", "nb", [odd, a_card(2), a_card(3)]),
        "blank": lambda: _posters(blank(cafe), written=False),
        "filled": lambda: _posters(filled(cafe), written=True),
    }
    report = validate_pdf_bytes(made[piece](), profile=ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures]


def test_the_evaluation_on_paper_has_every_question_and_each_choice() -> None:
    asked = [
        Asked(uid="w", kind="text", text=f"What was good? {EMOJI}", choices=[], gone=False),
        Asked(uid="s", kind="scale", text="Worth it?", choices=["Not at all", "Very"], gone=False),
        Asked(uid="c", kind="choice", text="Again?", choices=["Yes", "No\n"], gone=False),
        *(Asked(uid=str(at), kind="text", text=LONG, choices=[], gone=False) for at in range(3)),
    ]
    pdf = kit.evaluation_pdf("A GATHERING", "en", asked)
    assert set(sizes(pdf)) == {(210, 297)}
    assert len(sizes(pdf)) > 1, "what does not fit goes on on another sheet"
    text = text_of(pdf)
    at = [text.index(squeezed(one["text"])) for one in asked[:3]]
    assert at == sorted(at), "in the order of the form"
    assert text.count(squeezed(LONG)) == 3
    for words in ("A GATHERING", "How was the day?", "write no name", "Yes", "No"):
        assert squeezed(words) in text
    steps = ("1 – Not at all", "2", "3", "4", "5 – Very")
    assert re.search(".*".join(squeezed(one) for one in steps), text)
    report = validate_pdf_bytes(pdf, profile=ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures]


def test_a_sheet_of_cells_is_read_by_what_it_says_of_itself() -> None:
    uids = {1: "a", 2: "b", 4: "c"}
    sheets = cell_sheets(a_cafe(), uids, 2)
    assert [(one.number, one.sheet) for one in sheets] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
        (4, 1),
        (4, 2),
    ]
    pdf = cells_pdf("The café", "en", sheets)
    assert sizes(pdf) == [(420, 297)] * 6
    words = squeezed(text_of(pdf))
    for word in ("TABLE1·Sheet1", "TABLE4·Sheet2", "A1", "B20", "Onenoteineachcell"):
        assert word in words
    report = validate_pdf_bytes(pdf, profile=ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures]
    for at, one in enumerate(sheets):
        _made, said = read(as_jpeg(printed(pdf, at)))
        divided = 2 if one.number == 1 else 0
        known = (said["table"], said["sheet"], said["parts"])
        assert known == (short_of(uids[one.number]), one.sheet, divided)
    with pytest.raises(Invalid):
        cell_sheets(a_cafe(), uids, 10)
    hall = a_cafe()
    [first, *_rest] = hall.questions
    many = replace(hall, questions=(replace(first, tables=first.tables[:1] * 200),))
    assert len(cell_sheets(many, uids, 2)) == 400
    with pytest.raises(Invalid, match=r"600.*500"):
        cell_sheets(many, uids, 3)
    assert sizes(cells_pdf("The café", "en", sheets[:1], "a4")) == [(297, 210)]
    with pytest.raises(Invalid):
        cells_pdf("The café", "en", sheets[:1], "a5")
    assert [one.number for one in cell_sheets(a_cafe(), uids, 1, 4)] == [4]
