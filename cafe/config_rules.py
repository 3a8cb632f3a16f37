"""What a setting must look like: a wrong one is named at the start, not met as a dead link later.

Each rule takes what was set and gives it in its plain form; it raises ValueError in words that do
not repeat it (a database's address holds a password).
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationInfo

from cafe.core.web_address import is_name, is_trusted

SHORTEST_KEY = 12
KINDS = ("sqlite", "postgresql", "postgresql+psycopg")
LONGEST_ADDRESS = 200  # what a QR code on a card bears
_SENDER = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PORTS = {"http": 80, "https": 443}


def web_address(value: str) -> str:
    """`https://name:port`, in small letters and without a last slash: links are made with it."""
    if not value:
        return value
    wrong = ValueError("must be like https://cafe.example.org, without a path")
    try:
        found = urlsplit(value)
        name, port = found.hostname or "", found.port
    except ValueError:
        raise wrong from None
    plain = found.path in ("", "/") and not ({"?", "#"} & set(value) or "@" in found.netloc)
    if found.scheme not in _PORTS or not plain or not is_name(name) or len(value) > LONGEST_ADDRESS:
        raise wrong
    if re.search(r"\s", value):
        raise wrong
    name = f"[{name}]" if ":" in name else name
    return f"{found.scheme}://{name}" + (
        f":{port}" if port not in (None, _PORTS[found.scheme]) else ""
    )


def names(value: str) -> str:
    """Names and addresses of machines with spaces or commas between."""
    if not all(is_name(name.strip("[]")) for name in value.replace(",", " ").split()):
        raise ValueError("must be names with spaces between, without http:// and port")
    return value


def database(value: str) -> str:
    """An address that SQLAlchemy understands, of one of the two databases we speak with."""
    if not value:
        return value
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        url = None
    kind = url.drivername if url else ""
    if url is None or kind not in KINDS or (url.database or "") in ("", ":memory:"):
        raise ValueError(
            "must be postgresql://user:password@host/name or sqlite:////folder/file.db"
        )
    return value


def queue(value: str) -> str:
    """An address that redis understands."""
    if not value:
        return value
    from redis.connection import parse_url

    try:
        parse_url(value)  # type: ignore[no-untyped-call]
    except ValueError:
        raise ValueError("must be like redis://host:6379/0") from None
    return value


def key(value: str) -> str:
    """A secret that cannot be guessed in an afternoon."""
    if value and len(value.strip()) < SHORTEST_KEY:
        raise ValueError(
            f"must have at least {SHORTEST_KEY} characters, as hard to guess as can be"
        )
    return value


def apart(value: Path | None, info: ValidationInfo) -> Path | None:
    """A folder that does not go when the data folder does."""
    if value is None:
        return None
    if not value.is_absolute():
        raise ValueError("must be a whole path, like /srv/copies")
    if value.resolve().is_relative_to(info.data.get("data_dir", value / "none")):
        raise ValueError("must lie outside of the data folder: best on another disk")
    return value


def mail_server(value: str) -> str:
    """`smtps://user:password@host:port`, or `smtp://`: TLS is then asked for on the way."""
    if not value:
        return value
    wrong = ValueError("must be like smtps://user:password@host:465 or smtp://host:587")
    try:
        found = urlsplit(value)
        name, _port = found.hostname or "", found.port
    except ValueError:
        raise wrong from None
    odd = found.path not in ("", "/") or {"?", "#"} & set(value) or re.search(r"\s", value)
    if odd or found.scheme not in ("smtp", "smtps") or not is_name(name):
        raise wrong
    return value


def sender(value: str) -> str:
    """One e-mail address."""
    if value and not _SENDER.fullmatch(value):
        raise ValueError("must be one e-mail address, like cafe@example.org")
    return value


def issuer(value: str) -> str:
    """The address of an OpenID Connect provider, as it calls itself; a path may follow the name.

    `https://` alone, but on this machine itself (OpenID Connect Discovery 1.0, 4.3 and 7.1).
    """
    if value and ("?" in value or not is_trusted(value)):
        raise ValueError(
            "must be like https://login.example.org/tenant/v2.0, without “?” and “#”: "
            "the address that the log-in service calls its issuer"
        )
    return value


def beside_issuer(value: str, info: ValidationInfo) -> str:
    """What must be there when the issuer is."""
    if info.data.get("oidc_issuer") and not value:
        raise ValueError("must be set as well: what the log-in service calls this café")
    return value


def needs_issuer(value: bool, info: ValidationInfo) -> bool:
    """What cannot be on by itself: nobody could log in."""
    if value and not info.data.get("oidc_issuer"):
        raise ValueError("needs CAFE_OIDC_ISSUER, or nobody can log in")
    return value


def button(value: str) -> str:
    """A few words on one line."""
    if value and (len(value) > 60 or not value.isprintable() or not value.strip()):
        raise ValueError("must be a few words on one line, like Logg inn med Feide")
    return value
