"""A source at the desk: made, typed, pasted and imported; counted, printed, archived and erased."""

import re

import pytest
from sqlalchemy import select

from cafe.archive.queries import archive_of
from cafe.core.i18n import speaking
from cafe.document.options import Options, kept
from cafe.errors import Invalid
from cafe.model import Note, Origin, Workshop
from cafe.model.note import SORTED_TOO
from cafe.report.queries import compose
from cafe.sort.origins.rules import KINDS, About, about, kind_names, labelled, lines_in
from cafe.sort.queries import overview
from tests.report.samples import brought_in
from tests.sort.board import Board
from tests.sort.world import new_id

SAID = {"kind": "focus", "day": "2026-03-12", "took_part": "12"}


def send(board: Board, path: str, form: str, **words: str) -> tuple[int, str]:
    """Send a form of the overview; what it was refused with."""
    answer = board.visitor.post(f"/w/{board.id}/sort{path}", form=form, act=new_id(), **words)
    told = re.search(r'id="problem"[^>]*>([^<]*)<', answer.text)
    return answer.status_code, told[1] if told else ""


def origins(board: Board) -> list[Origin]:
    with board.db.reading() as db:
        return [one for q in db.get_one(Workshop, board.id).questions for one in q.origins]


def notes(board: Board) -> list[Note]:
    """Of all origins, in their order."""
    with board.db.reading() as db:
        here = select(Note).join(Origin, Origin.id == Note.table_id).order_by(Note.id)
        here = here.where(Note.workshop_id == board.id)
        return list(db.scalars(here, execution_options=SORTED_TOO))


def make(board: Board, name: str = "Brukerrådet", **words: str) -> tuple[int, str]:
    return send(board, "/1/origins", "new-origin-1", name=name, **{**SAID, **words})


def change_places(board: Board) -> list[str]:
    """Questions 1 and 2 are numbered the other way round; the uids as they were before."""
    with board.db.writing() as tx:
        one, two = tx.get_one(Workshop, board.id).questions[:2]
        for question, number in ((one, 99), (two, 1), (one, 2)):
            question.number = number
            tx.flush()
        return [one.uid, two.uid]


def test_what_was_meant_by_a_number_before_the_questions_were_numbered_anew(board: Board) -> None:
    meant, other = change_places(board)
    assert make(board, meant=meant) == (303, "")
    made = new_id()
    words = {"question": 1, "meant": meant, "heading": "Tid"}
    assert board.send("add_category", id=made, **words).status_code == 200
    with board.db.reading() as db:
        first, second = db.get_one(Workshop, board.id).questions[:2]
        assert (first.uid, second.uid) == (other, meant)
        assert [one.name for one in second.origins] == ["Brukerrådet"]
        assert [one.id for one in second.categories] == [made]
        at = f"/origins/{second.origins[0].id}/question"
    assert send(board, at, f"origin-{at}", question=other) == (303, "")
    with board.db.reading() as db:
        assert [one.name for one in db.get_one(Workshop, board.id).questions[0].origins]
    assert send(board, at, f"origin-{at}", question=new_id())[0] == 404
    assert (
        board.send("add_category", **{**words, "meant": new_id()}, id=new_id()).status_code == 404
    )


def test_a_source_is_made_and_its_notes_typed_pasted_sorted_and_printed(board: Board) -> None:
    assert make(board) == (303, "")
    [origin] = origins(board)
    assert (origin.name, origin.origin_kind, origin.day, origin.took_part) == (
        "Brukerrådet",
        *("focus", "2026-03-12", 12),
    )
    at, form = f"/origins/{origin.id}/notes", f"origin-{origin.id}-notes"
    for number in range(5):
        assert send(board, at, form, notes=f"typed {number}") == (303, "")
    pasted = "\r\n".join(f"  pasted {number} " for number in range(20))
    assert send(board, at, form, notes=f"\n{pasted}\n\n")[0] == 303
    assert [note.text for note in notes(board)] == [
        *(f"typed {number}" for number in range(5)),
        *(f"pasted {number}" for number in range(20)),
    ]
    heading = board.heading("Tid")
    first = notes(board)[0]
    board.place(first.uid, heading)
    with board.db.writing() as tx:
        workshop = tx.get_one(Workshop, board.id)
        workshop.report_options = kept(Options(notes=True))
        [line, *_others] = overview(tx, workshop.questions)
        assert line.accounts.balance
        assert len(line.origins[0][1].typed) == 25
    with board.db.reading() as db:
        document = compose(db, db.get_one(Workshop, board.id))
    label = "Brukerrådet (fokusgruppe, 12. mars 2026, 12 deltok)"
    intro = " ".join(document.intro).replace("\u00a0", " ")
    assert label in intro, intro[intro.index("Brukerrådet") :]
    parts = [part.heading.replace("\u00a0", " ") for part in document.appendices[0].parts]
    assert f"1. {label}" in parts
    assert document.sections[0].listed[0].text == "Typed 0. (Brukerrådet)"


