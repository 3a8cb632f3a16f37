"""Letters by a real mail server in a second process, sent by a job of its own."""

from datetime import UTC, datetime
from pathlib import Path
from smtplib import SMTP

import pytest
from flask import Flask
from pydantic import ValidationError

from cafe.config import Settings
from cafe.core import post
from cafe.core.i18n import speaking
from cafe.errors import Conflict, NotFound
from cafe.model import HostAddress, Person, Workshop
from cafe.plan.actions import put_in_bin
from cafe.plan.inviting import letters
from cafe.plan.inviting.queries import invited_of
from cafe.web.state import cafe
from tests.plan.inviting.mail import letters_in, mail_server
from tests.plan.inviting.post import BASE, Post
from tests.support.app import Visitor
from tests.support.world import KEY, a_workshop, new_id, tables_of


def test_each_gets_a_letter_of_their_own_once(mail: Post) -> None:
    assert mail.queue() == 1
    with pytest.raises(Conflict):
        mail.queue()
    mail.send()
    mail.send()
    (letter,) = letters_in(mail.folder)
    assert (letter["To"], letter["From"]) == ("solveig@example.org", "cafe@example.org")
    assert str(letter["Subject"]).split() == [
        "Will",
        "you",
        "be",
        "a",
        "host",
        "on",
        "November",
        "12,",
        "2026?",
    ]
    text = letter.get_content()
    assert "Hello Solveig!" in text
    assert f"{BASE}/h/" in text
    assert "Odd Arne" not in str(letter)
    assert mail.rows() == [("ask", "sent", "")]
    with pytest.raises(Conflict):
        mail.queue("remind")  # never twice in a day


def test_what_the_server_refuses_is_told_and_may_be_sent_again(mail: Post) -> None:
    mail.addresses(Odd_Arne="refused@example.org")
    assert mail.queue() == 2
    mail.send()
    assert [status for _kind, status, _why in mail.rows()] == ["sent", "failed"]
    assert "refuses the address" in mail.rows()[1][2]
    mail.addresses(Odd_Arne="odd@example.org")
    assert mail.queue() == 1
    mail.send()
    assert [str(one["To"]) for one in letters_in(mail.folder)] == [
        "odd@example.org",
        "solveig@example.org",
    ]


def test_a_server_that_breaks_off_or_is_away(mail: Post) -> None:
    mail.addresses(Solveig="broken@example.org", Odd_Arne="broken.too@example.org")
    mail.queue()
    mail.send()
    assert {status for _kind, status, _why in mail.rows()} == {"failed"}
    assert "may have gone" in mail.rows()[0][2]
    away = mail.settings.model_copy(update={"smtp_url": "smtp://127.0.0.1:9"})
    mail.queue()
    with speaking("nb"):  # whoever pressed it; others read it in their own
        letters.send_letters(mail.db, away, mail.workshop.id, base=BASE)
    assert mail.rows()[-1] == ("ask", "failed", "The mail server does not answer.")
    with mail.db.reading() as session, speaking("nn"):
        workshop = session.get_one(Workshop, mail.workshop.id)
        assert {one.failed for one in invited_of(session, workshop)} == {
            "E-posttenaren svarar ikkje. Prøv igjen om litt."
        }


def test_no_password_goes_without_tls(mail: Post) -> None:
    url = mail.settings.smtp_url.replace("smtp://", "smtp://user:word@")
    with pytest.raises(post.NoServer), post.opened(url):
        pass


def test_a_host_whose_address_is_gone_meanwhile_gets_none(mail: Post) -> None:
    mail.queue()
    with mail.db.writing() as tx:
        tx.query(HostAddress).delete()
    mail.send()
    assert letters_in(mail.folder) == []
    assert mail.rows()[0][1] == "failed"


