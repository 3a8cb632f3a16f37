"""Tokens on a database alone: made, found, counted, to the second how long, and where they lead."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cafe.core.i18n import speaking
from cafe.errors import Conflict, Invalid
from cafe.model import ApiToken, Database, Workshop
from cafe.people import tokens
from tests.people.colleagues import account, give
from tests.support.world import a_workshop, new_id

AT = 1_800_000_000


def made(tx: Session, person_id: int, **other: Any) -> str:
    words: dict[str, Any] = {"workshop_id": None, "name": "Saksarkivet", "role": "editor"}
    words |= {"days": 30, "operation": new_id()}
    return tokens.make(tx, person_id=person_id, **words | other)


@pytest.fixture
def two(db: Database, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Two people; it is AT."""
    monkeypatch.setattr(tokens, "now", lambda: AT)
    return account(db, "berit@example.org"), account(db, "per@example.org")


def test_a_token_is_found_by_its_whole_word_and_lives_to_the_second(
    db: Database, two: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    berit, per = two
    cafe = a_workshop(db).id
    with db.writing() as tx:
        word = made(tx, per, workshop_id=cafe, role="reader")
        other = made(tx, berit)
        at = tx.connection()
        found = tokens.find(at, word)
        assert found
        end = AT + 30 * tokens.DAY
        assert tuple(found) == (1, per, cafe, "reader", end, None)
        row = tx.get_one(ApiToken, 1)
        assert (row.name, row.made, row.uses, row.used) == ("Saksarkivet", AT, 0, None)
        for wrong in (word[:-1], f"{word} ", f"{word}x", word.upper(), row.digest, ""):
            assert tokens.find(at, wrong) is None
        for later, lives in ((end - 1, True), (end, False)):
            monkeypatch.setattr(tokens, "now", lambda later=later: later)
            assert (tokens.lives(found), tokens.lives(row)) == (lives, lives)
        monkeypatch.setattr(tokens, "now", lambda: AT + 3 * 3600 + 7)
        for uses in (1, 2):
            tokens.count(tx, 1)
            tx.refresh(row)
            assert (row.uses, row.used) == (uses, AT + 3 * 3600)
        assert tx.get_one(ApiToken, 2).uses == 0
        for who, revoked in ((berit, None), (per, AT + 3 * 3600 + 7)):
            tokens.revoke(tx, person_id=who, token_id=1)
            tx.refresh(row)
            assert row.revoked == revoked
        monkeypatch.setattr(tokens, "now", lambda: AT + 4 * 3600)
        tokens.revoke(tx, person_id=per, token_id=1)
        tx.refresh(row)
        assert row.revoked == AT + 3 * 3600 + 7, "when it was revoked first"
        found = tokens.find(at, word)
        assert found
        assert not tokens.lives(found)
        assert tokens.lives(tokens.find(at, other) or found)


def test_what_no_token_has_is_refused_at_its_field(db: Database, two: tuple[int, int]) -> None:
    berit, per = two
    with db.writing() as tx, speaking("en"):
        for field, value in (("name", ""), ("role", "owner"), ("days", 31)):
            with pytest.raises(Invalid) as no:
                made(tx, berit, **{field: value})
            assert no.value.where == field
            assert no.value.message
        made(tx, per, operation="once")
        made(tx, berit, operation="once")
        with pytest.raises(Conflict, match="made already"):
            made(tx, berit, operation="once")
        for days in (*tokens.DAYS, *[30] * (tokens.MOST - 4)):
            made(tx, berit, days=days)
        with pytest.raises(Conflict, match=r"20.tokens"):
            made(tx, berit)
        newest = tokens.of_person(tx, berit)
        assert [one.id for one in newest] == sorted((one.id for one in newest), reverse=True)
        assert {one.person_id for one in newest} == {berit}
        tokens.revoke(tx, person_id=berit, token_id=newest[0].id)
        tx.expire_all()
        made(tx, berit)
        last = tokens.of_person(tx, berit)[-1]
        assert last is newest[0], "what opens nothing any more is last"


def test_a_token_leads_where_its_person_is_and_no_further(
    db: Database, two: tuple[int, int]
) -> None:
    berit, per = two
    here, other, nobodys = (a_workshop(db).id for _each in range(3))
    with db.writing() as tx:
        give(tx, here, per, "editor")
        give(tx, other, per)
        give(tx, nobodys, berit)
        cafe = tx.get_one(Workshop, other)
        cafe.binned, cafe.raw_gone = 7, date(2026, 1, 2)
        tx.flush()
        at = tx.connection()
        everywhere, there = (tokens.find(at, made(tx, per, workshop_id=id)) for id in (None, here))
        assert everywhere
        assert there
        found = [
            [tuple(tokens.at_cafe(at, token, id) or ()) for id in (here, other, nobodys, "nowhere")]
            for token in (everywhere, there)
        ]
        mine = ("editor", None, None)
        assert found == [[mine, ("owner", 7, date(2026, 1, 2)), (), ()], [mine, (), (), ()]]
