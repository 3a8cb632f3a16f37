"""How requests come in: which connections are held, for how long, and how many of each address."""

from collections.abc import Callable
from typing import Any

from cafe.config import Settings
from cafe.server.connections import Connections, limits_for
from cafe.server.sockets import MOST_CONNECTIONS, listen, make_room

__all__ = ["listen", "serve"]


def serve(app: Any, listener: Any, settings: Settings, place: Callable[[str], str]) -> None:
    """Serve `app` at `listener` until stopped. `place(ip)`: what counts as one address."""
    proxied = settings.trusted_proxies > 0
    limits = limits_for(make_room(), most=MOST_CONNECTIONS, one_place=proxied)
    if settings.async_mode == "eventlet":
        from cafe.server import green as way
    else:
        from cafe.server import threads as way  # type: ignore[no-redef]
    way.serve(app, listener, Connections(limits), place)
