"""What letters with links to accounts say, in the language of whoever they are for."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from cafe.model import AccountLink, Database, Organisation, Person, Workshop
from cafe.people.colleagues import actions, letters
from cafe.people.colleagues.rules import HOUR
from cafe.people.links import find_account_link
from tests.people.colleagues import account
from tests.people.inviting.hall import KEY
from tests.plan.inviting.mail import letters_in, mail_server
from tests.support.app import settings_in
from tests.support.world import a_workshop

AT = "https://cafe.example.org/join/a1"
FORTNIGHT = 14 * 24 * HOUR
REFUSED = ("failed", "The mail server refuses the address.", None)
UNWANTED = ("failed", "The mail server refuses the letter.", None)
CUT_OFF = ("failed", "The mail server broke off. The letter may have gone.", None)
NOT_TRIED = ("failed", "The sending was stopped before it came to this letter.", None)
SENT = ("sent", "", None)


@pytest.mark.parametrize(
    ("of", "name", "by", "subject", "text"),
    [
        (
            *("cafe", "Siv", True, "Organise “Et godt sted” with us"),
            "Hello Siv,|Berit invites you to “Et godt sted” in Dialogkafé, as editor.|@"
            "|The link works once, within 14 days.",
        ),
        (
            *("cafe", "", False, "Organise “Et godt sted” with us"),
            "Hello,|An organiser invites you to “Et godt sted” in Dialogkafé, as editor.|@"
            "|The link works once, within 14 days.",
        ),
        (
            *("home", "Siv", True, "Welcome to Lier kommune"),
            "Hello Siv,|Berit invites you to Lier kommune in Dialogkafé.|@"
            "|The link works once, within 14 days.",
        ),
        (
            *("home", "", False, "Welcome to Lier kommune"),
            "Hello,|An organiser invites you to Lier kommune in Dialogkafé.|@"
            "|The link works once, within 14 days.",
        ),
        (
            *("", "", False, "A new password"),
            "Somebody, probably you, has asked for a new password for your account in Dialogkafé."
            "|@|The link works once, within 1 hour.|Did you not ask for it? Then you need not do "
            "anything: your password stays as it is.",
        ),
    ],
)
def test_a_letter_says_who_asks_whom_to_what(
    db: Database, *, of: str, name: str, by: bool, subject: str, text: str
) -> None:
    berit, cafe = account(db, "berit@example.org"), a_workshop(db).id
    link = AccountLink(name=name, role="editor", language="en", made=10**9, ends=10**9 + FORTNIGHT)
    with db.writing() as tx:
        here = tx.get_one(Workshop, cafe)
        home = tx.get_one(Organisation, here.organisation_id)
        here.name, home.name = " Et godt\nsted", "Lier  kommune"
        link.workshop_id = cafe if of == "cafe" else None
        link.organisation_id = home.id if of == "home" else None
        link.made_by = tx.get_one(Person, berit).id if by else None
        with tx.no_autoflush:
            said = letters.words_of(tx, link, AT)
        assert said == (subject, text.replace("@", AT).replace("|", "\n\n"))
        here.name = home.name = "x" * 90
        if of:
            with tx.no_autoflush:
                said = letters.words_of(tx, link, AT)
            cut = "x" * 59
            assert (cut + "…" in said[0], cut + "x" in said[0], "x" * 90 in said[1]) == (
                *(True, False, True),
            )


def test_what_is_queued_and_still_opens_goes_the_oldest_first(db: Database) -> None:
    with db.writing() as tx:
        for number, (status, ends) in enumerate(
            [("queued", 2**40), ("sent", 2**40), ("queued", 1), ("queued", 2**41), ("", 2**40)]
        ):
            row = AccountLink(kind="reset", token_digest=f"{number}", status=status)
            row.made, row.ends = 0, ends
            tx.add(row)
        tx.flush()
        assert list(letters.queued(tx)) == [1, 4]


@pytest.mark.parametrize(
    ("names", "ends"),
    [
        (("refused", "siv"), [REFUSED, SENT]),
        (("unwanted", "siv"), [UNWANTED, SENT]),
        (("siv", "broken", "per"), [SENT, CUT_OFF, SENT]),
        (("siv", "broken", "broken.too", "per"), [SENT, CUT_OFF, CUT_OFF, NOT_TRIED]),
    ],
)
def test_a_letter_that_was_not_taken_has_failed_and_says_why(
    db: Database, tmp_path: Path, *, names: Sequence[str], ends: list[object]
) -> None:
    """One that is refused holds up no other; when the server is gone, none is tried any more."""
    people = [account(db, f"{name}@example.org") for name in names]
    with db.writing() as tx:
        for id in people:
            someone = tx.get_one(Person, id)
            actions.reset_link(tx, person=someone, made_by=None, secret_key=KEY, language="en")
    with mail_server(tmp_path / "mail") as url:
        settings = settings_in(tmp_path).model_copy(
            update={"smtp_url": url, "mail_from": "cafe@example.org", "secret_key": KEY}
        )
        letters.send_account_letters(db, settings, base="https://cafe.example.org")
    with db.reading() as session:
        rows = session.scalars(select(AccountLink).order_by(AccountLink.id)).all()
        assert [(row.status, row.why, row.nonce) for row in rows] == ends
        [letter] = [one for one in letters_in(tmp_path / "mail") if "siv@" in str(one["To"])]
        assert letter["Subject"] == "A new password"
        [word] = re.findall(r"https://cafe\.example\.org/reset/(\w+)", letter.get_content())
        opened = find_account_link(session, word, KEY)
        assert opened is not None
        assert opened.email == "siv@example.org"
