"""Phones held, paused and opened; many notes taken in, left out or struck as one operation."""

from typing import Any

import pytest
from flask import Flask

from cafe.document.completeness import unaccounted
from cafe.live.audience import ORGANISER
from cafe.model import Note, Workshop
from cafe.model.note import notes_in_any_state
from cafe.plan.board import MOST_SHOWN
from cafe.report.queries import material_of
from tests.support.app import Visitor
from tests.support.world import new_id
from tests.table.test_pairs import Phone
from tests.wall.hall import Held


@pytest.fixture
def hall(cafe_app: Flask, organiser: Visitor) -> Held:
    return Held(cafe_app, organiser)


def said(phone: Phone, text: str, status: int = 200) -> str:
    answer = phone.say(text)
    assert answer.status_code == status, answer.text
    return str((answer.json or {})["id"])


def test_a_held_note_waits_and_nobody_else_sees_it(hall: Held) -> None:
    said(hall.phone, "rett opp")
    hall.done("held")
    assert hall.seen()["workshop"]["phones"] == "held"
    uid, operation = new_id(), new_id()
    first = hall.phone.say("vent litt", id=uid, act=operation)
    assert (first.status_code, (first.json or {})["held"]) == (202, True)
    assert hall.phone.say("vent litt", id=uid, act=operation).status_code == 202
    for door in (None, hall.host):
        told = (
            f"{hall.seen()}{hall.told()}" if door is None else f"{hall.seen(door)}{hall.told(door)}"
        )
        assert "rett opp" in told
        assert "vent litt" not in told
    assert "vent litt" not in hall.another().visitor.get(f"{hall.wall}/pairs/2").text
    assert hall.another().own() == []
    assert [(n["text"], n["late"]) for n in hall.phone.own()] == [
        ("rett opp", False),
        ("vent litt", True),
    ]
    for page in (hall.page, f"/w/{hall.workshop.id}/day"):
        assert "1 from phones waits for approval" in hall.organiser.get(page).text
    assert "1 note waits to be taken in" in hall.organiser.get(f"/w/{hall.workshop.id}/sort").text


def test_while_one_waits_no_version_is_final(hall: Held) -> None:
    hall.done("held")
    uid = said(hall.phone, "vent litt", 202)

    def gaps() -> str:
        with hall.db.reading() as db:
            return str(unaccounted(material_of(db, db.get_one(Workshop, hall.workshop.id))))

    assert "1 note from a phone waits" in gaps() or "1 lapp" in gaps()
    hall.done(f"leave:{uid}", reason="Ikke om spørsmålet")
    assert gaps() == "[]"


def test_taken_in_it_hangs_and_the_phone_knows(hall: Held) -> None:
    hall.done("held")
    uid = said(hall.phone, "vent litt", 202)
    hall.done(f"take:{uid}")
    assert hall.wall_words() == ["vent litt"]
    assert [(n["text"], n["late"]) for n in hall.phone.own()] == [("vent litt", False)]
    assert hall.phone.say("vent litt", id=uid).status_code == 200
    assert hall.piles()["typed"] == 1


def test_left_out_with_a_reason_that_the_phone_sees(hall: Held) -> None:
    hall.done("held")
    uid = said(hall.phone, "tull", 202)
    hall.done(f"leave:{uid}", reason="Ikke om spørsmålet")
    (own,) = hall.phone.own()
    assert (own["decided"], own["off"], own["reason"]) == ("left", True, "Ikke om spørsmålet")
    assert hall.phone.strike(uid, struck=False).status_code == 403
    assert hall.waiting() == []
    assert hall.wall_words() == []
    hall.done(f"take:{uid}")
    assert hall.wall_words() == ["tull"]


def test_a_phone_takes_back_what_it_struck_itself(hall: Held) -> None:
    hall.done("held")
    uid = said(hall.phone, "vent litt", 202)
    assert hall.phone.strike(uid).status_code == 200
    assert hall.waiting() == []
    assert hall.phone.strike(uid, struck=False).status_code == 200
    assert hall.waiting() == ["vent litt"]


def test_nothing_comes_up_unseen_while_phones_are_held(hall: Held) -> None:
    uid, other = said(hall.phone, "pent"), said(hall.phone, "også pent")
    assert hall.phone.strike(other).status_code == 200
    hall.done("held")
    worded = hall.phone.reword(uid, "pent", "stygt")
    assert (worded.status_code, (worded.json or {})["where"]) == (409, "phones")
    back = hall.phone.strike(other, struck=False)
    assert (back.status_code, (back.json or {})["where"]) == (409, "phones")
    assert hall.phone.strike(uid).status_code == 200
    assert hall.wall_words() == []


