"""Letters to the contacts of a series: to confirm, and an invitation to all that names nobody."""

import re
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from cafe.core.clock import today
from cafe.followup import actions
from cafe.followup.letters import send_letters
from cafe.followup.rules_contacts import Contact
from cafe.model import (
    Follower,
    FollowupLetter,
    Series,
    SeriesLetter,
    Workshop,
)
from cafe.web.limits.rates import BUCKETS, left
from cafe.web.state import cafe
from tests.followup.network import Network
from tests.followup.test_routes import mailing
from tests.plan.inviting.mail import letters_in, mail_server
from tests.support.app import Visitor

LINK = re.compile(r"/f/f[0-9a-f]{40}")


@pytest.fixture
def network(organiser: Visitor, cafe_app: Flask) -> Network:
    return Network(cafe_app, organiser)


def test_a_list_on_paper_needs_their_word_and_gets_the_same_letter(
    network: Network, organiser: Visitor, cafe_app: Flask
) -> None:
    lines = "kari@example.org Kari\nola@example.org"
    assert organiser.post(network.at, form="paper", lines=lines, paper="1").status_code == 409
    with mailing(cafe_app):
        sent = organiser.post(network.at, form="paper", lines=lines)
        assert sent.status_code == 422
        assert lines in sent.text.replace("\r", "")
        wrong = organiser.post(network.at, form="paper", lines=f"{lines}\nx", paper="1")
        assert wrong.status_code == 422
        assert network.addresses() == [], "all or none"
        assert organiser.post(network.at, form="paper", lines=lines, paper="1").status_code == 303
        assert network.addresses() == ["kari@example.org", "ola@example.org"]
        assert "kari@" not in organiser.get(network.at).text, "until they confirm"
        many = "\n".join(f"a{number}@example.org" for number in range(100))
        statuses = {
            organiser.post(network.at, lines=many, paper="1").status_code for _n in range(6)
        }
        assert statuses == {303, 429}, "letters are counted"


def test_each_gets_a_letter_of_its_own_and_a_killed_job_writes_to_nobody_twice(
    network: Network, organiser: Visitor, cafe_app: Flask, tmp_path: Path
) -> None:
    network.add("kari", "ola", "per")
    network.add("nils", confirmed=False)
    typed = {"form": "letter", "cafe": network.coming.id, "words": "Kom!\nDet blir suppe."}
    letter = f"{network.at}/letter"
    assert organiser.post(letter, **typed, do="send").status_code == 409
    with mailing(cafe_app):
        looked = organiser.post(f"{letter}?lang=en", **typed, do="look").text
        assert all(one in looked for one in ("Vårkafé", "17:00", "Storsalen", network.page))
        assert "Send it to 3 people" in looked
        empty = organiser.post(letter, **{**typed, "words": " "}, do="send")
        assert empty.status_code == 422
        past = organiser.post(letter, **{**typed, "cafe": network.was.id}, do="send")
        assert past.status_code == 422
        assert "Det blir suppe." in past.text
        for _twice in range(2):
            sent = organiser.post(letter, **typed, do="send", act="a" * 12)
            assert sent.status_code == 303
        uid = network.at.split("/")[3]
        with cafe_app.app_context():
            used = BUCKETS["letters"].amount - left("letters", f"series {uid}")
        assert used == 3, "what was pressed twice is counted once"
    with network.db.writing() as tx:
        assert tx.query(SeriesLetter).one().count == 3
        waiting = FollowupLetter.kind == "invite", FollowupLetter.status == "queued"
        ids = tx.scalars(select(FollowupLetter.id).where(*waiting)).all()
        assert len(ids) == 3
        # A job has taken the first, and was killed before the server answered.
        tx.get_one(FollowupLetter, ids[0]).status = "going"
        tx.execute(
            update(FollowupLetter).where(FollowupLetter.kind == "confirm").values(status="sent")
        )
    told = _post(network, tmp_path / "first")
    assert sorted(str(one["To"]) for one in told) == ["ola@example.org", "per@example.org"]
    for one in told:
        text, to = str(one.get_content()), str(one["To"])
        assert "Det blir suppe." in text
        assert f"http://here{network.page}" in text
        assert LINK.findall(text) == [network.link(to)], "its own link, and nobody else's"
        assert not any(f"{name}@" in text for name in ("kari", "ola", "per", "nils"))
        assert one["Reply-To"]
        assert str(one["List-Unsubscribe"]) == f"<http://here{network.link(to)}>"
    assert _post(network, tmp_path / "again") == []
    assert "1 letter is under way" in organiser.get(f"{network.at}?lang=en").text


