"""Socket.IO: who may listen where. Sockets only speak outwards; writes go by HTTP."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, join_room
from sqlalchemy import bindparam, select, union

from cafe.errors import CafeError
from cafe.live import direct, presence
from cafe.live.announce import EVENT, Announcer
from cafe.live.audience import ORGANISER, Audience
from cafe.live.listening import MOST_BYTES, Gate
from cafe.live.message_queue import Queue
from cafe.live.snapshot import state_of, told_before
from cafe.model import CafeTable, Link, LoginSession, Organiser, Person, Workshop
from cafe.nouns import Item
from cafe.people import rules, sessions
from cafe.people.organisations.queries import OPEN_TO_MEMBERS
from cafe.web.access import Who, by_link, by_session, link_room
from cafe.web.server_names import may_listen
from cafe.web.state import Cafe

PLACES = dict.fromkeys("vp", presence.WALL)
VERBS = {"v": "wall.see", "p": "wall.see", "t": "table.see", "w": "board.see"}


def set_up(app: Flask, cafe: Cafe) -> SocketIO:
    """Open the live connection of `app`; committed changes are announced on it from now on."""
    settings, log = cafe.settings, logging.getLogger("cafe.live")
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
    screens = Screens(cafe, socketio, queue)
    socketio.on_event("connect", screens.connect)
    socketio.on_event("disconnect", screens.disconnect)
    return socketio


class Screens:
    """All screens that listen to this process: who comes and goes, and what they are told."""

    def __init__(self, cafe: Cafe, socketio: SocketIO, queue: Queue | None) -> None:
        """They come by `socketio`; by `queue` the other workers hear what theirs are to be told."""
        self._cafe, self._socketio, self._queue = cafe, socketio, queue
        self._present = cafe.presence
        board = presence.InRedis(url) if (url := cafe.settings.redis_url) else None
        self._present.share(self._announce_presence, self._later, board)
        self._announced: set[str] = set()  # cafés whose events the other workers may have missed
        announcer = Announcer(self._emit, self._rooms, self._later, self._told)
        cafe.db.listeners.append(announcer.announce)
        cafe.db.closers.append(self._hang_up)
        cafe.db.callers.append(self._call)
        if queue:
            queue.back = self._announce_what_was_missed

    def connect(self, auth: Any = None) -> None:
        """A screen comes, with what gives it access. Raises Refused, saying no more than why."""
        try:
            kind, who = listener(auth)
        except CafeError as error:
            raise Refused(error.kind) from error
        join_room(who.room)
        sid = request.sid  # type: ignore[attr-defined]
        # The number is read after joining: whatever comes later than it is heard as an event.
        self._socketio.emit("hello", self._hello(who.workshop_id), to=sid)
        place = who.table_id if who.role == "host" else PLACES.get(kind)
        said = self._present.came(sid, who.workshop_id, place)
        self._socketio.emit(presence.EVENT, presence.for_audience(kind, said), to=sid)

    def disconnect(self, reason: Any = None) -> None:
        """A screen is gone."""
        silently = reason == self._socketio.reason.PING_TIMEOUT
        self._present.left(request.sid, silently=silently)  # type: ignore[attr-defined]

    def _hello(self, workshop_id: str) -> Item:
        with self._cafe.db.engine.connect() as db:
            revision, mark = state_of(db, workshop_id) or (None, "")
        return {"now_ms": int(time.time() * 1000), "revision": revision, "mark": mark}

    def _emit(self, rooms: list[str], message: Item) -> None:
        self._socketio.emit(EVENT, message, to=rooms)

    def _later(self, seconds: float, work: Callable[[], None]) -> None:
        def wait() -> None:
            self._socketio.sleep(seconds)
            work()

        self._socketio.start_background_task(wait if seconds else work)

    def _rooms(self, workshop_id: str) -> list[tuple[list[str], Audience]]:
        if not (self._queue and self._queue.missed):
            self._announced.clear()
        self._announced.add(workshop_id)
        return rooms_of(self._cafe, workshop_id)

    def _told(self, workshop_id: str, revision: int) -> int:
        with self._cafe.db.engine.connect() as db:
            return told_before(db, workshop_id, revision)

    def _announce_presence(self, workshop_id: str, said: Item) -> None:
        for rooms, audience in rooms_of(self._cafe, workshop_id):
            if seen := presence.for_audience(audience.kind, said):
                self._socketio.emit(presence.EVENT, seen, to=rooms)

    def _announce_what_was_missed(self) -> None:
        for workshop_id in self._present.workshops() | self._announced:
            number = self._hello(workshop_id)
            for rooms, _audience in rooms_of(self._cafe, workshop_id):
                self._socketio.emit("hello", number, to=rooms)

    def _call(self, digests: list[str]) -> None:
        """A word for these tables lies ready: whoever listens by their links fetches it."""
        for digest in digests:
            self._socketio.emit("word", {}, to=link_room(digest))

    def _hang_up(self, digests: list[str]) -> None:
        """Whoever listens by a link or a role that is gone hears so: the page asks, and gets the
        reason. `digests` of links, and rooms of logins.
        """
        for one in digests:
            to = one if one.startswith(sessions.ROOM) else link_room(one)
            self._socketio.emit("gone", {}, to=[to, big_screens(to)])


def listener(auth: Any) -> tuple[str, Who]:
    """As what kind of audience somebody connects with `{door, key}`, and who it is.

    Raises CafeError when that opens nothing.
    """
    kind = auth.get("door") if isinstance(auth, dict) else None
    key = auth.get("key") if isinstance(auth, dict) else None
    if not (isinstance(kind, str) and isinstance(key, str)) or kind not in VERBS:
        raise CafeError("no such audience")
    if not (key.isascii() and key.isprintable()):  # as no address has it, nor any database
        raise CafeError("no such key")
    who = by_session(VERBS[kind], key) if kind == "w" else by_link(key, "socket")
    rules.check(who.role, VERBS[kind])
    return kind, replace(who, room=big_screens(who.room)) if kind == "p" else who


def big_screens(room: str) -> str:
    """Beside the `room` of a wall, that of its pages that know what the big screen shows."""
    return f"{room}:screens"


_LINKS = (
    select(Link.token_digest, Link.table_id, CafeTable.question_id, Workshop.dots_hidden)
    .join(Workshop, Link.workshop_id == Workshop.id)
    .outerjoin(CafeTable, Link.table_id == CafeTable.id)
    .where(Link.workshop_id == bindparam("here"), Link.tray.is_(False))
)
# Who has a role there, and who reads along as a member of its organisation.
_ROLES = select(Organiser.person_id).where(Organiser.workshop_id == bindparam("here"))
_MEMBERS = (
    select(Person.id)
    .join(Workshop, Workshop.organisation_id == Person.organisation_id)
    .where(Workshop.id == bindparam("here"), OPEN_TO_MEMBERS)
)
_LOGINS = select(LoginSession.id).where(LoginSession.person_id.in_(union(_ROLES, _MEMBERS)))


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
            sessions.room_of(workshop_id, login) for login in db.execute(_LOGINS, here).scalars()
        ]
    found = [(logins, ORGANISER)] if logins else []
    for digest, table, question, hidden in links:
        room, dots = link_room(digest), not hidden
        if table is None:
            found.append(([big_screens(room)], Audience("p", dots=dots)))
            found.append(([room], Audience("v", dots=dots)))
        else:
            found.append(([room], Audience("t", table, question, dots)))
    return found


def uncompressed(app: Any) -> Any:
    """The WSGI `app`, with no offer of websocket compression from the browser.

    Every browser offers it and eventlet accepts: half as much CPU again for frames this small, and
    a hundred kilobytes more per viewer.
    """

    def without(environ: dict[str, Any], start_response: Any) -> Any:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return app(environ, start_response)

    return without
