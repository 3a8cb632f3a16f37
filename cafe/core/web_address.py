"""Addresses of other machines: which are safe to speak with."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

LONGEST = 500
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_NAME = re.compile(r"[\w-]+(\.[\w-]+)*\.?")
_ODD = re.compile(r"[\s#\\]|[^ -~]")


def is_name(name: str) -> bool:
    """Whether this is a machine's name or number."""
    try:
        ip_address(name)
    except ValueError:
        return len(name) <= 253 and _NAME.fullmatch(name) is not None
    return True


def is_trusted(value: object) -> bool:
    """Whether this is an `https://` address without a fragment, user or blank; `http://` will do
    on this machine itself.
    """
    if not isinstance(value, str) or len(value) > LONGEST or _ODD.search(value):
        return False
    try:
        found = urlsplit(value)
        name, _port = found.hostname or "", found.port
    except ValueError:
        return False
    safe = found.scheme == "https" or (found.scheme == "http" and name in LOOPBACK)
    return safe and is_name(name) and "@" not in found.netloc
