"""An organisation's page and the keeper's, by real forms; and what a café's own page says of it."""

from typing import Any

import pytest
from flask import Flask

from cafe.model import Organisation, Organiser, Person, Workshop
from cafe.people.organisations.actions import set_quota
from cafe.web.state import cafe
from tests.people.organisations.municipality import Municipality
from tests.support.app import Visitor
from tests.support.world import new_id

ODD = ("Áltá ☕ kommune", "بلدية", "a\u0301" * 90, "<script>alert(1)</script>", "x" * 200)


@pytest.fixture
def lier(organiser: Visitor, cafe_app: Flask) -> Municipality:
    assert organiser.get("/workshops").status_code == 200
    return Municipality(cafe_app, "Lier")


def words(page: Any) -> str:
    """What stands on the page, without the scripts' texts below it."""
    return " ".join(page.text.partition('<script type="application/json"')[0].split())


def test_with_one_nameless_organisation_no_page_says_a_word_of_it(
    organiser: Visitor, cafe_app: Flask
) -> None:
    made = organiser.post("/workshops/new", act=new_id()).location
    for place in ("/workshops", made, "/sessions", "/workshops?show=templates"):
        assert "rganisation" not in words(organiser.get(place)), place
    page = organiser.get("/organisation")
    assert "It has no name yet" in words(page)
    assert organiser.post("/organisation/name", name="Lier kommune", was="").status_code == 303
    assert "Lier kommune" in words(organiser.get("/workshops"))
    plan = words(organiser.get(made))
    assert "Nobody else in Lier kommune sees this café." in plan, "as when it was planned"
    again = organiser.post("/workshops/new", act=new_id()).location
    assert "Others in Lier kommune read along" in words(organiser.get(again))
    assert cafe_app.extensions["cafe"].db.is_sqlite


@pytest.mark.parametrize("name", ODD)
def test_a_name_stands_as_it_was_typed(organiser: Visitor, name: str) -> None:
    assert organiser.post("/organisation/name", name=name, was="").status_code == 303
    page = organiser.get("/organisation").text
    assert "<script>alert" not in page
    assert name in page or "&lt;script" in page


def test_a_name_that_cannot_be_stays_in_its_field(organiser: Visitor) -> None:
    for name, said in (("", "empty"), ("x" * 201, "at most"), ("a\x00b", "shown")):
        page = organiser.post("/organisation/name", name=name, was="", form="name")
        assert page.status_code == 422, said
        assert 'id="problem"' in page.text
    assert (
        "x" * 201 in organiser.post("/organisation/name", name="x" * 201, was="", form="name").text
    )
    stale = organiser.post("/organisation/name", name="B", was="A", form="name")
    assert stale.status_code == 409


def test_only_an_admin_changes_and_only_a_keeper_makes(
    organiser: Visitor, lier: Municipality
) -> None:
    for by in ("owner", "member"):
        visitor = lier.visitors[by]
        page = words(visitor.get("/organisation"))
        assert "admin Lier" in page
        assert "Take out" not in page
        assert visitor.post("/organisation/name", name="X", was="").status_code == 403
    assert "Take out" in words(lier.visitors["admin"].get("/organisation"))
    assert lier.visitors["admin"].get("/organisations").status_code == 403
    listed = words(organiser.get("/organisations"))
    assert "Lier kommune" in listed
    assert "Copies: None are made by themselves" in listed
    assert f"/w/{lier.cafe}" not in listed


def test_a_keeper_makes_names_and_bounds(organiser: Visitor, lier: Municipality) -> None:
    act = new_id()
    for _twice in range(2):
        assert organiser.post("/organisations", name="Asker", act=act).status_code == 303
    with lier.db.reading() as db:
        asker = db.query(Organisation).filter_by(name="Asker").one()
    was: dict[str, str] = {"form": f"organisation-{asker.uid}", "was": "Asker", "name": "Asker"}
    to = f"/organisations/{asker.uid}"
    for bad in ({"cafes": "-1"}, {"megabytes": "1e9"}, {"domains": "x"}, {"name": "Lier kommune"}):
        page = organiser.post(to, **{**was, **bad})
        assert page.status_code in (409, 422), bad
        assert 'id="problem"' in page.text
    sent = {"cafes": "2", "megabytes": "3", "domains": "asker.no, asker.kommune.no"}
    assert organiser.post(to, **was, **sent).status_code == 303
    assert organiser.post(to, **was, **sent).status_code == 303, "the press came twice"
    stale = organiser.post(to, **was, **{**sent, "cafes": "3"})
    assert stale.status_code == 409
    with lier.db.reading() as db:
        found = db.get_one(Organisation, asker.id)
        assert (found.most_cafes, found.most_bytes) == (2, 3 * 1024 * 1024)
        assert found.domains == ["asker.no", "asker.kommune.no"]
    assert organiser.post(f"/organisations/{new_id()}", name="X").status_code == 404
    assert organiser.post("/organisations", name="Y", act="no id").status_code == 422


