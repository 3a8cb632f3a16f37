"""Invited by a link: who comes, as what, and how often; and what owners do with who is there."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import update

from cafe.model import AccountLink, Organiser, Person, Workshop
from cafe.people.links import ACCOUNT
from tests.people.colleagues import account, colleague, enter
from tests.support.app import Visitor
from tests.support.world import a_workshop, new_id

STRANGER = {
    "name": "Kari Nordmann",
    "email": "kari@example.org",
    "password": "en lang liten setning",
}


@pytest.fixture
def here(cafe_app: Flask, organiser: Visitor) -> str:
    """The address of a café that Berit owns."""
    assert organiser.get("/workshops").status_code == 200
    db = cafe_app.extensions["cafe"].db
    with db.reading() as session:
        berit = session.query(Person).one()
    return f"/w/{a_workshop(db, owner=berit, key='a key for tests').id}"


def invited(owner: Visitor, here: str, role: str = "editor", **typed: str) -> str:
    """The address that an invitation leads to."""
    shown = owner.post(f"{here}/people", form="invite", role=role, **typed)
    assert shown.status_code == 200, shown.text
    return link_in(shown.text)


def link_in(page: str) -> str:
    """The link that is shown on it."""
    return str(re.findall(rf"/join/{ACCOUNT.pattern}", page)[0])


def roles(app: Flask, here: str) -> dict[str, str]:
    """Who is what in the café."""
    with app.extensions["cafe"].db.reading() as db:
        rows = db.query(Person.name, Organiser.role).join(Organiser)
        return dict(rows.filter(Organiser.workshop_id == here[3:]).all())


def test_a_stranger_makes_the_account_by_the_link_and_comes_to_the_cafe_once(
    cafe_app: Flask, organiser: Visitor, visitor: Visitor, here: str
) -> None:
    link = invited(organiser, here, "sorter", name="Kari")
    assert 'value="Kari"' in visitor.get(link).text
    came = visitor.post(link, form="new", **STRANGER)
    assert (came.status_code, came.location) == (302, here)
    assert roles(cafe_app, here) == {"Berit Bakke": "owner", "Kari Nordmann": "sorter"}
    assert visitor.get(f"{here}/sort").status_code == 200
    assert visitor.get(f"{here}/invitations").status_code == 403
    again = Visitor(cafe_app)
    assert again.get(link).status_code == 410
    assert again.post(link, form="new", **STRANGER | {"email": "b@x.no"}).status_code == 410
    assert link not in organiser.get(f"{here}/people").text


def test_who_has_an_account_logs_in_and_joins(
    cafe_app: Flask, organiser: Visitor, visitor: Visitor, here: str
) -> None:
    per = account(cafe_app.extensions["cafe"].db, "per@example.org")
    link = invited(organiser, here)
    assert f"/login?next={link}" in visitor.get(link).text.replace("%2F", "/")
    refused = visitor.post(link, form="new", **STRANGER | {"email": "per@example.org"})
    assert refused.status_code == 409, "the address has an account"
    assert visitor.post(f"{link}/me", form="me").status_code == 409
    known = enter(cafe_app, per)
    assert "Bli med som Per" in known.get(link).text
    assert known.post(f"{link}/me", form="me").location == here
    assert roles(cafe_app, here)["Per"] == "editor"


def test_an_owner_who_joins_as_less_stays_owner(
    cafe_app: Flask, organiser: Visitor, here: str
) -> None:
    link = invited(organiser, here, "reader")
    assert organiser.post(f"{link}/me", form="me").status_code == 303
    assert roles(cafe_app, here) == {"Berit Bakke": "owner"}


def test_a_link_ends_and_is_withdrawn(cafe_app: Flask, organiser: Visitor, here: str) -> None:
    late, taken, kept = (invited(organiser, here) for _each in range(3))
    with cafe_app.extensions["cafe"].db.writing() as tx:
        tx.execute(update(AccountLink).where(AccountLink.id == 1).values(ends=1))
    organiser.post(f"{here}/people/invited/2/withdraw")
    organiser.post(f"{here}/people/invited/2/withdraw")
    answers = [Visitor(cafe_app).get(link).status_code for link in (late, taken, kept)]
    assert answers == [410, 410, 200]


def test_the_name_that_is_refused_is_marked(organiser: Visitor, here: str) -> None:
    page = organiser.post(f"{here}/people", form="invite", role="reader", name="x" * 201).text
    (field,) = re.findall(r'<input[^>]* name="name"[^>]*>', page)
    assert 'aria-invalid="true"' in field


def test_an_invitation_sent_twice_is_one(cafe_app: Flask, organiser: Visitor, here: str) -> None:
    operation = "f" * 8
    first = organiser.post(f"{here}/people", form="invite", role="reader", act=operation)
    again = organiser.post(f"{here}/people", form="invite", role="reader", act=operation)
    assert (first.status_code, again.status_code) == (200, 409)
    assert again.text.count("/withdraw") == 1
    # What was shown may be lost: a press gives another link, and the one before opens nothing.
    assert f'name="anew" value="{operation}"' in again.text
    lost = link_in(first.text)
    anew = organiser.post(f"{here}/people", form="invite", role="reader", anew=operation)
    assert anew.text.count("/withdraw") == 1
    answers = [Visitor(cafe_app).get(word).status_code for word in (lost, link_in(anew.text))]
    assert answers == [410, 200]


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"role": "keeper"}, "invite-role"),
        ({"role": ""}, "invite-role"),
        ({"role": "reader", "email": "nobody"}, "email"),
        ({"role": "reader", "email": "berit@example.org"}, "email"),
        ({"role": "reader", "name": "x" * 10_000}, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    organiser: Visitor, here: str, typed: dict[str, str], where: str
) -> None:
    refused = organiser.post(f"{here}/people", form="invite", **typed)
    assert refused.status_code in (409, 413, 422), refused.text
    if refused.status_code != 413:
        assert re.search(rf'id="{where}"[^>]*aria-invalid="true"', refused.text)


def test_a_role_is_changed_and_the_last_owner_stays(
    cafe_app: Flask, organiser: Visitor, here: str
) -> None:
    colleague(cafe_app, here[3:], "reader")
    give = f"{here}/people/{{}}/role"
    assert organiser.post(give.format(2), role="sorter", was="reader").status_code == 303
    assert organiser.post(give.format(2), role="reader", was="editor").status_code == 409
    assert organiser.post(give.format(2), role="boss", was="sorter").status_code == 422
    assert organiser.post(give.format(99), role="reader", was="reader").status_code == 404
    form = {"form": "role-1", "role": "reader", "was": "owner"}
    refused = organiser.post(give.format(1), **form)
    assert refused.status_code == 409
    assert "must have an owner" in refused.text
    assert organiser.post(f"{here}/people/1/out", form="role-1").status_code == 409
    assert organiser.post(f"{here}/people/leave", form="leave").status_code == 409
    offered = (re.compile(r">Leave the café</button>"), re.compile(r'/people/1/role"'))
    page = organiser.get(f"{here}/people").text
    assert "must have an owner" in page
    assert not [one for one in offered if one.search(page)], "what is always refused"
    assert organiser.post(give.format(2), role="owner", was="sorter").status_code == 303
    assert all(one.search(organiser.get(f"{here}/people").text) for one in offered)
    assert organiser.post(give.format(2), role="sorter", was="owner").status_code == 303
    assert roles(cafe_app, here) == {"Berit Bakke": "owner", "Reader": "sorter"}


def test_a_cafe_is_handed_over(cafe_app: Flask, organiser: Visitor, here: str) -> None:
    other = colleague(cafe_app, here[3:], "reader")
    assert organiser.post(f"{here}/people/1/owner").status_code == 404, "not to oneself"
    assert organiser.post(f"{here}/people/2/owner").status_code == 303
    assert roles(cafe_app, here) == {"Berit Bakke": "editor", "Reader": "owner"}
    assert organiser.post(f"{here}/people/2/out").status_code == 403
    assert other.post(f"{here}/people/1/out").status_code == 303
    assert organiser.get(f"{here}/plan").status_code == 404


def taken_out(owner: Visitor, _other: Visitor, here: str) -> int:
    return owner.post(f"{here}/people/2/out").status_code


def made_editor(owner: Visitor, _other: Visitor, here: str) -> int:
    return owner.post(f"{here}/people/2/role", act=new_id(), role="editor", was="owner").status_code


def handed_over(_owner: Visitor, other: Visitor, here: str) -> int:
    return other.post(f"{here}/people/1/owner").status_code


def left(_owner: Visitor, other: Visitor, here: str) -> int:
    return other.post(f"{here}/people/leave", form="leave").status_code


@pytest.mark.parametrize("way", [taken_out, made_editor, handed_over, left])
def test_who_owns_no_more_comes_back_by_no_link_of_their_own(
    cafe_app: Flask, organiser: Visitor, here: str, way: Callable[[Visitor, Visitor, str], int]
) -> None:
    other = colleague(cafe_app, here[3:], "owner", "ola@example.org")
    link = invited(other, here, "owner")
    assert way(organiser, other, here) == 303
    assert other.post(f"{link}/me", form="me").status_code == 410
    assert [*roles(cafe_app, here).values()].count("owner") == 1
    if way is taken_out:
        assert taken_out(organiser, other, here) == 303, "out already"


def test_a_link_of_who_lost_the_cafe_some_other_way_opens_nothing(
    cafe_app: Flask, organiser: Visitor, here: str
) -> None:
    other = colleague(cafe_app, here[3:], "owner", "ola@example.org")
    link = invited(other, here, "owner")
    with cafe_app.extensions["cafe"].db.writing() as tx:  # as by an admin of the organisation
        tx.get_one(Organiser, (here[3:], 2)).role = "reader"
    answer = other.post(f"{link}/me", form="me")
    assert answer.status_code == 410
    assert roles(cafe_app, here)["Berit Bakke"] == "owner"


def test_two_owners_who_take_each_other_out_at_once_leave_one(
    cafe_app: Flask, organiser: Visitor, here: str
) -> None:
    other = colleague(cafe_app, here[3:], "owner", "ola@example.org")
    tries = [(organiser, f"{here}/people/2/out"), (other, f"{here}/people/1/out")]
    for visitor, _address in tries:
        visitor.token()
    with ThreadPoolExecutor(2) as both:
        codes = list(both.map(lambda one: one[0].post(one[1]).status_code, tries))
    assert list(roles(cafe_app, here).values()) == ["owner"]
    assert codes.count(303) == 1, codes


def test_a_reader_sees_who_organises_and_leaves(
    cafe_app: Flask, organiser: Visitor, here: str
) -> None:
    reader = colleague(cafe_app, here[3:], "reader")
    invited(organiser, here, name="Hemmelig", email="hemmelig@example.org")
    page = reader.get(f"{here}/people").text
    assert "Berit Bakke" in page
    for secret in ("berit@example.org", "Hemmelig", "<select"):
        assert secret not in page
    assert reader.post(f"{here}/people/leave", form="leave").location == "/workshops"
    assert reader.get(f"{here}/people").status_code == 404


def test_a_new_account_is_of_a_named_organisation_only_when_its_admin_says_so(
    cafe_app: Flask, organiser: Visitor, here: str
) -> None:
    db = cafe_app.extensions["cafe"].db
    with db.reading() as session:
        home = session.get_one(Workshop, here[3:]).organisation_id
    organiser.post("/organisation/name", name="Ternøy", was="")
    links = [invited(organiser, here), invited(organiser, here, member="1")]
    for number, link in enumerate(links):
        typed = STRANGER | {"email": f"k{number}@example.org"}
        assert Visitor(cafe_app).post(link, form="new", **typed).status_code == 302
    with db.reading() as session:
        homes = [one.organisation_id for one in session.query(Person).order_by(Person.id)]
    assert homes == [home, None, home]
