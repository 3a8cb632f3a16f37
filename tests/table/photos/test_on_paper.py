"""The organiser's page of what stands on paper."""

from flask import Flask
from sqlalchemy import select

from cafe.model import CafeTable, Person, Poster
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.world import a_workshop


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