@pytest.mark.parametrize("end", ["killed", "stopped"])
def test_what_was_cut_off_is_told_and_may_be_sent_again(
    mail: Post, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    mail.queue()
    later = datetime.now(UTC) + 2 * letters.CUT_OFF
    if end == "killed":
        with mail.db.writing() as tx, speaking("nb"):  # what the server does each hour
            letters.let_go(tx, later)
    else:
        monkeypatch.setattr(post, "hand_over", _stopped)
        with pytest.raises(KeyboardInterrupt):
            mail.send()
        monkeypatch.undo()
    assert mail.rows()[0][1:] == ("failed", "It was cut off. The letter may have gone.")
    assert mail.queue() == 1
    mail.send()
    assert len(letters_in(mail.folder)) == 1


def _stopped(*_letter: object) -> None:
    raise KeyboardInterrupt


def test_a_press_that_comes_to_nothing_leaves_those_under_way(mail: Post) -> None:
    mail.queue()
    since = datetime.now(UTC)
    mail.addresses(Odd_Arne="odd@example.org")
    mail.queue()
    letters.fail_the_rest(mail.db, mail.workshop.id, {"queued": "no room"}, since=since)
    assert [status for _kind, status, _why in mail.rows()] == ["queued", "failed"]
    mail.send()
    assert [str(one["To"]) for one in letters_in(mail.folder)] == ["solveig@example.org"]


def test_a_password_that_mail_cannot_carry_is_told(mail: Post) -> None:
    mail.queue()
    url = mail.settings.smtp_url.replace("smtp://", "smtp://user:bl%C3%A5@")
    mail.settings = mail.settings.model_copy(update={"smtp_url": url})
    with pytest.MonkeyPatch.context() as patch:  # as if it had TLS
        patch.setattr(SMTP, "has_extn", lambda _server, name: name in ("starttls", "auth"))
        patch.setattr(SMTP, "starttls", lambda _server, **_how: None)
        mail.send()
    assert mail.rows() == [("ask", "failed", "The mail server refuses the café's login.")]


def test_no_letter_goes_out_of_the_bin(mail: Post) -> None:
    mail.queue()
    with mail.db.writing() as tx:
        put_in_bin(tx, workshop=tx.get_one(Workshop, mail.workshop.id), now=1)
    mail.send()
    assert letters_in(mail.folder) == []
    assert mail.rows()[0][1] == "failed"


def test_a_kind_of_letter_that_is_none_sends_nothing(mail: Post) -> None:
    for odd in ("", "all\x00", "x" * 900):
        with pytest.raises(NotFound):
            mail.queue(odd)
    assert mail.rows() == []


def test_an_account_that_no_header_can_name_stops_no_letter(mail: Post) -> None:
    with mail.db.writing() as tx:
        person = Person(email="be\u2028rit@example.org", name="Berit", password_hash="x")
        tx.add(person)
        tx.flush()
        id = person.id
    mail.queue()
    letters.send_letters(mail.db, mail.settings, mail.workshop.id, base=BASE, person_id=id)
    (letter,) = letters_in(mail.folder)
    assert letter["Reply-To"] is None


def test_no_line_break_comes_into_a_header() -> None:
    for words in ({"subject": "x\nBcc: y@z.no"}, {"to": "a@b.no\r\nBcc: y@z.no"}):
        plain = {"sender": "c@d.no", "to": "a@b.no", "subject": "x", "text": "y"}
        with pytest.raises(ValueError, match=r"linefeed|newline|header|no address"):
            post.letter(**{**plain, **words})


def test_one_press_sends_them_by_a_job(organiser: Visitor, cafe_app: Flask, tmp_path: Path) -> None:
    with mail_server(tmp_path / "mail") as url:
        more = {"smtp_url": url, "mail_from": "cafe@example.org"}
        parts = cafe(cafe_app)
        object.__setattr__(parts, "settings", parts.settings.model_copy(update=more))
        with parts.db.reading() as session:
            owner = session.query(Person).one()
        workshop = a_workshop(
            parts.db, counts=[1, 1], language="en", owner=owner, key=parts.settings.secret_key
        )
        page = f"/w/{workshop.id}/invitations"
        first = tables_of(parts.db, workshop)[0]
        at = f"/w/{workshop.id}/plan/tables/{first.id}/hosts"
        hosts = {"was": [], "hosts": [{"name": "Solveig"}], "act": new_id()}
        assert organiser.send("PUT", at, hosts).status_code == 200
        organiser.post(page, act=new_id())
        form = {"form": "addresses", "addresses": "Solveig <solveig@example.org>"}
        organiser.post(f"{page}/addresses", act=new_id(), **form)
        assert "Send 1 letter" in organiser.get(page).text
        operation = new_id()
        for _twice in range(2):
            sent = organiser.post(f"{page}/mail", act=operation, do="ask")
            assert sent.status_code == 303, sent.text
        (letter,) = letters_in(tmp_path / "mail")
        assert letter["Reply-To"] == "berit@example.org"
        assert organiser.post(f"{page}/mail", act=new_id(), do="remind").status_code == 409
        assert "Send 1 letter" not in organiser.get(page).text


def test_without_a_server_no_button_and_a_refusal(organiser: Visitor, cafe_app: Flask) -> None:
    with cafe(cafe_app).db.reading() as session:
        owner = session.query(Person).one()
    page = f"/w/{a_workshop(cafe(cafe_app).db, owner=owner).id}/invitations"
    refused = organiser.post(f"{page}/mail", act=new_id(), do="ask")
    assert refused.status_code == 422
    assert "No mail server is set" in refused.text


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("mail.example.org", "a@b.no"),
        ("http://mail.example.org", "a@b.no"),
        ("smtp://", "a@b.no"),
        ("smtp://mail.example.org:99999", "a@b.no"),
        ("smtp://mail.example.org/x", "a@b.no"),
        ("smtp://mail.example.org?x", "a@b.no"),
        ("smtp://ma il", "a@b.no"),
        ("", "no address"),
        ("", "a@b.no\nBcc: x@y.no"),
    ],
)
def test_a_setting_that_cannot_be_is_named_at_the_start(
    tmp_path: Path, url: str, sender: str
) -> None:
    with pytest.raises(ValidationError):
        Settings(data_dir=tmp_path, secret_key=KEY, smtp_url=url, mail_from=sender)