def test_what_changed_since_the_organiser_saw_it_goes_on_waiting(hall: Held) -> None:
    hall.done("held")
    uid, other = said(hall.phone, "pent", 202), said(hall.phone, "rolig", 202)
    seen = str(hall.revision)
    assert hall.phone.reword(uid, "pent", "stygt").status_code == 200
    assert hall.do(f"take:{uid}", seen=seen).status_code == 409
    hall.done("take", seen=seen, note=[uid, other])
    assert hall.wall_words() == ["rolig"]
    assert hall.waiting() == ["stygt"]


def test_opening_again_publishes_nothing_by_itself(hall: Held) -> None:
    hall.done("held")
    said(hall.phone, "vent litt", 202)
    hall.done("open")
    assert hall.wall_words() == []
    said(hall.phone, "rett opp")
    assert hall.wall_words() == ["rett opp"]
    assert hall.waiting() == ["vent litt"]


def test_all_that_was_shown_at_once_and_back_again(hall: Held) -> None:
    hall.done("held")
    for text in ("en", "to", "tre"):
        said(hall.phone, text, 202)
    shown = hall.organiser.get(hall.page).text
    upto = shown.split('name="upto-note" value="')[1].split('"')[0]
    seen = str(hall.revision)
    said(hall.phone, "kom etterpå", 202)
    hall.done("take-all", **{"upto-note": upto, "upto-question": "0", "seen": seen})
    assert hall.wall_words() == ["en", "to", "tre"]
    assert hall.waiting() == ["kom etterpå"]
    assert hall.undo_last().status_code == 303
    assert hall.wall_words() == []
    assert hall.waiting() == ["en", "to", "tre", "kom etterpå"]
    assert hall.piles()["typed"] == 0
    assert "took in 3" not in hall.organiser.get(hall.page).text


def test_an_undo_takes_down_nothing_that_somebody_has_built_on(hall: Held) -> None:
    hall.done("held")
    uid, other = said(hall.phone, "en", 202), said(hall.phone, "to", 202)
    hall.done("take", note=[uid, other])
    hall.done("open")
    asked = {"id": new_id(), "note": uid, "text": "Hvordan?", "act": new_id()}
    assert hall.another().visitor.send("POST", f"{hall.wall}/asked", asked).status_code == 200
    assert hall.undo_last().status_code == 303
    assert hall.wall_words() == ["en"]
    assert hall.waiting() == ["to"]


def test_paused_phones_are_told_so_and_nothing_is_taken(hall: Held) -> None:
    known = {"id": new_id(), "act": new_id()}
    assert hall.phone.say("før", **known).status_code == 200
    hall.done("paused")
    answer = hall.phone.say("under")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert (answer.json or {})["type"] == "/problems/paused"
    assert "paused" in (answer.json or {})["title"]
    assert hall.phone.say("før", **known).status_code == 200, "a lost answer is given again"
    assert hall.phone.reword(known["id"], "før", "etter").status_code == 503
    assert hall.phone.strike(known["id"]).status_code == 503
    asked = {"id": new_id(), "note": known["id"], "text": "Hvem?", "act": new_id()}
    assert hall.phone.visitor.send("POST", f"{hall.wall}/asked", asked).status_code == 503
    table = f"/t/{hall_token(hall)}/notes"
    note = {"id": new_id(), "text": "fra bordet", "act": new_id()}
    assert hall.phone.visitor.send("POST", table, note).status_code == 200, "tables go on"
    hall.done("open")
    assert hall.phone.say("under").status_code == 200
    assert hall.wall_words() == ["før", "fra bordet", "under"]


def hall_token(hall: Held) -> str:
    from tests.support.pairs import token

    return token(hall.db, hall.workshop, hall.asked.tables[0])


def test_many_notes_are_struck_as_one_act_with_one_undo(hall: Held) -> None:
    kind, rude = hall.phone, hall.another()
    said(kind, "mer lys")
    for number in range(12):
        said(rude, f"tull {number}")
    key = hall.organiser.get(hall.page).text.split('value="strike:')[1].split('"')[0]
    hall.done(f"strike:{key}")
    assert hall.wall_words() == ["mer lys"]
    piles = hall.piles()
    assert (piles["typed"], piles["struck"], piles["unplaced"]) == (13, 12, 1)
    assert "tull" not in f"{hall.seen()}{hall.told()}"
    own = rude.own()
    assert all(note["off"] for note in own)
    assert rude.strike(own[0]["id"], struck=False).status_code == 403
    assert "struck out 12 notes" in hall.organiser.get(hall.page).text
    assert "'what': 'phones'" in hall.told(ORGANISER)
    assert hall.undo_last().status_code == 303
    assert len(hall.wall_words()) == 13


