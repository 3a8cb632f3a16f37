"""When a host was asked and answered, and that nobody is asked of what has been held."""

import re
import urllib.parse
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select, update

from cafe.core.i18n import speaking
from cafe.errors import Conflict
from cafe.model import Invitation, LetterSent, Workshop
from tests.plan.inviting.mail import letters_in
from tests.plan.inviting.post import Post
from tests.support.app import Visitor
from tests.support.world import new_id


@pytest.mark.usefixtures("oslo")
def test_a_letter_is_opened_and_marked_as_sent(
    organiser: Visitor, asked: tuple[str, list[str]], cafe_app: Flask
) -> None:
    page = asked[0]
    ids = re.findall(r"\?letter=(\d+)", organiser.get(page).text)
    opened = organiser.get(f"{page}?letter={ids[0]}").text
    assert "Letter to Solveig" in opened
    assert organiser.post(f"{page}/sent/{ids[0]}", act=new_id()).status_code == 303
    with cafe_app.extensions["cafe"].db.writing() as tx:
        tx.execute(update(LetterSent).values(at=datetime(2026, 9, 4, 22, 30, tzinfo=UTC)))
        answered = datetime(2026, 9, 5, 22, 5, tzinfo=UTC)
        tx.execute(update(Invitation).values(answer=True, answered_at=answered))
    days = organiser.get(page).text.replace("\xa0", " ")
    assert "September 5, 2026" in days, "by the clock in the hall"
    assert "September 6, 2026" in days
    with cafe_app.extensions["cafe"].db.writing() as tx:
        tx.execute(update(Invitation).values(answer=None, answered_at=None))
    assert "Reminder: " in urllib.parse.unquote(organiser.get(f"{page}?letter={ids[0]}").text)
    for odd in ("0", "999999999", "99999999999999999999"):
        assert organiser.get(f"{page}?letter={odd}").status_code == 200
        assert organiser.post(f"{page}/sent/{odd}", act=new_id()).status_code == 404


def test_a_letter_that_was_handed_over_is_so_once(
    organiser: Visitor, asked: tuple[str, list[str]], cafe_app: Flask
) -> None:
    """Pressed twice, or in two tabs, it is no reminder."""
    page = asked[0]
    first = re.findall(r"\?letter=(\d+)", organiser.get(page).text)[0]
    drawn = organiser.get(f"{page}?letter={first}").text
    (was,) = re.findall(r'name="was" value="(\d+)">\s*<button[^>]*>I have sent it', drawn)
    for act in (new_id(), new_id()):
        assert organiser.post(f"{page}/sent/{first}", act=act, was=was).status_code == 303
    with cafe_app.extensions["cafe"].db.reading() as db:
        assert [one.kind for one in db.scalars(select(LetterSent))] == ["ask"]


def test_nobody_is_asked_to_be_a_host_of_a_cafe_that_has_been_held(
    mail: Post,
) -> None:
    for stage in ("sorting", "finished"):
        mail.stage("planning")
        mail.queue()
        mail.stage(stage)
        mail.send()
        assert letters_in(mail.folder) == []
        assert mail.rows()[-1][1] == "failed"
        with speaking("en"), pytest.raises(Conflict, match="has been held"):
            mail.queue()


def test_nobody_is_asked_to_be_a_host_of_a_template(
    organiser: Visitor, asked: tuple[str, list[str]], mail: Post
) -> None:
    """It has no day; its letter is worded for the cafés that are planned from it."""
    organiser.post(asked[0].replace("/invitations", "/copy"), do="template", act=new_id())
    templates = organiser.get("/workshops?show=templates").text
    page = f"/w/{re.findall(r'/w/(.+?)/copy', templates)[0]}/invitations"
    shown = organiser.get(page).text
    assert "never opened" in shown
    assert re.findall(rf'action="{page}(.*?)"', shown) == ["/letter"]
    assert organiser.post(page, act=new_id()).status_code == 409
    named = {"addresses": "Solveig; solveig@example.org", "form": "addresses"}
    assert organiser.post(f"{page}/addresses", act=new_id(), **named).status_code == 409
    with mail.db.writing() as tx:
        tx.get_one(Workshop, mail.workshop.id).template = True
    with pytest.raises(Conflict), speaking("en"):
        mail.queue()
