"""Every route that shares, publishes, takes away or deletes is in the audit log: by its right."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.clock import today
from cafe.model import Audit, Link, Organiser, Person, Version, Workshop, audited
from cafe.model import audit as model
from cafe.people.audit import queries
from cafe.people.audit.rules import KINDS, Asked
from tests.api.outside import Program, a_token
from tests.people.colleagues import account, colleague, enter
from tests.support.app import Visitor
from tests.support.links import Doors

WRITES = {"POST", "PUT", "DELETE", "PATCH"}
# What an organiser may only do so that it can be read afterwards: rights, not routes, so that a new
# route with one of these must be tried here.
VERBS = {
    *("people.edit", "people.leave", "account.join", "links.renew", "report.share"),
    *("webhook.edit", "workshop.bin", "workshop.delete"),
}
# Where it is tried elsewhere, or why it need not be.
ELSEWHERE = {
    "plan.delete": "the log goes with the café, in the same transaction",
    "people.make_from_elsewhere": "joins by the same function as the form beside it",
}


def told(doors: Doors, what: str) -> int:
    """How often this is in the log of the café."""
    with doors.db.reading() as db:
        here = (Audit.workshop_id == doors.id, Audit.what == what)
        return db.scalar(select(func.sum(Audit.times)).where(*here)) or 0


def invited(doors: Doors, organiser: Visitor) -> str:
    page = organiser.post(f"/w/{doors.id}/people", role="reader", name="Siv").text
    return page.partition("/join/")[2].partition('"')[0].partition("<")[0].strip()


class Steps:
    """Each route with what is sent to it, so that it succeeds, and what the log then says."""

    def __init__(self, app: Flask, doors: Doors, organiser: Visitor) -> None:
        """With a colleague who has a role, and one who leaves."""
        self.app, self.doors, self.organiser = app, doors, organiser
        colleague(app, doors.id, "editor", "ola@example.org")
        self.leaver = colleague(app, doors.id, "owner", "liv@example.org")
        with doors.db.reading() as db:
            self.ola = db.query(Person).where(Person.email == "ola@example.org").one().id
            self.link = db.query(Link).where(Link.workshop_id == doors.id).first()
            self.version = db.query(Version).where(Version.workshop_id == doors.id).one().id
        self.draft = self._draft()

    def _draft(self) -> str:
        """Where a draft is lent."""
        words = {"revision": 1, "folder": "d", "lines": [], "by": "person:1", "final": False}
        with self.doors.db.writing() as tx:
            kept_at = datetime.now(UTC)
            draft = Version(workshop_id=self.doors.id, number=1, kept_at=kept_at, **words)
            tx.add(draft)
            tx.flush()
            return f"/w/{self.doors.id}/report/versions/{draft.id}/lent"

    def all(self) -> dict[str, tuple[str, Any]]:
        """By endpoint, in the order in which they can be done."""
        here, people = f"/w/{self.doors.id}", f"/w/{self.doors.id}/people"
        ola, link = f"{people}/{self.ola}", f"{here}/links/{self.link.id if self.link else 0}"
        post, hook = self.organiser.post, "https://arkiv.example.org/hook"
        shown = partial(post, f"{here}/report/versions/{self.version}/shown")
        return {
            "people.invite_colleague": ("invited", partial(post, people, role="sorter")),
            "people.withdraw_invitation": (
                "withdrawn",
                partial(post, f"{people}/invited/1/withdraw"),
            ),
            "people.set_role": ("role", partial(post, f"{ola}/role", role="sorter", was="editor")),
            "people.make_reset_link": ("reset", partial(post, f"{ola}/password")),
            "people.close_to_others": ("opened", partial(post, f"{here}/closed", do="open")),
            "people.make_account": ("joined", self._joins),
            "people.join_as_me": ("joined", self._joins_as_me),
            "people.leave_cafe": ("left", partial(self.leaver.post, f"{people}/leave")),
            "plan.renew": ("link", partial(post, link)),
            "plan.renew_short": ("code", partial(post, f"{link}/code")),
            "plan.switch_codes": ("codes", partial(post, f"{here}/codes", do="off")),
            "report.show": ("address", partial(shown, do="renew")),
            "report.lend": ("lent", partial(post, self.draft, until=today().isoformat())),
            "report.name_webhook": ("webhook", partial(post, f"{here}/webhook", address=hook)),
            "report.send_trial": ("webhook", partial(post, f"{here}/webhook/trial")),
            "report.take_webhook": ("webhook", partial(post, f"{here}/webhook/gone")),
            "people.take_out_colleague": ("out", partial(post, f"{ola}/out")),
            "people.hand_over": ("owner", self._hands_over),
            "plan.put_in_bin": ("binned", lambda: self._heir().post(f"{here}/bin")),
            "plan.take_back": ("back", lambda: self._heir().post(f"{here}/back")),
        }

    def _joins(self) -> Any:
        word = invited(self.doors, self.organiser)
        new = {"name": "Siv", "email": "siv@example.org", "password": "lange turer i skogen"}
        return Visitor(self.app).post(f"/join/{word}", **new)

    def _joins_as_me(self) -> Any:
        word = invited(self.doors, self.organiser)
        self.heir = account(self.doors.db, "arv@example.org")
        return enter(self.app, self.heir).post(f"/join/{word}/me")

    def _hands_over(self) -> Any:
        return self.organiser.post(f"/w/{self.doors.id}/people/{self.heir}/owner")

    def _heir(self) -> Visitor:
        return enter(self.app, self.heir)


def writing_routes(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        verb = getattr(app.view_functions[rule.endpoint], "verb", "")
        if verb in VERBS and (rule.methods or set()) & WRITES:
            yield rule.endpoint


def test_each_route_of_these_rights_is_in_the_log(
    cafe_app: Flask, doors: Doors, organiser: Visitor
) -> None:
    steps = Steps(cafe_app, doors, organiser).all()
    assert set(writing_routes(cafe_app)) == set(steps) | set(ELSEWHERE)
    for endpoint, (what, does) in steps.items():
        before = told(doors, what)
        answer = does()
        assert answer.status_code in (200, 302, 303), (endpoint, answer.text)
        assert told(doors, what) == before + 1, endpoint


def test_a_refused_one_is_not_in_the_log(doors: Doors, organiser: Visitor) -> None:
    assert organiser.post(f"/w/{doors.id}/people", role="king").status_code == 422
    assert organiser.post(f"/w/{doors.id}/delete", title="another").status_code == 422
    assert (told(doors, "invited"), told(doors, "deleted")) == (0, 0)


def test_whatever_an_organiser_takes_away_as_a_file_is_in_the_log(
    cafe_app: Flask, doors: Doors, organiser: Visitor
) -> None:
    """No route is named here: each that sends a file is met by what it sends."""
    made_by_a_job = {"report.download", "report.archive"}  # tests/report/test_report_jobs.py
    values = {"format": "html", "number": "1", "kind": "none", "language": "xx", "file": "x"}
    found = []
    for rule in cafe_app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or "workshop_id" not in rule.arguments:
            continue
        if rule.endpoint in made_by_a_job or str(rule.rule).startswith("/api"):
            continue
        filled = {name: values.get(name, "1") for name in rule.arguments}
        path = str(rule.rule).replace("<any(cards, rounds):sheet>", "cards")
        for name, value in {**filled, "workshop_id": doors.id}.items():
            for form in (f"<{name}>", f"<int:{name}>", f"<uuid:{name}>"):
                path = path.replace(form, value)
        before = told(doors, "downloaded")
        answer = organiser.get(path)
        file = answer.status_code == 200 and "attachment" in str(answer.headers)
        assert told(doors, "downloaded") == before + file, path
        found += [rule.endpoint] if file else []
        answer.close()
    assert {"report.take", "kit.kit_cards"} <= set(found)


def test_logging_in_is_in_the_log_of_ones_own_cafes_alone(cafe_app: Flask, doors: Doors) -> None:
    others = Doors(cafe_app)
    visitor = Visitor(cafe_app)
    assert visitor.log_in(password="not this one").status_code == 404
    assert told(doors, "login") == 0
    assert visitor.log_in().status_code == 302
    assert Visitor(cafe_app).log_in().status_code == 302
    assert (told(doors, "login"), told(others, "login")) == (2, 0)
    with doors.db.reading() as db:
        assert db.query(Audit).where(Audit.what == "login").count() == 1, "one row, counted up"


def test_what_a_program_reads_and_takes_away_is_in_the_log(
    cafe_app: Flask, doors: Doors, organiser: Visitor
) -> None:
    program = Program(cafe_app, a_token(cafe_app))
    assert program.ask("GET", "/cafes").status_code == 200
    assert told(doors, "token") == 0, "it has come to no café"
    assert program.ask("GET", f"/cafes/{doors.id}").status_code == 200
    with doors.db.reading() as db:
        version = db.query(Version).where(Version.workshop_id == doors.id).one().id
    program.ask("GET", f"/cafes/{doors.id}/documents/{version}/html").close()
    assert (told(doors, "token"), told(doors, "downloaded")) == (2, 1)
    assert "came in with a token" in organiser.get(f"/w/{doors.id}/audit?kind=logins").text


def test_who_is_taken_out_of_the_organisation_is_in_the_log_of_each_cafe(
    cafe_app: Flask, doors: Doors, organiser: Visitor
) -> None:
    colleague(cafe_app, doors.id, "editor", "ola@example.org")
    assert organiser.post("/organisation/members/2/out").status_code == 303
    assert told(doors, "out") == 1
    with doors.db.writing() as tx:
        tx.query(Organiser).where(Organiser.workshop_id == doors.id).delete()
    named = organiser.post("/organisation/owner", person="1", cafe=doors.id)
    assert named.status_code == 303, named.text
    assert told(doors, "owner") == 1


def test_the_log_survives_an_account_and_names_nobody(
    cafe_app: Flask, doors: Doors, organiser: Visitor
) -> None:
    ola = colleague(cafe_app, doors.id, "editor", "ola@example.org")
    organiser.post(f"/w/{doors.id}/people", role="sorter")
    doors.does(lambda tx, here: audited(tx, here.id, "downloaded", by="person:2", about="pdf"))
    assert "Ola" in organiser.get(f"/w/{doors.id}/audit").text
    gone = ola.post("/account/delete", password="en annen setning")
    assert gone.status_code == 303, gone.text
    page = organiser.get(f"/w/{doors.id}/audit?kind=files").text
    assert "A former organiser" in page
    assert "took away a file (pdf)" in page
    assert told(doors, "left") == 1
    with doors.db.reading() as db:
        written = [f"{one.by} {one.about}" for one in db.query(Audit)]
    assert not any("Ola" in one or "@" in one for one in written)


def test_a_flood_is_bounded_and_pushes_out_nothing_else(doors: Doors, monkeypatch: Any) -> None:
    monkeypatch.setattr(model, "MOST", 5)

    def flood(tx: Session, here: Workshop) -> None:
        audited(tx, here.id, "invited", by="person:1")
        for number in range(30):
            audited(tx, here.id, "downloaded", by="person:1", about=f"f{number}")
            audited(tx, here.id, "downloaded", by="person:1", about=f"f{number}")
        model.bound_audit(tx)

    doors.does(flood)
    with doors.db.reading() as db:
        rows = db.query(Audit).where(Audit.workshop_id == doors.id).order_by(Audit.id).all()
    assert [one.about for one in rows if one.what == "downloaded"] == [
        f"f{n}" for n in range(25, 30)
    ]
    assert {one.times for one in rows if one.what == "downloaded"} == {2}
    assert [one.what for one in rows].count("invited") == 1


def test_the_same_an_hour_later_is_another_row(doors: Doors) -> None:
    def twice(tx: Session, here: Workshop) -> None:
        audited(tx, here.id, "binned", by="person:1")
        first = tx.query(Audit).where(Audit.what == "binned").one()
        first.at = first.last = datetime.now(UTC) - timedelta(hours=2)
        audited(tx, here.id, "binned", by="person:1")
        assert tx.query(Audit).where(Audit.what == "binned").count() == 2
        with pytest.raises(ValueError, match="unheard"):
            audited(tx, here.id, "unheard", by="person:1")

    doors.does(twice)


def test_each_word_is_looked_for_under_one_kind_and_said(doors: Doors) -> None:
    assert sorted(model.ACTIONS) == sorted(what for kind in KINDS.values() for what in kind)
    about = {"role": "person:1 editor", "out": "person:9", "owner": "person:1", "reset": "person:1"}
    about |= {"link": "wall", "code": "table:99", "kept": "draft 1", "shown": "final 1"}

    def all_of_them(tx: Session, here: Workshop) -> None:
        for what in model.ACTIONS:
            audited(tx, here.id, what, by="house", about=about.get(what, ""))

    doors.does(all_of_them)
    with doors.db.reading() as db:
        rows, more = queries.page_of(db, db.get_one(Workshop, doors.id), Asked(by="house"))
    assert more is None
    assert len(rows) == len(model.ACTIONS)
    assert not {one.words for one in rows} & set(model.ACTIONS)
