"""One's own page: name, address, password, and an end to the account."""

import re

from flask import Flask
from sqlalchemy import select

from cafe.model import ApiToken, LoginSession, Organiser, Person
from cafe.people import tokens
from cafe.people.queries import name_of
from tests.people.colleagues import PASSWORD as THEIRS
from tests.people.colleagues import account, colleague, enter, give
from tests.support.app import PASSWORD, Visitor
from tests.support.world import a_workshop


def test_the_name_and_the_address_are_ones_own(cafe_app: Flask, organiser: Visitor) -> None:
    account(cafe_app.extensions["cafe"].db, "per@example.org")
    assert organiser.post("/account/name", name="Berit B.", was="Berit Bakke").status_code == 303
    assert "Berit B." in organiser.get("/account").text
    assert organiser.post("/account/name", name="X", was="Berit Bakke").status_code == 409
    typed = {"email": "ny@example.org", "form": "email"}
    assert organiser.post("/account/email", **typed, password="feil").status_code == 422
    taken = typed | {"email": "PER@example.org"}
    assert organiser.post("/account/email", **taken, password=PASSWORD).status_code == 409
    assert organiser.post("/account/email", **typed, password=PASSWORD).status_code == 303
    assert Visitor(cafe_app).log_in("ny@example.org").location == "/workshops"
    assert Visitor(cafe_app).log_in().status_code == 404


def test_a_new_password_logs_others_out_and_this_browser_stays(
    cafe_app: Flask, organiser: Visitor
) -> None:
    other = enter(cafe_app, 1)
    typed = {"form": "password", "password": PASSWORD}
    assert organiser.post("/account/password", **typed, new="kort").status_code == 422
    assert organiser.post("/account/password", **typed, new="ny og lang setning").status_code == 303
    assert organiser.get("/account").status_code == 200
    assert other.get("/account").status_code == 302
    assert Visitor(cafe_app).log_in(password="ny og lang setning").location == "/workshops"


def test_guesses_at_ones_own_password_end(organiser: Visitor) -> None:
    tries = [organiser.post("/account/email", password="feil").status_code for _try in range(12)]
    assert tries == [422] * 10 + [429] * 2
    assert organiser.post("/account/delete", password=PASSWORD).status_code == 429


def test_sessions_lead_to_the_page(organiser: Visitor) -> None:
    assert organiser.get("/sessions").location == "/account#logins"


def test_the_account_is_deleted_once_its_cafes_have_another_owner(
    cafe_app: Flask, organiser: Visitor
) -> None:
    db = cafe_app.extensions["cafe"].db
    with db.reading() as session:
        berit = session.query(Person).one()
    cafe = a_workshop(db, owner=berit, key="a key for tests").id
    mine = colleague(cafe_app, cafe, "owner", "ola@example.org")
    with db.writing() as tx:
        alone = a_workshop(db, key="a key for tests").id
        give(tx, alone, 2)
        tokens.make(
            tx, person_id=2, workshop_id=None, name="t", role="reader", days=30, operation="o" * 8
        )
    refused = mine.post("/account/delete", form="delete", password=THEIRS)
    assert refused.status_code == 409
    assert f"/w/{alone}/people" in refused.text
    assert f"/w/{cafe}/people" not in refused.text
    with db.writing() as tx:
        give(tx, alone, 1)
    assert mine.post("/account/delete", form="delete", password="feil").status_code == 422
    gone = mine.post("/account/delete", form="delete", password=THEIRS)
    assert gone.location == "/farewell"
    # Whose drafts go from this device is told once, to the browser that was theirs.
    told = [re.findall(r'data-gone="(\w*)"', mine.get("/farewell").text) for _twice in range(2)]
    assert told == [["2"], [""]]
    assert mine.get("/workshops").status_code == 302
    with db.reading() as session:
        for kind in (Organiser, LoginSession, ApiToken):
            assert not session.scalars(select(kind).where(kind.person_id == 2)).all()
        assert session.get(Person, 2) is None
        assert name_of(session, "person:2") == "A former organiser"
        assert name_of(session, "person:1") == "Berit Bakke"
    new = account(db, "ola@example.org")
    assert new == 3, "what was done is never another's"


def test_an_account_that_is_gone_is_gone_whatever_can_be_begun_after(
    cafe_app: Flask, organiser: Visitor
) -> None:
    ola = enter(cafe_app, account(cafe_app.extensions["cafe"].db, "ola@example.org"))
    (cafe_app.extensions["cafe"].settings.data_dir / "makings").write_text("no folder")
    gone = ola.post("/account/delete", form="delete", password=THEIRS)
    assert (gone.status_code, gone.location) == (303, "/farewell")


def test_the_only_keeper_stays(cafe_app: Flask, organiser: Visitor) -> None:
    account(cafe_app.extensions["cafe"].db, "per@example.org")
    refused = organiser.post("/account/delete", form="delete", password=PASSWORD)
    assert refused.status_code == 409
    assert "keeper" in refused.text
