"""Starts the server: database in shape, the addresses a room needs on the terminal, then serve."""

import logging
import resource
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from cafe import logs
from cafe.calm import collect_seldom
from cafe.config import Settings
from cafe.errors import Conflict
from cafe.folders import keep_private
from cafe.model import Database, Workshop
from cafe.texts import _
from cafe.web.addresses import base_address, lan_address, qr_terminal
from cafe.web.broken import last_resort

# Lines and requests at once. eventlet's own limit (1,024) would leave the next phone waiting at the
# door until somebody goes home.
MOST_LINES = 10_000


def migrated(settings: Settings) -> Database:
    """The database of `settings`, brought to the newest shape."""
    from cafe.migrations import upgrade

    db = Database(settings.database)
    upgrade(db.engine)
    return db


def serve(settings: Settings, *, demo_id: str | None = None, live: bool = False) -> int:
    """Serve until stopped. `demo_id` is shown; with `live` its hosts go on typing."""
    from cafe.app import create_app

    keep_private(settings.data_dir)
    migrated(settings).engine.dispose()
    logs.set_up()
    if settings.async_mode == "eventlet":
        logs.green_threads_tell()
    app, socketio = create_app(settings)
    db: Database = app.extensions["cafe"].db
    app.wsgi_app = _keep_quiet(app.wsgi_app)  # type: ignore[method-assign]
    _say_addresses(settings, db, demo_id)
    if demo_id and live:
        from cafe.demo.live import type_along

        socketio.start_background_task(type_along, db, demo_id, sleep=socketio.sleep)
    socketio.start_background_task(_tidy, settings, sleep=socketio.sleep)
    # Werkzeug's server is only used in `threading`, the way out; eventlet has its own.
    threads = {"allow_unsafe_werkzeug": True}
    # `debug` would send whoever asks the places in our code where it broke.
    green = {"log": _Quiet(), "max_size": MOST_LINES, "debug": False}
    extra: dict[str, Any] = threads if settings.async_mode == "threading" else green
    _make_room()
    collect_seldom()
    try:
        socketio.run(app, host=settings.host, port=settings.port, log_output=False, **extra)
    except OSError as error:
        raise Conflict(
            _("Port %(port)s is in use. Choose another with --port.", port=settings.port)
        ) from error
    except KeyboardInterrupt:
        print()
    return 0


def _tidy(settings: Settings, *, sleep: Callable[[float], object]) -> None:
    """What was made to be taken away is gone some hours later, also when nobody makes anything."""
    from cafe.report.makings import KEPT_SECONDS, sweep

    while True:
        sweep(settings.data_dir)
        sleep(KEPT_SECONDS)


def _make_room() -> None:
    """As many open files as the system lets us have: each screen's line is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST_LINES if hard == resource.RLIM_INFINITY else min(2 * MOST_LINES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _keep_quiet(application: Any) -> Any:
    """eventlet's websocket writes the address of everybody who leaves; we keep nobody's."""

    def quiet(environ: dict[str, Any], start_response: Any) -> Any:
        environ["wsgi.errors"] = _Quiet()
        return answered(environ, start_response)

    answered = last_resort(application)
    return quiet


class _Quiet:
    """Where a server that would log every address that asks may write."""

    def debug(self, *_words: object) -> None:
        """Say nothing."""

    info = write = flush = debug

    def error(self, *_words: object) -> None:
        """Pass on that something is wrong; the server's words name who asked for what."""
        logging.getLogger("cafe.server").error("a request broke off")


def _say_addresses(settings: Settings, db: Database, demo_id: str | None) -> None:
    local = f"http://localhost:{settings.port}"
    room = base_address(settings.public_url, local)
    rows = [(_("Organiser"), local), (_("In the hall"), room)]
    if logs.is_watched() and (shown := demo_id or _newest(db)):
        rows += _rows_of(settings, db, shown, room)
    width = max(len(name) for name, _address in rows)
    print("\n  Dialogkafé\n")
    for name, address in rows:
        print(f"  {name:<{width}}  {address}")
    if lan_address() == "127.0.0.1" and not settings.public_url:
        print("\n  " + _("This machine is on no network: tablets cannot reach it yet."))
    print("\n" + qr_terminal(room))
    print("  " + _("Stop with Ctrl+C."), flush=True)


def _newest(db: Database) -> str | None:
    with db.reading() as session:
        return session.scalars(select(Workshop.id).order_by(Workshop.created_at.desc())).first()


def _rows_of(settings: Settings, db: Database, shown: str, room: str) -> list[tuple[str, str]]:
    """The wall's address, and one table's to try."""
    from cafe.people.links import token_of
    from cafe.people.queries import links_of

    with db.reading() as session:
        links = links_of(session, shown)
    doors = [(_("The wall"), "v", links[:1]), (_("A table"), "t", links[1:2])]
    return [
        (name, f"{room}/{door}/{token_of(settings.secret_key, link.nonce)}")
        for name, door, found in doors
        for link in found
    ]
