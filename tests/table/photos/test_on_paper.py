"""The organiser's page of what stands on paper."""

from flask import Flask
from sqlalchemy import select

from cafe.model import CafeTable, Note, Person, Poster
from cafe.table.actions.notes import add_note
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.world import a_workshop, new_id


def test_the_organiser_says_what_a_photograph_shows(organiser: Visitor, cafe_app: Flask) -> None:
    db, key = cafe(cafe_app).db, cafe(cafe_app).settings.secret_key
    assert organiser.get("/workshops").status_code == 200
    with db.reading() as tx:
        owner = tx.query(Person).one()
    here = a_workshop(db, counts=[1, 1], owner=owner, key=key, stage="open").id
    with db.writing() as tx:
        photo = Poster(table=tx.scalars(select(CafeTable)).first(), file="en.jpg", alt="", size=1)
        tx.add(photo)
        tx.flush()
        about = {"form": f"alt-{photo.id}", "photo": str(photo.id)}
    at = f"/w/{here}/paper"
    assert "Not described yet" in organiser.get(f"{at}?lang=en").text
    assert organiser.post(at, **about, was="", text="Ti lapper").status_code == 303
    assert "Ti lapper" in organiser.get(f"{at}?lang=en").text
    stale = organiser.post(at, **about, was="", text="Tolv lapper")
    assert (stale.status_code, "Tolv lapper" in stale.text) == (409, True)
    wrong = organiser.post(at, **about, was="Ti lapper", text="x" * 10_000)
    assert (wrong.status_code, 'aria-invalid="true"' in wrong.text) == (422, True)
    gone = organiser.post(at, form="alt-999", photo="999", was="", text="Noe")
    assert gone.status_code == 404
    with db.reading() as tx:
        assert tx.scalars(select(Poster.alt)).all() == ["Ti lapper"]


def test_a_note_keeps_the_crop_of_the_photograph_it_was_typed_from(
    organiser: Visitor, cafe_app: Flask
) -> None:
    db, key = cafe(cafe_app).db, cafe(cafe_app).settings.secret_key
    assert organiser.get("/workshops").status_code == 200
    with db.reading() as tx:
        owner = tx.query(Person).one()
    here = a_workshop(db, counts=[1, 1], owner=owner, key=key, stage="open").id
    with db.writing() as tx:
        table = tx.scalars(select(CafeTable).order_by(CafeTable.number)).first()
        assert table is not None
        first, again = (Poster(table=table, file=f"{at}.jpg", sheet=1, size=1) for at in (1, 2))
        tx.add_all((first, again))
        tx.flush()
        photos, uids = (first.id, again.id), (new_id(), new_id())
        spots = (f"1/7@{first.uid}", "poster"), (f"{again.uid}:100:900", "late")
        for uid, (spot, state) in zip(uids, spots, strict=True):
            words = {"kind": "keyword", "text": "mer lys", "paper": True, "spot": spot}
            doer = {"by": "table:1", "operation": new_id()}
            add_note(tx, table=table, uid=uid, state=state, **words, **doer)  # type: ignore[arg-type]
    crop = f"/w/{here}/notes/{{}}/crop?lang=en"

    def shown(address: str) -> list[int]:
        text = organiser.get(address).text
        return [at for at in photos if f'<image href="/w/{here}/photos/{at}"' in text]

    assert shown(crop.format(uids[0])) == [photos[0]]
    assert shown(f"/w/{here}/paper") == list(photos)
    assert shown(f"/w/{here}/phones") == [photos[1]]
    assert "lower left" in organiser.get(f"/w/{here}/phones?lang=en").text
    assert organiser.get(crop.format("nobody")).status_code == 404
    # A photograph that goes takes its crops along; another one of the sheet does not stand in.
    with db.writing() as tx:
        tx.delete(tx.get_one(Poster, photos[0]))
    assert shown(crop.format(uids[0])) == []
    assert "taken down" in organiser.get(crop.format(uids[0])).text
    # Of a time when that was not kept: the last of the sheet.
    with db.writing() as tx:
        tx.scalars(select(Note).where(Note.uid == uids[0])).one().spot = "1/7"
    assert shown(crop.format(uids[0])) == [photos[1]]
