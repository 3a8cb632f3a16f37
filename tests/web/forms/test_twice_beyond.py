"""The forms that stand on no page of a house: by link, in a series, at a published document …

What is in none of the two modules is in `ELSEWHERE`, with where it is tried or why twice is twice.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select

from cafe.core.clock import today
from cafe.model import Audit, CafeTable, Invitation, Organiser, Person, Question
from cafe.people.colleagues.actions import reset_link
from cafe.web.limits import bodies
from cafe.web.state import cafe
from tests.archive.ground import SORTED_OUT
from tests.followup.test_routes import ABOUT, mailing
from tests.people.colleagues import PASSWORD, account, enter, give
from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.support.world import new_id
from tests.web.twice.beyond import Beyond, Press
from tests.web.twice.pressing import (
    OF_A_HOUSE,
    Answers,
)

RESET = re.compile(r"/reset/a[0-9a-f]{40}")
SHOWN: Answers = ((200, 200),)
# The link opens once, and says so: whoever pressed is inside, or logs in.
USED: Answers = ((302, 410), (303, 410), (200, 410))
# Nobody may press it any more, and the door says so before the form is read.
NO_MORE: Answers = ((303, 403), (303, 404))


def of_people(it: Beyond) -> Iterator[Press]:
    """Colleagues, members and their accounts."""
    people, berit = f"{it.here}/people", it.berit
    per, ola, ida = (it.member(name) for name in ("per", "ola", "ida"))
    yield Press("people.set_role", berit, people, typed={"role": "reader"}, of=f"/{per}/")
    yield Press("people.take_out_colleague", berit, people, of=f"/{ola}/")
    yield Press("people.take_out", berit, "/organisation", of=f"/{ola}/")
    yield Press("people.set_admin", berit, "/organisation", "admin", of=f"/{per}/")
    with it.db.writing() as tx:
        tx.execute(delete(Organiser).where(Organiser.workshop_id == it.hall.id))
    named = {"name": "Lier kommune"}
    yield Press("people.make_organisation", berit, "/organisations", typed=named)
    yield Press("people.name_owner", berit, "/organisation")
    yield Press("people.leave_cafe", enter(it.app, per), people, answers=NO_MORE)
    new, known = Visitor(it.app), enter(it.app, ida)
    typed = {"name": "Eva", "email": "eva@example.org", "password": "en lang liten setning"}
    yield Press("people.make_account", new, it.asks(people), typed=typed, answers=((302, 400),))
    yield Press("people.join_as_me", known, it.asks(people), answers=USED)
    with it.db.writing() as tx:
        word = reset_link(tx, person=tx.get_one(Person, ola), made_by=None, secret_key=it.key)
    another = {"password": "en helt annen setning"}
    yield Press(
        "people.reset_password", Visitor(it.app), f"/reset/{word}", typed=another, answers=USED
    )
    enter(it.app, 1)
    yield Press("people.end_session", berit, "/account")
    enter(it.app, 1)
    yield Press("people.end_others", berit, "/account")
    yield Press("people.hand_over", berit, people, of=f"/{ida}/", answers=NO_MORE)
    own, typed = enter(it.app, account(it.db, "liv@example.org")), {"password": PASSWORD}
    gone: Answers = ((303, 302),)
    yield Press("people.delete_account", own, "/account", "", typed, gone)
    assert own.post("/account/delete", **typed).location == "/farewell"


def of_what_is_read(it: Beyond) -> Iterator[Press]:
    """A reading round, what came of it, and who is told."""
    readers, berit, phone = f"{it.here}/readers", it.berit, it.read.phone()
    yield Press("readers.open_round", berit, readers, typed={"cards": ""})
    assert phone.get(f"{it.read.address()}/round").status_code == 200
    assert phone.says("Light", "missing", "Ingen nevnte vinduet").status_code == 200
    yield Press("readers.end_round", berit, readers, "close")
    yield Press("readers.decide", berit, readers, typed={"outcome": "taken"})
    point = ABOUT.findall(it.berit.get(f"{it.here}/followup").text)[0]
    answer = {"status": "done", "words": "Lampa henger.", "due": "", "day": ""}
    about = f"{it.here}/followup?about={point}"
    yield Press("followup.give", berit, about, typed=answer)
    follow = {"address": "eva@example.org"}
    told = Visitor(it.app)
    yield Press("followup.ask_to_be_told", told, f"{it.lasting}/follow", "", follow, SHOWN)
    yield Press("followup.confirm_address", told, it.followers()[0])
    yield Press("followup.forget_address", told, it.followers()[0], answers=USED)
    versions = f"{it.here}/report"
    yield Press("report.call", berit, versions, typed={"name": "Den første"})
    yield Press("report.lend", berit, versions, "end")
    yield Press(
        "report.lend", berit, versions, typed={"until": (today() + timedelta(9)).isoformat()}
    )
    yield Press("report.show", berit, versions, "renew")
    yield Press("report.show", berit, versions, "hide")


def of_a_series(it: Beyond) -> Iterator[Press]:
    """Its page, its contacts, and the letters to them."""
    berit, at, list_ = it.berit, f"/workshops/series/{it.network.uid}", it.network.at
    yield Press("after.rename", berit, at, typed={"name": "Rekka"})
    yield Press("after.list_here", berit, at, "unlist")
    yield Press("after.show", berit, at, "renew")
    join = {"address": "nils@example.org", "name": "Nils"}
    asks = f"{it.network.page}/contact"
    yield Press("followup.ask_to_be_invited", Visitor(it.app), asks, "", join, SHOWN)
    lines = {"lines": "liv@example.org Liv\nase@example.org Åse", "paper": "1"}
    yield Press("followup.type_list", berit, list_, typed=lines)
    yield Press("followup.take_out", berit, list_)
    yield Press("after.show", berit, at, "hide")


def of_the_day(it: Beyond) -> Iterator[Press]:
    """The hall, hosts' invitations, and what is sent to other programs."""
    berit, at, doors = it.berit, f"/w/{it.hall.id}", it.hall.secrets()
    yield Press("plan.answer_invitation", Visitor(it.app), f"/h/{doors.invitation}", "yes")
    yield Press("plan.tell_tables", berit, f"{at}/day", typed={"to": "all", "text": "Pause"})
    yield Press("plan.step", berit, f"{at}/day", "ask")
    yield Press("plan.take_message_back", berit, f"{at}/day")
    kept = {"addresses": "Kari; kari@example.org"}
    yield Press("plan.keep_addresses", berit, f"{at}/invitations", typed=kept)
    with it.db.reading() as db:
        asked = select(Invitation.id).where(Invitation.workshop_id == it.hall.id)
        id = db.scalars(asked.order_by(Invitation.id)).first()
    with it.db.writing() as tx:
        mine = select(CafeTable).where(CafeTable.workshop_id == it.hall.id, CafeTable.number == 2)
        tx.scalars(mine).one().hosts = ["Ola"]
    yield Press("plan.invite", berit, f"{at}/invitations")
    yield Press("plan.mark_sent", berit, f"{at}/invitations?letter={id}")
    yield Press("plan.keep_addresses", berit, f"{at}/invitations", "forget")
    hook = {"address": "https://example.org/kafe"}
    yield Press("report.name_webhook", berit, f"{at}/webhook", typed=hook)
    yield Press("report.send_trial", berit, f"{at}/webhook")
    yield Press("report.take_webhook", berit, f"{at}/webhook")
    yield Press("report.choose_options", berit, f"{at}/report")
    asks = {"name": "Nettet", "kind": "written", "took_part": ""}
    yield Press("sort.new_origin", berit, f"{it.here}/sort", typed=asks)
    yield Press("sort.origin_gone", berit, f"{it.here}/sort")
    yield Press("sort.new_origin", berit, f"{it.here}/sort", typed=asks)
    yield Press("sort.origin_notes", berit, f"{it.here}/sort", typed={"notes": "en\nto"})
    yield Press(
        "sort.origin_name", berit, f"{it.here}/sort", typed={"name": "Veven", "took_part": "3"}
    )
    with it.db.reading() as db:
        uids = select(Question.uid).where(Question.workshop_id == it.id, Question.number == 2)
        other = {"question": db.scalars(uids).one()}
    yield Press("sort.origin_question", berit, f"{it.here}/sort", typed=other)
    yield Press("plan.put_in_bin", berit, "/workshops", "bin", of=at)
    yield Press("plan.take_back", berit, "/workshops?show=bin", of=at)
    yield Press("plan.put_in_bin", berit, "/workshops", "bin", of=at)
    yield Press(
        "plan.delete",
        berit,
        "/workshops?show=bin",
        of=at,
        typed={"title": "ET GODT STED – SAMLING 12. NOVEMBER 2026"},
        answers=NO_MORE,
    )


