"""create_app(): settings, rooms, live; every route in one list."""

import hashlib
import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from flask_socketio import SocketIO
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from cafe.after.routes import room as after
from cafe.api.routes import room as api
from cafe.api.routes import v1
from cafe.archive.routes import room as archive
from cafe.config import Settings
from cafe.demo.routes import room as demo
from cafe.erasure.routes import room as erasure
from cafe.evaluation.routes import room as evaluation
from cafe.followup.routes import room as followup
from cafe.guides.routes import room as guides
from cafe.intake.routes import room as intake
from cafe.jobs.routes import room as jobs
from cafe.kit.routes import room as kit
from cafe.live import socket
from cafe.live.snapshot import Encoded
from cafe.model import Database
from cafe.model.database.clearing import owing
from cafe.people.routes import room as people
from cafe.plan.routes import room as plan
from cafe.readers.routes import room as readers
from cafe.report.routes import room as report
from cafe.seal.routes import room as seal
from cafe.setup.paths import PACKAGE, static_dir, templates_dir
from cafe.sort.routes import room as sort
from cafe.table.routes import room as table
from cafe.wall.routes import room as wall
from cafe.web import pages, server_names, uploads
from cafe.web.cookies import Cookies
from cafe.web.files import serve_packed, write_down_files
from cafe.web.limits import bodies
from cafe.web.limits.counting import storage_for
from cafe.web.limits.numbers import InAddress
from cafe.web.state import Cafe
from cafe.web.trouble import failures, health

if TYPE_CHECKING:
    from cafe.people.oidc.provider import Provider

ROOMS = (
    people,
    seal,
    plan,
    table,
    wall,
    evaluation,
    sort,
    followup,
    report,
    readers,
    guides,
    kit,
    archive,
    erasure,
    intake,
    after,
    demo,
    jobs,
    api,
    v1,
)


def create_app(settings: Settings) -> tuple[Flask, SocketIO]:
    """The application and its live connection. The database must be migrated already."""
    app = Flask("cafe", static_folder=None, template_folder=str(templates_dir()))
    app.url_map.converters["int"] = InAddress
    app.config.update(
        SECRET_KEY=settings.secret_key,
        WTF_CSRF_TIME_LIMIT=None,  # a tablet open all day must not lose its notes to a stale form
        MAX_CONTENT_LENGTH=bodies.SMALL,  # web/limits/bodies.py says it for each route
        SESSION_COOKIE_NAME="kafe",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https:"),
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.session_interface = Cookies()
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    cafe = Cafe(
        settings=settings,
        db=owing(
            Database(settings.database, most=settings.database_connections), settings.data_dir
        ),
        snapshots=Encoded(),
        limits=storage_for(settings.redis_url),
        assets=_assets(),
        provider=_provider(settings),
        program=_program(),
    )
    app.extensions["cafe"] = cafe
    pages.set_up(app)  # first of all: whatever is refused is refused in the asker's language
    bodies.set_up(app)
    uploads.set_up(app)
    write_down_files(app)
    server_names.set_up(app)
    CSRFProtect(app).exempt(v1)
    failures.set_up(app)
    serve_packed(app, static_dir())
    health.set_up(app, cafe)
    for room in ROOMS:
        app.register_blueprint(room)
    live = socket.set_up(app, cafe)
    if hops := settings.trusted_proxies:  # outermost: the live connection asks who it is, too
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, hops, hops)  # type: ignore[method-assign]
    return app, live


def _provider(settings: Settings) -> "Provider | None":
    """The log-in service, where one is set: what speaks with it is large, and read in only then."""
    if not settings.oidc_issuer:
        return None
    from cafe.people.oidc.provider import Provider

    return Provider(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret)


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """Every route: (methods, address, verb), verb "open" where nobody is asked who they are."""
    return [
        (
            ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})),
            rule.rule,
            getattr(app.view_functions[rule.endpoint], "verb", "open"),
        )
        for rule in app.url_map.iter_rules()
    ]


@cache
def _program() -> str:
    """What tells this program from another, and each worker of it says: a digest of names, sizes
    and times of all that answers are made by.
    """
    total = hashlib.sha256()
    for place in (PACKAGE, templates_dir(), static_dir() / "dist"):
        for path in sorted(one for one in place.rglob("*") if one.suffix != ".pyc"):
            about = path.stat()
            if not path.is_dir():
                total.update(f"{path.name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return total.hexdigest()[:12]


def _assets() -> dict[str, str]:
    manifest = Path(static_dir()) / "dist" / "manifest.json"
    if not manifest.exists():
        raise SystemExit("The front end is not built. Start with: python3 -m cafe run")
    found: dict[str, str] = json.loads(manifest.read_text())
    return found