def test_members_are_made_admins_and_taken_out(lier: Municipality) -> None:
    admin, owner = lier.visitors["admin"], lier.people["owner"].id
    to = f"/organisation/members/{owner}"
    assert admin.post(f"{to}/admin", do="admin").status_code == 303
    assert lier.visitors["owner"].get("/organisation").text.count("Take out")
    assert admin.post(f"{to}/admin", do="member").status_code == 303
    alone = lier.people["admin"].id
    mine = admin.post(f"/organisation/members/{alone}/admin", do="x", form=f"member-{alone}")
    assert mine.status_code == 409
    assert "Make somebody else an admin first" in mine.text
    out = admin.post(f"/organisation/members/{alone}/out", form=f"member-{alone}")
    assert out.status_code == 422
    for _twice in range(2):
        assert admin.post(f"{to}/out", form=f"out-{owner}").status_code == 303
    assert lier.visitors["owner"].get(f"/w/{lier.cafe}/plan").status_code == 404
    assert lier.visitors["owner"].get("/workshops").status_code == 200
    assert lier.visitors["owner"].get("/organisation").status_code == 403
    assert lier.visitors["owner"].post("/workshops/new", act=new_id()).status_code == 403
    page = admin.get("/organisation").text
    assert "Lier title" in page
    chosen = {"cafe": lier.cafe, "form": f"owner-{lier.cafe}"}
    for bad in ("", "x", "٣", "9" * 30, str(owner)):
        assert admin.post("/organisation/owner", person=bad, **chosen).status_code in (404, 422)
    member = lier.people["member"].id
    for _twice in range(2):
        assert admin.post("/organisation/owner", person=str(member), **chosen).status_code == 303
    another = str(lier.people["admin"].id)
    assert admin.post("/organisation/owner", person=another, **chosen).status_code == 404
    assert lier.visitors["member"].post(f"/w/{lier.cafe}/bin", act=new_id()).status_code == 303


def test_a_member_reads_along_and_changes_nothing_until_the_cafe_is_closed(
    lier: Municipality,
) -> None:
    owner, member, at = lier.visitors["owner"], lier.visitors["member"], f"/w/{lier.cafe}"
    assert "Others in Lier kommune" in words(member.get("/workshops"))
    assert member.get(f"{at}/plan").status_code == 200
    assert member.get(f"{at}/snapshot").status_code == 200
    assert member.post(f"{at}/closed", do="open", act=new_id()).status_code == 403
    assert member.post(f"{at}/bin", act=new_id()).status_code == 403
    away = member.post(f"{at}/away", do="away", act=new_id())
    assert away.status_code == 422
    assert "not one in your own list" in words(away)
    assert owner.post(f"{at}/closed", do="close", was="False", act=new_id()).status_code == 303
    again = owner.post(f"{at}/closed", do="close", was="False", form="closed", act=new_id())
    assert again.status_code == 303
    stale = owner.post(f"{at}/closed", do="open", was="False", form="closed", act=new_id())
    assert stale.status_code == 409
    assert member.get(f"{at}/plan").status_code == 404
    assert "Lier title" not in member.get("/workshops").text
    assert owner.get(f"{at}/plan").status_code == 200
    assert owner.post(f"{at}/closed", do="open", was="True", act=new_id()).status_code == 303
    assert member.get(f"{at}/plan").status_code == 200


def test_a_full_organisation_says_so_where_one_stands_and_makes_nothing(
    organiser: Visitor, lier: Municipality
) -> None:
    owner, act = lier.visitors["owner"], new_id()
    with lier.db.writing() as tx:
        home = tx.get_one(Organisation, lier.id)
        set_quota(tx, organisation=home, cafes="1", megabytes="")
    page = owner.post("/workshops/new", act=act)
    assert page.status_code == 409
    assert "Lier kommune has 1 café" in words(page)
    assert "Berit Bakke" in words(page)
    copy = owner.post(f"/w/{lier.cafe}/copy", do="copy", act=act, form=f"again-{lier.cafe}")
    assert copy.status_code == 409
    assert 'id="problem"' in copy.text
    with lier.db.writing() as tx:
        assert tx.query(Workshop).filter_by(organisation_id=lier.id).count() == 1
        set_quota(tx, organisation=tx.get_one(Organisation, lier.id), cafes="2", megabytes="")
    assert owner.post("/workshops/new", act=act).status_code == 303
    assert "2 of 2" in words(owner.get("/organisation"))
    assert organiser.post("/workshops/new", act=new_id()).status_code == 303


def test_a_guest_sees_the_cafes_own_organisation_at_its_top(
    cafe_app: Flask, lier: Municipality
) -> None:
    asker = Municipality(cafe_app, "Asker")
    guest = asker.visitors["member"]
    with cafe(cafe_app).db.writing() as tx:
        row = {"workshop_id": lier.cafe, "person_id": asker.people["member"].id}
        tx.add(Organiser(**row, role="editor"))
        assert tx.get_one(Person, row["person_id"]).organisation_id == asker.id
    assert "Lier kommune" in words(guest.get(f"/w/{lier.cafe}/plan"))
    assert "Asker kommune" in words(guest.get("/workshops"))
    others = words(guest.get("/workshops")).split("Others in Asker kommune")[1]
    assert "Asker title" in others
    assert "Lier title" not in others
