"""What is asked of people and cafés by whoever comes: by id, by address; and the first word."""

import re
from pathlib import Path
from stat import S_IMODE

import pytest

from cafe.core.i18n import speaking
from cafe.errors import Conflict, NotFound
from cafe.model import Database, Link, Workshop
from cafe.people import queries, setup_word
from cafe.people.links import LETTERS
from tests.people.colleagues import account
from tests.support.world import a_workshop


def test_a_cafe_is_there_until_it_goes(db: Database) -> None:
    id = a_workshop(db).id
    with db.writing() as tx, speaking("en"):
        here = tx.get_one(Workshop, id)
        assert queries.the_cafe(tx, id) is here
        here.raw_gone = here.date
        assert queries.the_cafe(tx, id, emptied=True) is here
        for gone, stage, why in (
            (id, "finished", "raw material of this café has been deleted"),
            (id, "leaving", f"no café with the id {id}"),
            ("nowhere", "finished", "no café with the id nowhere"),
        ):
            here.stage = stage
            for emptied in (False, True):
                if emptied and stage == "finished" and gone == id:
                    continue
                with pytest.raises(NotFound, match=why) as refused:
                    queries.the_cafe(tx, gone, **({"emptied": True} if emptied else {}))
                assert refused.value.where == "id"


@pytest.mark.parametrize("stage", ["open", "leaving", None])
def test_work_on_a_cafe_that_was_deleted_meanwhile_says_so(db: Database, stage: str | None) -> None:
    id = a_workshop(db).id if stage else "nowhere"
    if stage:
        with db.writing() as tx:
            tx.get_one(Workshop, id).stage = stage
    with queries.still_there(db, id):
        pass
    with pytest.raises(Conflict), queries.still_there(db, id):
        raise Conflict("a refusal stays what it is")
    there = pytest.raises(OSError, match="the disk")
    gone = pytest.raises(NotFound, match="This café has been deleted")
    with speaking("en"), there if stage == "open" else gone, queries.still_there(db, id):
        raise OSError("the disk")


def test_an_account_is_found_by_its_address_however_it_is_typed(db: Database) -> None:
    with db.reading() as session:
        assert not queries.anybody(session)
    berit = account(db, "berit@example.org")
    with db.reading() as session, speaking("en"):
        assert queries.anybody(session)
        for typed in ("berit@example.org", " Berit@Example.ORG\n"):
            assert queries.the_person(session, typed).id == berit
        with pytest.raises(NotFound, match=r"no account for Per@b\.no\.$") as refused:
            queries.the_person(session, " Per@b.no ")
        assert refused.value.where == "email"
        assert queries.person_by_email(session, "per@b.no") is None


def test_trays_are_listed_apart(db: Database) -> None:
    cafe, other = a_workshop(db, counts=(1, 1)), a_workshop(db, counts=(1, 1))
    with db.writing() as tx:
        for id in (cafe.id, other.id):
            mine = [link.table_id for link in queries.links_of(tx, id) if link.table_id]
            for number, table_id in enumerate(mine):
                tx.add(
                    Link(
                        workshop_id=id,
                        table_id=table_id,
                        tray=True,
                        nonce="n",
                        token_digest=f"{id}{number}",
                        code_digest=f"{id}{number}",
                    )
                )
        tx.flush()
        tables = [link.table_id for link in queries.links_of(tx, cafe.id)]
        trays = queries.links_of(tx, cafe.id, trays=True)
        assert [link.table_id for link in trays] == tables[1:]
        assert {(link.workshop_id, link.tray) for link in trays} == {(cafe.id, True)}


def test_the_setup_word_is_one_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "setup-word"
    path.touch()  # the power went before the word was on the disk
    assert not setup_word.fits(tmp_path, "")
    word = setup_word.offer(tmp_path)
    assert re.fullmatch(f"([{LETTERS}]{{4}}-){{3}}[{LETTERS}]{{4}}", word)
    assert path.read_text(encoding="ascii") == f"{word}\n"
    assert S_IMODE(path.stat().st_mode) == 0o600
    assert setup_word.offer(tmp_path) == word, "who starts next knows the same"
    assert [*tmp_path.iterdir()] == [path]
    for typed in (word, f" {word.lower()} ", word.replace("-", ""), word.replace("-", " - ")):
        assert setup_word.fits(tmp_path, typed)
    assert not setup_word.fits(tmp_path, f"{word}A")
    for _twice in range(2):
        setup_word.forget(tmp_path)
    assert [*tmp_path.iterdir()] == []
    assert setup_word.offer(tmp_path) != word
