"""One elaboration of several goes, and nothing else that is said at the note; and a note of one
word out of a sentence that it shares."""

import pytest
from sqlalchemy import select

from cafe.archive.queries import archive_of
from cafe.core.i18n import speaking
from cafe.document.tree import Document, Lead, Section, Sentence
from cafe.erasure.gone import Gone
from cafe.erasure.kept import document_without, then
from cafe.erasure.plan import planned
from cafe.erasure.request import Request
from cafe.errors import Invalid, NotFound
from cafe.model import Change, Database, Entry, Note, Source, Version, Workshop
from cafe.model.note import notes_in_any_state
from cafe.report.versions.keep import keep
from cafe.sort.history.lines import Wanted, page_of
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
    with db.reading() as session, speaking("en"):
        workshop = session.get_one(Workshop, here)
        log = page_of(session, workshop, Wanted(who="person:1")).operations
        told = [[line.verb for line in one.lines] for one in log[:2]]
        assert told == [["erased words for good:"]] * 2, "what screens are told is no line of it"
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


NOTE = note_id(2)


def shared(house: House, text: str) -> str:
    """The id of a sentence that says `text`, with the note “Mat” and another behind it, and which
    is printed in a final version."""
    db, settings, here = house
    with db.writing() as tx:
        note: Note = tx.scalars(notes_in_any_state().where(Note.uid == NOTE)).one()
        entry = tx.scalars(select(Entry).join(Source).where(Source.note_id == note.id)).one()
        assert len(entry.sources) > 1
        note.text, note.elaborations, entry.text = "Mat", [], text
    keep(db, settings, here, final=True, by="person:1", operation=new_id())
    return entry.id


@pytest.mark.parametrize(
    ("text", "wording", "left"),
    [
        ("Matlaging, mat", None, "Matlaging"),
        ("Matlaging for alle", None, "Matlaging for alle"),
        ("Mat for alle", "Matlaging for alle", "Matlaging for alle"),
    ],
)
def test_other_words_stay(house: House, text: str, wording: str | None, left: str) -> None:
    db, settings, here = house
    entry = shared(house, text)
    erased(db, settings, here, "note", NOTE, wordings={entry: wording} if wording else {})
    with db.reading() as session:
        assert session.get_one(Entry, entry).text == left
        version = session.scalars(select(Version)).one()
    page = settings.data_dir / "versions" / here / version.folder / "document.html"
    assert left in page.read_text()


def test_the_word_itself_does_not(house: House) -> None:
    db, settings, here = house
    entry = shared(house, "Mat for alle")
    for wording in ("Mat, for alle", "Mats dag"):
        with pytest.raises(Invalid):
            erased(db, settings, here, "note", NOTE, wordings={entry: wording})
