"""A table through the pages: sent, understood, set by hand, taken in once, and taken out again."""

import html
import io
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.model import CafeTable, Note, Origin, Person, Workshop
from cafe.model.note import notes_in_any_state
from cafe.web.state import cafe as cafe_of
from tests.intake.tables import SAMPLES
from tests.support.app import Visitor
from tests.support.world import a_workshop

PASTED = "Tekst\tBord\nMer lys\t1\nNoe annet\t99\nMer ro\t2"


@dataclass(frozen=True)
class Cafe:
    """An organiser's café with four tables at two questions."""

    visitor: Visitor
    app: Flask
    id: str

    @property
    def at(self) -> str:
        return f"/w/{self.id}"

    def send(self, data: bytes = b"", name: str = "Innspill.csv", **form: Any) -> TestResponse:
        file = {"file": (io.BytesIO(data), name)} if data else {}
        return self.visitor.post(f"{self.at}/import", form="table", **file, **form)

    def preview(self, data: bytes = b"", name: str = "Innspill.csv", **form: Any) -> str:
        """Send a table; gives the address of its preview."""
        answer = self.send(data, name, **form)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["Location"])

    def press(self, at: str, **chosen: str) -> TestResponse:
        """Press "take them in" on the page at `at`, with what it shows."""
        text = self.visitor.get(at).text
        values = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))
        for name, inside in re.findall(
            r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', text, re.S
        ):
            values |= dict.fromkeys([name], *re.findall(r'value="([^"]*)" selected', inside))
        values |= dict(re.findall(r'type="radio" name="(\w+)" value="([^"]*)" checked', text))
        values |= {
            "origin": html.unescape(re.findall(r'name="origin"[^>]*value="([^"]*)"', text)[0])
        }
        del values["csrf_token"]
        return self.visitor.post(at.partition("?")[0], **{"do": "take", **values, **chosen})

    def notes(self) -> list[str]:
        """Every note there is, by where it is: "1: Mer lys"."""
        with cafe_of(self.app).db.reading() as db:
            query = notes_in_any_state().where(Note.workshop_id == self.id).order_by(Note.id)
            return [f"{_place(one)}: {one.text}" for one in db.scalars(query) if one.sorted]


def _place(note: Note) -> str:
    return note.table.name or str(note.table.number)


@pytest.fixture
def cafe(cafe_app: Flask, organiser: Visitor) -> Cafe:
    db = cafe_of(cafe_app).db
    with db.reading() as session:
        owner = session.scalars(select(Person)).one()
    made = a_workshop(db, counts=(2, 2), parts=("A?", "B?"), owner=owner, stage="sorting")
    return Cafe(organiser, cafe_app, made.id)


def test_a_pasted_table_is_seen_then_taken_in_once(cafe: Cafe) -> None:
    at = cafe.preview(pasted=PASTED)
    page = cafe.visitor.get(at).text
    assert "1 note: Table 1, question 1" in page
    assert "There is no table “99”." in page
    assert cafe.notes() == []
    answer = cafe.press(at, act="an-operation")
    assert answer.status_code == 303, answer.text
    done = cafe.visitor.get(answer.headers["Location"]).text
    assert "1 row was not taken in as it stands" in done
    assert cafe.notes() == ["1: Mer lys", "2: Mer ro"]
    again = cafe.press(at, act="an-operation")
    assert again.headers["Location"] == answer.headers["Location"]
    assert cafe.notes() == ["1: Mer lys", "2: Mer ro"]
    left = cafe.visitor.get(answer.headers["Location"].replace("done", "left.csv"))
    assert "Noe annet;99;3;There is no table “99”." in left.text


def test_a_row_is_given_back_once_however_much_of_it_was_left(cafe: Cafe) -> None:
    rows = "Tekst\tBord\tHovedutsagn\nNoe annet\t99\tVi vil mer\nMer ro\t2\t"
    at = cafe.preview(pasted=rows)
    assert "1 row is not taken in as it stands" in cafe.visitor.get(at).text
    then = cafe.press(at).headers["Location"]
    assert "1 row was not taken in as it stands" in cafe.visitor.get(then).text
    left = cafe.visitor.get(then.replace("done", "left.csv")).text.splitlines()
    assert left[1:] == ["Noe annet;99;Vi vil mer;2;There is no table “99”."]


def test_a_finished_cafe_asks_for_no_table(cafe: Cafe) -> None:
    assert 'name="pasted"' in cafe.visitor.get(f"{cafe.at}/import").text
    with cafe_of(cafe.app).db.writing() as tx:
        tx.get_one(Workshop, cafe.id).stage = "finished"
    page = cafe.visitor.get(f"{cafe.at}/import").text
    assert "The café is finished and can only be read." in page
    assert 'name="pasted"' not in page


def test_a_table_numbered_anew_since_the_look_is_looked_at_once_more(cafe: Cafe) -> None:
    at = cafe.preview(pasted=PASTED)
    seen = dict(re.findall(r'name="(seen)" value="([^"]*)"', cafe.visitor.get(at).text))
    with cafe_of(cafe.app).db.writing() as tx:
        here = select(CafeTable).where(CafeTable.workshop_id == cafe.id, CafeTable.number < 3)
        one, two = tx.scalars(here.order_by(CafeTable.number))
        for table, number in ((one, 99), (two, 1), (one, 2)):
            table.number = number
            tx.flush()
    answer = cafe.press(at, **seen)
    assert "changed=1" in answer.headers["Location"]
    assert cafe.notes() == []
    assert cafe.press(answer.headers["Location"]).headers["Location"].endswith("/done")
    assert cafe.notes() == ["1: Mer lys", "2: Mer ro"]


