"""Two at once: whatever is done in the middle of an erasing, each ends whole, and no words come
back."""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from cafe.archive.erase import erase_hidden
from cafe.archive.history.check import check_history
from cafe.archive.queries import archive_of
from cafe.core.i18n import speaking
from cafe.erasure.files import all_noted
from cafe.erasure.job import Doing, erase
from cafe.erasure.request import Request
from cafe.errors import CafeError, Conflict
from cafe.intake.commands import Asked, import_table
from cafe.model import CafeTable, Entry, Note, Source, Version, Workshop
from cafe.model.note import notes_in_any_state
from cafe.plan.actions import leave
from cafe.report.versions.keep import keep
from cafe.sort import actions as sorting
from cafe.sort.queries import accounts_of_workshop
from cafe.table.actions.answers import elaborate
from cafe.table.actions.notes import add_note, edit_note
from tests.archive.archives import note_id
from tests.erasure.conftest import House
from tests.erasure.ground import holding
from tests.sort.world import Operation
from tests.support.world import new_id

WORD, MORE, NEW = "chair by the door", "for those who wait", "Zyxq Wværtsen"
NOTE = note_id(2)
BOTH = pytest.mark.parametrize(
    "house", [None, "postgresql"], indirect=True, ids=["sqlite", "postgresql"]
)


def doing(house: House, kind: str = "note", key: str = NOTE) -> Doing:
    db, settings, here = house
    return Doing(db, settings, here, Request(kind, key, "person"), "person:1", new_id())


def in_the_middle(house: House, rival: Callable[[], object]) -> None:
    """Erase the note; `rival` comes once, when the plan is made and nothing is written yet."""
    left = [rival]

    def progress(_what: str, done: int, _of: int) -> None:
        if done and left:
            left.pop()()

    erase(doing(house), progress)
    assert not left, "the rival never came"


def note_of(tx: Any, uid: str = NOTE) -> Note:
    found: Note = tx.scalars(notes_in_any_state().where(Note.uid == uid)).one()
    return found


def whole(house: House, *words: str, unplaced: int = 0) -> None:
    """Nothing is half done, and none of `words` is left."""
    db, settings, here = house
    with db.reading() as session:
        workshop = session.get_one(Workshop, here)
        accounts = accounts_of_workshop(session, workshop)
        assert (accounts.balance, len(accounts.unplaced)) == (True, unplaced)
        archive = archive_of(session, workshop)
        folders = set(session.scalars(select(Version.folder)))
    assert list(check_history(archive)) == []
    assert [
        line
        for line in json.dumps(archive, indent=1).split("\n")
        if any(word in line for word in words)
    ] == []
    assert [found for word in words for found in holding(settings.data_dir, word)] == []
    lie = settings.data_dir / "versions" / here
    assert {one.name for one in lie.glob("*")} == folders
    assert all_noted(settings.data_dir) == []


def told(work: Callable[[], object]) -> str:
    """What somebody is told who comes too late."""
    with speaking("en"), pytest.raises(CafeError) as refused:
        work()
    return str(refused.value.message)


def by_host() -> Operation:
    return {"by": "table:1", "operation": new_id()}


def test_two_erase_the_same_note(house: House) -> None:
    said: list[str] = []
    waits = threading.Thread(target=lambda: said.append(told(lambda: erase(doing(house)))))
    in_the_middle(house, waits.start)
    waits.join()
    assert "erased already" in said[0]
    whole(house, WORD, MORE)


def test_a_note_goes_while_its_elaboration_waits(house: House) -> None:
    said: list[str] = []
    second = doing(house, "elaboration", f"{NOTE}.0")
    waits = threading.Thread(target=lambda: said.append(told(lambda: erase(second))))
    in_the_middle(house, waits.start)
    waits.join()
    assert "erased already" in said[0]
    whole(house, WORD, MORE)


