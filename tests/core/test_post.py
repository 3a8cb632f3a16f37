"""A letter goes to the one address that is meant, or is not made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.core.post import letter

ODD = "<>,;:\"()[]\\@.='? \t\n\0\x0b\u2028\u202e\u200baø"


def to(address: str, answers_to: str = "") -> list[str]:
    made = letter(
        sender="cafe@example.org", to=address, subject="S", text="t", answers_to=answers_to
    )
    return [one.addr_spec for one in made["To"].addresses]


@pytest.mark.parametrize("address", ["kari@x.no", "o'neil+a@x-y.no", "kåri@blåbær.no", "a@b"])
def test_an_address_is_written_as_it_is(address: str) -> None:
    assert to(address, address) == [address]


@pytest.mark.parametrize(
    "address", ["a@x.no,b@y.no", "A <a@x.no>", "mailto:a@x.no", "a@x.no\r\nBcc: b@y"]
)
def test_no_letter_goes_to_another_or_to_several(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        to(address)
    with pytest.raises(ValueError, match="address"):
        to("a@x.no", address)


@given(st.text(ODD, max_size=12), st.text(ODD, max_size=8))
def test_the_library_falls_over_no_address(name: str, host: str) -> None:
    try:
        found = to(f"{name}@{host}")
    except ValueError:
        return
    assert found == [f"{name}@{host}"]
