"""Out and in again gives the same café, for every café there can be."""

import datetime as dt
import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json
from cafe.model import Base, CafeTable, Database, Link, Note, Workshop
from tests.archive.archives import Item, an_archive, note_id
from tests.report.samples import brought_in, sample

SHOWN = st.characters(exclude_categories=("Cc", "Cs"))
WORDS = st.text(SHOWN, min_size=1, max_size=30).filter(str.strip)
BLANK = st.text(SHOWN, max_size=20)


def exported(db: Database, here: str) -> bytes:
    with db.reading() as session:
        return as_json(archive_of(session, session.get_one(Workshop, here)))


def test_the_printed_cafe_comes_out_byte_for_byte(db: Database) -> None:
    raw, _archive = sample()
    assert exported(db, brought_in(db, raw)) == raw


def test_an_archive_comes_out_equal(db: Database) -> None:
    assert json.loads(exported(db, brought_in(db, an_archive()))) == an_archive()


def test_what_may_be_left_out_is(db: Database) -> None:
    archive = an_archive()
    archive["workshop"] |= {"commissioner": "", "stage": "sorting"}
    archive["questions"][0]["tables"][0]["notes"][0] |= {"struck": False, "elaborations": []}
    written = json.loads(exported(db, brought_in(db, archive)))
    assert {"commissioner", "stage"} & written["workshop"].keys() == set()
    note = written["questions"][0]["tables"][0]["notes"][0]
    assert {"struck", "elaborations"} & note.keys() == set()


def test_an_emptied_list_of_abbreviations_stays_empty(db: Database) -> None:
    """Where there is none, the house's holds."""
    archive = an_archive()
    archive["workshop"]["abbreviations"] = {}
    assert json.loads(exported(db, brought_in(db, archive))) == archive


def test_half_a_checklist_comes_out_as_half(db: Database) -> None:
    whole = an_archive()["workshop"]["checklist"]
    for left in whole:
        archive = an_archive()
        archive["workshop"]["checklist"] = {left: whole[left]}
        assert json.loads(exported(db, brought_in(db, archive))) == archive


def test_the_same_file_twice_makes_two_cafes(db: Database) -> None:
    first, second = brought_in(db, an_archive()), brought_in(db, an_archive())
    assert first != second
    assert exported(db, first) == exported(db, second)


def test_every_table_and_the_wall_get_a_link(db: Database) -> None:
    brought_in(db, an_archive())
    with db.reading() as session:
        links = set(session.scalars(select(Link.table_id)))
        assert links == {None, *session.scalars(select(CafeTable.id))}


def test_notes_keep_their_order_and_marks(db: Database) -> None:
    brought_in(db, an_archive())
    with db.reading() as session:
        notes = list(session.scalars(select(Note).order_by(Note.id)))
    assert [note.text for note in notes][:3] == ["more light", "a chair by the door", "never mind"]
    assert [note.struck for note in notes] == [False, False, True, False, False, False]
    assert notes[4].aside_reason == "on the poster only"


@st.composite
def cafes(draw: st.DrawFn) -> Item:
    """Any archive that can be: texts of every kind, notes in every state."""
    ids = iter(draw(st.lists(st.uuids(), min_size=30, max_size=30, unique=True)))
    numbers = iter(range(1, 100))
    questions = [_question(draw, n, ids, numbers) for n in range(1, draw(st.integers(0, 3)) + 1)]
    about: Item = {
        "title": draw(WORDS),
        "document_title": draw(WORDS),
        "language": draw(st.sampled_from(["nb", "nn", "en"])),
        "date": draw(st.dates(dt.date(1000, 1, 1))).isoformat(),
        "intro": draw(st.none() | st.lists(WORDS, max_size=3)),
        "signature": draw(st.none() | st.builds(_signature, BLANK, BLANK, BLANK)),
    }
    if commissioner := draw(BLANK):
        about["commissioner"] = commissioner
    return {
        "format": "dialogkafe-archive",
        "version": 1,
        "workshop": about,
        "questions": questions,
    }


def _signature(name: str, position: str, month: str) -> Item:
    return {"name": name, "position": position, "month": month}


def _question(draw: st.DrawFn, number: int, ids: Any, numbers: Any) -> Item:
    letters = draw(st.sampled_from(["", "AB", "ABC"]))
    tables = [_table(draw, ids, next(numbers), letters) for _t in range(draw(st.integers(0, 3)))]
    notes = [note["id"] for table in tables for note in table["notes"]]
    aside = [note for note in notes if draw(st.booleans())]
    free = [note for note in notes if note not in aside]
    return {
        "number": number,
        "text": draw(WORDS),
        "form": draw(st.sampled_from(["tables", "pairs", "plenary"])),
        "parts": [{"letter": letter, "text": draw(WORDS)} for letter in letters],
        "tables": tables,
        "summary": draw(st.none() | BLANK),
        "categories": [_category(draw, free) for _c in range(draw(st.integers(0, 2)))],
        "set_aside": [{"note": note, "reason": draw(BLANK)} for note in aside],
    }


def _table(draw: st.DrawFn, ids: Any, number: int, letters: str) -> Item:
    notes = []
    for _n in range(draw(st.integers(0, 3))):
        note: Item = {
            "id": str(next(ids)),
            "kind": draw(st.sampled_from(["keyword", "statement"])),
            "part": draw(st.sampled_from([None, *letters])),
            "text": draw(WORDS),
        }
        if elaborations := draw(st.lists(WORDS, max_size=2)):
            note["elaborations"] = elaborations
        if draw(st.booleans()):
            note["struck"] = True
        notes.append(note)
    return {
        "number": number,
        "cafe_name": draw(st.none() | WORDS),
        "split": draw(st.booleans()),
        "hosts": draw(st.lists(WORDS, max_size=2)),
        "main_statement": draw(st.none() | WORDS),
        "notes": notes,
        "posters": [{"file": f"posters/{number}-1.jpg", "alt": draw(BLANK)}]
        if draw(st.booleans())
        else [],
    }


def _category(draw: st.DrawFn, free: list[str]) -> Item:
    entries = []
    for _e in range(draw(st.integers(0, 3))):
        notes = draw(st.lists(st.sampled_from(free), unique=True)) if free else []
        entry: Item = {"text": draw(WORDS), "notes": notes}
        if absorbed := [note for note in notes if draw(st.booleans())]:
            entry["absorbed"] = absorbed
        entries.append(entry)
    return {"heading": draw(WORDS), "listed": draw(st.booleans()), "entries": entries}


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(cafes())
def test_any_cafe_comes_out_as_it_went_in(archive: Item) -> None:
    db = Database("sqlite://")
    Base.metadata.create_all(db.engine)
    raw = as_json(archive)
    assert exported(db, brought_in(db, raw)) == raw
    db.engine.dispose()


def test_pairs_are_in_the_order_of_their_notes_ids(db: Database) -> None:
    """Two cafés with the same in them are the same file, in whichever order it was said."""
    archive = an_archive()
    said = [[note_id(1), note_id(6)], [note_id(2), note_id(4)]]
    for key in ("opposed", "apart"):
        archive["questions"][0][key] = said
    # The notes' ids are no order of theirs: the first written has the last.
    swap = {note_id(one): note_id(other) for one, other in ((1, 6), (6, 1), (2, 4), (4, 2))}
    text = re.sub("|".join(swap), lambda found: swap[found[0]], json.dumps(archive))
    there = json.loads(exported(db, brought_in(db, json.loads(text))))["questions"][0]
    for key in ("opposed", "apart"):
        assert there[key] == [[note_id(1), note_id(6)], [note_id(2), note_id(4)]]
