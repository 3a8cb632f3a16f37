"""A link is worked out from a nonce and a key; only its digest is kept."""

from itertools import count

import pytest

from cafe.core.i18n import speaking
from cafe.model import CafeTable, Database, Link, Workshop
from cafe.people.document_links import document_token, follower_token
from cafe.people.links import (
    CODE_LENGTH,
    LETTERS,
    account_token,
    code_of,
    digest,
    find_code,
    find_link,
    invitation_token,
    open_link,
    open_links,
    renew_code,
    renew_link,
    series_token,
    token_of,
    version_token,
)
from cafe.people.queries import links_of
from cafe.people.refusals import gone_words, unknown_words
from tests.support.world import a_workshop, tables_of

KEY = "key"
# What has been printed, mailed and kept: these change in no version.
GIVEN_OUT = (
    (token_of, "c7a5fb4755f78e3f835d600de49f85539a6df331"),
    (code_of, "HGEV7E"),
    (invitation_token, "ic034acb56e617218463a9c8f88c6e9bde48439c4"),
    (version_token, "d92365ea4e3a1c2679d90c11d7e588e4678717eda"),
    (account_token, "ae5f79fa9e71a7f01d29369fd6648bd708ddc765b"),
    (series_token, "sb14b0f8e97b037757f5b53a0c4f40d00fc7771ac"),
    (document_token, "d68fe14aa59e3d79a11194e3ca33db01130d0d5b9"),
    (follower_token, "f0b9d5a7013e0e364d31b894588a2ed98893d0057"),
    (digest, "07c9351ef204f2bcb61649710fa6b9584a7434986b2c8067ad5d468cbe8c0969"),
)


def test_what_was_given_out_opens_after_every_update() -> None:
    nonce = "0123456789abcdef" * 2
    assert [(make.__name__, make(KEY, nonce)) for make, _word in GIVEN_OUT] == [
        (make.__name__, word) for make, word in GIVEN_OUT
    ]


def test_each_kind_of_link_says_what_became_of_it() -> None:
    kinds = ("link", "invitation", "account", "series", "follower")
    assert len({*map(gone_words, kinds)}) == len(kinds)
    assert len({*map(unknown_words, kinds), unknown_words("shared")}) == len(kinds) + 1
    with speaking("en"):
        assert gone_words("link") == gone_words("code")
        assert "renewed or taken out of use" in gone_words("link")
        assert "scan it again" in unknown_words("link")


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
        free = [letter * 32 for letter in "cdef"]
        nonces = iter((met[code], nonce, free[0], nonce, free[1], nonce, nonce, free[2]))
        monkeypatch.setattr("secrets.token_hex", lambda _size: next(nonces))
        open_links(tx, here, KEY)
        wall, table = links_of(tx, here.id)
        assert {wall.nonce, table.nonce} == {met[code], nonce}
        assert wall.code_digest != table.code_digest
        assert find_code(tx, code_of(KEY, free[0]), KEY) is table
        assert find_code(tx, code, KEY) is wall
        renew_code(tx, link=table, secret_key=KEY)
        assert find_code(tx, code_of(KEY, free[1]), KEY) is table
        tx.delete(table)
        open_links(tx, here, KEY)
        table = links_of(tx, here.id)[1]
        assert find_code(tx, code_of(KEY, free[2]), KEY) is table
        assert find_code(tx, code, KEY) is wall
