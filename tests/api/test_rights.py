"""Every route by every token: its role and the person's, at this café and others, living or not."""

from collections.abc import Iterator
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from cafe.core.clock import now
from cafe.model import ApiToken, Organiser, Person, Workshop
from cafe.people import rules, tokens
from cafe.people.rules import CAFE_ROLES, RIGHTS, TOKEN_ROLES
from cafe.web.limits import guesses
from cafe.web.limits.rates import BUCKETS, has_spent
from cafe.web.state import cafe
from tests.api.outside import V1, Program, a_token, account
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.programs.jobs import all_end

FILLED = {"id": str(uuid4()), "document_id": "1", "format": "html"}


@pytest.fixture
def doors(cafe_app: Flask, organiser: Visitor) -> Doors:
    assert organiser.get("/workshops").status_code == 200
    with cafe(cafe_app).db.reading() as db:
        return Doors(cafe_app, db.query(Person).one())


def routes(app: Flask, id: str) -> Iterator[tuple[str, str, str]]:
    """Each method and path that a token opens, and the verb that is asked for."""
    for rule in app.url_map.iter_rules():
        view: Any = app.view_functions[rule.endpoint]
        if not getattr(view, "bearer", False):
            continue
        path = str(rule.rule).removeprefix(V1)
        for name, value in {**FILLED, "workshop_id": id}.items():
            for form in (f"<{name}>", f"<int:{name}>", f"<uuid:{name}>"):
                path = path.replace(form, value)
        assert "<" not in path, "say what it is filled with"
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            yield method, path, view.verb


def shut(answer: Any) -> int:
    """The status with which the door was shut; 0: it opened, whatever was found behind it."""
    title = (
        (answer.get_json(silent=True) or {}).get("title", "") if answer.status_code > 400 else ""
    )
    at_door = answer.status_code == 404 and title.startswith("You have no café")
    return answer.status_code if at_door or answer.status_code in (401, 403, 410, 429) else 0


def ask(program: Program, method: str, path: str) -> Any:
    cafe(program.app).limits.reset()
    body: Any = {} if method in ("POST", "PUT") else None
    answer = program.ask(method, path, body, Prefer="wait=0", Accept_Language="en")
    assert answer.status_code < 500, (method, path, answer.text)
    assert "Set-Cookie" not in answer.headers
    answer.close()
    return answer


def someone(app: Flask, workshop_id: str, role: str) -> int:
    person = account(cafe(app).db, f"{role}@example.org")
    with cafe(app).db.writing() as tx:
        tx.add(Organiser(workshop_id=workshop_id, person_id=person, role=role))
    return person


def test_a_program_may_what_its_token_and_its_person_both_may(
    cafe_app: Flask, doors: Doors
) -> None:
    other = Doors(cafe_app).id
    people: dict[str, int] = {role: someone(cafe_app, doors.id, role) for role in CAFE_ROLES}
    people["rival"] = account(cafe(cafe_app).db, "rival@example.org")
    tried, order = 0, [str(role) for role in CAFE_ROLES]
    elsewhere = [("owner", "editor", doors.id), ("owner", "editor", other)]
    for person, most, only in [*product(people, TOKEN_ROLES, (None,)), *elsewhere]:
        program = Program(cafe_app, a_token(cafe_app, people[person], role=most, workshop_id=only))
        for method, path, verb in routes(cafe_app, doors.id):
            if "/cafes/" not in path:
                expected = 0
            elif person == "rival" or only == other:
                expected = 404
            else:
                role = CAFE_ROLES[max(order.index(person), order.index(most))]
                expected = 0 if verb in RIGHTS[role] else 403
            found = shut(ask(program, method, path))
            assert (found or 0) == expected, (person, most, only, method, path)
            tried += 1
    assert tried > 100
    all_end(cafe(cafe_app).settings.data_dir)


NO_TOKEN = {
    "none": {},
    "another scheme": {"Authorization": "Basic YTpi"},
    "nothing behind it": {"Authorization": "Bearer "},
    "a wrong one": {"Authorization": f"Bearer kafe_{'A' * 43}"},
    "one that is too long": {"Authorization": "Bearer kafe_" + "A" * 4000},
    "odd signs": {"Authorization": "Bearer kafe_\xe5\xff"},
    "one in the address": {},
}


