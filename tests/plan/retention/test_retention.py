"""Dates set by an owner, said on the pages, counted by the hourly round; the raw material gone."""

import json
import re
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.archive.erase import erase_hidden
from cafe.core.clock import today
from cafe.core.files import photo_folder, versions_folder
from cafe.core.i18n import long_date, speaking
from cafe.document.tree import Document, Lead, Section, Sentence
from cafe.model import Audit, CafeTable, Change, Database, Note, Organiser, Version, Workshop
from cafe.model.erase import LEFT, belongings
from cafe.plan.retention import queries
from cafe.plan.retention.rules import raw_until
from cafe.report.versions import store
from cafe.report.versions.keep import keep
from cafe.server.rounds import hourly, keep_dates, tried
from cafe.table.actions.notes import write_note
from cafe.web.state import cafe
from tests.people.colleagues import colleague
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.world import new_id

WORDS = "fjellkveldsro"


@pytest.fixture
def doors(organiser: Visitor, cafe_app: Flask) -> Doors:
    from cafe.model import Person

    assert organiser.get("/workshops").status_code == 200
    with cafe(cafe_app).db.reading() as db:
        return Doors(cafe_app, db.query(Person).one())


def row(doors: Doors) -> Workshop:
    with doors.db.reading() as db:
        return db.get_one(Workshop, doors.id)


def a_note(tx: Session, here: Workshop) -> None:
    table = tx.get_one(CafeTable, tables_of_first(tx, here))
    note = {"uid": new_id(), "kind": "keyword", "text": WORDS, "part": None}
    write_note(tx, table=table, by=f"table:{table.id}", operation=new_id(), **note)  # type: ignore[arg-type]


def tables_of_first(tx: Session, here: Workshop) -> int:
    return tx.scalars(select(CafeTable.id).where(CafeTable.workshop_id == here.id)).first() or 0


def is_late(doors: Doors, reminded: int = 14) -> None:
    """Its date has passed, and that was said on so many days, yesterday last."""

    def late(tx: Session, here: Workshop) -> None:
        here.raw_until = today() - timedelta(days=3)
        here.reminded, here.reminded_on = reminded, today() - timedelta(days=1)
        here.stage = "finished"

    doors.does(late)


def put(_tx: Session, here: Workshop, name: str, value: object) -> None:
    setattr(here, name, value)


def seen(doors: Doors) -> str:
    here = row(doors)
    dates = (one.isoformat() if one else "" for one in (here.raw_until, here.final_until))
    return "/".join([*dates, here.case_number])


def test_an_owner_sets_the_dates_and_the_case(doors: Doors, organiser: Visitor) -> None:
    page = f"/w/{doors.id}/keeping"
    dates = {"raw_until": "2027-12-01", "final_until": "2036-12-01", "case_number": "2026/1234"}
    was = seen(doors)
    assert organiser.post(page, form="dates", was=was, **dates).status_code == 303
    assert seen(doors) == "2027-12-01/2036-12-01/2026/1234"
    with speaking("en"):
        assert long_date(date(2027, 12, 1)) in organiser.get(page).text
    stale = organiser.post(page, form="dates", was=was, **{**dates, "raw_until": "2028-01-01"})
    assert stale.status_code == 409
    assert seen(doors).startswith("2027-12-01")
    assert organiser.post(page, form="raw", was=seen(doors), raw_until="").status_code == 303
    assert row(doors).raw_until is None, "again the day's"
    assert row(doors).case_number == "2026/1234", "what the form does not have stays"
    with doors.db.reading() as db:
        assert db.query(Audit).where(Audit.what == "date").count() == 2


@pytest.mark.parametrize(
    "typed",
    [
        {"raw_until": "9999-12-31"},
        {"raw_until": "2020-01-01"},
        {"raw_until": "a year"},
        {"final_until": "2027-01-01"},
        {"case_number": "x" * 2_000},
        {"case_number": "2026\x07"},
    ],
)
def test_bad_dates_are_said_where_they_stand(
    doors: Doors, organiser: Visitor, typed: dict[str, str]
) -> None:
    page = f"/w/{doors.id}/keeping"
    answer = organiser.post(page, form="dates", was=seen(doors), **typed)
    assert answer.status_code == 422
    assert 'id="problem"' in answer.text
    assert seen(doors) == "//"


