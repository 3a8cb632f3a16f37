"""The page of one's tokens: made, shown once, listed, revoked; and nobody else's."""

import re

from flask import Flask
from sqlalchemy import select

from cafe.model import ApiToken, Person
from cafe.people import tokens
from cafe.web.state import cafe
from tests.api.outside import Program, a_token, account
from tests.support.app import Visitor
from tests.support.world import a_workshop, new_id

PAGE = "/account/tokens"
FORM = {"form": "new-token", "name": "Saksarkivet", "role": "editor", "cafe": "", "days": "365"}


def words(page: str) -> list[str]:
    return re.findall(tokens.TOKEN, page)


def test_a_token_is_shown_once_and_opens_until_it_is_revoked(
    cafe_app: Flask, organiser: Visitor
) -> None:
    operation = new_id()
    made = organiser.post(PAGE, **FORM, act=operation)
    [word] = words(made.text)
    assert made.headers["Cache-Control"] == "no-store"
    assert words(organiser.get(PAGE).text) == []
    again = organiser.post(PAGE, **FORM, act=operation)
    assert (again.status_code, words(again.text)) == (409, [])
    assert Program(cafe_app, word).get("/cafes").status_code == 200
    assert "Used 1" in organiser.get(PAGE).text
    assert organiser.post(f"{PAGE}/1/revoke").status_code == 303
    assert organiser.post(f"{PAGE}/1/revoke").status_code == 303
    assert Program(cafe_app, word).get("/cafes").status_code == 401
    assert "revoked" in organiser.get(PAGE).text


def test_the_form_that_comes_twice_offers_another_token_in_place_of_the_lost_one(
    cafe_app: Flask, organiser: Visitor
) -> None:
    lost, anew = new_id(), new_id()
    [before] = words(organiser.post(PAGE, **FORM, act=lost).text)
    theirs = a_token(cafe_app, account(cafe(cafe_app).db, "per@example.org"))
    for act, there in ((lost, {}), (anew, {"anew": lost})):
        if there:
            [word] = words(organiser.post(PAGE, **FORM, act=act, **there).text)
        again = organiser.post(PAGE, **FORM, act=act, **there)
        assert (again.status_code, words(again.text)) == (409, [])
        assert f'name="anew" value="{act}"' in again.text
    opens = {one: Program(cafe_app, one).get("/cafes").status_code for one in (before, word)}
    assert opens == {before: 401, word: 200}
    with cafe(cafe_app).db.reading() as db:
        made = db.scalars(select(ApiToken.operation).order_by(ApiToken.id)).all()[1]
    assert len(words(organiser.post(PAGE, **FORM, act=new_id(), anew=made).text)) == 1
    assert Program(cafe_app, theirs).get("/cafes").status_code == 200, "another's is not revoked"


WRONG: tuple[tuple[dict[str, str], str], ...] = (
    ({"name": ""}, "name"),
    ({"name": "\u200b"}, "name"),
    ({"name": "x" * 201}, "name"),
    ({"role": "owner"}, "role"),
    ({"role": ""}, "role"),
    ({"days": "36500"}, "days"),
    ({"days": "mange"}, "days"),
    ({"cafe": "zzzzzz"}, "cafe"),
)


def test_what_is_refused_comes_back_with_what_was_typed(organiser: Visitor) -> None:
    for wrong, where in WRONG:
        answer = organiser.post(PAGE, **{**FORM, **wrong}, act=new_id())
        assert (answer.status_code, words(answer.text)) == (422, []), wrong
        assert re.search(rf'id="{where}"[^>]*aria-invalid="true"', answer.text), wrong


def test_anothers_token_is_neither_seen_nor_revoked(cafe_app: Flask, organiser: Visitor) -> None:
    other = account(cafe(cafe_app).db, "per@example.org")
    word = a_token(cafe_app, other)
    assert "Saksarkivet" not in organiser.get(PAGE).text
    assert organiser.post(f"{PAGE}/1/revoke").status_code == 303
    assert Program(cafe_app, word).get("/cafes").status_code == 200
    theirs = a_workshop(cafe(cafe_app).db).id
    assert organiser.post(PAGE, **{**FORM, "cafe": theirs}, act=new_id()).status_code == 422


def test_one_has_so_many_and_no_more(cafe_app: Flask, organiser: Visitor) -> None:
    assert organiser.get(PAGE).status_code == 200
    for _each in range(tokens.MOST):
        a_token(cafe_app)
    assert organiser.post(PAGE, **FORM, act=new_id()).status_code == 409
    organiser.post(f"{PAGE}/1/revoke")
    assert len(words(organiser.post(PAGE, **FORM, act=new_id()).text)) == 1
    with cafe(cafe_app).db.reading() as db:
        berit = db.scalars(select(Person)).one()
        mine = tokens.of_person(db, berit.id)
        assert [tokens.lives(one) for one in mine] == [True] * tokens.MOST + [False]
        assert isinstance(mine[0], ApiToken)