def test_it_goes_out_and_in_again_and_its_words_are_found_to_be_erased(board: Board) -> None:
    make(board, name="Gruppa til Kari")
    [origin] = origins(board)
    send(board, f"/origins/{origin.id}/notes", f"origin-{origin.id}-notes", notes="mer lys")
    with board.db.reading() as db:
        archive = archive_of(db, db.get_one(Workshop, board.id))
    [written] = archive["questions"][0]["origins"]
    assert {name: written[name] for name in ("kind", "day", "took_part")} == {
        **SAID,
        "took_part": 12,
    }
    here = brought_in(board.db, archive)
    with board.db.reading() as db:
        [other] = db.get_one(Workshop, here).questions[0].origins
        assert (other.name, other.origin_kind, other.day, other.took_part) == (
            "Gruppa til Kari",
            *("focus", "2026-03-12", 12),
        )
        older = archive_of(db, db.get_one(Workshop, here))
    for name in ("kind", "day", "took_part"):
        del older["questions"][0]["origins"][0][name]
    older["history"] = []
    older.pop("seal", None)
    with board.db.reading() as db:
        again = brought_in(board.db, older)
    with board.db.reading() as db:
        [plain] = db.get_one(Workshop, again).questions[0].origins
        assert (plain.origin_kind, plain.day, plain.took_part) == ("", "", 0)
    found = board.visitor.post(f"/w/{board.id}/erase", words="Kari").text
    assert "Gruppa til" in found


def test_what_is_said_is_changed_and_nobody_is_written_over(board: Board) -> None:
    make(board)
    [origin] = origins(board)
    at, form, was = f"/origins/{origin.id}/name", f"origin-{origin.id}", "Brukerrådet"
    seen = "focus/2026-03-12/12"
    changed = {"name": was, "kind": "written", "day": "", "took_part": ""}
    assert send(board, at, form, was=was, seen=seen, **changed) == (303, "")
    assert (origins(board)[0].origin_kind, origins(board)[0].took_part) == ("written", 0)
    status, told = send(board, at, form, was=was, seen=seen, **{**changed, "kind": "other"})
    assert status == 409
    assert "meanwhile" in told
    assert origins(board)[0].origin_kind == "written"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"name": " "}, "name of the source"),
        ({"kind": "poem"}, "Choose what"),
        ({"day": "12.3."}, "year-month-day"),
        ({"took_part": "many"}, "as a number"),
    ],
)
def test_what_cannot_be_said_is_refused_at_its_form(
    board: Board, words: dict[str, str], told: str
) -> None:
    status, problem = make(board, **words)
    assert status == 422
    assert told in problem
    assert origins(board) == []


def test_two_of_one_name_and_lines_that_are_no_notes(board: Board) -> None:
    make(board)
    assert make(board)[0] == 409
    [origin] = origins(board)
    at, form = f"/origins/{origin.id}/notes", f"origin-{origin.id}-notes"
    assert send(board, at, form, notes=" \n ")[0] == 422
    status, told = send(board, at, form, notes="fine\n\n \n" + "x" * 200_000)
    assert status == 422
    assert "Line 4" in told, "as they are typed, empty ones too"
    assert notes(board) == [], "all of them, or none"


def test_a_label_says_what_is_known_and_nothing_else() -> None:
    with speaking("en"):
        assert labelled("Letter", About()) == "Letter"
        assert labelled("Letter", About("other")) == "Letter"
        for kind in set(KINDS) - {"other"}:
            assert labelled("A", about(kind, "", "")) == f"A ({kind_names()[kind].lower()})"
        full = labelled("A", about("questionnaire", "2026-03-04", "1"))
        assert full.replace("\u00a0", " ") == "A (questionnaire, March 4, 2026, 1 took part)"
    assert lines_in("a\r\n\n b ") == ["a", "b"]
    with pytest.raises(Invalid):
        lines_in("x\n" * 501)
