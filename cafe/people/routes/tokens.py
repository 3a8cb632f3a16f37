"""The programs that may come in for a person: their tokens, made, listed, revoked."""

from datetime import datetime
from typing import NamedTuple

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.clock import at_second
from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.model import ApiToken
from cafe.people import queries, tokens
from cafe.people.room import room
from cafe.people.rules import TOKEN_ROLES, role_name
from cafe.web.access import Who, allowed
from cafe.web.forms import NOTHING, Refused, form, typed_number, typed_operation
from cafe.web.pages import page
from cafe.web.state import reading, writing


class Row(NamedTuple):
    """One token as it is shown. `cafe`: the title of the only one it leads to."""

    token: ApiToken
    lives: bool
    role: str
    cafe: str
    made: datetime
    ends: datetime
    used: datetime | None


@room.get("/account/tokens")
@allowed("tokens.edit")
def list_tokens(who: Who) -> Response:
    """The page of one's tokens."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING, word: str = "") -> Response:
    with reading() as db:
        mine = tokens.of_person(db, who.person_id or 0)
        cafes = queries.titles_of(db, who.person_id or 0)
    rows = [_row(one, cafes) for one in mine]
    roles = {role: role_name(role) for role in TOKEN_ROLES}
    return page(
        "people/tokens.html",
        rows=rows,
        cafes=cafes,
        roles=roles,
        days=tokens.DAYS,
        refused=refused,
        word=word,
    )


@room.post("/account/tokens")
@allowed("tokens.edit")
@form(_page, at="/account/tokens")
def make_token(who: Who) -> AnyResponse:
    """A new one; the page that follows is the only one that ever shows it."""
    cafe, person_id = request.form.get("cafe", ""), who.person_id or 0
    with writing() as tx:
        if cafe and cafe not in queries.titles_of(tx, person_id):
            raise Invalid(_("You have no café with this address."), where="cafe")
        if lost := request.form.get("anew"):
            tokens.revoke_made(tx, person_id=person_id, operation=lost)
        word = tokens.make(
            tx,
            person_id=person_id,
            workshop_id=cafe or None,
            name=request.form.get("name", ""),
            role=request.form.get("role", ""),
            days=typed_number("days"),
            operation=typed_operation(),
        )
    return _page(who, word=word)


@room.post("/account/tokens/<int:token_id>/revoke")
@allowed("tokens.edit")
@form(_page, "/account/tokens", at="/account/tokens")
def revoke_token(who: Who, token_id: int) -> None:
    """It opens nothing from now on. One that is revoked, or another's, stays as it is."""
    with writing() as tx:
        tokens.revoke(tx, person_id=who.person_id or 0, token_id=token_id)


def _row(one: ApiToken, cafes: dict[str, str]) -> Row:
    cafe = cafes.get(one.workshop_id, one.workshop_id) if one.workshop_id else ""
    used = None if one.used is None else at_second(one.used)
    return Row(
        one,
        tokens.lives(one),
        role_name(one.role),
        cafe,
        at_second(one.made),
        at_second(one.ends),
        used,
    )
