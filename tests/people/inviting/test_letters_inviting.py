"""What letters with links to accounts say, in the language of whoever they are for."""

import pytest

from cafe.model import AccountLink, Database, Organisation, Person, Workshop
from cafe.people.colleagues import letters
from cafe.people.colleagues.rules import HOUR
from tests.people.colleagues import account
from tests.support.world import a_workshop

AT = "https://cafe.example.org/join/a1"


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
    link = AccountLink(name=name, role="editor", language="en", made=7, ends=7 + 14 * 24 * HOUR)
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
            assert ("x" * 60 in said[0], "x" * 61 in said[0], "x" * 90 in said[1]) == (
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
