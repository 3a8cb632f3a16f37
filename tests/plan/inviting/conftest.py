"""Cafés whose hosts are asked: by links, by letters."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from cafe.config import Settings
from cafe.model import Database
from tests.plan.inviting.hosts import host
from tests.plan.inviting.mail import mail_server
from tests.plan.inviting.post import Post
from tests.support.app import Visitor
from tests.support.world import KEY, a_workshop, tables_of


@pytest.fixture
def mail(db: Database, tmp_path: Path) -> Iterator[Post]:
    with mail_server(tmp_path / "mail") as url:
        settings = Settings(
            data_dir=tmp_path, secret_key=KEY, smtp_url=url, mail_from="cafe@example.org"
        )
        yield Post(db, settings, tmp_path / "mail")


@pytest.fixture
def asked(organiser: Visitor, cafe_app: Flask) -> tuple[str, list[str]]:
    """The organiser's page, and the addresses of Solveig's and Odd Arne's pages."""
    from cafe.people.queries import the_person

    db: Database = cafe_app.extensions["cafe"].db
    with db.reading() as session:
        owner = the_person(session, "berit@example.org")
    workshop = a_workshop(db, counts=[1, 1], language="en", owner=owner)
    host(db, tables_of(db, workshop)[0].id, "Solveig", "Odd Arne")
    page = f"/w/{workshop.id}/invitations"
    assert "Make 2 invitations" in organiser.get(page).text
    assert organiser.post(page).status_code == 303
    letters = organiser.get(f"{page}/letters").text
    links = re.findall(r"https?://[^/\s]+(/h/\w+)", letters)
    return page, list(dict.fromkeys(links))
