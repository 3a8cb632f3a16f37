"""A table is sent as a file, or pasted: kept with its sender, and its preview opened."""

import uuid
from pathlib import Path

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.intake import kept
from cafe.intake.reading import is_text, read
from cafe.intake.recognising.headers import known_in
from cafe.intake.room import room
from cafe.jobs import queue
from cafe.jobs.queue import Job
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Refused, form
from cafe.web.jobs import scope_of, to_follow, waited
from cafe.web.pages import page
from cafe.web.state import cafe, off_hub, reading
from cafe.web.uploads import kept_sent

PAGE = "/w/{workshop_id}/import"


@room.get("/w/<workshop_id>/import")
@allowed("notes.import")
def choose(who: Who) -> Response:
    """The page where a file is chosen, or cells are pasted."""
    return _choose(who)


def _choose(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        return page("intake/choose.html", workshop=the_workshop(db, who), refused=refused)


@room.post("/w/<workshop_id>/import")
@allowed("notes.import")
@form(_choose, at=PAGE)
def send(who: Who) -> AnyResponse:
    """Keep what was sent, and go to its preview; nothing is written in the café."""
    id = str(uuid.uuid4())
    queue.make_room(cafe().settings, scope_of(who))
    sent = request.files.get("file")
    if (sent is None or not sent.filename) and request.form.get("pasted", "").strip():
        return _pasted(who, id, request.form["pasted"].encode("utf-8", "replace"))
    with kept_sent(who, id, "file") as (folder, name):
        kept.keep_name(folder, Path(name).stem, who.workshop_id)
        data = kept.sent_in(folder)
        if not is_text(data):
            command = ("table", who.workshop_id, str(folder / kept.SENT))
            job = Job(scope_of(who), command, name=name, who=who.label)
            queue.begin(cafe().settings, id, job)
            return _when_read(who, id)
        off_hub(read, data, known_in)
    return _to_preview(who, id)


def _pasted(who: Who, id: str, data: bytes) -> AnyResponse:
    off_hub(read, data, known_in)
    folder = queue.place_for(cafe().settings, scope_of(who), id)
    kept.keep_name(folder, _("Pasted table"), who.workshop_id)
    kept.keep_sent(folder, data)
    return _to_preview(who, id)


def _when_read(who: Who, id: str) -> AnyResponse:
    if waited(scope_of(who), id, Invalid).under_way:
        return to_follow(id)
    return _to_preview(who, id)


def _to_preview(who: Who, id: str) -> AnyResponse:
    return redirect(f"/w/{who.workshop_id}/import/{id}", 303)