ALL = (of_people, of_what_is_read, of_a_series, of_the_day)
# Where the others are sent twice, or why twice is twice.
ELSEWHERE = {
    "archive.bring": "tests/archive/test_routes.py",
    "demo.demo": "tests/demo/test_routes.py",
    "erasure.look": "only looks",
    "erasure.press": "tests/erasure/test_routes.py",
    "followup.send_again": "tests/followup/test_contact_letters.py",
    "followup.write_to_all": "tests/followup/test_contact_letters.py",
    "intake.send": "two looks at one table: nothing of it is in the café yet",
    "intake.take": "tests/intake/test_routes.py",
    "intake.take_out": "tests/intake/test_routes.py",
    "people.ask_for_letter": "each asks anew and ends the link before it: one letter goes",
    "people.change_password": "the same password, hashed anew",
    "people.enter_code": "leads on, and keeps nothing",
    "people.join_account": "tests/people/oidc/test_routes.py",
    "people.log_in": "two logins: the first stands in the list of them, to be ended",
    "people.log_out": "who is out stays out, and is led to the front page",
    "people.make_first": "there is an account then: tests/people/test_login.py",
    "people.make_from_elsewhere": "by a link that opens once: tests/people/oidc",
    "people.make_reset_link": "below",
    "people.second_step": "tests/people/factor/test_routes.py",
    "people.set_up_second": "tests/people/factor/test_routes.py",
    "people.switch_off_second": "what is off stays off: tests/people/factor/test_routes.py",
    "plan.mail_letters": "tests/plan/inviting/test_mail.py",
    "plan.prompts": "tests/web/test_done_twice.py",
    "readers.enter_word": "leads on, and keeps nothing",
    "readers.show_card": "the browser's own cookie alone",
    "report.keep": "tests/report/test_versions.py",
    "report.send_letterhead": "one file lies there, the same",
    "sort.look": "only looks",
    "sort.take_back": "tests/web/test_done_twice.py",
    "table.add_photo": "tests/table/photos",
}