@BOTH
def test_the_host_writes_on_in_the_middle(house: House) -> None:
    db = house[0]

    def write() -> None:
        with db.writing() as tx:
            note = note_of(tx)
            note.table.question.workshop.stage = "open"
            more = [*note.elaborations, f"{NEW} elaborated"]
            elaborate(tx, note=note, was=note.elaborations, elaborations=more, **by_host())
            words: Any = {"text": f"{NEW} typed", "kind": note.kind, "part": note.part}
            edit_note(tx, note=note, was=note.text, **words, **by_host())

    in_the_middle(house, write)
    whole(house, WORD, MORE, NEW)
    with db.writing() as tx:  # and the tablet that has not heard of it sends what it has
        note = note_of(tx)
        words: Any = {"kind": note.kind, "part": note.part}
        table = tx.get_one(CafeTable, note.table_id)
        again = add_note(tx, table=table, uid=NOTE, text=NEW, **words, **by_host())
        assert (again.text, again.erased) == ("", True)
        with pytest.raises(Conflict) as refused:
            edit_note(tx, note=note, was=WORD, text=NEW, **words, **by_host())
        assert refused.value.where == "erased"
        with pytest.raises(Conflict):
            elaborate(tx, note=note, was=[], elaborations=[NEW], **by_host())
    whole(house, WORD, MORE, NEW)


def test_its_sentence_is_reworded_in_the_middle(house: House) -> None:
    """Nobody has seen what that says: so it is asked once more."""
    db, _settings, here = house

    def sort() -> None:
        with db.writing() as tx:
            workshop, note = tx.get_one(Workshop, here), note_of(tx)
            workshop.stage = "sorting"
            behind = select(Entry).join(Source).where(Source.note_id == note.id)
            entry = tx.scalars(behind).one()
            who: Operation = {"by": "person:2", "operation": new_id()}
            sorting.reword_entry(tx, entry=entry, was=entry.text, text=f"A {WORD} {NEW}", **who)

    assert "Look at it again" in told(lambda: in_the_middle(house, sort))
    with db.reading() as session:
        assert note_of(session).text == f"a {WORD}"
    erase(doing(house))
    whole(house, WORD, MORE)


def test_somebody_keeps_a_version_in_the_middle(house: House) -> None:
    kept: Any = {"final": True, "by": "person:2", "operation": new_id()}
    in_the_middle(house, lambda: keep(*house, **kept))
    whole(house, WORD, MORE)
    with house[0].reading() as session:
        assert len(session.scalars(select(Version)).all()) == 1


def test_it_is_erased_in_the_middle_of_keeping(house: House) -> None:
    def progress(what: str, _done: int, _of: int) -> None:
        if what == "pages":
            with suppress(CafeError):  # the second time it is gone
                erase(doing(house))

    kept: Any = {"final": True, "by": "person:2", "operation": new_id()}
    assert "Keep the document once more" in told(lambda: keep(*house, **kept, progress=progress))
    whole(house, WORD, MORE)


def test_a_table_of_notes_comes_in_in_the_middle(house: House, tmp_path: Path) -> None:
    db, _settings, here = house
    file = tmp_path.with_name(f"{tmp_path.name}.csv")
    file.write_text("Lapp\nEn ny lapp\n")
    with db.writing() as tx:
        tx.get_one(Workshop, here).stage = "sorting"
    asked = Asked(here, "Innspill", 1)
    in_the_middle(house, lambda: import_table(db, file, asked, by="person:2"))
    whole(house, WORD, MORE, unplaced=1)


@BOTH
def test_the_bin_is_emptied_in_the_middle(house: House) -> None:
    db, settings, here = house
    keep(*house, final=False, by="person:1", operation=new_id())

    def empty() -> None:
        with db.writing() as tx:
            leave(tx, tx.get_one(Workshop, here))
        erase_hidden(db, settings)

    assert told(lambda: in_the_middle(house, empty))
    with db.reading() as session:
        assert session.get(Workshop, here) is None
    assert holding(settings.data_dir, WORD) == []
    assert list(settings.data_dir.glob("versions/*/*")) == []
    assert all_noted(settings.data_dir) == []
