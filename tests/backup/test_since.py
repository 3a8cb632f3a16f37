"""What was erased after a backup was made does not come back with it."""

import json
from pathlib import Path

from sqlalchemy import select

from cafe.archive.erase import erase_hidden
from cafe.backup.again import erase_again
from cafe.backup.gone import NAME, entries_in, moment, remember
from cafe.backup.restore import Restored, restore
from cafe.erasure.job import Doing, erase
from cafe.erasure.request import Request
from cafe.model import AccountLink, CafeTable, Link, Note, Person, Retired, Version, Workshop
from cafe.model.erase import hide
from cafe.people.actions import add_person, delete_person
from cafe.people.colleagues.actions import reset_link
from cafe.table.actions.notes import write_note
from tests.backup.ground import IN_PRINT, House, english, first, house
from tests.support.world import KEY, a_workshop, new_id

__all__ = ["english", "first", "house"]
WHOLE, PART = "Fjellkveldsro hele lappen", IN_PRINT.split()[0]


def write(house: House, here: str, words: str) -> str:
    uid = new_id()
    with house.db.writing() as tx:
        table = tx.scalars(select(CafeTable).where(CafeTable.workshop_id == here)).first()
        assert table
        write_note(
            tx,
            table=table,
            held=False,
            uid=uid,
            kind="keyword",
            text=words,
            by="table:1",
            operation=new_id(),
        )
    return uid


def erased(house: House, here: str, request: Request) -> None:
    erase(Doing(house.db, house.settings, here, request, "person:1", new_id()))


def after(
    house: House, file: Path, tmp_path: Path, erased: Path | None = None
) -> tuple[House, Restored]:
    place = House(tmp_path / f"b-{new_id()}")
    return place, restore(file, place.environ, erased=erased)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_notes_words_cafes_and_accounts_stay_erased(house: House, tmp_path: Path) -> None:
    [here] = house.ids()
    with house.db.writing() as tx:
        add_person(tx, email="borte@example.org", name="Borte Vekk", password_hash="x")
    other = a_workshop(house.db, questions=["Et slettet spørsmål?"], counts=(1,)).id
    whole, part = write(house, here, WHOLE), write(house, here, IN_PRINT)
    with house.db.writing() as tx:
        person = tx.query(Person).filter_by(name="Borte Vekk").one()
        reset_link(tx, person=person, made_by=None, secret_key=KEY)
        held = set(tx.scalars(select(Link.token_digest).where(Link.workshop_id == other)))
        held |= set(tx.scalars(select(AccountLink.token_digest)))
    assert len(held) == 3
    old = house.back_up(tmp_path / "old.zip")
    later = write(house, here, f"{PART} igjen")
    erased(house, here, Request("note", whole, "person"))
    ticked = (f"note:{part}", f"note:{later}", "entry:e1")
    erased(house, here, Request("words", "", "person", words=PART.upper(), ticked=ticked))
    with house.db.writing() as tx:
        hide(tx, tx.get_one(Workshop, other))
        person = tx.scalars(select(Person).where(Person.name == "Borte Vekk")).one()
        made, number = moment(person.created_at), person.id
        delete_person(tx, person=person)
    remember(house.settings, "account", str(number), since=made)
    erase_hidden(house.db, house.settings)
    known = (house.folder / NAME).read_bytes()
    for word in (WHOLE, PART, "Borte", "slettet"):
        assert word.encode() not in known
        assert json.dumps(word).encode() not in known
    newer = house.back_up(tmp_path / "newer.zip")  # it has the list, too
    place, told = after(house, old, tmp_path, newer)
    assert (told.erased, told.others, told.wrong) == (4, 0, [])
    left = everything(place.folder)
    for word in (WHOLE, PART, "Borte Vekk", "Et slettet spørsmål"):
        assert word.encode() not in left, word
    assert place.ids() == [here]
    with place.db.reading() as session:
        texts = session.scalars(select(Note.text).where(Note.uid == part))
        assert list(texts) == ["[…] var hos legen"]
        [version] = session.scalars(select(Version.folder))
        assert held <= set(session.scalars(select(Retired.token_digest))), "told that it is gone"
    printed = place.folder / "versions" / here / version / "document.md"
    assert "[…] var hos legen" in printed.read_text()


def test_another_installation_s_list_and_another_s_number_erase_nothing(
    house: House, tmp_path: Path
) -> None:
    [here] = house.ids()
    listed = tmp_path / NAME  # beside the backup
    lines = [
        {"of": "somebody else's", "what": "cafe", "key": here, "at": "2026"},
        {"what": "nothing"},
    ]
    listed.write_text("\n".join(map(json.dumps, lines)) + '\n{"of": "cut o')
    remember(house.settings, "account", "1", since="2001-01-01T00:00:00")
    (house.folder / NAME).rename(tmp_path / "own")
    with listed.open("ab") as more, (tmp_path / "own").open("rb") as own:
        more.write(b"\n" + own.read())
    place, told = after(house, house.back_up(tmp_path / "old.zip"), tmp_path)
    assert (told.erased, told.others, told.wrong) == (1, 1, [])
    assert place.texts() == house.texts()
    with place.db.reading() as session:
        assert session.get(Person, 1) is not None


def test_a_line_that_was_cut_off_takes_no_other_along(house: House) -> None:
    path = house.folder / NAME
    for left in ('{"of": "x", "what": "ca', ""):
        path.write_text(left)
        for key in ("a", "b"):
            remember(house.settings, "cafe", key)
        assert [one["key"] for one in entries_in(path.read_bytes())] == ["a", "b"]


def test_what_cannot_be_erased_again_is_told(house: House) -> None:
    [here] = house.ids()
    request = {**Request("words", "", "person").as_json(), "words": []}
    done = {"by": "person:1", "operation": new_id()}
    remember(house.settings, "words", here, request=request, **done)
    listed = list(entries_in((house.folder / NAME).read_bytes()))
    assert [here in words for words in erase_again(house.db, house.settings, listed)] == [True]
