"""Nothing of the day knows what came from elsewhere: every route is read before it came and after.

A route that is not in the list of those that tell of it must answer the very same, also one that is
made tomorrow.
"""

import gzip
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from cafe.model import Person, Workshop
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.rules import Row
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.world import new_id

# What is sorted, printed or handed on, and the organiser's live connection.
TELLS = {
    "sort.snapshot_sort",
    "sort.overview",
    "sort.log",
    "people.audit_log",  # who looked and fetched
    "sort.doubles",
    "report.preview",
    "report.extracts",
    "report.compare",
    "report.remains_before_the_document",
}
WORDS = ("Zwiebelfisch", "Zettelkasten", "Zaungast")
Read = dict[tuple[str, str], str]
FILLED = {"number": "1", "sheet": "cards", "name": "x.css", "kind": "word"}
# What a page has anew each time it is made, or by the café's revision.
ANEW = re.compile(
    r'"(?:revision|now_ms|since)": ?\d+|(?:name|content|value|nonce|data-[a-z-]+)="[^"]*"'
    r"|/(?:Mod|Creation)Date\([^)]*\)|<xmp.*?>[^<]*|/ID ?\[.*?\]|\b\d{2}:\d{2}(?::\d{2})?\b"
)


@pytest.fixture
def doors(organiser: Visitor, cafe_app: Flask) -> Doors:
    assert organiser.get("/workshops").status_code == 200
    with cafe(cafe_app).db.reading() as db:
        berit = db.query(Person).one()
    return Doors(cafe_app, berit, stage="sorting")


def addresses(app: Flask, doors: Doors) -> Iterator[tuple[str, str]]:
    """Endpoint and address of each page and answer of the café, through each of its doors."""
    secrets = doors.secrets()
    keys = {"workshop_id": [doors.id], "token": [secrets.wall, secrets.table]}
    keys |= {"invitation": [secrets.invitation], "shared": [secrets.shared]}
    keys |= {"follower": [secrets.follower]}
    for rule in app.url_map.iter_rules():
        held = next((name for name in keys if name in rule.arguments), None)
        rest = rule.arguments - {held, *FILLED}
        if held is None or "GET" not in (rule.methods or ()) or rest:
            continue
        for key in keys[held]:
            values = FILLED | {held: key}
            address = re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda m: values[m[1]], str(rule))  # noqa: B023
            yield rule.endpoint, address


def read(app: Flask, organiser: Visitor, doors: Doors) -> Read:
    found: Read = {}
    for endpoint, address in addresses(app, doors):
        answer = organiser.get(address)
        body = answer.get_data()
        if body[:2] == b"\x1f\x8b":
            body = gzip.decompress(body)
        found[endpoint, address] = ANEW.sub(
            "", f"{answer.status_code} {body.decode(errors='replace')}"
        )
    return found


def bring_in(tx: Session, workshop: Workshop) -> None:
    """To an origin and to a table; the café's revision stays, so that no page shows it."""
    revision, question = workshop.revision, workshop.questions[0]
    act = new_id()
    origin = origin_named(tx, question=question, name=WORDS[0], by="person:1", operation=act)
    rows = [Row(WORDS[1]), Row(WORDS[1], heading="Z")]
    take_in(tx, target=origin, rows=rows, by="person:1", operation=act)
    rows, table = [Row(WORDS[2])], question.tables[0]
    take_in(tx, target=table, rows=rows, first=2, by="person:1", operation=act)
    tx.flush()
    workshop.revision = revision


def test_every_page_of_the_day_is_as_it_was(
    cafe_app: Flask, organiser: Visitor, doors: Doors
) -> None:
    organiser.get(f"/t/{doors.secrets().table}")  # a table that was opened says so
    before = read(cafe_app, organiser, doors)
    doors.does(bring_in)
    cafe(cafe_app).snapshots._kept.clear()  # by revision, which is as it was
    after = read(cafe_app, organiser, doors)
    assert len(before) > 60
    changed = {at[0] for at in after if before[at] != after[at]}
    # When files were fetched last is told there, to the minute.
    assert changed - {"erasure.overview"} == TELLS
    told = {endpoint for (endpoint, _), body in after.items() if any(map(body.count, WORDS))}
    assert told <= TELLS
