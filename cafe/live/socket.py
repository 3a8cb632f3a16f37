"""Socket.IO: who may listen where. Sockets only speak outwards; writes go by HTTP."""

import logging
import time
from collections.abc import Callable
from typing import Any

from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, join_room
from sqlalchemy import bindparam, select

from cafe.errors import CafeError
from cafe.live import direct, presence
from cafe.live.announce import EVENT, Announcer
from cafe.live.audience import ORGANISER, WALL, Audience
from cafe.live.listening import MOST_BYTES, Gate
from cafe.live.queue import Queue
from cafe.live.snapshot import revision_of
from cafe.model import CafeTable, Link, LoginSession, Organiser
from cafe.people import rules
from cafe.web.access import Who, by_link, by_session, link_room, organiser_room
from cafe.web.hosts import may_listen
from cafe.web.state import Cafe

VERBS = {"v": "wall.see", "t": "table.see", "w": "board.see"}


def set_up(app: Flask, cafe: Cafe) -> SocketIO:
    """Open the live connection of `app`; committed changes are announced on it from now on."""
    settings, log = cafe.settings, logging.getLogger("cafe.line")
    queue = Queue(settings.redis_url, log) if settings.redis_url else None
    socketio = SocketIO(
        app,
        async_mode=settings.async_mode,
        **({"client_manager": queue} if queue else {}),
        http_compression=False,
        manage_session=False,
        # Else both libraries write to a handler of their own, in their own words.
        logger=log,
        engineio_logger=log,
        cors_allowed_origins=lambda origin, environ: may_listen(origin, environ, settings),
        # A screen that lost its Wi-Fi without a word is known to be gone after 20 s, and so is the
        # server by the screen (the library's own: 45 s). A ping costs about as much as one event.
        ping_interval=12,
        ping_timeout=8,
        max_http_buffer_size=MOST_BYTES,
    )
    direct.install(socketio.server.eio)
    Gate(socketio.server)
    app.wsgi_app = uncompressed(app.wsgi_app)  # type: ignore[method-assign]

    def hello(workshop_id: str) -> dict[str, Any]:
        with cafe.db.engine.connect() as db:
            revision = revision_of(db, workshop_id)
        return {"now_ms": int(time.time() * 1000), "revision": revision}

    def connect(auth: Any = None) -> None:
        try:
            who = listener(auth)
        except CafeError as error:
            raise Refused(error.kind) from error
        join_room(who.room)
        sid = request.sid  # type: ignore[attr-defined]
        # The number is read after joining: whatever comes later than it is heard as an event.
        socketio.emit("hello", hello(who.workshop_id), to=sid)
        looking = present.came(sid, who.workshop_id, looks=who.role == "viewer")
        socketio.emit(presence.EVENT, looking, to=sid)

    def disconnect(_reason: Any = None) -> None:
        present.left(request.sid)  # type: ignore[attr-defined]

    socketio.on_event("connect", connect)
    socketio.on_event("disconnect", disconnect)

    def later(seconds: float, work: Callable[[], None]) -> None:
        def wait() -> None:
            socketio.sleep(seconds)
            work()

        socketio.start_background_task(wait if seconds else work)

    def announce_looking(workshop_id: str, looking: dict[str, Any]) -> None:
        for rooms, _audience in rooms_of(cafe, workshop_id):
            socketio.emit(presence.EVENT, looking, to=rooms)

    shared = presence.InRedis(settings.redis_url) if settings.redis_url else None
    present = presence.Presence(announce_looking, later, shared)

    announced: set[str] = set()  # the cafés whose events the other workers may have missed

    def rooms(workshop_id: str) -> list[tuple[list[str], Audience]]:
        if not (queue and queue.missed):
            announced.clear()
        announced.add(workshop_id)
        return rooms_of(cafe, workshop_id)

    def announce_what_was_missed() -> None:
        for workshop_id in present.workshops() | announced:
            number = hello(workshop_id)
            for heard, _audience in rooms_of(cafe, workshop_id):
                socketio.emit("hello", number, to=heard)

    if queue:
        queue.back = announce_what_was_missed
    announcer = Announcer(
        lambda heard, message: socketio.emit(EVENT, message, to=heard), rooms, later
    )
    cafe.db.listeners.append(announcer.announce)

    def hang_up(digests: list[str]) -> None:
        """Whoever listens by a link that is gone hears `gone`: the page then asks, and gets the
        reason."""
        for digest in digests:
            socketio.emit("gone", {}, to=link_room(digest))

    cafe.db.closers.append(hang_up)
    return socketio


def listener(auth: Any) -> Who:
    """Who connects with `{door, key}`. Raises CafeError when that opens nothing."""
    kind = auth.get("door") if isinstance(auth, dict) else None
    key = auth.get("key") if isinstance(auth, dict) else None
    if kind not in VERBS or not isinstance(key, str):
        raise CafeError("no such door")
    who = by_session(VERBS[kind], key) if kind == "w" else by_link(key, "socket")
    rules.check(who.role, VERBS[kind])
    return who


_LINKS = (
    select(Link.token_digest, Link.table_id, CafeTable.question_id)
    .outerjoin(CafeTable, Link.table_id == CafeTable.id)
    .where(Link.workshop_id == bindparam("here"))
)
_LOGINS = (
    select(LoginSession.id)
    .join(Organiser, Organiser.person_id == LoginSession.person_id)
    .where(Organiser.workshop_id == bindparam("here"))
)


def rooms_of(cafe: Cafe, workshop_id: str) -> list[tuple[list[str], Audience]]:
    """Every room that may hear of this workshop now: the organisers, the wall and each table.

    Asked before each message, so that a renewed link and a login that was ended go quiet at once;
    columns, not objects, because it is asked so often. What organisers hear is made once for all of
    them. Never an empty list of rooms: to the library that is everybody.
    """
    here = {"here": workshop_id}
    with cafe.db.engine.connect() as db:
        links = db.execute(_LINKS, here).all()
        logins = [
            organiser_room(workshop_id, login) for login in db.execute(_LOGINS, here).scalars()
        ]
    return ([(logins, ORGANISER)] if logins else []) + [
        ([link_room(digest)], WALL if table is None else Audience("t", table, question))
        for digest, table, question in links
    ]


def uncompressed(app: Any) -> Any:
    """The WSGI `app`, with no offer of websocket compression from the browser.

    Every browser offers it and eventlet accepts: half as much CPU again for frames this small, and
    a hundred kilobytes more per viewer.
    """

    def without(environ: dict[str, Any], start_response: Any) -> Any:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return app(environ, start_response)

    return without
