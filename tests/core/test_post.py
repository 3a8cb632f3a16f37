"""A letter goes to the one address that is meant, or is not made."""

from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.core.post import letter
from cafe.core.text.mailboxes import as_mailed

ODD = "<>,;:\"()[]\\@.='? \t\n\0\x0b\u2028\u202e\u200baø"


def to(address: str, answers_to: str = "") -> list[str]:
    made = letter(
        sender="cafe@example.org", to=address, subject="S", text="t", answers_to=answers_to
    )
    return [one.addr_spec for one in made["To"].addresses]


@pytest.mark.parametrize("address", ["kari@x.no", "o'neil+a@x-y.no", "kåri@x.no", "a@b"])
def test_an_address_is_written_as_it_is(address: str) -> None:
    assert to(address, address) == [address]


@pytest.mark.parametrize("typed", ["kari@blåbær.no", "kari@bla\u030abær.no", "kari@BLÅBÆR.no"])
def test_a_domain_with_letters_of_its_own_is_named_as_mail_servers_know_it(typed: str) -> None:
    how = {"sender": "cafe@example.org", "subject": "S", "text": "t"}
    made = letter(**how, to=typed, answers_to=typed)
    assert (made["To"], made["Reply-To"]) == (("kari@xn--blbr-roah.no",) * 2)
    assert made.as_bytes().isascii()


@pytest.mark.parametrize(
    "address", ["a@x.no,b@y.no", "A <a@x.no>", "mailto:a@x.no", "a@x.no\r\nBcc: b@y"]
)
def test_no_letter_goes_to_another_or_to_several(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        to(address)


@pytest.mark.parametrize(
    "account", ["A <a@x.no>", "a@x.no\r\nBcc: b@y", "kåre@x.no", "a\u2028@x.no"]
)
def test_answers_go_to_no_address_that_a_header_cannot_hold(account: str) -> None:
    """The library would write =?utf-8?q?k=C3=A5re?=@x.no, which is nobody's."""
    how = {"sender": "cafe@example.org", "to": "a@x.no", "subject": "S", "text": "t"}
    assert letter(**how, answers_to=account)["Reply-To"] is None
    assert letter(**how, answers_to="berit@x.no")["Reply-To"] == "berit@x.no"


def test_a_letter_is_as_any_server_takes_it_and_its_link_is_one() -> None:
    """However long the café's own address is."""
    words, link = "Blåbær – og 茶\n" * 3, f"<https://dialog.{'x' * 40}.kommune.no/f/f{'0' * 40}>"
    made = letter(sender="cafe@example.org", to="a@x.no", subject="Blåbær " * 20, text=words)
    made["List-Unsubscribe"] = link
    written = made.as_bytes()
    assert written.isascii()
    assert f"List-Unsubscribe: {link}".encode() in written.splitlines()
    assert message_from_bytes(written, policy=default).get_content() == f"{words}\n"


@given(st.text(ODD, max_size=12), st.text(ODD, max_size=8))
def test_the_library_falls_over_no_address(name: str, host: str) -> None:
    try:
        found = to(f"{name}@{host}")
    except ValueError:
        return
    assert found == [as_mailed(f"{name}@{host}")]
