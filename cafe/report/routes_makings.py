"""Files made in the background: begun, asked about, cancelled, fetched. And versions kept so."""

import time
from typing import Literal
from uuid import UUID

from flask import Response, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from cafe.errors import Conflict, NotFound
from cafe.report import makings
from cafe.report.keeping import check_keepable
from cafe.report.makings import Standing
from cafe.report.routes import FILES, file_name, room, the_page
from cafe.texts import _
from cafe.web.access import Who, allowed
from cafe.web.bodies import Body, Id, Line, answer, read_body, takes
from cafe.web.forms import submit, typed_act
from cafe.web.state import cafe

LOOK_SECONDS = 0.1


class Order(Body):
    """A file to be made; `act` becomes the making's id."""

    act: Id
    format: Line


class Keep(Body):
    """A version to be kept."""

    act: Id
    kind: Literal["draft", "final"]


@room.post("/w/<workshop_id>/report/makings")
@allowed("report.see")
@takes(Order)
def begin(who: Who) -> Response:
    """Have a file made; answered at once. The same act again is the same making."""
    body = read_body(Order)
    if body.format not in FILES:
        formats = ", ".join(FILES)
        raise NotFound(_("There is no such file. Choose one of %(formats)s.", formats=formats))
    order = ("export", who.workshop_id, "--format", body.format)
    makings.begin(cafe().settings, who.workshop_id, body.act, order)
    return _told(who, body.act)


@room.post("/w/<workshop_id>/report/versions")
@allowed("report.edit")
@takes(Keep)
def keep(who: Who) -> AnyResponse:
    """Keep the document as it stands: a script hears at once, a form when it is kept."""
    if request.is_json:
        body = read_body(Keep)
        _begin_keeping(who, final=body.kind == "final", act=body.act)
        return _told(who, body.act)
    final, act = request.form.get("as") == "final", typed_act()

    def work() -> None:
        _begin_keeping(who, final=final, act=act)
        _wait(who, act)

    then = f"/w/{who.workshop_id}/report#versions"
    return submit(work, then, lambda refused: the_page(who, refused))


def _begin_keeping(who: Who, *, final: bool, act: str) -> None:
    if check_keepable(cafe().db, who.workshop_id, final=final, act=act):
        kind = "final" if final else "draft"
        order = ("keep", who.workshop_id, "--as", kind, "--by", who.label, "--act", act)
        makings.begin(cafe().settings, who.workshop_id, act, order)


def _wait(who: Who, id: str) -> None:
    while (now := makings.standing(cafe().settings, who.workshop_id, id)).state != "ready":
        if now.state in ("failed", "cancelled"):
            raise Conflict(now.words)
        time.sleep(LOOK_SECONDS)


@room.get("/w/<workshop_id>/report/makings/<uuid:id>")
@allowed("report.see")
def look(who: Who, id: UUID) -> Response:
    """How far it has come."""
    return _told(who, str(id))


@room.delete("/w/<workshop_id>/report/makings/<uuid:id>")
@allowed("report.see")
def cancel(who: Who, id: UUID) -> Response:
    """Stop it. What is ready stays ready."""
    return answer(_item(str(id), makings.cancel(cafe().settings, who.workshop_id, str(id))))


def _told(who: Who, id: str) -> Response:
    now = makings.standing(cafe().settings, who.workshop_id, id)
    under_way = now.state in ("waiting", "making")
    return answer(_item(id, now), 202 if under_way else 200)


def _item(id: str, now: Standing) -> dict[str, object]:
    return {"id": id, **now._asdict()}


@room.get("/w/<workshop_id>/report/makings/<uuid:id>/file.<format>")
@allowed("report.see")
def fetch(who: Who, id: UUID, format: str) -> AnyResponse:
    """What was made."""
    if format not in FILES:
        raise NotFound(_("There is no such file, or no longer. Have it made again."))
    path = makings.result(cafe().settings, who.workshop_id, str(id), format)
    return send_file(
        path,
        mimetype=FILES[format],
        as_attachment=True,
        download_name=file_name(who.workshop_id, format),
    )
