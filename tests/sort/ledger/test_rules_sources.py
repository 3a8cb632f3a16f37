"""Where each printed word comes from: a note, an edit, or nowhere; and each has one source."""

from hypothesis import given
from hypothesis import strategies as st

from cafe.sort import rules
from cafe.sort.ledger.rewording import Language, NoteWords
from cafe.sort.ledger.sources import FEW, Edit, Source, as_json, count, sources, worded
from cafe.sort.ledger.tokens import words

NB = Language("nb", {"LMS": "lærings- og mestringssenter"})
SAID = st.lists(st.sampled_from(["mer", "lys", "og", "LMS", "ikke", "Ål", "3", "…", "lyset"]))
TEXT = st.one_of(SAID.map(" ".join), st.text())


def test_words_are_found_on_the_notes_in_the_edits_or_nowhere() -> None:
    notes = [NoteWords("a", "mer lys inne"), NoteWords("b", "sol", absorbed=True)]
    edits = [Edit("one", "Mer lys ute."), Edit("two", "Mer lys ute og sol."), Edit("three", "Sol.")]
    text = "Mer lys ute og sol nå."
    assert sources(text, notes, edits[:2], NB) == [
        Source(0, 7, "note", "a", 0, 7),
        Source(8, 11, "rewording", "one"),
        Source(12, 14, "rewording", "two"),
        Source(15, 18, "note", "b", 0, 3),
        Source(19, 21, "organiser"),
    ]
    # What was taken out meanwhile came in anew.
    assert [one.kind for one in sources(text, notes, edits, NB)][1] == "organiser"


def test_as_it_is_kept() -> None:
    notes = [NoteWords("a", "lys", elaborations=("helst ved inngangen",))]
    found = sources("Lys ved inngangen her.", notes, [], NB)
    assert as_json(found) == [
        [0, 3, "note", "a", 0, 3, 0],
        [4, 17, "note", "a", 6, 19, 1],
        [18, 21, "organiser"],
    ]
    assert count("Lys ved inngangen her.", found) == {"note": 3, "organiser": 1}


def test_an_abbreviation_written_out_is_the_notes() -> None:
    text = "Vi vil ha lærings- og mestringssenter."
    assert as_json(sources(text, [NoteWords("a", "vi vil ha LMS")], [], NB)) == [
        [0, 37, "note", "a", 0, 13, 0]
    ]


def test_a_sentence_without_notes_is_the_organisers() -> None:
    text = "Deltakerne roste ordføreren."
    whole = worded(text, [], [Edit("one", text)], NB)
    assert whole == ("own", "", (Source(0, 27, "organiser"),))


def test_a_very_long_sentence_is_compared_as_written() -> None:
    text = " ".join(f"lys{number}" for number in range(FEW + 1))
    note = NoteWords("a", text)
    assert [one.kind for one in sources(text, [note], [], NB)] == ["note"]
    inflected = NoteWords("a", text.replace("lys", "lyset"))
    assert {one.kind for one in sources(text, [inflected], [], NB)} == {"organiser"}


@given(TEXT, st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=2))
def test_every_printed_word_has_one_source(text: str, typed: list[str], log: list[str]) -> None:
    notes = [NoteWords(str(number), one, number % 3 == 2) for number, one in enumerate(typed)]
    edits = [Edit(str(number), one) for number, one in enumerate(log)]
    found = sources(text, notes, edits, NB)
    assert count(text, found).total() == len(words(text))
    for word in words(text):
        assert sum(one.start <= word.start < word.end <= one.end for one in found) == 1
    for one in found:
        if one.kind == "note":
            said = typed[int(one.of)][one.first : one.last]
            assert words(said), "it stands on the note"
        else:
            assert one.of in {"", *(edit.operation for edit in edits)}


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_what_the_programme_proposes_comes_from_its_notes_alone(typed: list[str]) -> None:
    notes = [NoteWords(str(number), one) for number, one in enumerate(typed)]
    text = rules.original(typed)
    assert set(count(text, sources(text, notes, [], NB))) <= {"note"}
