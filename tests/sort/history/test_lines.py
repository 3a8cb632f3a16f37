"""The log, from its changes alone: what is asked for, what things were called, where lines lead."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import Category, Change, VisitorQuestion, record
from cafe.model.change import HOUSE
from cafe.sort import actions
from cafe.sort.history import lines
from cafe.sort.history.lines import Page, Wanted, days_in, page_of, people_in
from cafe.sort.origins.rules import Row
from tests.sort.origins.test_take_in import brought
from tests.sort.world import BY, World, build, heading, new_id, operation, organiser, placed

PHONES = ("pair:a", "sitting:b", "viewer:c", "phone:d", "wall:e")


def page(tx: Session, world: World, **wanted: Any) -> Page:
    tx.flush()
    return page_of(tx, world.workshop, Wanted(**wanted))


def things(found: Page) -> list[str]:
    return [line.thing for one in found.operations for line in one.lines]


def done(tx: Session, world: World, by: str = BY, what: str = "options", **more: Any) -> Change:
    """A change as any room records one."""
    told = {"key": world.workshop.id, "item": {}, "by": by, "operation": new_id(), **more}
    return record(tx, world.workshop, what=what, **told)


def test_words_are_looked_for_so_far_back_and_then_on_from_there(
    tx: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "AT_ONCE", 3)
    monkeypatch.setattr(lines, "MOST_READ", 6)
    for words in ("Tid", *map(str, range(8))):
        heading(tx, world, words)
    wanted = {"words": "tid", "kind": "sorting"}
    sixth = page(tx, world, kind="sorting").operations[5].revision
    first = page(tx, world, **wanted)
    assert (first.operations, first.older, first.read_through) == ((), sixth, True)
    then = page(tx, world, **wanted, below=first.older)
    assert (things(then), then.older, then.read_through) == (["Tid"], None, False)
    some = page(tx, world, words="3", kind="sorting")
    assert (things(some), some.read_through) == (["3"], True), "older ones may have them, too"
    monkeypatch.setattr(lines, "MOST_READ", 99)
    assert things(page(tx, world, **wanted)) == ["Tid"]


@pytest.mark.parametrize("words", ["", "rom"])
def test_a_page_is_full_and_the_next_begins_below_it(
    tx: Session, world: World, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(lines, "PER_PAGE", 2)
    for number in range(4):
        heading(tx, world, f"Rom {number}")
    first = page(tx, world, words=words, kind="sorting")
    then = page(tx, world, words=words, kind="sorting", below=first.older)
    assert things(first) + things(then) == ["Rom 3", "Rom 2", "Rom 1", "Rom 0"]
    assert (first.older, then.older) == (first.operations[-1].revision, None)
    assert not first.read_through


def test_a_day_is_that_of_the_clock_in_the_hall(tx: Session, world: World, oslo: None) -> None:
    assert oslo is None
    late, first, last, after = (done(tx, world) for _time in range(4))
    late.at = datetime(2030, 6, 1, 21, 59, 59, tzinfo=UTC)
    first.at = datetime(2030, 6, 1, 22, tzinfo=UTC)
    last.at = datetime(2030, 6, 2, 21, 59, 59, 999999, tzinfo=UTC)
    after.at = datetime(2030, 6, 2, 22, tzinfo=UTC)
    shown = page(tx, world, day=date(2030, 6, 2)).operations
    assert [one.revision for one in shown] == [last.revision, first.revision]
    assert [f"{one.at:%d %H:%M}" for one in shown] == ["02 23:59", "02 00:00"]
    changes = tx.scalars(select(Change)).all()
    for change in changes:
        change.at = max(change.at.replace(tzinfo=UTC), datetime(2030, 5, 31, 22, tzinfo=UTC))
    tx.flush()
    tx.expire_all()
    assert days_in(tx, world.workshop) == (date(2030, 6, 1), date(2030, 6, 3))
    assert days_in(tx, build(tx).workshop) != (date(2030, 6, 1), date(2030, 6, 3))


def test_a_cafe_in_which_nothing_was_done_has_no_days(tx: Session, world: World) -> None:
    tx.query(Change).delete()
    assert days_in(tx, world.workshop) is None


def test_whose_it_was_is_said_by_name_and_all_phones_are_one(tx: Session, world: World) -> None:
    siv = f"person:{organiser(tx, 'siv', 'siv@example.org').id}"
    for label in (*PHONES, siv, "organiser", "robot:1", HOUSE):
        done(tx, world, label, what="dots")
    done(tx, build(tx), "program")
    names = {one.label: one.by for one in page(tx, world, kind="notes").operations}
    assert {names[label] for label in PHONES} == {"A phone"}
    assert [names[label] for label in (siv, "organiser", "robot:1", HOUSE)] == [
        *("siv", "An organiser, where the archive is from", "somebody", "The house")
    ]
    assert {one.label for one in page(tx, world, who="phones").operations} == {*PHONES}
    assert {one.label for one in page(tx, world, who=siv).operations} == {siv}
    known = people_in(tx, world.workshop)
    assert not {*PHONES, "program"} & known.keys()
    assert (known["phones"], known[siv], known[HOUSE]) == ("Phones", "siv", "The house")
    assert [*known.values()] == sorted(known.values(), key=str.casefold)
    assert "phones" not in people_in(tx, build(tx).workshop)


def test_what_was_done_at_once_is_one_with_each_line_said_once(tx: Session, world: World) -> None:
    one = {"operation": new_id()}
    for by, reason in ((BY, "a"), (BY, "b"), (BY, "a"), ("person:2", "a")):
        item = {"why": reason}
        done(tx, world, by, what="wording", item=item, key=new_id(), **one)
    last = done(tx, world, what="wording", item={"why": "c"}, undoes=one["operation"])
    *undone, other, both = page(tx, world, kind="plan").operations[:3]
    assert [(each.label, [line.thing for line in each.lines]) for each in (other, both)] == [
        *(("person:2", ["a"]), (BY, ["a", "b"]))
    ]
    assert [(each.undoes, each.operation, each.revision) for each in undone] == [
        (True, last.operation, last.revision)
    ]
    assert not both.undoes
    assert both.operation == one["operation"]


def test_a_line_leads_to_what_is_there_and_to_what_may_be_erased(tx: Session, world: World) -> None:
    entry = placed(tx, world.notes[0], heading(tx, world))
    gone = placed(tx, world.notes[1], heading(tx, world, "Ro"))
    actions.unplace(tx, entry=gone, **operation())
    erased, late = world.notes[2:4]
    asked = [VisitorQuestion(uid=new_id(), text="Hva?", note=erased) for _each in range(2)]
    for one in asked:
        one.workshop_id = world.workshop.id
        tx.add(one)
        done(tx, world, what="asked", key=one.uid)
    erased.erased = asked[1].erased = True
    done(tx, world, what="late", key=late.uid)
    found: dict[str, set[tuple[str, str]]] = {}
    kinds = Change.what.in_(("note", "late", "entry", "asked"))
    for row in tx.scalars(select(Change).where(kinds)):
        told = page(tx, world, below=row.revision + 1).operations[0].lines[-1]
        found.setdefault(f"{row.what}/{row.key}", set()).add((told.place, told.erase))
    uid, away = world.notes[0].uid, world.notes[4].uid
    assert found[f"entry/{entry.id}"] == {(f"entry/{entry.id}", "")}
    assert found[f"entry/{gone.id}"] == {("", "")}
    assert found[f"note/{uid}"] == {(f"note/{uid}", f"note?key={uid}")}
    assert found[f"note/{away}"] == {(f"note/{away}", f"note?key={away}")}
    assert found[f"note/{erased.uid}"] == {(f"note/{erased.uid}", "")}
    assert found[f"late/{late.uid}"] == {("", f"note?key={late.uid}")}
    assert found[f"asked/{asked[0].uid}"] == {("", f"asked?key={asked[0].uid}")}
    assert found[f"asked/{asked[1].uid}"] == {("", "")}


def test_a_late_note_can_be_erased_in_whatever_state_it_is(tx: Session, world: World) -> None:
    note, alone = world.notes[0], "person:9"
    note.state = "left"
    done(tx, world, alone, what="late", key=note.uid)
    [one] = page(tx, world, who=alone).operations
    assert (one.lines[0].place, one.lines[0].erase) == ("", f"note?key={note.uid}")


def test_headings_and_places_are_said_by_name_also_those_that_are_gone(
    tx: Session, world: World
) -> None:
    first, other = heading(tx, world), heading(tx, world, "Ro")
    entry = placed(tx, world.notes[0], first)
    actions.move_entry(tx, entry=entry, category=other, before=None, **operation())
    actions.rename_category(tx, category=first, was="Tid", heading="God tid", **operation())
    actions.remove_category(tx, category=first, **operation())
    tx.get_one(Category, other.id).heading = "Mye ro"
    removed, renamed, moved, laid, *_rest = page(tx, world, kind="sorting").operations
    assert [(one.before, one.after) for one in moved.lines[0].rewordings] == [("God tid", "Mye ro")]
    assert [(one.before, one.after) for one in renamed.lines[0].rewordings] == [("Tid", "God tid")]
    assert {one.lines[0].where for one in (removed, renamed)} == {"Question 1"}
    assert laid.lines[0].place == f"entry/{entry.id}"
    wrote = {line.where for one in page(tx, world, kind="notes").operations for line in one.lines}
    assert wrote == {"Table 1", "Table 2", "Table 3"}
    brought(tx, world, Row("en"))
    [came, *_rest] = page(tx, world, kind="notes").operations
    assert {line.where for line in came.lines} == {"Spørreskjema"}


def test_an_earlier_wording_is_that_of_the_same_thing_and_found_by_its_words(
    tx: Session, world: World
) -> None:
    one = heading(tx, world, "En")
    heading(tx, world, "To")
    for was, words in (("En", "Ett"), ("Ett", "Een")):
        actions.rename_category(tx, category=one, was=was, heading=words, **operation())
    told = [each.lines[0].rewordings for each in page(tx, world, kind="sorting").operations]
    assert [[(one.before, one.after) for one in some] for some in told] == [
        *([("Ett", "Een")], [("En", "Ett")], [], [])
    ]
    assert len(page(tx, world, kind="sorting", words="ett").operations) == 2
    part = {"letter": "A", "text": "Hvem?"}
    done(tx, world, what="options", item={"more": [{"parts": [part]}], "id": new_id()})
    assert len(page(tx, world, words="hvem?").operations) == 1


def test_what_tells_no_organiser_anything_stands_in_no_log(tx: Session, world: World) -> None:
    """Of an erasing its own line alone; nor is a press of the remote one."""
    before = len(page(tx, world).operations)
    for what in lines.UNTOLD:
        done(tx, world, what=what)
    assert len(page(tx, world).operations) == before


def test_a_line_leads_into_its_own_cafe_alone(tx: Session, world: World) -> None:
    """An archive may come to the same house twice: what stands in one is not in the other."""
    other, entry = build(tx), placed(tx, world.notes[0], heading(tx, world))
    done(tx, other, what="note", key=world.notes[0].uid)
    done(tx, other, what="entry", key=entry.id)
    lines = [one.lines[0] for one in page(tx, other).operations[:2]]
    assert [(one.place, one.erase) for one in lines] == [("", "")] * 2