def test_the_field_stands_where_the_cafe_is_made(doors: Doors, organiser: Visitor) -> None:
    plan = organiser.get(f"/w/{doors.id}/plan").text
    assert 'name="raw_until"' in plan
    with speaking("en"):
        until = raw_until(queries.dates_of(row(doors))) or date.max
        words = long_date(until).split()
        assert re.search(r"\s".join(map(re.escape, words)), plan)
    refused = organiser.post(f"/w/{doors.id}/keeping", form="raw", was="//", raw_until="x")
    assert 'id="organisers"' in refused.text, "the plan again, where the form stands"


def test_others_read_it_and_set_nothing(cafe_app: Flask, doors: Doors) -> None:
    editor = colleague(cafe_app, doors.id, "editor")
    assert "kept until" in editor.get(f"/w/{doors.id}/keeping").text
    assert editor.post(f"/w/{doors.id}/keeping", form="dates").status_code == 403


def test_every_page_says_so_before(cafe_app: Flask, doors: Doors, organiser: Visitor) -> None:
    pages = [f"/w/{doors.id}/{place}" for place in ("plan", "day", "sort", "report", "people")]
    assert not any("keeping-c" in organiser.get(one).text for one in pages)
    for days, kind in ((40, "keeping-calm"), (9, "keeping-clear")):
        soon = today() + timedelta(days=days)
        doors.does(partial(put, name="raw_until", value=soon))
        assert all(kind in organiser.get(one).text for one in pages)
        assert f"/w/{doors.id}/keeping" in organiser.get(pages[0]).text
    wall, table = doors.secrets().wall, doors.secrets().table
    for path in (f"/v/{wall}", f"/t/{table}"):
        assert "keeping-c" not in Visitor(cafe_app).get(path).text


def _keep_dates(db: Database) -> None:
    for step in keep_dates(db):
        step()


