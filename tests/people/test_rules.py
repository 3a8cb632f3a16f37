"""Rights are one table."""

import pytest

from cafe.errors import Invalid, NotAllowed
from cafe.people import actions, rules


@pytest.mark.parametrize("verb", ["plan.edit", "sort.edit", "table.write", "archive.export"])
def test_a_viewer_only_looks(verb: str) -> None:
    with pytest.raises(NotAllowed):
        rules.check("viewer", verb)
    rules.check("viewer", "wall.see")


def test_a_host_writes_at_the_table_and_nowhere_else() -> None:
    rules.check("host", "table.write")
    assert rules.RIGHTS["host"] == {"table.see", "table.write", "table.answer"}


def test_who_only_looks_asks_and_writes_in_pairs_but_at_no_table() -> None:
    assert rules.RIGHTS["viewer"] == {"wall.see", "wall.ask", "wall.dot", "pairs.write"}
    assert rules.RIGHTS["invited"] == {"invitation.answer"}


def test_who_reads_a_shown_document_does_nothing_else() -> None:
    assert rules.RIGHTS["reader"] == {"document.read"}
    others = [role for role in rules.RIGHTS if "report.share" in rules.RIGHTS[role]]
    assert others == ["organiser"]


@pytest.mark.parametrize("email", ["", "berit", "@x", "x@", "a b@c", "a@" + "b" * 300])
def test_no_address(email: str) -> None:
    with pytest.raises(Invalid):
        rules.check_email(email)


def test_address_in_lower_case() -> None:
    assert rules.check_email(" Berit@Example.ORG ") == "berit@example.org"


def test_short_password() -> None:
    with pytest.raises(Invalid):
        rules.check_password("kaffe")


@pytest.mark.parametrize(
    "password",
    [
        *("password123", "P@ssw0rd123", "1234567890", "qwertyuiop", "iloveyou1234", "a" * 72),
        *("passordpassord", "passord123", "sommer2026", "hemmelig123", "velkommen1", "Sommer2026!"),
        *("dialogkafé", "Dialogkafe2026", "dialogkafe1!", "kafekafekafe", "d1alogkafe1"),
        *("berit@example.org", "beritbakke", "Berit Bakke", "bakkeberit1", "BERIT.BAKKE"),
    ],
)
def test_a_password_that_is_tried_first(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_password(password, "berit@example.org", "Berit Bakke")
    assert refused.value.where == "password"


@pytest.mark.parametrize(
    "password",
    [
        *("kaffe og kringle 2014", "en kanne kaffe til", "blåbærsyltetøy", "x7#kQ9!mZ2pL"),
        *("berit bakke liker kringle", "u" * 3 + "Ålesund og Molde" * 12, "日本語のパスワード文"),
    ],
)
def test_a_password_that_will_do(password: str) -> None:
    assert rules.check_password(password, "berit@example.org", "Berit Bakke") == password


def test_nobodys_password_opens_nothing() -> None:
    """The hash that is checked when there is no account is of words that stand in the code."""
    assert actions.fits(actions._nobodys_hash(), "nobody has this password")
    assert not actions.fits(None, "nobody has this password")
