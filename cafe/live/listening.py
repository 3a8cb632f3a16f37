"""Sockets only listen: whoever says more than the protocol's own words is hung up on.

What a client may say is that it wants to be let in, once, that it leaves, and what the library
needs below that (pongs, the upgrade). Whoever is not let in soon is hung up as well, so that a
connection without any right costs next to nothing.
"""

import time
from collections import Counter
from typing import Any

from cafe.server.connections import MOST_OF_ONE
from cafe.web.addresses import place

# `{door, key}` has a hundred characters; everything else that is said is shorter.
MOST_BYTES = 2048
ENTER_SECONDS = 10.0
CONNECT, DISCONNECT = "0", "1"


class Gate:
    """Stands before what Socket.IO hears of engine.io: `connect`, `message` and `disconnect`."""

    def __init__(self, server: Any) -> None:
        """`server` is the Socket.IO server; its engine's handlers are called behind the gate."""
        self._server, self._engine = server, server.eio
        self._behind = dict(self._engine.handlers)
        self._of: dict[str, str] = {}
        self._held: Counter[str] = Counter()
        self._waiting: dict[str, float] = {}
        self._asked: set[str] = set()
        self._sweeping = False
        mine = {"connect": self.connect, "message": self.message, "disconnect": self.disconnect}
        self._engine.handlers.update(mine)

    def connect(self, sid: str, environ: dict[str, Any]) -> Any:
        """A new connection, by whichever transport. False: too many of this address."""
        whose = place(environ.get("REMOTE_ADDR", ""))
        if self._held[whose] >= MOST_OF_ONE:
            return False
        self._held[whose] += 1
        self._of[sid], self._waiting[sid] = whose, time.monotonic() + ENTER_SECONDS
        if not self._sweeping:
            self._sweeping = True
            self._engine.start_background_task(self._sweep)
        return self._behind["connect"](sid, environ)

    def message(self, sid: str, data: Any) -> None:
        """What a client says: to be let in, or that it leaves."""
        kind = data[:1] if isinstance(data, str) else ""
        known = self._engine.sockets.get(sid)
        if known is None or known.closed:
            return
        if kind == CONNECT and self._first_word(sid):
            try:
                self._behind["message"](sid, data)
            except Exception:  # what reading it raises is not one list, and is no fault of ours
                self._hang_up(sid)
            if self._is_in(sid):
                self._waiting.pop(sid, None)
        elif kind == DISCONNECT:
            self._behind["message"](sid, data[:1])
            self._hang_up(sid)
        else:
            self._hang_up(sid)

    def disconnect(self, sid: str, reason: str = "") -> None:
        """It is gone, by whomever."""
        if whose := self._of.pop(sid, ""):
            self._held[whose] -= 1
            if not self._held[whose]:
                del self._held[whose]
        self._waiting.pop(sid, None)
        self._asked.discard(sid)
        self._behind["disconnect"](sid, reason)

    def _first_word(self, sid: str) -> bool:
        first = sid in self._of and sid not in self._asked
        self._asked.add(sid)
        return first

    def _is_in(self, sid: str) -> bool:
        return bool(self._server.manager.sid_from_eio_sid(sid, "/"))

    def _hang_up(self, sid: str) -> None:
        if (known := self._engine.sockets.get(sid)) and not known.closed:
            known.close(wait=False, abort=True, reason=self._engine.reason.SERVER_DISCONNECT)
            self._engine.sleep(0)  # the writer closes the connection; until then more could be read

    def _sweep(self) -> None:
        while self._waiting:
            self._engine.sleep(1)
            now = time.monotonic()
            for sid in [sid for sid, until in self._waiting.items() if until < now]:
                self._waiting.pop(sid, None)
                self._hang_up(sid)
        self._sweeping = False