def test_a_step_of_the_round_that_fails_keeps_no_other_from_its_turn(
    doors: Doors, cafe_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    is_late(doors)
    with doors.db.engine.begin() as broken:
        broken.exec_driver_sql("ALTER TABLE login_session RENAME TO away")
    for step in hourly(cafe(cafe_app).settings, doors.db):
        tried(step)
        if row(doors).stage == "emptying":
            break  # what follows is begun in a process
    assert row(doors).stage == "emptying"
    assert [one.levelname for one in caplog.records].count("ERROR") == 1  # and events may wait


def test_a_machine_that_was_off_says_so_on_fourteen_days_first(doors: Doors) -> None:
    def long_ago(_tx: Session, here: Workshop) -> None:
        here.raw_until, here.stage = today() - timedelta(days=400), "finished"

    doors.does(long_ago)
    for day in range(1, 14):
        _keep_dates(doors.db)
        _keep_dates(doors.db)
        assert (row(doors).stage, row(doors).reminded) == ("finished", day)
        assert row(doors).reminded_on == today()
        back = today() - timedelta(days=1)
        doors.does(partial(put, name="reminded_on", value=back))
    _keep_dates(doors.db)
    assert row(doors).stage == "emptying"


def test_nothing_goes_while_it_is_held_or_in_the_bin(doors: Doors, organiser: Visitor) -> None:
    is_late(doors)
    doors.does(lambda _tx, here: setattr(here, "stage", "open"))
    _keep_dates(doors.db)
    assert row(doors).stage == "open"
    is_late(doors)
    assert organiser.post(f"/w/{doors.id}/bin").status_code == 303
    _keep_dates(doors.db)
    assert row(doors).stage == "finished"


def test_the_raw_material_goes_and_the_final_version_stays(
    cafe_app: Flask, doors: Doors, organiser: Visitor
) -> None:
    settings = cafe(cafe_app).settings
    doors.does(a_note)
    doors.does(lambda _tx, here: setattr(here, "background", f"{WORDS} in the background"))
    was = doors.secrets()
    keep(doors.db, settings, doors.id, final=False, by="person:1", operation=new_id())
    photos = photo_folder(settings.data_dir, doors.id)
    photos.mkdir(parents=True)
    (photos / "x.jpg").write_text(WORDS)
    facts = versions_folder(settings.data_dir, doors.id) / "final" / "version.json"
    asked = Section(1, "Why?", Lead("Summary:", (Sentence("Because."),)), (), (), ())
    tree = store.MADE_FROM["document"].dump_python(Document("en", "H", "T", (), (), (asked,)))
    kept = {**json.loads(facts.read_text()), "fates": {WORDS: ["", "", "", "", "", 1]}}
    kept["document"] = tree
    facts.write_text(json.dumps(kept, default=str))
    (facts.parent / "document.csv").write_text(WORDS)
    (facts.parent / "document.pdf").write_bytes(b"%PDF-1.7")
    shown = organiser.get(f"/d/{was.shared}").text
    extract = organiser.get(f"/d/{was.shared}/extracts/question-1").text
    assert "Because." in extract
    is_late(doors)
    _keep_dates(doors.db)
    assert organiser.get(f"/w/{doors.id}/report").status_code == 404, "unseen while it goes"
    erase_hidden(doors.db, settings)
    # Nothing of it is left, in rows, files, the free pages or the log of the database.
    with doors.db.reading() as db:
        here = db.get_one(Workshop, doors.id)
        assert (here.stage, here.raw_gone, here.background) == ("finished", today(), "")
        left = {
            table.name: count
            for table in belongings()
            if "workshop_id" in table.c
            and (count := db.scalar(select(func.count()).where(table.c.workshop_id == doors.id)))
        }
        told = {"follower", "followup_letter"}  # on their own day (tests/followup)
        assert set(left) == {"organiser", "audit", "version", "document_link", *told}
        assert [one.final for one in db.query(Version).where(Version.workshop_id == doors.id)] == [
            True
        ]
    found = [
        path
        for path in Path(settings.data_dir).rglob("*")
        if path.is_file() and WORDS.encode() in path.read_bytes()
    ]
    assert found == []
    # What stays is read, and says what went when.
    page = organiser.get(f"/w/{doors.id}/report").text
    assert "The raw material was deleted on" in page
    assert "Final version" in page
    assert organiser.get(f"/d/{was.shared}").text == shown
    assert organiser.get(f"/d/{was.shared}/extracts/question-1").text == extract
    (own,) = re.findall(r"/w/\w+/report/versions/\d+\.pdf", page)
    for address in (own, f"/d/{was.shared}/document.pdf"):
        with organiser.get(address) as answer:
            assert answer.data == b"%PDF-1.7"
            assert f"-{doors.id}.pdf" in answer.headers["Content-Disposition"]
    assert organiser.get(f"/w/{doors.id}").headers["Location"].endswith("/report")
    assert "raw material deleted on" in organiser.get("/workshops").text
    assert "deleted the raw material" in organiser.get(f"/w/{doors.id}/audit").text
    assert "Erase for good" in organiser.get(f"/w/{doors.id}/followup").text
    look = organiser.post(f"/w/{doors.id}/erase", words="Workshop")
    assert look.status_code == 200, "words go for good out of what stays, too"
    assert Visitor(cafe_app).get(f"/t/{was.table}").status_code == 410
    for path in ("plan", "day", "sort", "archive.json", "report.md", "report/extracts", "kit"):
        assert organiser.get(f"/w/{doors.id}/{path}").status_code == 410, path


def test_what_is_left_has_a_date_of_its_own(
    cafe_app: Flask, doors: Doors, organiser: Visitor
) -> None:
    settings = cafe(cafe_app).settings
    is_late(doors)
    _keep_dates(doors.db)
    erase_hidden(doors.db, settings)
    _keep_dates(doors.db)
    assert row(doors).stage == "finished", "for ever, unless somebody sets a date"
    soon = today() + timedelta(days=5)
    answer = organiser.post(
        f"/w/{doors.id}/keeping", form="dates", was=seen(doors), final_until=soon
    )
    assert answer.status_code == 303
    assert "final versions, is kept until" in organiser.get(f"/w/{doors.id}/report").text

    def late(_tx: Session, here: Workshop) -> None:
        here.final_until = today() - timedelta(days=1)
        here.reminded, here.reminded_on = 14, today()

    doors.does(late)
    _keep_dates(doors.db)
    erase_hidden(doors.db, settings)
    with doors.db.reading() as db:
        assert db.get(Workshop, doors.id) is None
    assert not versions_folder(settings.data_dir, doors.id).exists()


def test_each_column_of_the_row_is_left_or_blank(doors: Doors) -> None:
    """A new column of a café goes with its raw material, unless it is named."""
    columns = {column.name for column in Workshop.__table__.columns}
    assert columns >= LEFT
    assert not LEFT & {"background", "participants", "purpose", "seating", "intro", "programme"}
    with doors.db.reading() as db:
        assert db.scalar(select(func.count()).select_from(Organiser)) == 1
        assert db.query(Note).count() + db.query(Change).count() > 0
