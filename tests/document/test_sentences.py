"""Line breaks of notes, and what short forms mean: in print when chosen, and a change of form."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cafe.document.compose import composed
from cafe.document.material import Behind, Category, Material, Typed
from cafe.document.options import Options
from cafe.document.sentences import unwritten
from cafe.document.tree import Document
from cafe.sort.ledger.rewording import Language, NoteWords
from cafe.sort.ledger.sources import worded
from cafe.sort.rules import as_sentence
from tests.report.samples import a_question, material, table

LIST = {"LMS": "lærings- og mestringssenter", "BM": "brukermedvirkning", "tak": "og takk"}
LANGUAGE = Language("nb", LIST)


def a_cafe(*notes: str, **options: bool) -> Material:
    """A café in which each note is a sentence of its own."""
    typed = tuple(Typed(f"n{n}", text, "printed", entry=f"e{n}") for n, text in enumerate(notes))
    behind = tuple(
        Behind(f"e{n}", worded=worded(as_sentence(text), [NoteWords(f"n{n}", text)], [], LANGUAGE))
        for n, text in enumerate(notes)
    )
    heading = Category("Om LMS", tuple(map(as_sentence, notes)), behind=behind)
    asked = a_question(1, tables=(table(1, typed=typed),), headings=(heading,))
    about = material(asked, language="nb", options=Options(**options))  # type: ignore[arg-type]
    return replace(about, abbreviations=LIST)


def sentences(document: Document) -> list[str]:
    return [one.text for lead in document.sections[0].listed for one in lead.sentences]


def test_a_short_form_is_written_out_the_first_time_it_comes() -> None:
    notes = "LMS for alle, og mer BM", "LMS (lærings- og mestringssenter) igjen", "tak og LMS"
    assert sentences(composed(a_cafe(*notes))) == [as_sentence(note) for note in notes]
    assert sentences(composed(a_cafe(*notes, abbreviations=True))) == [
        "LMS (lærings- og mestringssenter) for alle, og mer BM (brukermedvirkning).",
        "LMS (lærings- og mestringssenter) igjen.",
        "Tak og LMS.",
    ]


def test_who_explains_it_is_not_told_what_it_means() -> None:
    notes = "Lærings- og mestringssenter, LMS", "BM (brukermedvirkning) nå", "BM og LMS"
    assert sentences(composed(a_cafe(*notes, abbreviations=True))) == list(map(as_sentence, notes))


def test_the_books_tell_of_it_as_a_change_of_form() -> None:
    document = composed(
        a_cafe("LMS for alle", "Lys", abbreviations=True, accounts=True, marks=True)
    )
    [accounts] = document.appendices
    [grid] = [part.grid for part in accounts.parts if part.grid and part.grid.words]
    assert grid.rows == (("LMS for alle.", "LMS (lærings- og mestringssenter) for alle.", "form"),)
    [words] = [
        p.grid for p in accounts.parts if p.grid and not p.grid.words and len(p.grid.head) > 5
    ]
    plain = composed(a_cafe("LMS for alle", "Lys", accounts=True)).appendices[0]
    [before] = [p.grid for p in plain.parts if p.grid and not p.grid.words and len(p.grid.head) > 5]
    row = words.head.index("fra lappene")
    now, then = (next(one for one in grid.rows if one[0] == "1.") for grid in (words, before))
    assert int(now[row]) == int(then[row]) + 3
    assert "*" not in "".join(sentences(document))


@given(st.lists(st.sampled_from(["LMS", "BM", "lys", "tak", "BM (brukermedvirkning)"]), min_size=1))
def test_without_the_meanings_it_reads_as_it_did(notes: list[str]) -> None:
    printed = sentences(composed(a_cafe(*notes, abbreviations=True)))
    bare = [unwritten(as_sentence(note), LIST.values()) for note in notes]
    assert [unwritten(text, LIST.values()) for text in printed] == bare
    assert unwritten("I bkh (barnas kulturhus). (ny).", ["barnas kulturhus"]) == "I bkh. (ny)."
    assert " ".join(printed).count("(lærings- og mestringssenter)") <= 1


def test_lines_of_a_note_are_kept() -> None:
    note = "vi trenger:\n- benker\n\n  - lys  \n3) en å spørre"
    options = {"breaks": True, "notes": True}
    document = composed(a_cafe(note, "på én linje", **options))
    lines = "vi trenger:\n- benker\n- lys\n3) en å spørre"
    assert sentences(document) == [f"V{lines[1:]}.", "På én linje."]
    grid = document.appendices[0].parts[0].grid
    assert grid
    assert grid.rows[0][0] == lines
    assert sentences(composed(a_cafe(note)))[0] == "Vi trenger: - benker - lys 3) en å spørre."
