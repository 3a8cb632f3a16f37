"""The second step on a database alone: whose it is, and what each code is good for."""

import pyotp
import pytest

from cafe.errors import Conflict, Invalid
from cafe.model import Database, Person, SecondFactor
from cafe.people.factor import actions, queries, rules
from tests.people.colleagues import account

KEY, NOW = "key", 1_800_000_000.0


def code(nonce: str, late: float = 0) -> str:
    return pyotp.TOTP(rules.secret_of(KEY, nonce)).at(int(NOW + late))


@pytest.fixture
def two(db: Database) -> tuple[int, int]:
    """Berit and Per, each with a second step and two recovery codes."""
    people = account(db, "berit@example.org"), account(db, "per@example.org")
    for id in people:
        switch_on(db, id, f"nonce{id}")
    return people


def switch_on(db: Database, id: int, nonce: str, typed: str = "") -> None:
    with db.writing() as tx:
        codes = ["AAAAA-AAAAA", "CCCCC-CCCCC"]
        how = {"typed": typed or code(nonce), "codes": codes, "now": NOW, "secret_key": KEY}
        actions.set_up(tx, person_id=id, nonce=nonce, **how)  # type: ignore[arg-type]


def use(db: Database, id: int, typed: str, ticket: str, late: float = 0) -> str:
    with db.writing() as tx:
        how = {"typed": typed, "ticket": ticket, "now": NOW + late, "secret_key": KEY}
        return actions.use(tx, person_id=id, **how)  # type: ignore[arg-type]


def left(db: Database, id: int) -> tuple[bool, int]:
    with db.reading() as session:
        return queries.has(session, id), queries.codes_left(session, id)


def test_it_is_set_up_once(db: Database, two: tuple[int, int]) -> None:
    berit, _per = two
    switch_on(db, berit, f"nonce{berit}", "the form sent again")
    with pytest.raises(Conflict):
        switch_on(db, berit, "another")
    with db.reading() as session:
        assert session.get_one(SecondFactor, berit).nonce == f"nonce{berit}"
    kari = account(db, "kari@example.org")
    with pytest.raises(Invalid) as refused:
        switch_on(db, kari, "hers", code("another's"))
    assert (refused.value.where, left(db, kari)) == ("code", (False, 0))


def test_each_code_opens_one_log_in_of_its_own_account(db: Database, two: tuple[int, int]) -> None:
    berit, per = two
    at = f"nonce{berit}"
    assert use(db, berit, code(at), "setting up") == "used"
    assert use(db, berit, code(f"nonce{per}", 60), "a", 60) == "wrong"
    assert use(db, berit, code(at, 60), "a", 60) == "fits"
    assert use(db, berit, code(at, 60), "a", 60) == "fits", "sent twice"
    assert use(db, berit, code(at, 60), "b", 60) == "used"
    assert use(db, berit, code(at, 30), "a", 60) == "used", "an older one than was used"
    assert use(db, berit, "AAAAA AAAAA", "a") == use(db, berit, "aaaaaaaaaa", "a") == "fits"
    assert use(db, berit, "AAAAA-AAAAA", "b") == "used"
    assert use(db, berit, "DDDDD-DDDDD", "b") == "wrong"
    assert (left(db, berit), left(db, per)) == ((True, 1), (True, 2))
    with db.reading() as session:
        nobody = len(session.query(Person).all()) + 1
    assert use(db, nobody, code(at), "a") == use(db, nobody, "AAAAA-AAAAA", "a") == "wrong"


def test_taking_it_away_leaves_others_theirs(db: Database, two: tuple[int, int]) -> None:
    berit, per = two
    with db.writing() as tx:
        assert actions.take_away(tx, person_id=berit)
        assert not actions.take_away(tx, person_id=berit)
    assert (left(db, berit), left(db, per)) == ((False, 0), (True, 2))