@pytest.mark.parametrize("presses", ALL)
def test_it_is_done_once(
    presses: Callable[[Beyond], Iterator[Press]],
    cafe_app: Flask,
    organiser: Visitor,
    known: Known,
) -> None:
    with mailing(cafe_app):
        assert organiser.get("/workshops").status_code == 200
        it = Beyond(cafe_app, organiser, str(known["here"]))
        for one in presses(it):
            it.pressed_twice(one)


def test_every_form_is_pressed_twice_somewhere(cafe_app: Flask) -> None:
    here = set(re.findall(r'Press\(\s*"([a-z_.]+)"', Path(__file__).read_text("utf-8")))
    assert here | OF_A_HOUSE | ELSEWHERE.keys() == bodies.FORMS.keys() | bodies.UPLOADS.keys()
    assert not ELSEWHERE.keys() & (here | OF_A_HOUSE)


def test_a_second_link_to_another_password_ends_the_first_and_is_logged_once(
    cafe_app: Flask, organiser: Visitor, known: Known
) -> None:
    """Each press shows the link that it made; of two, only the second answer is ever seen."""
    assert organiser.get("/workshops").status_code == 200
    here, db = str(known["here"]), cafe(cafe_app).db
    per = account(db, "per@example.org")
    with db.writing() as tx:
        give(tx, here[3:], per, "editor")
    to, press = f"{here}/people/{per}/password", {"act": new_id()}
    first, second = (RESET.findall(organiser.post(to, **press).text)[0] for _twice in range(2))
    assert [Visitor(cafe_app).get(one).status_code for one in (first, second)] == [410, 200]
    with db.reading() as reader:
        told = select(Audit.times).where(Audit.workshop_id == here[3:], Audit.what == "reset")
        assert reader.scalars(told).all() == [1]


@pytest.fixture
def ground() -> Ground:
    return SORTED_OUT
