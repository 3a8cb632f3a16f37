"""One elaboration of several goes, and nothing else that is said at the note."""

import pytest
from sqlalchemy import select

from cafe.archive.queries import archive_of
from cafe.document.tree import Document, Lead, Section, Sentence
from cafe.erasure.gone import Gone
from cafe.erasure.kept import document_without, then
from cafe.erasure.plan import planned
from cafe.erasure.request import Request
from cafe.errors import NotFound
from cafe.model import Change, Database, Note, Workshop
from cafe.table.actions.answers import elaborate
from tests.archive.archives import note_id
from tests.erasure.conftest import House
from tests.erasure.ground import erased
from tests.support.world import new_id

ALL = ("buss", "bussen går for sjelden", "Kari har kreft", "buss.")
EARLIER = "Kari Nordmann har kreft"


def elaborated(db: Database, here: str, *wordings: tuple[str, ...]) -> None:
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        workshop.stage = "vernissage"
        note = tx.scalars(select(Note).where(Note.uid == note_id(2))).one()
        for words in wordings:
            was = list(note.elaborations)
            by = {"by": "table:1", "operation": new_id()}
            elaborate(tx, note=note, was=was, elaborations=list(words), **by)


def test_the_others_stay(house: House) -> None:
    db, settings, here = house
    elaborated(db, here, (*ALL[:2], EARLIER), ALL)
    erased(db, settings, here, "elaboration", f"{note_id(2)}.0", words="buss", ticked=False)
    with db.reading() as session:
        note = session.scalars(select(Note).where(Note.uid == note_id(2))).one()
        # A full stop makes no other words; what it read before, nobody sees any more either.
        assert note.elaborations == list(ALL[1:3])
        assert note.text == "a chair by the door"
        assert EARLIER not in str(archive_of(session, session.get_one(Workshop, here)))
        lines = session.scalars(select(Change.item).where(Change.key == note_id(2))).all()
    assert (lines[-1] or {})["elaborations"] == list(ALL[1:3])


def test_it_is_the_one_that_was_seen(house: House) -> None:
    """Somebody erases the first; who saw the second presses with its words and number of then."""
    db, settings, here = house
    elaborated(db, here, ("en", "to", "tre"))
    for at, words in ((0, "en"), (1, "to")):
        key = f"{note_id(2)}.{at}"
        erased(db, settings, here, "elaboration", key, words=words, ticked=False)
    with db.reading() as session:
        workshop = session.get_one(Workshop, here)
        note = session.scalars(select(Note).where(Note.uid == note_id(2))).one()
        assert note.elaborations == ["tre"]
        with pytest.raises(NotFound):
            planned(session, workshop, Request("elaboration", f"{note_id(2)}.0", "", "to"))


def test_in_kept_versions_it_goes_from_its_own_sentence_alone() -> None:
    told = "The bus is late. (Elaborated at the table: buss / bussen)"
    sentences = (Sentence(told, "e1"), Sentence("buss for all", "e2"), Sentence("buss"))
    section = Section(1, "Buss?", None, (Lead("Buss:", sentences, id="c1"),), (), ())
    document = Document("en", "Buss", "Buss", ("Buss.",), (), (section,))
    gone = Gone(("buss",), frozenset({("note", note_id(2))}), apart=True)
    statuses = {note_id(2): ("printed", "Buss", "The bus is late.", "", "e1", 0, False)}
    new = document_without(document, then(gone, document, None, statuses))
    [lead] = new.sections[0].listed
    assert lead.sentences[0].text == "The bus is late. (Elaborated at the table: […] / bussen)"
    assert lead.sentences[1:] == sentences[1:]
    assert document == document_without(document, then(Gone(), document, None, statuses))
    assert new.title == "Buss"
