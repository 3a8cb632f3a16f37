"""Which words of a sentence are nobody's note, and how it came to read as it does."""

from datetime import datetime
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import Category, Change, Entry, Note, Question, Source, Workshop, record
from cafe.sort import actions
from cafe.sort import own_words as own
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.rules import Row
from cafe.sort.own_words import difference, own_words
from cafe.sort.wordings import earlier_at, wordings
from tests.sort.world import (
    World,
    heading,
    new_id,
    operation,
    organiser,
    placed,
    sorted_notes,
)


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
        ("Bedre_navn _x ok", ["ok"], ["_X"], ["_x"], ["Bedre_navn"]),
        ("Åpne, ÅPNE dører", [], [], [], ["Åpne", "dører"]),
        ("Kari's d’accord", ["d’accord"], [], [], ["Kari's"]),
        # As another program composes its letters: no other word, and no other one is the same.
        ("Åpne på", [normalize("NFD", "åpne")], [normalize("NFD", "på")], ["på"], []),
        (normalize("NFD", "Åpne på"), ["åpne", "pa"], [], [], ["på"]),
        ("Finne kafé", ["ﬁnne KAFE\u0301"], [], [], []),
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
    assert difference("Mer tid nå", "Ro – og fred") == [
        ("Mer", "gone"), ("Ro", "new"), (" ", "same"), ("tid", "gone"), ("–", "new"), (" ", "same"),
        ("nå", "gone"), ("og fred", "new"),
    ]  # fmt: skip
    long = "mer tid og mer ro " * 60
    assert difference(long, f"nå {long}")[1:] == [(long, "same")]


def test_long_texts_are_compared_between_what_is_the_same_at_both_ends() -> None:
    one, other = (" ".join(f"{name}{at % 7}" for at in range(4000)) for name in ("å", "ø"))
    assert difference(one, other) == [(one, "gone"), (other, "new")]
    assert difference(f"{one} ja {one}", f"{one} nei {one}") == [
        (f"{one} ", "same"), ("ja", "gone"), ("nei", "new"), (f" {one}", "same"),
    ]  # fmt: skip
    assert difference(one, f"{one} ja") == [(one, "same"), (" ja", "new")]


def test_letters_that_are_composed_otherwise_are_no_difference() -> None:
    text = "Åpne på kvelden"
    assert difference(normalize("NFD", text), text) == [(text, "same")]
    assert difference(text, normalize("NFD", f"{text} nå")) == [(text, "same"), (" nå", "new")]
    assert difference(f"{text} nå", normalize("NFD", text)) == [(text, "same"), (" nå", "gone")]


WORDS = st.lists(st.sampled_from(["mer", "tid", "og", ",", "\n"])).map(" ".join)


@pytest.mark.parametrize("most", [0, 30, own.MOST])
@given(before=st.text() | WORDS, after=st.text() | WORDS)
def test_a_difference_holds_both_texts_whole(most: int, before: str, after: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(own, "MOST", most)
        pieces = difference(before, after)
    assert "".join(p.text for p in pieces if p.kind != "new") == normalize("NFC", before)
    assert "".join(p.text for p in pieces if p.kind != "gone") == normalize("NFC", after)
    assert all(piece.text for piece in pieces)


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


def test_a_sentence_is_told_of_whole(tx: Session, world: World) -> None:
    """Behind it notes of a poster and of a source, a double too; worded by three, one of them
    gone; and of another question's sentence nothing is told."""
    me, form = f"person:{organiser(tx, 'Berit', 'berit@example.org').id}", operation()
    source = origin_named(tx, question=world.question, name="Skjema", **form)
    rows = [Row("mer kaffe"), Row("varm kaffe")]
    take_in(tx, target=source, rows=rows, **operation())
    tx.flush()
    more, double = sorted_notes(tx, Note.table_id == source.id)
    double.elaborations = ["helst svart"]
    category = heading(tx, world)
    entry = placed(tx, world.notes[0], category)
    both = "Godt samarbeid og mer kaffe."
    actions.join_note(tx, into=entry, note=more, text=both, **operation(me))
    actions.absorb_note(tx, note=double, entry=entry, **operation())
    last = "Godt samarbeid og mer varm, svart kaffe nå."
    for was, text, by in ((both, "Kaffe nå.", "nobody"), ("Kaffe nå.", last, "person:999")):
        actions.reword_entry(tx, entry=entry, was=was, text=text, **operation(by))
    assert world.far
    there = actions.add_category(tx, question=world.elsewhere, heading="Der", **operation())
    far = placed(tx, world.far, there)
    actions.reword_entry(tx, entry=far, was=far.text, text="Omskrevet.", **operation())
    id, question, at = entry.id, world.question.id, world.workshop.id
    lines = select(Change).where(Change.key == id).order_by(Change.revision)
    texts = [(change.item or {})["text"] for change in tx.scalars(lines)]
    assert list(dict.fromkeys(texts)) == ["Godt samarbeid.", both, "Kaffe nå.", last]
    tx.flush()
    tx.expunge_all()
    found = wordings(tx, tx.get_one(Workshop, at), tx.get_one(Question, question))
    assert list(found) == [id]
    told = found[id]
    whens = [datetime.fromisoformat(one.pop("at")) for one in told["wordings"]]
    assert whens == sorted(whens)
    assert told == {
        "original": "Godt samarbeid, mer kaffe.",
        "difference": difference("Godt samarbeid, mer kaffe.", last),
        "logged": ["og", "nå"],
        "unlogged": [],
        "wordings": [
            {"by": "Berit", "text": "Godt samarbeid."},
            {"by": "Berit", "text": both},
            {"by": "somebody", "text": "Kaffe nå."},
            {"by": "A former organiser", "text": last},
        ],
    }


def test_what_a_question_read_before_is_told_wherever_it_is_from(tx: Session, world: World) -> None:
    source = origin_named(tx, question=world.question, name="Skjema", **operation())
    take_in(tx, target=source, rows=[Row("mer kaffe")], **operation())
    tx.flush()
    [from_form], category = sorted_notes(tx, Note.table_id == source.id), heading(tx, world)
    assert world.far
    keys = [("note", from_form.uid), ("note", world.far.uid), ("category", category.id)]
    for what, key in (*keys, ("table", str(world.notes[0].table_id))):
        name = {"note": "text", "category": "heading", "table": "main_statement"}[what]
        for text, by in (("a", "person:999"), ("b", "nobody"), ("c", "nobody")):
            act = new_id()
            record(tx, world.workshop, what=what, key=key, item={name: text}, by=by, operation=act)
    ids = world.workshop.id, world.question.id
    tx.flush()
    tx.expunge_all()
    found = earlier_at(tx, tx.get_one(Workshop, ids[0]), tx.get_one(Question, ids[1]))
    assert set(found) == {"/".join(key) for key in keys if key[1] != keys[1][1]} | {
        key for key in found if key.startswith("table/")
    }
    for some in found.values():
        read = [(one["by"], one["text"]) for one in some][-2:]
        assert read == [("A former organiser", "a"), ("somebody", "b")]
        assert all(datetime.fromisoformat(one["at"]) for one in some)
