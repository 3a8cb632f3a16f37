"""The address that others in the hall can use: never `localhost` on a card for a tablet."""

import io
import re
import socket
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

import segno
from flask import request

from cafe.config import Settings
from cafe.model import Link, Workshop
from cafe.people.links import code_to_show, series_token, token_of

EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  # what a server listens on for every address


def lan_address() -> str:
    """This machine's address on its network, or 127.0.0.1 when it has none. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))  # only picks a route: no packet leaves
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def base_address(settings: Settings) -> str:
    """Where links begin: the set address, else the one that is listened on. Asked anew each time.

    Never what a request calls us: whoever asks could have any name printed on a table's card.
    """
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = lan_address() if settings.host in EVERYWHERE else settings.host
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}" + ("" if settings.port == 80 else f":{settings.port}")


# What a browser drops or trims before it reads an address (URL Standard, "basic URL parser").
_DROPPED = str.maketrans("", "", "\t\n\r")
_TRIMMED = "".join(map(chr, range(0x21)))
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def inside(address: str) -> str | None:
    """`address` as a place on this site, None when a browser would leave it. For redirects.

    Read as browsers read it: blanks and control characters around it do not count, nor tabs and
    line breaks in it, and a backslash is a slash. Two slashes at the front are another site.
    """
    plain = address.strip(_TRIMMED).translate(_DROPPED).replace("\\", "/")
    if not plain.startswith("/") or plain.startswith("//") or _CONTROL.search(plain):
        return None
    return plain


@lru_cache(maxsize=2048)  # asked at each request by a link
def place(address: str) -> str:
    """What counts as one address: an IPv6 customer has a whole /64."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64)
    return str(found)


def handed_out(
    settings: Settings, workshop: Workshop, link: Link, label: str, *, further: str = ""
) -> dict[str, str]:
    """A link as it is handed out: address, short code if it opens anything, QR code as SVG.

    `label` is the QR code's title; `further` is the place below the link that is meant.
    """
    base = base_address(settings)
    address = f"{base}/{link.leads}/{token_of(settings.secret_key, link.nonce)}"
    return {
        "address": address + further,
        "base": base.split("://", 1)[1],
        "code": code_to_show(workshop, link, settings.secret_key),
        "qr": qr_svg(address + further, label),
    }


@lru_cache(maxsize=512)  # the day's page has one for each table, and is drawn often
def qr_svg(address: str, label: str) -> str:
    """A QR code as inline SVG, titled `label` for those who cannot see it. It is black on white by
    itself: a telephone reads it so, also on a dark page.
    """
    out = io.BytesIO()
    drawn = {"xmldecl": False, "svgns": True, "title": label, "border": 2, "omitsize": True}
    segno.make(address, error="m").save(out, kind="svg", light="#fff", **drawn)
    return out.getvalue().decode()


def qr_terminal(address: str) -> str:
    """A QR code in characters, for the terminal."""
    out = io.StringIO()
    segno.make(address, error="l").terminal(out, compact=True)
    return out.getvalue()


def here() -> str:
    """The address that asks, as wrong tries are counted by."""
    return place(request.remote_addr or "")


def joining_path(workshop: Workshop, settings: Settings) -> str:
    """Where one may ask to be invited to the next café of its series; "" when that is nowhere.

    Only a café that stands on the page of its series leads there.
    """
    series = workshop.series
    if series is None or not series.nonce or not workshop.listed or not settings.sends_mail:
        return ""
    return f"/s/{series_token(settings.secret_key, series.nonce)}/contact"
