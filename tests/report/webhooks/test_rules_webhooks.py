"""Where a webhook may go, and how it is signed."""

import base64
import hashlib
import hmac
from contextlib import suppress
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.errors import Invalid
from cafe.report.webhooks import rules

PRIVATE = (
    *("10.0.0.1", "172.16.3.4", "192.168.1.1", "127.0.0.1", "127.8.9.1", "0.0.0.0"),
    *("169.254.169.254", "100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "239.1.1.1"),
    *("255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "fec0::1"),
    *("ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1"),
    *("2002:a00:1::", "2002:7f00:1::1", "::10.0.0.1", "2001:db8::1", "2001:0:4136:e378::1"),
)
PUBLIC = ("8.8.8.8", "193.212.1.10", "2a02:c0::1", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("number", PRIVATE)
def test_no_address_of_a_network_is_public(number: str) -> None:
    assert not rules.is_public(ip_address(number))
    host = f"[{number}]" if ":" in number else number
    with pytest.raises(Invalid, match="CAFE_WEBHOOK_ALLOW"):
        rules.check_address(f"https://{host}/hook", ())
    assert rules.check_address(f"https://{host}/hook", {number})


@pytest.mark.parametrize("number", PUBLIC)
def test_an_address_of_the_internet_is_public(number: str) -> None:
    assert rules.is_public(ip_address(number))


@given(st.ip_addresses(v=4))
def test_an_address_carried_in_another_counts_as_itself(number: object) -> None:
    own = rules.is_public(number)  # type: ignore[arg-type]
    assert rules.is_public(ip_address(f"::ffff:{number}")) == own
    assert rules.is_public(ip_address(f"64:ff9b::{number}")) == own


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "https://example.org/kafe?sak=1",
        "  https://example.org:8443/hook  ",
        "https://hooks.sub.example.org./x",
        "https://8.8.8.8/x",
    ],
)
def test_an_https_address_will_do(address: str) -> None:
    assert rules.check_address(address, ()) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        *("", "example.org", "http://example.org", "ftp://example.org", "https://", "https:///x"),
        *("https://per:ord@example.org", "https://per@example.org/", "https://example.org/#del"),
        *("https://example.org:0/", "https://example.org:99999/", "https://[::1", "https://a..b/"),
        *("https://exa mple.org", "https://example.org/æ", "https://eksempel\n.org/", "https://-/"),
        *("https://example.org/\u202e", f"https://example.org/{'a' * 500}", "javascript:alert(1)"),
        *(f"https://{'a.' * 140}no/", "https://127.1:443@[::1]/"),
    ],
)
def test_anything_else_will_not(address: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_address(address, ())
    assert refused.value.where == "address"


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for address in (text, f"https://{text}", f"https://example.org/{text}"):
        with suppress(Invalid):
            assert rules.check_address(address, ()).startswith("https://")


def test_the_setting_is_a_list_of_names() -> None:
    assert rules.allowed_hosts(" Localhost, [::1]  10.0.0.7 ") == {"localhost", "::1", "10.0.0.7"}
    assert rules.allowed_hosts("") == frozenset()


def test_a_message_is_signed_as_standard_webhooks_says() -> None:
    secret = rules.secret_of("a key for tests", "n" * 32)
    assert secret != rules.secret_of("a key for tests", "m" * 32)
    heads = rules.signed(secret, "id-1", 1700000000, b'{"a": 1}')
    key = base64.b64decode(secret.partition("_")[2])
    expected = hmac.new(key, b'id-1.1700000000.{"a": 1}', hashlib.sha256).digest()
    assert heads["Webhook-Signature"] == f"v1,{base64.b64encode(expected).decode()}"
    assert (heads["Webhook-Id"], heads["Webhook-Timestamp"]) == ("id-1", "1700000000")
