"""What the document says of pairs and plenary: the truth, in three languages."""

import pytest

from cafe.core.i18n import speaking
from cafe.document.completeness import completeness
from cafe.document.compose import composed
from cafe.document.material import Past, Photo, PosterNote, Question
from cafe.document.method import method
from tests.report.samples import a_question, material, table


def gathered(
    number: int, form: str, *, slips: tuple[PosterNote, ...] = (PosterNote("lys"),)
) -> Question:
    """A question with one gathering table that nobody named or summed up."""
    one = table(900 + number, cafe_name=None, main_statement=None, slips=slips)
    return a_question(number, form=form, tables=(one,))


def told(*questions: Question, language: str = "en") -> str:
    with speaking(language):
        return "\n".join(method(material(*questions, past=Past(vernissage=True))))


def test_hosts_and_posters_are_claimed_of_tables_only() -> None:
    hosted = a_question(1, tables=(table(1, hosts=1),))
    text = told(hosted, gathered(2, "pairs"), gathered(3, "plenary"))
    assert "Question 1 was discussed at one table. Question 2 was talked over two and two." in text
    assert "The table had a host" in text
    assert "wrote their notes themselves, without a host." in text
    assert "written down by a scribe." in text
    assert "What was written outside the tables hung beside them." in text


def test_a_cafe_in_pairs_alone_has_no_hosts_and_no_tables() -> None:
    text = told(gathered(1, "pairs"), gathered(2, "pairs"))
    assert "Questions 1 and 2 were talked over two and two." in text
    assert "shown on the wall at a vernissage" in text
    for claim in ("table", "host who", "main statement"):
        assert claim not in text
    assert "scribe" not in text


def test_tables_alone_are_told_as_before() -> None:
    text = told(a_question(1), a_question(2))
    for other in ("two and two", "scribe", "outside the tables"):
        assert other not in text


def test_nothing_is_missing_that_pairs_and_plenary_never_have() -> None:
    with speaking("en"):
        assert completeness(material(gathered(1, "pairs"), gathered(2, "plenary"))) == []
        assert completeness(material(gathered(3, "pairs", slips=()))) == [
            "Question 3 has no notes."
        ]
        lost = table(901, photos=(Photo("1.jpg", "Lapper om lys"),))
        gaps = completeness(
            material(a_question(1, form="plenary", tables=(lost,))), frozenset({"1.jpg"})
        )
    assert gaps == ["Plenary: the photograph 1.jpg is not on this computer."]


@pytest.mark.parametrize(("form", "name"), [("pairs", "In pairs"), ("plenary", "Plenary")])
def test_posters_are_called_what_people_call_them(form: str, name: str) -> None:
    [section] = composed(material(gathered(2, form))).sections
    [picture] = section.pictures
    assert picture.caption == name
    assert picture.alt == f"{name}: poster with 1 note"
    assert picture.sheet is not None
    assert picture.sheet.table == name.upper()
    assert "901" not in str(section)
    assert section.summary is None


def test_a_summary_is_not_said_to_be_one_groups() -> None:
    silent = (table(901, main_statement=None),)
    question = a_question(1, form="pairs", summary="Lights first.", tables=silent)
    [section] = composed(material(question)).sections
    assert section.summary is not None
    assert (section.summary.label, section.summary.text) == ("Summary:", "Lights first.")
