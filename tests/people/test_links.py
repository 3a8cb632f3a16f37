"""A link is worked out from a nonce and a key; only its digest is kept."""

from itertools import count

import pytest

from cafe.model import CafeTable, Database, Link, Workshop
from cafe.people.links import (
    CODE_LENGTH,
    LETTERS,
    code_of,
    find_code,
    find_link,
    open_link,
    open_links,
    renew_link,
    token_of,
)
from cafe.people.queries import links_of
from tests.support.world import a_workshop, tables_of

KEY = "key"


def test_token_and_code_open_the_same_link(db: Database) -> None:
    workshop = a_workshop(db)
    with db.writing() as tx:
        link = open_link(tx, workshop_id=workshop.id, table_id=None, secret_key=KEY)
        code = code_of(KEY, link.nonce)
        assert find_link(tx, token_of(KEY, link.nonce), KEY) is link
        for typed in (code, f" {code[:3].lower()} {code[3:].lower()} ", f"{code[:3]}-{code[3:]}"):
            assert find_code(tx, typed, KEY) is link
            assert find_link(tx, typed, KEY) is None
        assert len(code) == CODE_LENGTH
        assert set(code) <= set(LETTERS)


def test_renewed_link_opens_nothing_by_its_old_words(db: Database) -> None:
    workshop = a_workshop(db)
    with db.writing() as tx:
        link = open_link(tx, workshop_id=workshop.id, table_id=None, secret_key=KEY)
        old = link.nonce
        renew_link(tx, link=link, secret_key=KEY)
        assert find_link(tx, token_of(KEY, old), KEY) is None
        assert find_code(tx, code_of(KEY, old), KEY) is None
        assert find_link(tx, token_of(KEY, link.nonce), KEY) is link


def test_the_database_alone_opens_no_door(db: Database) -> None:
    workshop = a_workshop(db)
    with db.writing() as tx:
        link = open_link(tx, workshop_id=workshop.id, table_id=None, secret_key=KEY)
        kept = [str(getattr(link, column.key)) for column in Link.__table__.columns]
        assert all(find_link(tx, word, KEY) is None for word in kept)
        assert all(find_code(tx, word, KEY) is None for word in kept)
        assert tx.get(Workshop, workshop.id) is not None


def test_links_are_listed_with_the_wall_first_and_tables_by_number(db: Database) -> None:
    workshop = a_workshop(db, counts=(2, 1))
    other = a_workshop(db, counts=(1, 1))
    with db.writing() as tx:
        one, two, three = tables_of(db, workshop)
        for table, number in ((one, 13), (two, 11), (three, 12)):
            tx.get_one(CafeTable, table.id).number = number
        tx.flush()
        listed = [link.table_id for link in links_of(tx, workshop.id)]
        assert listed == [None, two.id, three.id, one.id]
        assert {link.workshop_id for link in links_of(tx, other.id)} == {other.id}


def test_what_has_not_the_shape_of_a_code_opens_nothing(db: Database) -> None:
    workshop = a_workshop(db)
    with db.writing() as tx:
        link = open_link(tx, workshop_id=workshop.id, table_id=None, secret_key=KEY)
        code = code_of(KEY, link.nonce)
        for typed in ("", code[:-1], code + code[0], code[:-1] + "!", code * 2):
            assert find_code(tx, typed, KEY) is None, typed


def test_two_links_that_would_share_a_code_do_not(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: dict[str, str] = {}
    for number in count():  # some 20,000: as with birthdays
        nonce = f"{number:032x}"
        if (code := code_of(KEY, nonce)) in met:
            break
        met[code] = nonce
    workshop = a_workshop(db)
    with db.writing() as tx:
        for old in links_of(tx, workshop.id):
            tx.delete(old)
        here = tx.get_one(Workshop, workshop.id)
        question = here.questions[0]
        tx.add(CafeTable(workshop_id=here.id, question_id=question.id, number=1, hosts=[]))
        nonces = iter((met[code], nonce, "f" * 32))
        monkeypatch.setattr("secrets.token_hex", lambda _size: next(nonces))
        open_links(tx, here, KEY)
        wall, table = links_of(tx, here.id)
        assert {wall.nonce, table.nonce} == {met[code], nonce}
        assert wall.code_digest != table.code_digest
        found = find_code(tx, code_of(KEY, table.code_nonce), KEY)
        assert found is table
        assert find_code(tx, code, KEY) is wall
