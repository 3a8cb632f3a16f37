"""Short codes at the organiser's: renewed alone, switched off, and shown only while they open."""

import re

import pytest
from flask import Flask

from cafe.archive.queries import archive_of
from cafe.model import Link, Person, Workshop
from cafe.people.links import code_of
from cafe.people.queries import links_of
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.pairs import a_talk, token
from tests.support.world import new_id
from tests.writers.pdf_text import text_of

CODE = re.compile(r"\b[ACDEFGHJKMNPQRTVWXY34679]{3} [ACDEFGHJKMNPQRTVWXY34679]{3}\b")
PAGES = ("day", "kit/cards.pdf", "projector")


class Talk:
    """Berit's open café: a wall, two tables, pairs and a plenary."""

    def __init__(self, app: Flask, berit: Visitor) -> None:
        """As it is planned, with codes."""
        self.parts, self.berit, self.stranger = cafe(app), berit, Visitor(app)
        self.key = self.parts.settings.secret_key
        with self.parts.db.reading() as db:
            owner = db.query(Person).one()
        workshop = a_talk(self.parts.db, owner=owner, key=self.key)
        self.id, self.wall = workshop.id, token(self.parts.db, workshop, key=self.key)

    def links(self) -> list[Link]:
        """The wall's first, then the tables'."""
        with self.parts.db.reading() as db:
            return links_of(db, self.id)

    def codes(self) -> list[str]:
        """What opens them, typed by hand."""
        return [code_of(self.key, link.code_nonce) for link in self.links()]

    def post(self, where: str, **form: str) -> int:
        """As the organiser does on the day's page."""
        return self.berit.post(f"/w/{self.id}/{where}", act=new_id(), **form).status_code

    def shown(self, page: str) -> set[str]:
        """The café's codes that a page or file shows."""
        if page == "projector":
            text = self.stranger.get(f"/v/{self.wall}/projector").text
        elif page.endswith(".pdf"):
            text = text_of(self.berit.get(f"/w/{self.id}/{page}").data)
        else:
            text = self.berit.get(f"/w/{self.id}/{page}").text
        plain = "".join(text.split())
        return {code for code in self.codes() if code in plain}

    def opens(self) -> list[int]:
        """What each code answers to somebody new."""
        return [self.stranger.post("/code", code=code).status_code for code in self.codes()]


@pytest.fixture
def talk(cafe_app: Flask, organiser: Visitor) -> Talk:
    return Talk(cafe_app, organiser)


def test_codes_are_switched_off_and_on(talk: Talk) -> None:
    shown = {page: talk.shown(page) for page in PAGES}
    assert all(shown.values())
    assert shown["day"] == set(talk.codes())
    assert talk.post("codes", do="off") == 303
    assert {page: talk.shown(page) for page in PAGES} == {key: set() for key in PAGES}
    assert not CODE.search(talk.berit.get(f"/w/{talk.id}/day").text)
    assert "type the code" not in text_of(talk.berit.get(f"/w/{talk.id}/kit/cards.pdf").data)
    assert "Short codes open nothing now." in talk.berit.get(f"/w/{talk.id}/kit").text
    assert set(talk.opens()) == {410}
    assert talk.stranger.get(f"/v/{talk.wall}").status_code == 200
    talk.post("codes", do="on")
    assert {page: talk.shown(page) for page in PAGES} == shown
    assert set(talk.opens()) == {302}


def test_a_finished_cafe_shows_none(talk: Talk) -> None:
    assert talk.post("stage", stage="finished", anyway="1", sure="open") == 303
    assert {page: talk.shown(page) for page in PAGES} == {key: set() for key in PAGES}
    assert set(talk.opens()) == {410}
    assert "its short codes open nothing" in talk.berit.get(f"/w/{talk.id}/day").text
    talk.post("stage", stage="sorting", sure="finished")
    assert set(talk.opens()) == {302}


def test_one_code_is_renewed_and_the_link_stays(talk: Talk) -> None:
    before, digests = talk.codes(), [link.token_digest for link in talk.links()]
    assert talk.post(f"links/{talk.links()[1].id}/code") == 303
    after = talk.codes()
    assert [old == new for old, new in zip(before, after, strict=True)] == [
        True,
        False,
        *[True] * (len(before) - 2),
    ]
    assert [link.token_digest for link in talk.links()] == digests
    assert talk.shown("day") == set(after)
    assert talk.stranger.post("/code", code=before[1]).status_code == 404


def test_the_archive_remembers_the_switch_and_no_code(talk: Talk) -> None:
    with talk.parts.db.reading() as db:
        assert "codes" not in archive_of(db, db.get_one(Workshop, talk.id))["workshop"]
    talk.post("codes", do="off")
    with talk.parts.db.reading() as db:
        archive = archive_of(db, db.get_one(Workshop, talk.id))
    assert archive["workshop"]["codes"] is False
    assert not [code for code in talk.codes() if code in str(archive)]
