"""What changed between two documents, line by line and word by word."""

from dataclasses import replace
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from cafe.document.changed import LONGEST, Difference, Line, changes, lines_of
from cafe.document.tree import Document, Lead, Section, Sentence

ONE, TWO, THREE = (
    Sentence("More light by the door.", "e1"),
    Sentence("Who holds the key?", "e2"),
    Sentence("Soup.", "e3"),
)
LIGHT, ELSE = Lead("Light:", (ONE, TWO)), Lead("Else:", (THREE,))
SECTION = Section(1, "What helps?", Lead("Summary:", (Sentence("We need light."),)), (), (), ())
DOCUMENT = Document("en", "HEAD", "TITLE", ("First.", "Second."), ("Ada",), (SECTION,))


def with_leads(*leads: Lead) -> Document:
    return replace(DOCUMENT, sections=(replace(SECTION, listed=leads),))


def told(before: Document, after: Document) -> list[tuple[str, str, str]]:
    """Each change as what, where and words: `+new+` and `-gone-`."""
    marks = {"same": "", "new": "+", "gone": "-"}
    return [
        (
            change.what,
            change.under,
            "".join(f"{marks[p.kind]}{p.text}{marks[p.kind]}" for p in change.pieces),
        )
        for change in changes(lines_of(before), lines_of(after))
    ]


def test_the_same_has_no_changes() -> None:
    assert told(with_leads(LIGHT, ELSE), with_leads(LIGHT, ELSE)) == []


def test_a_reworded_sentence_shows_its_words() -> None:
    after = Lead("Light:", (replace(ONE, text="More light by the window."), TWO))
    assert told(with_leads(LIGHT, ELSE), with_leads(after, ELSE)) == [
        ("reworded", "Light:", "More light by the -door-+window+.")
    ]


def test_a_sentence_moved_under_another_heading_is_known_again() -> None:
    after = with_leads(Lead("Light:", (ONE,)), Lead("Else:", (THREE, replace(TWO, text="A key."))))
    [change] = changes(lines_of(with_leads(LIGHT, ELSE)), lines_of(after))
    assert (change.what, change.under, change.section) == ("moved", "Else:", "1. What helps?")


def test_new_and_gone() -> None:
    after = with_leads(Lead("Light:", (ONE, Sentence("A chair.", "e9"))), ELSE)
    assert told(with_leads(LIGHT, ELSE), after) == [
        ("new", "Light:", "+A chair.+"),
        ("gone", "Light:", "-Who holds the key?-"),
    ]


def test_a_renamed_heading_moves_nobody() -> None:
    after = with_leads(replace(LIGHT, label="Light and air:"), ELSE)
    assert told(with_leads(LIGHT, ELSE), after) == [("reworded", "", "Light+ and air+:")]


def test_a_paragraph_put_between_leaves_the_others_alone() -> None:
    after = replace(DOCUMENT, intro=("First.", "Between them.", "Second."))
    assert told(DOCUMENT, after) == [("new", "", "+Between them.+")]


def test_another_sentence_in_its_place_is_no_rewording() -> None:
    after = replace(DOCUMENT, intro=("First.", "Something else altogether, at length."))
    assert [what for what, _under, _words in told(DOCUMENT, after)] == ["new", "gone"]


def test_equal_lines_are_counted() -> None:
    before = replace(DOCUMENT, intro=("Yes.", "Yes."))
    assert told(before, replace(DOCUMENT, intro=("Yes.",))) == [("gone", "", "-Yes.-")]


def test_letters_that_are_composed_otherwise_change_nothing() -> None:
    for id in ("", "7"):
        old, new = (Line("text", "", "", normalize(form, "Åpne på"), id) for form in ("NFD", "NFC"))
        assert changes([old], [new]) == []


def test_a_very_long_line_is_shown_whole() -> None:
    long = "word " * LONGEST
    old, new = (Line("text", "", "", text, "e1") for text in (long, long + "more"))
    [change] = changes([old], [new])
    assert [piece.kind for piece in change.pieces] == ["gone", "new"]


LINES = st.lists(
    st.builds(
        Line,
        st.just("text"),
        st.sampled_from(["", "question-1"]),
        st.just(""),
        st.sampled_from(["a b", "a c", "d", "e f g"]),
        st.just(""),
    ),
    max_size=8,
)


def count(found: list[Difference], *whats: str) -> int:
    return sum(change.what in whats for change in found)


@given(LINES, LINES)
def test_no_line_is_lost(before: list[Line], after: list[Line]) -> None:
    found = changes(before, after)
    assert len(before) + count(found, "new") - count(found, "gone") == len(after)
    for change in found:
        now = "".join(piece.text for piece in change.pieces if piece.kind != "gone")
        assert change.what == "gone" or now in {line.text for line in after}