def test_a_workbook_comes_in_as_a_source_and_goes_out_again(cafe: Cafe) -> None:
    at = cafe.preview((SAMPLES / "arbeidsbok-med-bordnr.xlsx").read_bytes(), "Fokusgruppe.xlsx")
    shown = cafe.press(at, to="origin")
    assert "changed=1" in shown.headers["Location"]
    assert cafe.notes() == []
    answer = cafe.press(shown.headers["Location"])
    assert answer.headers["Location"].endswith("/done")
    assert [one.partition(":")[0] for one in cafe.notes()] == ["Fokusgruppe"] * 4
    out = answer.headers["Location"].replace("done", "undo")
    press = {"form": "undo", "act": "another-operation"}
    for _twice in range(2):
        assert cafe.visitor.post(out, **press).status_code == 303
    assert cafe.notes() == []
    assert "The notes are out again" in cafe.visitor.get(answer.headers["Location"]).text
    again = cafe.visitor.post(out, form="undo")
    assert (again.status_code, "There is nothing more to undo" in again.text) == (409, True)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Choose a file first."),
        (b"PK\x03\x04rubbish", "The file is broken, or is no spreadsheet."),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "This is not a table that can be read."),
        (b"\r\n", "There is nothing in the file"),
    ],
)
def test_what_cannot_be_used_is_said_where_it_was_sent(cafe: Cafe, data: bytes, says: str) -> None:
    answer = cafe.send(data, "x.xlsx")
    assert answer.status_code == 422
    assert says in answer.text


def test_the_letters_of_an_old_file_are_chosen_by_a_person(cafe: Cafe) -> None:
    at = cafe.preview((SAMPLES / "norsk-excel-semikolon-1252.csv").read_bytes())
    page = cafe.visitor.get(at).text
    assert "Which of these reads right?" in page
    other = cafe.visitor.get(f"{at}?encoding=mac_roman&delimiter=semicolon").text
    assert "ÿpne" in other.lower() or "≈pne" in other


def test_another_person_does_not_see_it(cafe: Cafe) -> None:
    at = cafe.preview(pasted=PASTED)
    assert Visitor(cafe.app).get(at).status_code == 302
    gone = cafe.visitor.get(f"{cafe.at}/import/{uuid.uuid4()}")
    assert gone.status_code == 404
    assert "no longer kept here" in gone.text


def test_two_who_bring_in_and_sort_at_once_lose_nothing(cafe: Cafe) -> None:
    rows = [f"Lapp {number}\t{number % 4 + 1}\tTema {number % 3}" for number in range(60)]
    tables = ["\n".join(["Tekst\tBord\tOverskrift", *rows[at::2]]) for at in (0, 1)]
    ats = [cafe.preview(pasted=table) for table in tables]
    others = [Visitor(cafe.app) for _number in range(3)]
    assert {one.log_in().status_code for one in others} == {302}
    sorter, *pressers = others

    def sort_on() -> set[int]:
        return {_add_heading(cafe, sorter, number) for number in range(6)}

    with ThreadPoolExecutor(3) as at_once:
        sorting = at_once.submit(sort_on)
        presses = [
            at_once.submit(replace(cafe, visitor=one).press, at)
            for one, at in zip(pressers, ats, strict=True)
        ]
        assert {one.result().headers["Location"][-4:] for one in presses} == {"done"}
        assert sorting.result() == {200}
    assert sorted(one.partition(": ")[2] for one in cafe.notes()) == sorted(
        f"Lapp {number}" for number in range(60)
    )


def _add_heading(cafe: Cafe, visitor: Visitor, number: int) -> int:
    with cafe_of(cafe.app).db.reading() as db:
        workshop = db.get_one(Workshop, cafe.id)
        saw, question = workshop.revision, workshop.questions[0].id
    body = {"act": str(uuid.uuid4()), "do": "add_category", "question": question, "saw": saw}
    body |= {"heading": f"Egen {number}", "id": str(uuid.uuid4())}
    return visitor.send("POST", f"{cafe.at}/sort/acts", body).status_code


def test_a_source_says_what_it_is_when_it_comes_in_and_keeps_what_it_said(cafe: Cafe) -> None:
    at = cafe.preview(pasted="Mer lys\nMer ro")
    said = {"to": "origin", "origin": "Innspill", "kind": "focus", "took_part": "7"}
    shown = cafe.press(at, **said, day="i fjor").headers["Location"]
    wrong = cafe.press(shown, day="i fjor", took_part="7")
    assert wrong.status_code == 422
    assert 'value="i fjor"' in wrong.text, "what was typed is still there"
    shown = cafe.press(at, **said, day="2026-05-17").headers["Location"]
    assert cafe.press(shown, day="2026-05-17", took_part="7").status_code == 303
    again = cafe.preview(pasted="Mer luft")
    other = {**said, "kind": "written"}
    shown = cafe.press(again, **other, day="").headers["Location"]
    assert cafe.press(shown, took_part="7").status_code == 303
    with cafe_of(cafe.app).db.reading() as db:
        (origin,) = db.scalars(select(Origin)).all()
        assert (origin.origin_kind, origin.day, origin.took_part) == ("focus", "2026-05-17", 7)
    assert len(cafe.notes()) == 3
