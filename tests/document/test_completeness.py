from cafe.core.i18n import speaking
from cafe.document.completeness import completeness
from cafe.document.material import Category, Photo
from tests.report.samples import a_question, material, table


def gaps(*args: object, missing: frozenset[str] = frozenset(), **values: object) -> list[str]:
    with speaking("en"):
        return [*completeness(material(*args, **values), missing)]  # type: ignore[arg-type]


def test_a_whole_document_lacks_nothing() -> None:
    assert gaps(a_question(1), a_question(2)) == []


def test_every_gap_is_named() -> None:
    bare = table(7, cafe_name=None, main_statement=None, slips=(), photos=(Photo("7-1.jpg"),))
    headings = (Category("Empty"),)
    question = a_question(4, tables=(bare,), headings=headings, unplaced=2, unsourced=1)
    assert gaps(question, missing=frozenset({"7-1.jpg"}), signature=None) == [
        "The signature is not complete: name, position and month.",
        "Question 4 has no summary and no main statement.",
        "Question 4: nothing stands under the heading “Empty”.",
        "Question 4: 2 notes are neither in the document nor set aside.",
        "Question 4: 1 sentence has no note behind it.",
        "Table 7 has no café name.",
        "Table 7 has no main statement.",
        "Table 7 has no notes.",
        "Table 7: photograph 1 is not described.",
        "Table 7: the photograph 7-1.jpg is not on this computer.",
    ]


def test_what_came_late_is_named_until_it_is_decided() -> None:
    assert gaps(a_question(1, tables=(table(3, late=2),))) == [
        "Table 3: 2 notes came late and wait to be taken in or left out."
    ]


def test_a_cafe_without_questions_says_so() -> None:
    assert gaps() == ["The café has no questions yet."]


def test_each_line_leads_to_where_it_is_put_right() -> None:
    bare = table(7, cafe_name=None, main_statement=None, slips=(), late=1)
    question = a_question(4, tables=(bare,), headings=(Category("Empty", id="c1"),), unplaced=2)
    with speaking("en"):
        found = completeness(material(question, signature=("Ada", " ", "May")))
        places = [gap.place for gap in found]
        nothing = [gap.place for gap in completeness(material(signature=("A", "B", "C")))]
    assert places == [
        "plan#f:signature_position",
        "report#question-4",
        "sort/4#h-c1",
        "sort/4#unplaced-title",
        *["day#table-7"] * 3,
        "day#late",
    ]
    assert nothing == ["plan#questions"]
