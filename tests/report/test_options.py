"""What the organiser adds to the plain form: chosen on the page, kept with the café."""

import json
import re

import pytest

from cafe.core.i18n import speaking
from cafe.document.compose import composed
from cafe.document.notices import notices
from cafe.document.options import Options, kept, options_of
from cafe.model import Database, Workshop
from cafe.report.queries import compose
from tests.archive.archives import an_archive
from tests.archive.ground import WITH_ARCHIVE
from tests.report.samples import a_question, brought_in, material, sample, table
from tests.support.app import Visitor
from tests.support.ground import Ground, Known


@pytest.fixture
def ground() -> Ground:
    return WITH_ARCHIVE


@pytest.fixture
def here(known: Known) -> str:
    return str(known["here"])


def test_nothing_chosen_is_nothing_kept() -> None:
    assert kept(Options()) is None
    chosen = Options(lists=True, only=(2, 3))
    assert options_of(kept(chosen), False) == chosen


def test_a_complete_document_says_nothing_under_its_title() -> None:
    assert composed(material(a_question(1))).notices == ()


def test_what_is_not_placed_is_counted_and_named() -> None:
    late = a_question(4, tables=(table(4, late=1),))
    with speaking("en"):
        [notice] = notices((a_question(1), a_question(2, unplaced=2), late), 3)
    assert notice.label == "Incomplete:"
    assert notice.text == "3 notes are not yet placed (question 2 and 4)."


def test_an_extract_says_so_and_speaks_of_its_own_questions_only() -> None:
    questions = a_question(1), a_question(2, unplaced=2), a_question(3)
    document = composed(material(*questions, options=Options(only=(1, 3))))
    assert [section.number for section in document.sections] == [1, 3]
    assert [notice.text for notice in document.notices] == ["Questions 1 and 3 of 3."]
    gone = composed(material(*questions, options=Options(only=(9,))))
    assert len(gone.sections) == 3


def test_the_2014_document_is_marked_for_its_two_unplaced_notes_and_its_words_alone(
    db: Database,
) -> None:
    raw, _archive = sample()
    here = brought_in(db, raw)
    with db.reading() as session:
        document = compose(session, session.get_one(Workshop, here))
    notice, of_words = document.notices
    assert of_words.label == "Omformulert:"
    assert document.explained == "", "an archive that does not say so has no marks"
    assert notice.text == "2 lapper er ennå ikke plassert (spørsmål 3)."
    assert (document.contents, document.appendices) == ("", ())


def test_options_are_chosen_on_the_page(organiser: Visitor, here: str) -> None:
    seen, chosen = (
        _was(organiser.get(f"{here}/report").text),
        {"lists": "1", "accounts": "1", "only": "1"},
    )
    organiser.post(f"{here}/report/options", form="options", was=seen, **chosen)
    page = organiser.get(f"{here}/report").text
    assert "<strong>Extract:</strong> Question 1 of 2." in page
    assert '<section id="accounts" class="paper-appendix">' in page
    assert "Elaborated at the table" not in page
    about = json.loads(organiser.get(f"{here}/archive.json").text)["workshop"]
    assert about["report_options"] == {"lists": True, "accounts": True, "only": [1]}
    assert "print_elaborations" not in about
    organiser.post(f"{here}/report/options", form="options", was="lists accounts 1")
    about = json.loads(organiser.get(f"{here}/archive.json").text)["workshop"]
    assert "report_options" not in about


def test_what_another_chose_meanwhile_is_not_overwritten(organiser: Visitor, here: str) -> None:
    address = f"{here}/report/options"
    seen = _was(organiser.get(f"{here}/report").text)
    assert organiser.post(address, was=seen, lists="1", only=["2", "2"]).status_code == 303
    refused = organiser.post(address, form="options", was=seen, minutes="1", only=["1", "2"])
    assert refused.status_code == 409
    assert (
        "Berit Bakke has chosen otherwise meanwhile: "
        "Each sentence on a line of its own; Only question 2."
    ) in refused.text
    assert _ticked(refused.text) == {"minutes", "1", "2"}, "what was chosen is still there"
    about = json.loads(organiser.get(f"{here}/archive.json").text)["workshop"]
    assert about["report_options"] == {"lists": True, "only": [2]}
    again = organiser.post(address, was=_was(refused.text), minutes="1", only=["1", "2"])
    assert again.status_code == 303
    about = json.loads(organiser.get(f"{here}/archive.json").text)["workshop"]
    assert about["report_options"] == {"minutes": True}
    same = organiser.post(address, was=seen, minutes="1", only=["1", "2"])
    assert same.status_code == 303, "who wants what is there has nothing to write over"


def _was(page: str) -> str:
    found = re.search(r'name="was" value="([^"]*)"', page)
    assert found
    return found[1]


def _ticked(page: str) -> set[str]:
    found = re.findall(r'<input type="checkbox" name="(\w+)" value="(\d+)" checked', page)
    return {value if name == "only" else name for name, value in found}


def test_every_note_is_in_its_appendix_with_what_became_of_it(db: Database) -> None:
    archive = an_archive()
    archive["workshop"]["report_options"] = {"notes": True, "minutes": True}
    here = brought_in(db, archive)
    with db.reading() as session:
        notes, minutes = compose(session, session.get_one(Workshop, here)).appendices
    assert [part.heading for part in notes.parts] == ["1. Table 1: KAFÉ 1", "1. Table 3: KAFÉ 3"]
    assert [row for part in notes.parts if part.grid for row in part.grid.rows] == [
        ("more light", "printed under “Light”, in one sentence with 2 other notes"),
        ("a chair by the door", "printed under “Light”, in one sentence with 2 other notes"),
        ("never mind", "in the main statement"),
        ("Wait!", "came late, not decided"),
        ("no", "came late, left out"),
        ("hm", "held for the organiser, not decided"),
        ("off", "held for the organiser, left out: not about the question"),
        ("light!", "absorbed in “More light and a chair by the door.”"),
        ("soup", "set aside: on the poster only"),
        ("key", "not yet placed"),
    ]
    assert minutes.parts[0].leads[1].text == "Statement 1."
    assert minutes.parts[0].items[1] == (
        "a chair by the door (Elaborated at the table: for those who wait)"
    )
    assert minutes.parts[1].items[0] == "light! (Asked: How much?) (Answered: A lot.)"


def test_a_question_that_is_not_there_is_refused(organiser: Visitor, here: str) -> None:
    answer = organiser.post(f"{here}/report/options", form="options", only="9")
    assert answer.status_code == 422
    assert "This café has no question 9." in answer.text


def test_what_is_written_out_by_the_houses_list_travels_along(
    organiser: Visitor, here: str
) -> None:
    """The list is the café's own from then on, so that whoever checks its print knows it."""
    seen = _was(organiser.get(f"{here}/report").text)
    before = json.loads(organiser.get(f"{here}/archive.json").text)["workshop"]
    organiser.post(f"{here}/report/options", form="options", was=seen, abbreviations="1")
    about = json.loads(organiser.get(f"{here}/archive.json").text)["workshop"]
    assert about["report_options"] == {"abbreviations": True}
    assert about["abbreviations"] == before.get("abbreviations", about["abbreviations"])
    assert about["abbreviations"]
