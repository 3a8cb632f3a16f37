"""A character that no font here has is named before the document is printed, with its place."""

import pytest

from cafe.core.i18n import speaking
from cafe.document.compose import composed
from cafe.document.material import Category, PosterNote, Typed
from cafe.document.options import options_of
from cafe.document.tree import Document
from cafe.kit.posters import undrawn_in_kit
from cafe.verify.pieces import Piece
from cafe.verify.reading.pdf import read
from cafe.writers import pdf, typesetting
from cafe.writers.letters import fonts, unknown
from cafe.writers.letters.fonts import letters_for
from cafe.writers.letters.met import met
from cafe.writers.letters.unknown import Undrawn, undrawn
from cafe.writers.pictures import drawn
from tests.report.samples import a_question, material, table
from tests.writers.pdf_text import alternatives_of

# Yi and Phags-pa: of no font here, whatever else is fetched.
YI, PHAGS = "ꀀꀁ", "ꡀ"


def cafe(word: str) -> Document:
    notes = (Typed("n", word, "aside", reason="x"),)
    here = table(4, slips=(PosterNote(f"poster {word}"),), typed=notes, main_statement=word)
    first = a_question(
        2, headings=(Category(f"Head {word}", ("a", word), id="c7"),), tables=(here,)
    )
    options = options_of({"notes": True}, False)
    return composed(material(a_question(1), first, options=options, intro=(word,), title=word))


def test_each_place_is_named() -> None:
    with speaking("en"):
        lines = undrawn(cafe(YI)).lines
    places = [line.partition(": in the PDF")[0] for line in lines]
    assert places == [
        "Title and signature",
        "Introduction",
        "Question 2",
        f"Question 2, “Head {YI}”",
        "Poster of Table 4",
        "Every note as it was typed, “2. Table 4: KAFÉ 4”",
    ]
    assert [line.place for line in lines] == [
        "plan#f:document_title",
        "report#introduction",
        "report#question-2",
        "sort/2#h-c7",
        "day#table-4",
        "report#notes",
    ]
    assert (
        "small boxes stand for 2 characters that no font here has (ꀀ U+A000, ꀁ U+A001)."
        in lines[0]
    )


def test_nothing_is_said_where_all_can_be_drawn() -> None:
    assert undrawn(cafe("نريد, 👍 and ŋ")) == Undrawn([], "")


def test_the_print_kit_names_them_before_it_is_printed() -> None:
    asked = a_question(3, text=f"Why {PHAGS}?", tables=(table(5, cafe_name=YI, slips=()), table(6)))
    with speaking("en"):
        found = undrawn_in_kit(material(a_question(1), asked), {6: f"https://x.no/{PHAGS}"}, {})
        none = undrawn_in_kit(material(a_question(1)), {}, {})
    assert [(line.partition(":")[0], line.place) for line in found.lines] == [
        ("Question 3", "plan#question-3"),
        ("Table 5", "day#table-5"),
        ("Table 6", "plan#question-3"),
    ]
    assert none.lines == []


def test_many_are_counted_and_some_are_named() -> None:
    assert unknown.named("abcdefg").count("U+") == unknown.NAMED
    assert unknown.named("abcdefg").endswith(" …")


@pytest.mark.parametrize("word", ["我们", "もっと", "공간", "「"])
def test_who_lacks_the_east_asian_ones_hears_the_way_to_them(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "LARGE", "no_such_fonts")
    with speaking("en"):
        assert "python3 -m cafe fonts" in undrawn(cafe(word)).way_out
        assert undrawn(cafe(YI)).way_out == ""


def test_a_pdf_says_the_same_where_a_font_is_there_and_where_it_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All but the drawn posters, which are pictures: a box in one is read by nobody."""
    document = cafe("ŋieida ŋ")
    here = texts_in(pdf.write(document, {}))
    whole = letters_for("ŋ")
    monkeypatch.setattr(
        typesetting, "letters_for", lambda _text: whole._replace(unknown=frozenset("ŋ"))
    )
    file = pdf.write(document, {})
    assert "ŋ" in alternatives_of(file)
    assert texts_in(file) == here


def texts_in(file: bytes) -> list[Piece]:
    return [piece for piece in read(file) if not piece.kind.startswith("Figure")]


def test_what_was_set_is_remembered_for_the_jobs_last_words() -> None:
    drawn(cafe(PHAGS))
    assert PHAGS in met()
    with speaking("en"):
        assert unknown.boxes(PHAGS) == (
            "A small box stands for 1 character that no font here has: ꡀ U+A840"
        )
