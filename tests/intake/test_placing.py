"""Each sample comes in with its counts, and each row that cannot be placed says why."""

from collections import Counter
from typing import Any

import pytest

from cafe.core.i18n import _, speaking
from cafe.core.limits import NOTE
from cafe.document.raw import _note_head
from cafe.intake.facts import CafeFacts, NoteFacts, Placing, QuestionFacts, TableFacts, Wish
from cafe.intake.placing import placing_of
from cafe.intake.reading import Sheet, read
from cafe.intake.recognising.headers import is_known, is_ours, role_of
from cafe.intake.recognising.layout import layout_of
from cafe.intake.recognising.values import kind_of, numbered, part_of
from tests.intake.tables import SAMPLES, cafe, placed, sample, xlsx

SOURCE = Wish("origin", "Spørreskjema", 1)


@pytest.fixture(autouse=True)
def english() -> object:
    with speaking("en"):
        yield


def counts(found: Placing) -> dict[str, int]:
    return {
        "notes": sum(not one.main for one in found.coming),
        "mains": sum(one.main for one in found.coming),
        "aside": sum(bool(one.reason) for one in found.coming),
        "left": len(found.left),
        "empty": len(found.empty),
    }


def test_every_sample_is_tried() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == {*SAMPLE_COUNTS}


SAMPLE_COUNTS = {
    "arbeidsbok-med-bordnr.xlsx": (Wish(), {"notes": 2, "left": 2}),  # no table 9 here
    "decidim-shape.csv": (SOURCE, {"notes": 3, "aside": 1}),
    "en-kolonne-uten-overskrift.csv": (SOURCE, {"notes": 5}),
    "innlimt-tabell.tsv": (Wish(rest=True, origin="Resten", question=2), {"notes": 3}),
    "norsk-excel-semikolon-1252.csv": (Wish(), {"notes": 3, "left": 1}),
    "polis-shape.csv": (SOURCE, {"notes": 4, "aside": 1, "empty": 1}),
}


@pytest.mark.parametrize("name", SAMPLE_COUNTS)
def test_a_sample_comes_in_with_its_counts(name: str) -> None:
    wish, expected = SAMPLE_COUNTS[name]
    none = {"notes": 0, "mains": 0, "aside": 0, "left": 0, "empty": 0}
    assert counts(placed(sample(name), wish)) == none | expected


def test_the_main_statement_of_the_norwegian_sample_hangs_where_its_table_is() -> None:
    facts = cafe()
    tables = {1: TableFacts(10, 1, 1), 2: TableFacts(20, 2, 2)}
    facts = type(facts)(facts.questions, tables)
    found = placed(sample("norsk-excel-semikolon-1252.csv"), Wish(), facts)
    assert [one.text for one in found.coming if one.main] == [
        "Vi må våge å spørre dem som ikke kommer"
    ]
    assert [(one.row, one.why) for one in found.left] == [
        (4, "Table 2 talks about question 2, not 1.")
    ]
    assert [(one.kind, one.heading) for one in found.coming][:2] == [
        ("keyword", "Sted"),
        ("statement", "Sted"),
    ]


def test_rejected_ones_come_set_aside_with_the_reason() -> None:
    of = {one.text: one for one in placed(sample("decidim-shape.csv"), SOURCE).coming}
    lights = of["Lys på stien"]
    assert lights.reason == "rejected in Decidim: Ligger i en annen plan"
    assert lights.elaborations == ["Særlig ved skolen; det er mørkt fra klokka tre."]
    assert lights.heading == "Trygghet"
    assert of["Sjakkbord i parken"].reason == ""
    polis = placed(sample("polis-shape.csv"), SOURCE)
    assert [one.reason for one in polis.coming] == ["", "rejected in Pol.is", "", ""]
    assert polis.coming[2].text.endswith(
        'ogsÃ¥ i bakken opp til "Utsikten"'.encode("cp1252").decode()
    )


def test_signs_at_the_beginning_are_letters() -> None:
    texts = [one.text for one in placed(sample("en-kolonne-uten-overskrift.csv"), SOURCE).coming]
    assert "= det viktigste først" in texts
    assert "- mer lys" in texts


def test_marks_say_a_kind_when_a_person_says_so() -> None:
    rows = Sheet("", [["= det viktigste først"], ["- mer lys"], ["=1"], ["- "], ["ro"]])
    found = placed(rows, Wish(question=1, marks=True), one_table())
    assert [(one.text, one.kind, one.main) for one in found.coming] == [
        ("det viktigste først", "statement", True),
        ("mer lys", "keyword", False),
        ("=1", "keyword", False),
        ("- ", "keyword", False),
        ("ro", "keyword", False),
    ]