def test_by_time_the_known_phones_are_spared(hall: Held) -> None:
    from datetime import UTC, datetime, timedelta

    from sqlalchemy import update

    from cafe.model import Change

    kind = hall.phone
    said(kind, "fra før")
    with hall.db.writing() as tx:
        tx.execute(update(Change).values(at=datetime.now(UTC) - timedelta(hours=1)))
    said(kind, "nå nettopp")
    for number in range(5):
        said(hall.another(), f"tull {number}")
    hall.done("strike-since", minutes="10", new="1")
    assert hall.wall_words() == ["fra før", "nå nettopp"]
    hall.done("strike-since", minutes="10")
    assert hall.wall_words() == ["fra før"]
    for wrong in ("0", "9999", "ti"):
        assert hall.do("strike-since", minutes=wrong).status_code == 422


def test_what_is_sorted_has_its_place_and_is_not_struck(hall: Held) -> None:
    from cafe.model import Note

    uid, other = said(hall.phone, "har plass"), said(hall.phone, "har ikke")
    hall.move("sorting")
    operation: dict[str, Any] = {
        "do": "set_aside",
        "note": uid,
        "reason": "dublett",
        "act": new_id(),
    }
    operation["saw"] = hall.revision
    operations = f"/w/{hall.workshop.id}/sort/acts"
    assert hall.organiser.send("POST", operations, operation).status_code == 200
    hall.done("strike", note=[uid, other])
    with hall.db.reading() as db:
        struck = {note.text: note.struck for note in db.query(Note)}
    assert struck == {"har plass": False, "har ikke": True}
    assert hall.do("strike", note=[uid]).status_code == 409
    assert hall.do("strike").status_code == 422
    history = hall.organiser.get(f"/w/{hall.workshop.id}/history").text
    assert "struck out" in history


def test_only_an_organiser_of_this_cafe_decides(hall: Held, cafe_app: Flask) -> None:
    uid = said(hall.phone, "mer lys")
    for do in ("held", "paused", "strike"):
        answer = hall.do(do, by=hall.phone.visitor, note=[uid])
        assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/login")
    assert hall.phone.visitor.get(hall.page).status_code == 302
    assert hall.do("dance").status_code == 422
    assert hall.do(f"undo:{new_id()}").status_code == 409
    assert hall.do("undo:1").status_code == 422
    assert hall.seen()["workshop"]["phones"] == "open"
    assert hall.wall_words() == ["mer lys"]
    assert "'what': 'phones'" not in hall.told(ORGANISER)


def test_a_flood_is_decided_as_a_whole_and_weighs_no_page_down(hall: Held) -> None:
    """Three thousand held notes were three megabytes, drawn anew at each event."""
    hall.done("held")
    said(hall.phone, "den første", 202)
    with hall.db.writing() as tx:
        first = tx.scalars(notes_in_any_state().where(Note.text == "den første")).one()
        same = ("workshop_id", "table_id", "kind", "state", "struck", "paper", "elaborations")
        shared = {name: getattr(first, name) for name in same}
        for number in range(MOST_SHOWN + 20):
            tx.add(Note(uid=new_id(), text=f"lapp {number}", **shared))
    for address in (hall.page, f"{hall.page}/news", f"/w/{hall.workshop.id}/day/news"):
        page = hall.organiser.get(address).text
        assert page.count('value="take:') == MOST_SHOWN
        assert "and 21 more, which come here when these are decided" in page
        assert f"Take in all {MOST_SHOWN + 21}" in page
    upto = page.split('name="upto-note" value="')[1].split('"')[0]
    hall.done("take-all", **{"upto-note": upto, "upto-question": "0"})
    assert hall.waiting() == []


def test_a_number_may_be_as_large_as_an_id(hall: Held) -> None:
    hall.done("held")
    said(hall.phone, "vent litt", 202)
    upto: dict[str, Any] = {"upto-note": str(2**31 - 1), "upto-question": "1000000"}
    assert hall.do("take-all", **{**upto, "upto-note": str(2**31)}).status_code == 422
    hall.done("take-all", **upto)
    assert hall.wall_words() == ["vent litt"]
