"""The document as it was kept: taken away and compared."""

from itertools import groupby

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.document.changed import Difference, changes
from cafe.report.export import FILES
from cafe.report.room import room
from cafe.report.versions.queries import (
    NOW,
    file_name,
    file_of,
    side,
    the_version,
    versions_of,
)
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.files import download
from cafe.web.pages import page
from cafe.web.seals import say_ahead
from cafe.web.state import cafe, off_hub, reading


@room.get("/w/<workshop_id>/report/versions/<int:version_id>.<format>")
@allowed("kept.see")
def take(who: Who, version_id: int, format: str) -> AnyResponse:
    """A version's file, byte for byte as it was kept."""
    with reading() as db:
        version = the_version(db, who.workshop_id, version_id)
        name = file_name(db, version, format)
    path = file_of(cafe().settings.data_dir, version, format)
    return download(path, FILES[format], name)


@room.get("/w/<workshop_id>/report/changes")
@allowed("report.see")
def compare(who: Who) -> Response:
    """What changed from `?before=` to `?after=`, each a version's id or `now`."""
    before, after = request.args.get("before", ""), request.args.get("after", NOW)
    with reading() as db:
        seals = the_workshop(db, who).seals
    if seals:
        say_ahead(seals[-1]["digest"])
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
