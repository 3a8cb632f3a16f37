"""What came from elsewhere is printed as such, and no table is claimed for it."""

from typing import Any

import pytest

from cafe.archive.queries import archive_of
from cafe.document.compose import composed
from cafe.document.raw import raw_tables
from cafe.model import Database, Workshop
from cafe.report.queries import material_of
from tests.archive.archives import Item, note_id, with_origins
from tests.report.samples import brought_in


def printed(db: Database, archive: Item) -> tuple[Any, Any]:
    here = brought_in(db, archive)
    with db.reading() as session:
        material = material_of(session, session.get_one(Workshop, here))
    return material, composed(material)


def sentences(document: Any) -> list[str]:
    return [one.text for one in document.sections[0].listed[0].sentences]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_sentence_from_there_alone_ends_with_the_name(db: Database, language: str) -> None:
    archive = with_origins()
    archive["workshop"] |= {"language": language, "print_elaborations": False}
    entries = archive["questions"][0]["categories"][0]["entries"]
    entries.append({"text": "Both.", "notes": [note_id(71), note_id(73)]})
    _material, document = printed(db, archive)
    assert sentences(document)[-2:] == ["A bench outside. (A questionnaire)", "Both."]
    assert "A questionnaire" in document.intro[-1]
    assert not any("questionnaire" in picture.caption for picture in document.sections[0].pictures)


def test_what_was_added_elsewhere_was_not_added_at_a_table(db: Database) -> None:
    _material, document = printed(db, with_origins())
    assert sentences(document)[-1] == "A bench outside. (Elaborated: in the sun) (A questionnaire)"


def test_the_raw_material_lists_each_note_with_where_it_came_from(db: Database) -> None:
    archive = with_origins()
    archive["workshop"]["report_options"] = {"notes": True, "accounts": True, "minutes": True}
    material, document = printed(db, archive)
    notes, lines, tables = raw_tables(material)
    came = {str(row[-1]): row[1] for row in notes.rows}
    assert {came[note_id(n)] for n in (71, 72)} == {"A questionnaire"}
    assert (came[note_id(73)], came[note_id(75)]) == ("Table 1", "12 March")
    assert [row[3] for row in lines.rows if row[2] == "A bench outside."] == ["A questionnaire"]
    assert len(tables.rows) == sum(len(one.tables) for one in material.questions)
    accounts, every, minutes = document.appendices
    assert [part.heading for part in every.parts][-2:] == ["1. A questionnaire", "2. 12 March"]
    assert not any("questionnaire" in part.heading for part in minutes.parts)
    assert "not about the question" in str(accounts.parts)


def test_the_accounts_hold(db: Database) -> None:
    material, _document = printed(db, with_origins())
    for question in material.questions:
        piles = dict(question.piles)
        assert piles.pop("typed") == sum(piles.values())
        typed = [note for place in question.places for note in place.typed]
        late = {"waiting", "left", "held-waiting", "held-left"}
        assert len([n for n in typed if n.status not in late]) == question.piles["typed"]


def test_export_and_import_give_the_same_again(db: Database) -> None:
    first = brought_in(db, with_origins())
    with db.reading() as session:
        written = archive_of(session, session.get_one(Workshop, first))
    assert [one["name"] for one in written["questions"][0]["origins"]] == ["A questionnaire"]
    again = brought_in(db, written)
    with db.reading() as session:
        assert archive_of(session, session.get_one(Workshop, again)) == written