def test_a_merged_table_is_said_for_each_row_and_a_merged_note_once() -> None:
    def change(book: Any) -> None:
        for cells in ("A2:A4", "B3:B4"):
            book.active.merge_cells(cells)

    rows: list[list[Any]] = [["Bord", "Tekst", "Tema"], [1, "a"], [None, "b"], [None, None, "x"]]
    found = placed(read(xlsx(rows, change=change)).sheets[0])
    assert [(one.row, one.place[1], one.text) for one in found.coming] == [
        *((2, 10, "a"), (3, 10, "b")),
    ]
    assert found.empty == [4]


def one_table() -> CafeFacts:
    return CafeFacts({1: QuestionFacts(1, "Hva?")}, {1: TableFacts(10, 1, 1)})


def test_what_was_guarded_for_a_spreadsheet_is_itself_again_when_it_is_ours() -> None:
    rows = [["Tekst", "Bord", "Why it was not taken in"], ["'=1+1", "1"]]
    assert placed(Sheet("", rows, plain=True)).coming[0].text == "=1+1"
    assert placed(Sheet("", rows)).coming[0].text == "'=1+1"
    assert placed(Sheet("", [["Tekst", "Bord"], rows[1]], plain=True)).coming[0].text == "'=1+1"


def test_the_heading_of_why_is_known_in_each_language() -> None:
    for language in ("nb", "nn", "en"):
        with speaking(language):
            assert is_ours([_("Why it was not taken in")])


def sheet(*rows: str) -> Sheet:
    return Sheet("", [row.split(";") for row in rows])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("9;;x;", "There is no table “9”."),
        (";;x;", "It names no table."),
        ("1;7;x;", "There is no question “7”."),
        ("1;2;x;", "Table 1 talks about question 1, not 2."),
        ("1;1C;x;", "Question 1 has no part C."),
        (f"1;;{'x' * (NOTE + 1)};", "It is too long"),
        ("1;;\x00\x01;", "nothing but characters that cannot be shown"),
        ("2;;Et annet;hovedutsagn", "another main statement: “Første”"),
        ("2;;Første;hovedutsagn", "has this main statement already"),
        ("1;;Der fra før;", "is there already"),
    ],
)
def test_a_row_that_cannot_be_placed_says_why(row: str, why: str) -> None:
    texts = {("table", 10, ""): Counter(["Der fra før"])}
    rows = sheet("Bord;Spørsmål;Tekst;Type", "2;;Første;hovedutsagn", row)
    found = placed(rows, Wish(), cafe(texts=texts))
    assert [one.row for one in found.left] == [3]
    assert why in found.left[0].why
    assert len(found.coming) == 1


def test_what_has_no_table_may_go_to_the_source() -> None:
    rows = sheet("Bord;Tekst", "9;a b c", ";d e f", "1;g h i")
    found = placed(rows, Wish("tables", "Resten", 2, rest=True))
    assert [one.place for one in found.coming] == [
        ("origin", 2, "Resten"),
        ("origin", 2, "Resten"),
        ("table", 10, ""),
    ]


def test_a_source_has_no_main_statement() -> None:
    found = placed(sheet("Tekst;Hovedutsagn", "a b c;ja", "d;Egne ord"), SOURCE)
    assert [one.why for one in found.left] == ["A source has no main statement."] * 2
    assert [one.text for one in found.coming] == ["d"]


def test_odd_characters_are_left_out_and_told() -> None:
    found = placed(sheet("Tekst;Bord", "a\x00b\vc;1"))
    assert [one.text for one in found.coming] == ["ab\nc"]
    assert found.mended == [2]


def test_the_same_note_twice_in_a_file_is_two_notes() -> None:
    texts = {("table", 10, ""): Counter(["mer lys"])}
    rows = sheet("Bord;Tekst", "1;mer lys", "1;mer lys")
    assert len(placed(rows).coming) == 2
    assert len(placed(rows, facts=cafe(texts=texts)).coming) == 1


UID = "0b0e3a52-6f3a-4c53-9d1c-6a43b5c1a111"


