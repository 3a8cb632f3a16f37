from dataclasses import replace

import pytest

from cafe.core.i18n import speaking
from cafe.core.lines import one_line
from cafe.document.compose import composed
from cafe.document.material import Behind, Category, Past, Photo
from cafe.document.options import Options
from tests.report.samples import a_question, material, table


def test_the_order_of_a_question_is_the_reports() -> None:
    headings = (Category("Outside", ("Alone.",), listed=False), Category("Inside", ("a.", "B?")))
    question = a_question(3, tables=(table(10), table(3)), headings=headings)
    document = composed(material(question))
    [section] = document.sections
    assert section.heading == "3. Question 3?"
    assert [lead.label for lead in section.listed] == ["Inside:"]
    assert [lead.label for lead in section.unlisted] == ["Outside:"]
    assert section.listed[0].text == "a. B?"
    assert [picture.caption for picture in section.pictures] == ["Table 3", "Table 10"]
    assert document.signature == ("Ada", "organiser, ORG", "may 2026")


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Light", "Light:"),
        ("Who?", "Who?"),
        ("Now!", "Now!"),
        ("And so on …", "And so on …"),
        ("Already:", "Already:"),
        ("Frisk (FLS)", "Frisk (FLS):"),
    ],
)
def test_a_heading_with_an_end_mark_gets_no_colon(heading: str, label: str) -> None:
    section = composed(material(a_question(headings=(Category(heading, ("x.",)),)))).sections[0]
    assert section.listed[0].label == label


def test_main_statements_stand_together_first_table_first() -> None:
    tables = (table(8, main_statement="Second..."), table(1, main_statement="First!"))
    summary = composed(material(a_question(tables=tables))).sections[0].summary
    assert summary is not None
    assert (summary.label, summary.text) == ("The groups' summary:", "First! Second...")


@pytest.mark.parametrize(
    ("language", "label", "one", "many", "gathered"),
    [
        (
            "nb",
            "Arrangørens oppsummering:",
            "Bordets egne ord:",
            "Bordenes egne ord:",
            "Slik ble det oppsummert:",
        ),
        (
            "nn",
            "Arrangøren si oppsummering:",
            "Bordet sine eigne ord:",
            "Borda sine eigne ord:",
            "Slik vart det oppsummert:",
        ),
        (
            "en",
            "The organiser's summary:",
            "The table's own words:",
            "The tables' own words:",
            "As it was summed up:",
        ),
    ],
)
def test_the_organisers_summary_is_called_that_and_the_tables_own_words_follow(
    language: str, label: str, one: str, many: str, gathered: str
) -> None:
    two = (table(1), table(2))
    asked = [
        a_question(1, summary="Ours"),
        a_question(2, summary="Ours", tables=two),
        a_question(3, summary="Ours", form="pairs"),
    ]
    for question, told in zip(asked, (one, many, gathered), strict=True):
        section = composed(material(question, language=language)).sections[0]
        assert [lead.label for lead in section.summaries] == [label, told]
        said = " ".join(f"Statement {each.number}." for each in question.tables)
        assert [lead.text for lead in section.summaries] == ["Ours", said]


@pytest.mark.parametrize("summary", ["Statement 1", "STATEMENT 1!", "Statement 1.", None])
def test_the_tables_words_in_form_only_are_the_tables(summary: str | None) -> None:
    section = composed(material(a_question(summary=summary))).sections[0]
    assert [lead.label for lead in section.summaries] == ["The group's summary:"]


def test_where_no_table_has_a_main_statement_nothing_is_replaced() -> None:
    silent = (table(1, main_statement=None), table(2, main_statement=" "))
    section = composed(material(a_question(summary="Ours", tables=silent))).sections[0]
    assert [(one.label, one.text) for one in section.summaries] == [
        ("The groups' summary:", "Ours")
    ]


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("nb", "Gruppens oppsummering:", "Gruppenes oppsummering:"),
        ("en", "The group's summary:", "The groups' summary:"),
    ],
)
def test_the_label_is_the_formats_own(language: str, one: str, many: str) -> None:
    for tables, label in (((table(1),), one), ((table(1), table(2)), many)):
        document = composed(material(a_question(tables=tables), language=language))
        assert document.sections[0].summary is not None
        assert document.sections[0].summary.label == label


def test_what_is_missing_is_left_out() -> None:
    bare = a_question(tables=(table(1, main_statement=None),), headings=())
    document = composed(material(bare, signature=None, intro=()))
    assert document.sections[0].summary is None
    assert document.sections[0].listed == ()
    assert document.signature == ()
    assert document.intro == ()


def test_the_document_speaks_the_workshops_language_whoever_asks() -> None:
    with speaking("nb"):
        document = composed(material(a_question()))
    assert document.sections[0].pictures[0].alt == "Table 1, “KAFÉ 1”: poster with 2 notes"


def test_a_photograph_stands_beside_the_drawn_poster() -> None:
    photos = (Photo("8-1.jpg", "Seen from the door"), Photo("8-2.jpg"))
    pictures = composed(material(a_question(tables=(table(8, photos=photos),)))).pictures
    assert [p.file for p in pictures] == ["bord-8.png", "8-1.jpg", "8-2.jpg"]
    assert [p.alt for p in pictures[1:]] == [
        "Seen from the door",
        "Table 8: photograph of the poster",
    ]
    only = composed(material(a_question(tables=(table(8, photos=photos, slips=()),)))).pictures
    assert [p.file for p in only] == ["8-1.jpg", "8-2.jpg"]


def test_a_line_break_is_a_space_and_nothing_else_changes() -> None:
    assert one_line(" a \n- b\r\n\tc  d – e ") == "a - b c  d – e"


def test_the_intro_is_the_organisers_when_there_is_one() -> None:
    own = composed(material(a_question(), intro=("Mine.", " ", "Too.")))
    assert own.intro == ("Mine.", "Too.")
    made = composed(replace(material(a_question()), intro=None, past=Past(vernissage=True)))
    assert len(made.intro) == 4


def test_elaborations_are_printed_apart_and_marked_when_wanted() -> None:
    entries, more = ("More light.", "Who holds the key?"), (("by the\ngate", "all winter"), ())
    without = composed(material(a_question(headings=(Category("Light", entries),))))
    heading = Category("Light", entries, behind=tuple(Behind(elaborations=one) for one in more))
    wanted = Options(elaborations=True)
    [section] = composed(material(a_question(headings=(heading,)), options=wanted)).sections
    assert section.listed[0].text == (
        "More light. (Elaborated at the table: by the gate / all winter) Who holds the key?"
    )
    assert without.sections[0].listed[0].text == "More light. Who holds the key?"
    unasked = composed(material(a_question(headings=(replace(heading, behind=()),))))
    assert unasked == without
