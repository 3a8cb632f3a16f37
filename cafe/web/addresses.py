"""The address that others in the hall can use: never `localhost` on a card for a tablet."""

import io
import socket
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

import segno


def lan_address() -> str:
    """This machine's address on its network, or 127.0.0.1 when it has none. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))  # only picks a route: no packet leaves
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def base_address(public_url: str, asked: str) -> str:
    """Where links begin: the set address, else the one asked, never localhost.

    `asked` is the address the page was asked at, e.g. `http://localhost:8014/`.
    """
    base = (public_url or asked).rstrip("/")
    for local in ("://localhost", "://127.0.0.1", "://[::1]"):
        base = base.replace(local, f"://{lan_address()}")
    return base


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


@lru_cache(maxsize=512)  # the day's page has one for each table, and is drawn often
def qr_svg(address: str, label: str) -> str:
    """A QR code as inline SVG, black on white, titled `label` for those who cannot see it."""
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, title=label, border=2, omitsize=True
    )
    return out.getvalue().decode()


def qr_terminal(address: str) -> str:
    """A QR code in characters, for the terminal."""
    out = io.StringIO()
    segno.make(address, error="l").terminal(out, compact=True)
    return out.getvalue()