def _post(network: Network, box: Path) -> list[EmailMessage]:
    """What is queued is sent: the letters that came of it."""
    with mail_server(box) as url:
        how = {"smtp_url": url, "mail_from": "cafe@example.org"}
        settings = cafe(network.app).settings.model_copy(update=how)
        send_letters(network.db, settings, base="http://here")
        return letters_in(box)


def test_what_becomes_of_one_letter_ends_none_of_the_others(
    network: Network, organiser: Visitor, cafe_app: Flask, tmp_path: Path
) -> None:
    names = ("last", "kari", "unwanted", "ola", "odd", "broken", "per")
    network.add(*names)
    with mailing(cafe_app):
        typed = {"form": "letter", "cafe": network.coming.id, "words": "Kom!"}
        sent = organiser.post(f"{network.at}/letter", **typed, do="send")
        assert sent.status_code == 303
    with network.db.writing() as tx:
        others = FollowupLetter.kind != "invite"
        tx.execute(update(FollowupLetter).where(others).values(status="sent"))
        odd = update(Follower).where(Follower.address == "odd@example.org")
        tx.execute(odd.values(address="odd@(example.org"))  # as an account's may be
    _post(network, tmp_path / "box")
    assert _invited(network) == dict.fromkeys(names, ("sent", "")) | {
        "odd": ("failed", "The mail server refuses the address."),
        "unwanted": ("failed", "The mail server refuses the letter."),
        "broken": ("failed", "The mail server broke off. The letter may have gone."),
    }


def _invited(network: Network) -> dict[str, tuple[str, str]]:
    """What became of each invitation, by who it was to."""
    with network.db.reading() as db:
        here = select(Follower.address, FollowupLetter.status, FollowupLetter.why)
        here = here.join(FollowupLetter, FollowupLetter.follower_id == Follower.id)
        rows = db.execute(here.where(FollowupLetter.kind == "invite")).all()
    found = {address.partition("@")[0]: (status, why) for address, status, why in rows}
    assert len(found) == len(rows)
    return found


def test_what_did_not_go_is_sent_again_and_nothing_else(
    network: Network, organiser: Visitor, cafe_app: Flask, tmp_path: Path
) -> None:
    network.add("kari", "ola", "per")
    with mailing(cafe_app):
        typed = {"form": "letter", "cafe": network.coming.id, "words": "Kom!"}
        organiser.post(f"{network.at}/letter", **typed, do="send")
        with network.db.writing() as tx:
            letter = tx.scalars(select(SeriesLetter.id)).one()
            kari = select(Follower.id).where(Follower.address == "kari@example.org")
            to_kari = FollowupLetter.follower_id.in_(kari)
            tx.execute(update(FollowupLetter).values(status="failed", why="away"))
            tx.execute(update(FollowupLetter).where(to_kari).values(status="sent", why=""))
            before = tx.scalars(select(func.max(FollowupLetter.id))).one()
        page = organiser.get(f"{network.at}?lang=en").text
        assert "2 letters did not go" in page
        assert "Send again what did not go" in page
        for _twice in range(2):
            again = organiser.post(f"{network.at}/again", letter=letter)
            assert (again.status_code, again.location) == (303, f"{network.at}#written")
        waits = ("queued", "")
        assert _invited(network) == {"kari": ("sent", ""), "ola": waits, "per": waits}
        with network.db.reading() as db:  # a job that has ended looks at none that it had
            queued = select(FollowupLetter.id).where(FollowupLetter.status == "queued")
            assert min(db.scalars(queued)) > before
        assert {str(one["To"]).split("@")[0] for one in _post(network, tmp_path / "box")} == {
            "ola",
            "per",
        }
        assert organiser.post(f"{network.at}/again", letter="x").status_code == 404
        assert organiser.post(f"{network.at}/again", letter=letter + 1).status_code == 404
        with network.db.writing() as tx:
            tx.get_one(Workshop, network.coming.id).date = today() - timedelta(days=1)
        assert organiser.post(f"{network.at}/again", letter=letter).status_code == 409
        assert "did not go" not in organiser.get(f"{network.at}?lang=en").text
    assert organiser.post(f"{network.at}/again", letter=letter).status_code == 409


def test_a_letter_to_confirm_says_who_typed_it(network: Network, tmp_path: Path) -> None:
    with network.db.writing() as tx:
        series, key = tx.get_one(Series, network.id), network.key
        for name, paper in (("kari", True), ("ola", False)):
            one = Contact(f"{name}@example.org")
            actions.join(tx, series=series, contact=one, secret_key=key, paper=paper)
        cafes = FollowupLetter.workshop_id.is_not(None)
        tx.execute(update(FollowupLetter).where(cafes).values(status="sent"))
    sent = _post(network, tmp_path / "box")
    told = {str(one["To"]): str(one.get_content()) for one in sent}
    assert "on paper" in told["kari@example.org"]
    assert "probably you" in told["ola@example.org"]
