"""Two organisations on one installation: every route of one, tried by everybody of the other."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from cafe.errors import CafeError
from cafe.live.socket import listener, rooms_of
from cafe.people.sessions import room_of
from cafe.web.limits import bodies
from cafe.web.limits.pace import Pace
from cafe.web.state import cafe
from tests.people.organisations.municipality import Municipality
from tests.support.app import Visitor, paced
from tests.web.matrix import FILLED

METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")
HELD = {"token": "wall", "invitation": "invitation", "shared": "shared", "series": "series"}
HELD |= {"follower": "follower"}
# Ends the login that tries.
LAST = {"people.log_out", "people.end_session", "people.end_others"}

# Take nothing of anybody's, and a second each: a café that is built, a password that is wrong.
SLOW = {"demo.demo", "people.log_in"}
# What a keeper does with any organisation; others are refused it (test_routes_organisations.py).
KEEPS = {"people.invite_admin"}


@pytest.fixture
def two(organiser: Visitor, cafe_app: Flask) -> tuple[Municipality, Municipality]:
    assert organiser.get("/workshops").status_code == 200
    paced(cafe_app, Pace(burst=10_000, a_second=1))
    return Municipality(cafe_app, "Aurland"), Municipality(cafe_app, "Bykle")


def address(rule: Rule, known: dict[str, Any]) -> str:
    """The rule's address, filled with what is known, else with what is nowhere."""
    found = str(rule.rule).replace("<any(cards, rounds):sheet>", "cards")
    for name in rule.arguments:
        value = str(known.get(name, FILLED.get(name, 1)))
        for form in (f"<{name}>", f"<int:{name}>", f"<uuid:{name}>", f"<path:{name}>"):
            found = found.replace(form, value)
    return found


def tries(app: Flask, theirs: Municipality, mine: Municipality) -> Iterator[tuple[str, str, str]]:
    """Every route of theirs, and their things asked for by my own links: who, how, where."""
    ids = theirs.ids()
    own = mine.doors.secrets()._asdict()
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in SLOW | KEEPS]
    for rule in sorted(rules, key=lambda rule: rule.endpoint in LAST):
        held = {name: own[word] for name, word in HELD.items() if name in rule.arguments}
        if "token" in held and str(rule).startswith("/t/"):
            held["token"] = own["table"]
        uses = [ids | held]
        if "uid" in rule.arguments:  # a series, a note, or an organisation
            uses += [ids | held | {"uid": other} for other in (theirs.uid, ids["note"])]
        for method in METHODS:
            for known in uses if method in (rule.methods or ()) else ():
                for by in ("a guest",) if held else ("admin", "owner", "member", "keeper"):
                    yield by, method, f"{rule.endpoint} {address(rule, known)}"


def test_nobody_of_one_organisation_sees_or_touches_another(
    organiser: Visitor, cafe_app: Flask, two: tuple[Municipality, Municipality]
) -> None:
    theirs, mine = two
    before, ids, failed, tried = theirs.rows(), theirs.ids(), [], Counter[str]()
    visitors = {**mine.visitors, "keeper": organiser, "a guest": Visitor(cafe_app)}
    tokens = {by: visitor.token() for by, visitor in visitors.items()}
    sent = {name: value for name, value in ids.items() if name not in ("uid", "workshop_id")}
    with theirs.at_work():
        for by, method, where in tries(cafe_app, theirs, mine):
            endpoint, place = where.split(" ", 1)
            cafe_app.extensions["cafe"].limits.reset()
            form = endpoint in (*bodies.FORMS, *bodies.UPLOADS)
            how: dict[str, Any] = {"headers": {"X-CSRFToken": tokens[by]}}
            if method != "GET":
                how |= {"data": {k: str(v) for k, v in sent.items()}} if form else {"json": sent}
            answer = visitors[by].client.open(place, method=method, **how)
            told = answer.get_data()
            named = by == "keeper" and endpoint.endswith(
                "organisations"
            )  # a keeper knows their names
            if (theirs.word.encode() in told and not named) or answer.status_code >= 500:
                failed.append(f"{method} {place} by {by}: {answer.status_code}")
            if place.startswith(f"/w/{theirs.cafe}"):
                tried["theirs"] += 1
                if answer.status_code != 404:
                    failed.append(f"{method} {place} by {by}: {answer.status_code}, not 404")
            answer.close()
            tried[by] += 1
    assert not failed, "\n".join(failed[:30])
    assert theirs.rows() == before
    assert tried["theirs"] > 500
    assert min(tried.values()) > 30, tried


def test_a_program_of_one_organisation_finds_nothing_of_another(
    cafe_app: Flask, two: tuple[Municipality, Municipality]
) -> None:
    theirs, mine = two
    visitor, word = Visitor(cafe_app), mine.token()
    rules = [rule for rule in cafe_app.url_map.iter_rules() if str(rule).startswith("/api/v1")]
    before = theirs.rows()
    for rule in rules:
        for method in set(METHODS) & (rule.methods or set()):
            place = address(rule, theirs.ids())
            how: dict[str, Any] = {} if method == "GET" else {"json": {}}
            headers = {"Authorization": f"Bearer {word}"}
            answer = visitor.client.open(place, method=method, headers=headers, **how)
            assert theirs.word.encode() not in answer.get_data(), place
            assert answer.status_code == 404 or "workshop_id" not in rule.arguments, place
            assert answer.status_code < 500, place
    assert len(rules) > 3
    assert theirs.rows() == before


def test_who_listens_to_a_cafe_is_its_organisations_and_no_other(
    cafe_app: Flask, two: tuple[Municipality, Municipality]
) -> None:
    theirs, mine = two
    rooms, _audience = rooms_of(cafe(cafe_app), theirs.cafe)[0]
    assert set(rooms) == {
        room_of(theirs.cafe, login) for login in logins(theirs, "admin", "owner", "member")
    }
    for visitor in mine.visitors.values():
        word = visitor.client.get_cookie("kafe")
        assert word
        with (
            cafe_app.test_request_context(headers={"Cookie": f"kafe={word.value}"}),
            pytest.raises(CafeError) as refused,
        ):
            listener({"door": "w", "key": theirs.cafe})
        assert refused.value.status == 404
    theirs.doors.does(lambda _tx, workshop: setattr(workshop, "closed_to_organisation", True))
    rooms, _audience = rooms_of(cafe(cafe_app), theirs.cafe)[0]
    assert set(rooms) == {room_of(theirs.cafe, one) for one in logins(theirs, "owner")}


def logins(of: Municipality, *names: str) -> list[int]:
    """The numbers of these people's logins."""
    from cafe.people.sessions import of_person

    with of.db.reading() as db:
        return [one.id for name in names for one in of_person(db, of.people[name].id)]
