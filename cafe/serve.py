"""Starts the server: database in shape, the addresses a room needs on the terminal, then serve."""

import errno
import logging
from contextlib import suppress
from typing import Any

from sqlalchemy import select

from cafe import server
from cafe.config import Settings
from cafe.core import logs
from cafe.core.calm import collect_seldom
from cafe.core.i18n import _
from cafe.core.private import keep_private
from cafe.errors import Conflict
from cafe.migrations.newest import migrated
from cafe.model import HIDDEN, Database, Workshop
from cafe.server import rounds
from cafe.server.workers import Workers
from cafe.web.addresses import base_address, lan_address, place, qr_terminal
from cafe.web.server_names import LOCAL
from cafe.web.trouble.broken import last_resort
from cafe.web.trouble.health import writes

log = logging.getLogger("cafe")


def serve(settings: Settings, *, demo_id: str | None = None, live: bool = False) -> int:
    """Serve until stopped. `demo_id` is shown; with `live` its hosts go on typing."""
    from cafe.app import create_app

    try:
        listener = server.listen(settings.host, settings.port)
    except (OSError, UnicodeError) as error:
        raise _cannot_listen(settings, error) from error
    keep_private(settings.data_dir)
    workers = Workers(settings)
    workers.join()
    migrated(settings).engine.dispose()
    logs.set_up()
    if settings.async_mode == "eventlet":
        logs.log_green_threads()
    app, socketio = create_app(settings)
    db: Database = app.extensions["cafe"].db
    if trouble := writes(app.extensions["cafe"]):  # what is there can still be read
        log.error("nothing that is typed can be kept now: %s", trouble)
    app.wsgi_app = _keep_quiet(app.wsgi_app)  # type: ignore[method-assign]
    _say_addresses(settings, db, demo_id)
    _say_setup_word(settings, db)
    if demo_id and live:
        from cafe.demo.live import type_along

        socketio.start_background_task(type_along, db, demo_id, sleep=socketio.sleep)
    socketio.start_background_task(rounds.tidy, settings, db, sleep=socketio.sleep)
    socketio.start_background_task(workers.keep, socketio.sleep, log.error)
    socketio.start_background_task(rounds.tell_others, settings, db, sleep=socketio.sleep)
    collect_seldom()
    with suppress(KeyboardInterrupt):
        server.serve(app, listener, settings, place)
    print()
    return 0


def _cannot_listen(settings: Settings, error: Exception) -> Conflict:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return Conflict(
            _("Port %(port)s is in use. Choose another with --port.", port=settings.port)
        )
    if number in (errno.EACCES, errno.EPERM):
        return Conflict(
            _(
                "This account may not use port %(port)s. Choose one from 1024 on with --port.",
                port=settings.port,
            )
        )
    return Conflict(
        _("This machine does not have the address %(host)s (--host).", host=settings.host)
    )


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
    room = base_address(settings)
    rows = [(_("Organiser"), local), (_("In the hall"), room)]
    if logs.is_watched() and (shown := demo_id or _newest(db)):
        rows += _rows_of(settings, db, shown, room)
    width = max(len(name) for name, _address in rows)
    print("\n  Dialogkafé\n")
    for name, address in rows:
        print(f"  {name:<{width}}  {address}")
    if settings.host in LOCAL and not settings.public_url:
        print("\n  " + _("It listens to this machine alone: tablets cannot reach it."))
    elif lan_address() == "127.0.0.1" and not settings.public_url:
        print("\n  " + _("This machine is on no network: tablets cannot reach it yet."))
    print("\n" + qr_terminal(room))
    print("  " + _("Stop with Ctrl+C."), flush=True)


def _say_setup_word(settings: Settings, db: Database) -> None:
    """Where the first account is made, as long as there is none. Only a terminal shows the word."""
    from cafe.people import setup_word
    from cafe.people.queries import anybody

    with db.reading() as session:
        if anybody(session):
            return setup_word.forget(settings.data_dir)
    word = setup_word.offer(settings.data_dir)
    if logs.is_watched():
        # Behind "#": a browser sends it to nobody, and the page takes it out of the address.
        base = settings.public_url.rstrip("/") or f"http://localhost:{settings.port}"
        words = _("Make the organiser's account here:") + f"\n  {base}/start#{word}"
    else:
        where = setup_word.path_of(settings.data_dir)
        words = _("There is no account yet. /start asks for the word in %(file)s", file=where)
    print("\n  " + words, flush=True)
    return None


def _newest(db: Database) -> str | None:
    with db.reading() as session:
        seen = select(Workshop.id).where(Workshop.stage.not_in(HIDDEN), Workshop.binned.is_(None))
        return session.scalars(seen.order_by(Workshop.created_at.desc(), Workshop.id)).first()


def _rows_of(settings: Settings, db: Database, shown: str, room: str) -> list[tuple[str, str]]:
    """The wall's address, and one table's to try."""
    from cafe.people.links import token_of
    from cafe.people.queries import links_of

    with db.reading() as session:
        links = links_of(session, shown)
    ways_in = [(_("The wall"), "v", links[:1]), (_("A table"), "t", links[1:2])]
    return [
        (name, f"{room}/{kind}/{token_of(settings.secret_key, link.nonce)}")
        for name, kind, found in ways_in
        for link in found
    ]
