"""The document as it was kept: kept, taken away, compared, shown on the web."""

import re
from itertools import groupby

from flask import Response, request
from markupsafe import escape
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core import files
from cafe.core.i18n import _
from cafe.document.changed import Difference, changes
from cafe.errors import Invalid, NotFound
from cafe.report.actions.versions import renew_version, show_version
from cafe.report.export import FILES
from cafe.report.room import room
from cafe.report.routes.page import the_page
from cafe.report.versions.queries import (
    NOW,
    file_name,
    file_of,
    path_of,
    side,
    the_version,
    versions_of,
)
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.files import download, packed
from cafe.web.forms import Doer, form_command
from cafe.web.pages import page, policy_with
from cafe.web.state import cafe, off_hub, reading

# Ours, the first in the file: everything typed is escaped.
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@room.get("/w/<workshop_id>/report/versions/<int:version_id>.<format>")
@allowed("kept.see")
def take(who: Who, version_id: int, format: str) -> AnyResponse:
    """A version's file, byte for byte as it was kept."""
    with reading() as db:
        version = the_version(db, who.workshop_id, version_id)
    path = file_of(cafe().settings.data_dir, version, format)
    return download(path, FILES[format], file_name(version, format))


@room.get("/w/<workshop_id>/report/changes")
@allowed("report.see")
def compare(who: Who) -> Response:
    """What changed from `?before=` to `?after=`, each a version's id or `now`."""
    before, after = request.args.get("before", ""), request.args.get("after", NOW)
    with reading() as db:
        workshop = the_workshop(db, who)
        versions = versions_of(db, workshop)
        if not before and versions:
            before = str(versions[0].version.id)
        old, new = side(db, workshop, before or NOW), side(db, workshop, after)
    return page(
        "report/changes.html",
        workshop=workshop,
        versions=versions,
        chosen=(before, after),
        names=(old[0], new[0]),
        changes=_by_section(off_hub(changes, old[1], new[1])),
    )


def _by_section(found: list[Difference]) -> list[tuple[str, list[Difference]]]:
    return [(head, list(some)) for head, some in groupby(found, lambda one: one.section)]


@room.post("/w/<workshop_id>/report/versions/<int:version_id>/shown")
@allowed("report.share")
@form_command(the_page, "/w/{workshop_id}/report#version-{version_id}")
def show(tx: Session, who: Who, doer: Doer, version_id: int) -> None:
    """Show a final version on the web, show it no longer, or give it a new address."""
    do, key, here = request.form.get("do", ""), cafe().settings.secret_key, the_workshop(tx, who)
    one = the_version(tx, who.workshop_id, version_id)
    if do == "renew":
        renew_version(tx, workshop=here, version=one, secret_key=key, **doer)
    elif do in ("show", "hide"):
        shown = do == "show"
        show_version(tx, workshop=here, version=one, shown=shown, secret_key=key, **doer)
    else:  # a word that we do not know takes nothing off the web
        raise Invalid(_("“%(act)s” cannot be done here.", act=do[:40]), where="shown")


def with_privacy(contents: bytes, key: str) -> bytes:
    """The kept page with the way to who is answerable, which no file says, at its foot."""
    words = escape(_("Privacy"))
    foot = f'<footer><p><a href="/d/{key}/privacy">{words}</a></p></footer>'
    return contents.replace(b"</body>", foot.encode() + b"</body>", 1)


@room.get("/d/<shared>")
@allowed("document.read")
def read(who: Who) -> AnyResponse:
    """The final version on the web: the kept file itself, for whoever has its link."""
    with reading() as db:
        version = the_version(db, who.workshop_id, who.version_id or 0)
    contents = files.read(path_of(cafe().settings.data_dir, version, "html"))
    if contents is None:
        raise NotFound(_("The files of this version are not on this computer."))
    response = Response(with_privacy(contents, who.key), mimetype="text/html")
    if style := STYLE.search(contents):
        response.headers["Content-Security-Policy"] = policy_with(style[1])
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(version.folder)
    # For everybody who has the link the same: there is nothing to give away (web/files.py).
    return packed(response).make_conditional(request)
