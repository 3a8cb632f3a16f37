"""What the sorting's pages read: where notes went, what waits, what is proposed, whose it is."""

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from cafe.errors import Conflict, Invalid
from cafe.model import ApiToken, Person
from cafe.sort import actions
from cafe.sort.abbreviations import abbreviations_of, as_lines, from_lines
from cafe.sort.actions.abbreviations import set_abbreviations
from cafe.sort.queries import accounts_of_workshop, names_of, overview, proposed_join, waiting_of
from tests.sort.world import World, build, heading, operation, organiser, placed


def test_each_question_counts_its_own(tx: Session, world: World) -> None:
    under = heading(tx, world)
    heading(tx, world, "Ro")
    actions.add_category(tx, question=world.elsewhere, heading="Rom", **operation())
    for text in ("Eget.", "Også eget."):
        actions.add_own_entry(tx, category=under, text=text, **operation())
    struck, erased, aside, printed = world.notes[:4]
    placed(tx, printed, under)
    actions.set_aside(tx, note=aside, reason="nei", **operation())
    struck.struck = erased.struck = erased.erased = True
    tx.flush()
    first, second = overview(tx, world.workshop.questions)
    assert [(one.headings, one.own) for one in (first, second)] == [(2, 2), (1, 0)]
    found = first.accounts
    assert (found.struck, found.erased, found.aside) == ([struck.uid], [erased.uid], [aside.uid])
    assert (found.printed, found.unplaced) == ([printed.uid], [world.notes[4].uid])
    assert world.far is not None
    assert second.accounts.typed == [world.far.uid]
    whole = accounts_of_workshop(tx, world.workshop)
    assert (len(whole.typed), whole.balance) == (6, True)


def test_what_waits_is_counted_of_this_cafe_alone(tx: Session, world: World) -> None:
    other = build(tx)
    for note, state in zip(world.notes, ("late", "held", "left", "tray", "poster"), strict=True):
        note.state = state
    tx.flush()
    assert (waiting_of(tx, world.workshop), waiting_of(tx, other.workshop)) == (3, 0)


def test_one_sentence_of_two_is_proposed_in_the_notes_own_words(tx: Session, world: World) -> None:
    """Unless somebody has worded one: then in those."""
    under = heading(tx, world)
    one, other = (placed(tx, note, under) for note in world.notes[1:3])
    actions.absorb_note(tx, note=world.notes[0], entry=one, **operation())
    assert proposed_join(one, world.notes[3]) == "Mer tid til å snakke, samarbeid."
    assert proposed_join(one, other) == "Mer tid til å snakke; hvem eier tilbudet?"
    actions.reword_entry(tx, entry=other, was=other.text, text="Hvem eier?", **operation())
    assert proposed_join(one, other) == "Mer tid til å snakke; Hvem eier?"
    actions.reword_entry(tx, entry=one, was=one.text, text="Tid til å snakke.", **operation())
    assert proposed_join(one, world.notes[3]) == "Tid til å snakke, samarbeid."


def test_who_did_something_is_called_by_name_as_long_as_there_is_one(
    tx: Session, world: World
) -> None:
    siv, gone = (organiser(tx, name, f"{name}@example.org") for name in ("Siv", "Per"))
    token = ApiToken(digest="d", person_id=siv.id, name="Skjema", role="editor", operation="o")
    token.made = token.ends = 1
    tx.add(token)
    tx.flush()
    table = world.question.tables[1]
    who = {
        f"person:{siv.id}": "Siv",
        f"person:{gone.id}": "A former organiser",
        f"token:{token.id}": "Skjema",
        f"table:{table.id}": f"Table {table.number}",
        "organiser": "An organiser, where the archive is from",
        "program": "Another system, where the archive is from",
    }
    tx.execute(delete(Person).where(Person.id == gone.id))
    nobody = ("token:999", "table:999", "person:abc", "house", f"pair:{siv.id}")
    assert names_of(tx, [*who, *nobody]) == who
    assert names_of(tx, []) == {}
    for label, name in who.items():
        assert names_of(tx, [label]) == {label: name}
    world.question.form = "plenary"
    assert names_of(tx, [f"table:{table.id}"]) == {f"table:{table.id}": "Plenary"}


def test_the_list_of_abbreviations_is_checked_line_by_line() -> None:
    assert from_lines("LMS = læring og mestring\n\n IP=individuell = plan ") == {
        "LMS": "læring og mestring",
        "IP": "individuell = plan",
    }
    assert as_lines({"IP": "a = b", "KB": "kaffe"}) == "IP = a = b\nKB = kaffe"
    as_long = {"X" * 20: "y" * 100, **{f"a{n}": "b" for n in range(299)}}
    assert from_lines(as_lines(as_long)) == as_long
    for wrong, told in (
        ("LMS", "^Line 1 must read: short form = what it means.$"),
        ("LMS =", "Line 1 must read"),
        ("A = b\n\n" + "X" * 21 + " = a", "^The short form in line 3 is too long"),
        ("A = b\nB = " + "y" * 101, "^The meaning in line 2 is too long"),
        ("LMS = a\nlms = b", "^“lms” in line 2 is there already.$"),
        ("A = b\n= c", "Line 2 must read"),
        ("\n".join(f"a{n} = b" for n in range(301)), "^There is room for 300 abbreviations.$"),
    ):
        with pytest.raises(Invalid, match=told) as refused:
            from_lines(wrong)
        assert refused.value.where == "abbreviations"


def test_another_list_of_abbreviations_is_told_and_none_when_the_cafe_is_finished(
    tx: Session, world: World
) -> None:
    usual = as_lines(abbreviations_of(world.workshop))
    set_abbreviations(tx, workshop=world.workshop, text=usual, **operation())
    assert world.workshop.abbreviations is None
    set_abbreviations(tx, workshop=world.workshop, text="KB = kaffe", **operation())
    told = tx.info["events"][-1]
    assert (told.what, told.key) == ("workshop", world.workshop.id)
    assert [*map(list, told.item["abbreviated"])] == [["KB", "kaffe"]]
    world.workshop.stage = "finished"
    with pytest.raises(Conflict, match="back to sorting") as refused:
        set_abbreviations(tx, workshop=world.workshop, text="KB = kake", **operation())
    assert refused.value.where == "abbreviations"
    assert dict(abbreviations_of(world.workshop)) == {"KB": "kaffe"}
