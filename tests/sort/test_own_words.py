"""Which words of a sentence are nobody's note, and how it came to read as it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from cafe.model import Category, Entry, Source
from cafe.sort import actions
from cafe.sort.own_words import difference, own_words
from cafe.sort.wordings import wordings
from tests.sort.world import World, heading, new_id, operation, organiser, placed


@pytest.mark.parametrize(
    ("sentence", "notes", "edits", "logged", "unlogged"),
    [
        ("Mer tid.", ["mer tid"], [], [], []),
        ("Mer ØL og Åpenhet!", ["øl", "åpenhet"], ["Mer ØL og Åpenhet!"], ["Mer", "og"], []),
        ("Mye mye mer tid.", ["mer tid"], [], [], ["Mye"]),
        ("Lærings- og mestringstilbud", ["lærings- og mestringstilbud!"], [], [], []),
        ("IA-avtalen gjelder", ["avtalen gjelder"], ["IA-avtalen"], ["IA-avtalen"], []),
        ("", ["noe"], [], [], []),
        ("– … !", [], [], [], []),
        ("Eget.", [], ["Eget."], ["Eget"], []),
    ],
)
def test_own_words(
    sentence: str, notes: list[str], edits: list[str], logged: list[str], unlogged: list[str]
) -> None:
    assert own_words(sentence, notes, edits) == (logged, unlogged)


def test_difference_is_by_word() -> None:
    pieces = [tuple(piece) for piece in difference("Mer tid til å snakke.", "Mer ro til å snakke!")]
    assert pieces == [
        ("Mer ", "same"), ("tid", "gone"), ("ro", "new"), (" til å snakke", "same"),
        (".", "gone"), ("!", "new"),
    ]  # fmt: skip


@given(st.text(), st.text())
def test_a_difference_holds_both_texts_whole(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(p.text for p in pieces if p.kind != "new") == before
    assert "".join(p.text for p in pieces if p.kind != "gone") == after


@given(st.text(), st.lists(st.text(), max_size=3))
def test_a_notes_own_words_are_never_called_own(sentence: str, more: list[str]) -> None:
    assert own_words(sentence, [sentence, *more]) == ([], [])


def test_only_worded_sentences_are_told_of(tx: Session, world: World) -> None:
    berit = organiser(tx, "Berit", "berit@example.org")
    me = f"person:{berit.id}"
    category = heading(tx, world)
    entry = placed(tx, world.notes[0], category)
    placed(tx, world.notes[1], category)
    assert wordings(tx, world.workshop, world.question) == {}
    actions.reword_entry(
        tx, entry=entry, was=entry.text, text="Svært godt samarbeid.", **operation(me)
    )
    told = wordings(tx, world.workshop, world.question)[entry.id]
    assert told["original"] == "Godt samarbeid."
    assert (told["logged"], told["unlogged"]) == (["Svært"], [])
    assert [(one["by"], one["text"]) for one in told["wordings"]][-1] == (
        "Berit",
        "Svært godt samarbeid.",
    )
    actions.move_entry(tx, entry=entry, category=category, **operation(me))
    assert len(wordings(tx, world.workshop, world.question)[entry.id]["wordings"]) == 2


def test_words_from_an_archive_that_no_note_has_are_nobodys(tx: Session, world: World) -> None:
    category = Category(id=new_id(), question=world.question, heading="Gammel", position=1.0)
    entry = Entry(id=new_id(), category=category, text="Godt og varmt samarbeid.", position=1.0)
    entry.sources = [Source(note=world.notes[0], position=0)]
    tx.add_all([category, entry])
    actions.move_entry(tx, entry=entry, category=category, **operation())
    told = wordings(tx, world.workshop, world.question)[entry.id]
    assert (told["logged"], told["unlogged"], told["wordings"]) == ([], ["og", "varmt"], [])


def test_a_sentence_without_notes_is_somebodys_own(tx: Session, world: World) -> None:
    category = heading(tx, world)
    own = actions.add_own_entry(tx, category=category, text="Slik var det.", **operation())
    told = wordings(tx, world.workshop, world.question)[own.id]
    assert (told["original"], told["logged"]) == ("", ["Slik", "var", "det"])
