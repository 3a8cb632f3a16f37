"""Whose the printed words are: marks, the line under the title, the accounts, what is named."""

from dataclasses import replace
from typing import Any

import pytest

from cafe.core.i18n import speaking
from cafe.document.completeness import completeness, doubtful
from cafe.document.compose import composed
from cafe.document.material import Behind, Category, Material, Question, Typed
from cafe.document.options import Options
from cafe.document.raw import raw_tables
from cafe.document.tree import Document
from cafe.document.words import Balance, balance, strange
from cafe.sort.ledger.rewording import Language, NoteWords
from cafe.sort.ledger.sources import Edit, worded
from tests.report.samples import a_question, material, table

EN = Language("en", {})
OWN, SAME, FORM, CONTENT = (
    "Everybody praised the mayor.",
    "The bus is late.",
    "Trams are full and slow.",
    "The bus is always on time.",
)
NOTES = {
    OWN: [],
    SAME: ["the bus is late"],
    FORM: ["tram are full & slow"],
    CONTENT: ["the bus is never on time"],
}


def behind(text: str) -> Behind:
    notes = [NoteWords(f"{text}{at}", said) for at, said in enumerate(NOTES[text])]
    return Behind(text, tables=(1,), worded=worded(text, notes, [Edit("op", text)], EN))


def question(*texts: str, **values: Any) -> Question:
    heading = Category("By bus", texts, behind=tuple(map(behind, texts)))
    return a_question(1, headings=(heading,), **values)


def printed(*texts: str, **options: Any) -> Document:
    return composed(material(question(*texts), options=Options(**options)))


def test_a_mark_stands_behind_what_says_other_than_the_notes() -> None:
    document = printed(OWN, SAME, FORM, CONTENT, marks=True, tables=True)
    assert [one.text for one in document.sections[0].listed[0].sentences] == [
        f"{OWN}* (Table 1)",
        f"{SAME} (Table 1)",
        f"{FORM} (Table 1)",
        f"{CONTENT}* (Table 1)",
    ]
    assert document.explained.startswith("* The organiser has written this sentence")
    assert document.opening == (*document.intro, document.explained)
    assert document.notices == ()


def test_where_nothing_is_marked_nothing_is_explained() -> None:
    document = printed(SAME, FORM, marks=True)
    assert (document.explained, document.notices) == ("", ())


def test_without_marks_a_line_under_the_title_counts_the_sentences() -> None:
    document = printed(OWN, SAME, FORM, CONTENT)
    assert document.sections[0].listed[0].text == f"{OWN} {SAME} {FORM} {CONTENT}"
    [notice] = document.notices
    assert (notice.label, document.explained) == ("Reworded:", "")
    assert notice.text == "2 of 4 sentences hold words that are on no note."
    [one] = printed(SAME, CONTENT).notices
    assert one.text == "1 of 2 sentences holds words that are on no note."
    assert printed(SAME).notices == ()


def test_a_joining_word_alone_is_no_word_of_ones_own() -> None:
    assert strange([question(FORM, SAME)]) == (0, 2)


def test_the_balance_counts_every_printed_word_once() -> None:
    found = balance(question(OWN, SAME, FORM, CONTENT), EN)
    assert found == Balance(notes=4 + 4 + 5, main=2, reworded=1 + 1, own=4, headings=2)
    replaced = question(SAME, summary="Statement of joy.")
    assert balance(replaced, EN) == Balance(notes=4, main=1, reworded=2, headings=2)
    silent = question(SAME, summary="All is well.", tables=(table(1, main_statement=None),))
    assert balance(silent, EN) == Balance(notes=4, own=3, headings=2)
    same = question(SAME, summary="Statement 1.")
    assert balance(same, EN) == Balance(notes=4, main=2, headings=2)
    unknown = a_question(1)
    assert balance(unknown, EN).notes == 6


def test_an_introduction_of_ones_own_is_marked_and_counted() -> None:
    """What the program would say of this café is its own text, word for word; the rest is not."""
    plain = material(question(SAME), options=Options(marks=True, accounts=True))
    [first, *rest] = composed(plain).intro
    turned = first.replace(first.split()[-1], "nothing.")
    own = replace(plain, intro=(first, turned, "All are happy.", *rest))
    document = composed(own)
    assert document.intro == (first, f"{turned}*", "All are happy.*", *rest)
    assert "introduction" in document.explained
    words = document.appendices[0].parts[-1].grid
    assert words is not None
    assert words.rows[0][0] == "Introduction"
    assert int(words.rows[0][4]) >= 3, "the organiser's own"
    assert int(words.rows[0][6]) >= counted(plain)
    assert composed(replace(own, options=Options())).intro == (
        first,
        turned,
        "All are happy.",
        *rest,
    )


def counted(plain: Material) -> int:
    """How many words the program's own introduction has."""
    grid = composed(plain).appendices[0].parts[-1].grid
    assert grid
    assert (grid.rows[0][0], grid.rows[0][4]) == ("Introduction", "0")
    return int(grid.rows[0][6])


def test_the_accounts_have_each_rewording_beside_its_note() -> None:
    asked = question(OWN, SAME, FORM, CONTENT, summary="All is well.")
    accounts = composed(material(asked, options=Options(accounts=True))).appendices[0]
    words, beside = accounts.parts[-2:]
    assert words.grid is not None
    assert words.grid.rows[-1] == ("All", "13", "0", "5", "4", "2", "99")
    assert beside.grid is not None
    assert beside.grid.rows == (
        ("Statement 1.", "All is well.", "content"),
        ("(no note)", OWN, "the organiser’s own"),
        ("Tram are full & slow.", FORM, "form"),
        ("The bus is never on time.", CONTENT, "content"),
    )
    plain = composed(material(question(SAME), options=Options(accounts=True))).appendices[0]
    assert plain.parts[-1].heading == "Where the words in print are from"


def test_the_spreadsheet_has_the_notes_words_beside_the_sentence() -> None:
    sentences = raw_tables(material(question(OWN, CONTENT), a_question(2)))[1]
    assert [row[-2:] for row in sentences.rows] == [
        ("", "the organiser’s own"),
        ("The bus is never on time.", "content"),
        ("", ""),
        ("", ""),
    ]


def test_what_stands_twice_and_opposites_apart_are_named_before_the_final_version() -> None:
    asked = a_question(
        1,
        headings=(Category("By bus", ("Late.", "late. ", "Full.", " ", "")),),
        opposed=(("the bus is late", "the bus is early"),),
    )
    with speaking("en"):
        found = doubtful(material(asked))
        assert found == [
            "Question 1: “Late.” stands more than once under “By bus”.",
            "Question 1: “the bus is late” and “the bus is early” say opposite things, "
            "and do not stand under one heading.",
        ]
        assert [line for line in completeness(material(asked)) if line in found] == found
        assert doubtful(material(asked, a_question(2), options=Options(only=(2,)))) == []


@pytest.mark.parametrize("struck", [True, False])
def test_struck_notes_are_in_the_appendix_when_asked_for(struck: bool) -> None:
    typed = (Typed("a", "stays", "printed", heading="A"), Typed("b", "goes", "struck"))
    asked = a_question(1, tables=(table(1, typed=typed),))
    options = Options(notes=True, struck=struck)
    [notes] = composed(material(asked, options=options)).appendices
    assert notes.parts[0].grid
    assert any("goes" in note for note, _status in notes.parts[0].grid.rows) is struck
    assert "stays" in notes.parts[0].grid.rows[0][0]
