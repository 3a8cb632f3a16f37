"""By which names this café may be asked.

Another name is a trick (a page elsewhere whose name was turned to our address, so that its scripts
may read ours) or a mistake; both are told so. Every answer looks anew: a laptop that changes its
Wi-Fi, and with it its address, goes on.
"""

import socket
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request

from cafe.config import Settings
from cafe.core.i18n import _
from cafe.errors import CafeError
from cafe.web.addresses import EVERYWHERE, lan_address
from cafe.web.state import cafe

# Probes ask by whatever address they have, and learn nothing but that we are well.
FOR_PROBES = {"/healthz", "/readyz"}
LOCAL = {"localhost", "127.0.0.1", "::1"}


class WrongHost(CafeError):
    """Asked by a name that is not ours."""

    kind = "wrong-host"


def set_up(app: Flask) -> None:
    """Refuse requests by other names."""
    app.before_request(_check)


def _check() -> None:
    if request.path in FOR_PROBES or is_ours(request.environ, cafe().settings):
        return
    raise WrongHost(
        _(
            "This café is not known as “%(name)s”. Use the address on the card or the big screen. "
            "Whoever runs the café can allow this name with the setting CAFE_HOSTS.",
            name=name_of(request.environ["HTTP_HOST"])[:60],
        )
    )


def may_listen(origin: str | None, environ: dict[str, Any], settings: Settings) -> bool:
    """Whether a page of `origin` may open the live connection: a page of ours, asked by our name.

    None: a browser says it for every websocket, but not when one of our own pages polls.
    """
    if not is_ours(environ, settings):
        return False
    if origin is None:
        return True
    asked = f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
    return origin.lower() in (asked.lower(), _origin(settings.public_url))


def is_ours(environ: dict[str, Any], settings: Settings) -> bool:
    """Whether the request's Host is one of our names. Without any it is no browser's trick."""
    host = environ.get("HTTP_HOST", "")
    if not host:
        return True
    name = name_of(host)
    return name in LOCAL or name in _names(settings) or name in _addresses(environ)


def name_of(host: str) -> str:
    """`Host` without its port, in one spelling: lower case, no last dot, no brackets."""
    name, colon, _port = host.rpartition(":")
    name = name if colon and not name.endswith(":") and "]" not in _port else host
    return _one_spelling(name.strip("[]"))


def _names(settings: Settings) -> set[str]:
    """What we are called: by settings, and by this machine."""
    machine = socket.gethostname()
    set_ones = settings.hosts.replace(",", " ").split()
    public = urlsplit(settings.public_url).hostname or ""
    bound = "" if settings.host in EVERYWHERE else settings.host
    found = {machine, f"{machine.partition('.')[0]}.local", public, bound, *set_ones}
    return {_one_spelling(name) for name in found if name}


def _addresses(environ: dict[str, Any]) -> set[str]:
    """Where this very request arrived, and the machine's address on its network."""
    connection = environ.get("werkzeug.socket")
    # ProxyFix puts the forwarded name here, which is no proof; what was there before it is.
    before: dict[str, Any] = environ.get("werkzeug.proxy_fix.orig", environ)
    arrived = connection.getsockname()[0] if connection else before.get("SERVER_NAME", "")
    return {_one_spelling(str(arrived)), lan_address()}


def _one_spelling(name: str) -> str:
    try:
        found = ip_address(name.partition("%")[0])
    except ValueError:
        return _plain(name)
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or found)


def _plain(name: str) -> str:
    name = name.lower().removesuffix(".")
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return name


def _origin(public_url: str) -> str:
    found = urlsplit(public_url)
    return f"{found.scheme}://{found.netloc}".lower()