def test_a_note_of_ours_that_comes_back_is_unchanged_mended_or_met() -> None:
    wordings = ((3, "lys"), (7, "mer lys"))
    note = NoteFacts(UID, 1, "mer lys", "keyword", None, headings=["Lys"], wordings=wordings)
    facts = cafe(notes={UID: note}, stage="open", id="abc123")
    head = "Bord;Lapp;Type;Overskrift;Id"
    same, other = f"1;mer lys;stikkord;Lys;{UID}", f"1;mer lys her;stikkord;Ro;{UID}"
    assert placed(sheet(head, same), facts=facts).there == [2]
    found = placed(sheet(head, other), facts=facts)
    assert [one.text for one in found.edits] == ["mer lys her"]
    assert "Its heading in the file: Ro" in found.differs[0].why
    rows = sheet(head, other)
    met = placing_of(rows, layout_of(rows), facts, Wish(), "abc123 6")
    assert "changed here meanwhile. Now: “mer lys”" in met.left[0].why
    for stamp in ("abc123 7", "another 6", ""):
        assert not placing_of(rows, layout_of(rows), facts, Wish(), stamp).left
    # What the file has is what it was written with, and somebody has mended it here since.
    older = sheet(head, f"1;lys;stikkord;Lys;{UID}")
    for stamp in ("abc123 6", ""):
        found = placing_of(older, layout_of(older), facts, Wish(), stamp)
        assert (found.there, found.edits) == ([2], [])
        assert "changed here after the file was written" in found.differs[0].why


def test_when_the_tables_are_closed_a_note_keeps_its_words() -> None:
    head = "Bord;Lapp;Type;Overskrift;Id"
    rows = sheet(head, f"1;mer lys her;stikkord;Lys;{UID}")
    for alone, stage, edits in (("e", "sorting", 1), ("", "sorting", 0), ("e", "finished", 0)):
        note = NoteFacts(UID, 1, "mer lys", "keyword", None, headings=["Lys"], alone=alone)
        found = placed(rows, facts=cafe(notes={UID: note}, stage=stage))
        assert (len(found.edits), len(found.left)) == (edits, 1 - edits)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_column_of_our_own_spreadsheet_is_known(language: str) -> None:
    with speaking(language):
        head = _note_head(mended=True)
    assert [cell for cell in head if not is_known(cell)] == []
    assert [role_of(cell) for cell in head if role_of(cell)] == [
        *("question", "table", "text", "kind", "part", "elaboration"),
        *("rejected", "heading", "reason", "id"),
    ]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Bordnr.", "table"),
        ("Table number", "table"),
        ("Innspill fra bordet", "text"),
        ("Ditt forslag", "text"),
        ("Spørsmål nr", "question"),
        ("Hovudutsegn", "main"),
        ("Utdjuping", "elaboration"),
        ("Note ID", "id"),
        ("Avvist?", ""),
        ("Status", "rejected"),
        ("Bord 1", ""),
        ("Hva er viktig for deg", ""),
    ],
)
def test_headings(heading: str, role: str) -> None:
    assert role_of(heading) == role


def test_values() -> None:
    assert [
        numbered(cell) for cell in ("Bord 3", "2B", "Q2", "3,0", "-1", "tre", "3 personer")
    ] == [
        *((3, None), (2, "B"), (2, None), (3, None)),
        *(None, None, None),
    ]
    assert [kind_of(cell) for cell in ("Hovedutsagn", "stikkord", "Utsegn", "", "annet")] == [
        *("main", "keyword", "statement", "guess", None),
    ]
    assert [part_of(cell) for cell in ("Del A", "b)", "C", "for alle")] == ["A", "B", "C", None]


@pytest.mark.parametrize(
    ("rows", "header", "roles"),
    [
        # Title rows above the headings.
        (["Innspill, mars 2026", "", "Bord;Innspill", "1;a b c"], 3, ["table", "text"]),
        # A form's own question as a heading.
        (["Innsendt;Hva er viktig?", "i dag;Mer lys hjem", "i går;Ro"], 1, ["", "text"]),
        # No headings at all.
        (["1;Mer lys", "1;Mindre støy"], 0, ["table", "text"]),
        (["Bord 1;Mer lys;stikkord", "Bord 2;Ro;stikkord"], 0, ["table", "text", "kind"]),
        (["Forslag om flere benker", "Mer lys"], 0, ["text"]),
        (["Innspill", "Mer lys"], 1, ["text"]),
        (["1;2", "3;4"], 0, ["", ""]),
    ],
)
def test_headings_and_columns_are_found(rows: list[str], header: int, roles: list[str]) -> None:
    layout = layout_of(sheet(*rows))
    assert (layout.header, list(layout.roles)) == (header, roles)


def test_a_person_sets_a_column_and_the_row_of_headings() -> None:
    rows = sheet("a;b", "Mer lys på veien;1", "Ro;1")
    layout = layout_of(rows, header=0, chosen={0: "text", 1: "table"})
    assert (layout.header, list(layout.roles)) == (0, ["text", "table"])