def test_nobody_comes_in_without_one(cafe_app: Flask, doors: Doors) -> None:
    word, program = a_token(cafe_app), Program(cafe_app, "")
    for kind, heads in NO_TOKEN.items():
        cafe(cafe_app).limits.reset()
        for method, path, _verb in routes(cafe_app, doors.id):
            ours = f"{path}?access_token={word}&token={word}" if "address" in kind else path
            answer = program.ask(method, ours, **heads)
            assert (answer.status_code, answer.headers["WWW-Authenticate"][:6]) == (401, "Bearer")
            assert answer.mimetype == "application/problem+json", kind
            assert answer.get_json()["type"] == "/problems/not-logged-in"


def test_an_organisers_cookie_opens_nothing(organiser: Visitor, doors: Doors) -> None:
    assert organiser.get(f"/w/{doors.id}/plan").status_code == 200
    for method, path, _verb in routes(organiser.client.application, doors.id):
        answer = organiser.client.open(f"{V1}{path}", method=method)
        assert answer.status_code == 401
        assert "Set-Cookie" not in answer.headers


def test_a_wrong_token_is_counted_as_a_wrong_link_is_and_an_old_one_is_not(
    cafe_app: Flask, doors: Doors
) -> None:
    ours = Program(cafe_app, a_token(cafe_app))
    with cafe(cafe_app).db.writing() as tx:
        tokens.revoke(tx, person_id=1, token_id=1)
    assert ours.get("/cafes").status_code == 401

    def counted() -> int:
        with cafe_app.test_request_context():
            return guesses.counted("token", "127.0.0.1")

    assert counted() == 0
    for wrong in (f"kafe_{'A' * 43}", "kafe_kort", doors.secrets().wall):
        assert Program(cafe_app, wrong).get("/cafes").status_code == 401
    assert counted() == 3


def _status(app: Flask, id: str, word: str) -> int:
    return Program(app, word).get(f"/cafes/{id}").status_code


def test_a_token_ends_with_what_it_stands_on(cafe_app: Flask, doors: Doors) -> None:
    """Revoked, ended, taken out, in the bin, deleted: each is told apart."""
    db, id = cafe(cafe_app).db, doors.id
    colleague = someone(cafe_app, id, "editor")
    words = [a_token(cafe_app, colleague) for _each in range(3)]
    assert {_status(cafe_app, id, word) for word in words} == {200}
    with db.writing() as tx:
        tokens.revoke(tx, person_id=1, token_id=1)  # another's: nothing
        tx.execute(update(ApiToken).where(ApiToken.id == 2).values(ends=now() - 1))
    assert [_status(cafe_app, id, word) for word in words] == [200, 401, 200]
    with db.writing() as tx:
        tokens.revoke(tx, person_id=colleague, token_id=1)
    assert [_status(cafe_app, id, word) for word in words] == [401, 401, 200]
    with db.writing() as tx:
        tx.get_one(Workshop, id).binned = 1
    assert _status(cafe_app, id, words[2]) == 410
    with db.writing() as tx:
        tx.get_one(Workshop, id).binned = None
        tx.execute(delete(Organiser).where(Organiser.person_id == colleague))
    assert _status(cafe_app, id, words[2]) == 404
    with db.writing() as tx:
        tx.execute(delete(Person).where(Person.id == colleague))
    assert _status(cafe_app, id, words[2]) == 401


def test_each_use_is_counted_and_too_many_are_told_when_to_come_again(
    cafe_app: Flask, doors: Doors
) -> None:
    program = Program(cafe_app, a_token(cafe_app))
    with cafe_app.test_request_context():
        assert has_spent("token", "1", cost=BUCKETS["token"].amount - 3)
    answers = [program.get("/cafes") for _each in range(5)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    with cafe(cafe_app).db.reading() as db:
        token = db.scalars(select(ApiToken)).one()
        assert (token.uses, token.used % 3600) == (3, 0)  # type: ignore[operator]
        assert doors


def test_a_token_is_kept_as_a_digest_and_never_an_owners(cafe_app: Flask, doors: Doors) -> None:
    assert rules.of_token("owner", "owner") == "editor"
    word = a_token(cafe_app)
    with cafe(cafe_app).db.reading() as db:
        kept = db.execute(select(ApiToken.__table__)).mappings().one()
    assert word.removeprefix("kafe_") not in str(kept)
    assert doors
