"""The page of the audit log: whose it is, its filter, its pages, and bad questions."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from cafe.model import Workshop, audited
from cafe.people.audit import queries
from tests.people.colleagues import colleague
from tests.support.app import Visitor
from tests.support.links import Doors


def test_the_page_is_the_owners_and_filters(
    cafe_app: Flask, doors: Doors, organiser: Visitor
) -> None:
    assert colleague(cafe_app, doors.id, "editor").get(f"/w/{doors.id}/audit").status_code == 403
    doors.does(lambda tx, here: audited(tx, here.id, "binned", by="person:1"))
    doors.does(lambda tx, here: audited(tx, here.id, "link", by="token:7", about="table:1"))
    page = f"/w/{doors.id}/audit"
    assert "put the café into the bin" in organiser.get(page).text
    assert "put the café into the bin" not in organiser.get(f"{page}?kind=links").text
    assert "renewed a link (Table 1)" in organiser.get(f"{page}?kind=links&by=token:7").text
    today = datetime.now().astimezone().date()
    assert "into the bin" in organiser.get(f"{page}?since={today}&until={today}").text
    late = today + timedelta(days=1)
    assert "Nothing here is like that." in organiser.get(f"{page}?since={late}").text


@pytest.mark.parametrize(
    "asked",
    [
        *("kind=x", "since=9999-12-31", "until=0001-01-01", "since=x", "before=-1"),
        *("before=" + "9" * 40, "since=2026-02-01&until=2026-01-01", "until=2026-02-30"),
    ],
)
def test_what_cannot_be_asked_for_is_said(doors: Doors, organiser: Visitor, asked: str) -> None:
    answer = organiser.get(f"/w/{doors.id}/audit?{asked}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_odd_names_ask_for_nothing(doors: Doors, organiser: Visitor) -> None:
    for by in ("person:", "person:x", "'", "\u202ex" * 200, "person:" + "9" * 30):
        assert organiser.get(f"/w/{doors.id}/audit", query_string={"by": by}).status_code == 200


def test_many_rows_have_pages(doors: Doors, organiser: Visitor) -> None:
    def many(tx: Session, here: Workshop) -> None:
        for number in range(queries.A_PAGE + 5):
            audited(tx, here.id, "downloaded", by="person:1", about=f"x{number}x")

    doors.does(many)
    first = organiser.get(f"/w/{doors.id}/audit?kind=files").text
    older = first.partition('href="?')[2].partition('"')[0].replace("&amp;", "&")
    assert "x104x" in first
    assert "x4x" not in first
    assert "kind=files" in older
    second = organiser.get(f"/w/{doors.id}/audit?{older}").text
    assert "x4x" in second
    assert "x5x" not in second
