"""A page offers nothing that whoever looks at it may not do: each page, for each role."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from cafe.model import Person, Workshop
from cafe.people.rules import AFTER_RAW, CAFE_ROLES, RIGHTS, CafeRole
from tests.people.colleagues import colleague, enter
from tests.support.app import Visitor
from tests.support.links import Doors

# What the places in a page's address are filled with.
FILLED = {"number": "1", "sheet": "cards"}
ADDRESS = re.compile(r'(?:href|(?:form)?action)="(/[^"#?]*)')
FORM = re.compile(r"<form[^>]*>|formaction=\"[^\"]*\"")
# What opens a table's page to whoever has it.
TABLES = re.compile(r"/t/[0-9a-f]{40}")


@pytest.fixture
def doors(organiser: Visitor, cafe_app: Flask) -> Doors:
    assert organiser.get("/workshops").status_code == 200
    with cafe_app.extensions["cafe"].db.reading() as db:
        berit = db.query(Person).one()
    return Doors(cafe_app, berit)


def pages(app: Flask, workshop_id: str) -> list[str]:
    """The address of every page of a café, but those that are files."""
    found = []
    for rule in app.url_map.iter_rules():
        if "workshop_id" not in rule.arguments or "GET" not in (rule.methods or ()):
            continue
        if rule.arguments - {"workshop_id", *FILLED} or re.search(r"\.\w+$", str(rule)):
            continue
        address = str(rule).replace("<workshop_id>", workshop_id)
        for name, value in FILLED.items():
            address = re.sub(rf"<(?:[^<>]*:)?{name}>", value, address)
        found.append(address)
    return found


def offered(app: Flask, page: str) -> Iterator[tuple[str, str]]:
    """Each address in `page` that leads somewhere in a café, and its verb."""
    routes = app.url_map.bind("localhost")
    sent = {address for form in FORM.findall(page) for address in ADDRESS.findall(form)}
    for address in {*ADDRESS.findall(page)}:
        for method in {"POST"} if address in sent else {"GET"}:
            try:
                endpoint, values = routes.match(address, method=method)
            except HTTPException:
                continue
            if "workshop_id" in values:
                yield f"{method} {address}", getattr(app.view_functions[endpoint], "verb", "open")


@pytest.mark.parametrize("role", CAFE_ROLES)
def test_no_page_offers_what_the_role_may_not(
    doors: Doors, cafe_app: Flask, role: CafeRole
) -> None:
    visitor = enter(cafe_app, 1) if role == "owner" else colleague(cafe_app, doors.id, role)
    seen, wrong = 0, set()
    for address in [*pages(cafe_app, doors.id), "/workshops", "/workshops?show=bin"]:
        answer = visitor.get(address)
        assert answer.status_code < 500, address
        if answer.mimetype != "text/html":
            continue
        if TABLES.search(answer.text) and "links.see" not in RIGHTS[role]:
            wrong.add(f"{address}: a table's link")
        for what, verb in offered(cafe_app, answer.text):
            seen += 1
            if verb not in RIGHTS[role]:
                wrong.add(f"{address} offers {what}: {verb}")
    assert not wrong, "\n".join(sorted(wrong))
    assert seen > 60


def test_the_bin_offers_only_its_owner_the_way_back(doors: Doors, cafe_app: Flask) -> None:
    def bin_it(_tx: object, workshop: Workshop) -> None:
        workshop.binned = 1

    editor = colleague(cafe_app, doors.id, "editor")
    doors.does(bin_it)
    assert f"/w/{doors.id}/back" in enter(cafe_app, 1).get("/workshops?show=bin").text
    assert f"/w/{doors.id}/" not in editor.get("/workshops?show=bin").text


def test_what_is_left_of_a_cafe_leads_to_nothing_that_is_gone(
    doors: Doors, cafe_app: Flask
) -> None:
    def empty(_tx: object, workshop: Workshop) -> None:
        workshop.stage, workshop.raw_gone = "finished", date(2026, 1, 1)

    doors.does(empty)
    owner, left = enter(cafe_app, 1), 0
    for page in pages(cafe_app, doors.id):
        answer = owner.get(page)
        if (answer.status_code, answer.mimetype) == (200, "text/html"):
            left += 1
            for what, verb in offered(cafe_app, answer.text):
                assert verb in AFTER_RAW, f"{page} leads to {what}"
    assert left > 5
