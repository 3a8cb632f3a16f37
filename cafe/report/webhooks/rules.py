"""Where a webhook may go, what it says and how that is signed. Plain values in and out.

https alone, to a public address alone: else whoever may set one could have this machine ask what
stands behind it in the same network (OWASP: server-side request forgery). Signed as
https://github.com/standard-webhooks/standard-webhooks says.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from cafe.core.i18n import _
from cafe.errors import Invalid

LONGEST = 500
# Seconds from the beginning of one try to the next; there is none after the last.
WAITS = (60, 15 * 60, 60)
MOST_TRIES = len(WAITS)
PATIENCE_SECONDS = 10.0
PUBLISHED, TRIAL = "document.published", "webhook.test"
# In these an IPv4 address is carried inside one of IPv6 (RFC 6052, 3056, 4380).
_CARRIES = {IPv6Network("64:ff9b::/96"): 0, IPv6Network("2002::/16"): 80}
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")


def allowed_hosts(setting: str) -> frozenset[str]:
    """The names in `CAFE_WEBHOOK_ALLOW`: receivers that may stand in the installation's network."""
    return frozenset(name.strip("[]").lower() for name in setting.replace(",", " ").split())


def check_address(address: str, allowed: Collection[str]) -> str:
    """`address` when a webhook may go there as far as its letters tell. Raises Invalid.

    Where its name leads is looked at when something is sent (`post.py`).
    """
    address = address.strip()
    found = _parts(address)
    host = (found.hostname or "") if found else ""
    if found is None or found.scheme != "https" or not _is_host(host):
        raise _wrong(
            _("The address must begin with https:// and be like https://example.org/kafe.")
        )
    if found.username is not None or found.password is not None or found.fragment:
        raise _wrong(_("The address must have no user name and no #."))
    if len(address) > LONGEST or not address.isascii() or re.search(r"[\x00-\x20\x7f]", address):
        raise _wrong(_("The address is too long, or has signs that no address has."))
    number = _number(host)
    if host not in allowed and number is not None and not is_public(number):
        raise _wrong(not_public())
    return address


def _wrong(words: str) -> Invalid:
    return Invalid(words, where="address")


def not_public() -> str:
    """What is said of an address inside a network."""
    return _(
        "The address leads into a private network. Whoever runs the café can allow it "
        "with the setting CAFE_WEBHOOK_ALLOW."
    )


def _parts(address: str) -> SplitResult | None:
    try:
        found = urlsplit(address)
        return found if found.port != 0 else None
    except ValueError:
        return None


def _is_host(host: str) -> bool:
    return _number(host) is not None or (len(host) <= 253 and bool(_HOST.fullmatch(host)))


def _number(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the internet: not of this machine, a network, or a group.

    Not global are private, loopback, link-local, shared (RFC 6598) and reserved ones; one of IPv4
    that is carried in IPv6 counts as itself.
    """
    if isinstance(number, IPv6Address):
        if (carried := _carried(number)) is not None:
            return is_public(carried)
        if number.is_site_local or number.teredo is not None:
            return False
    return number.is_global and not number.is_multicast and not number.is_reserved


def _carried(number: IPv6Address) -> IPv4Address | None:
    if number.ipv4_mapped is not None:
        return number.ipv4_mapped
    if int(number) >> 32 == 0:  # ::a.b.c.d, long out of use
        return IPv4Address(int(number))
    for network, shift in _CARRIES.items():
        if number in network:
            return IPv4Address(int(number) >> shift & 0xFFFFFFFF)
    return None


def secret_of(secret_key: str, nonce: str) -> str:
    """What the receiver checks messages with, in the form that libraries for it take."""
    made = hmac.new(secret_key.encode(), b"webhook:" + nonce.encode(), hashlib.sha256).digest()
    return f"whsec_{base64.b64encode(made).decode()}"


def signed(secret: str, uid: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of a message: its id, when it was sent, and what shows that it is ours."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    words = f"{uid}.{at}.".encode() + body
    seal = base64.b64encode(hmac.new(key, words, hashlib.sha256).digest()).decode()
    return {
        "Webhook-Id": uid,
        "Webhook-Timestamp": str(at),
        "Webhook-Signature": f"v1,{seal}",
    }
