"""Files made in the background: begun, asked about, cancelled, fetched. And versions kept so."""

import uuid
from typing import Literal
from uuid import UUID

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.jobs import queue, status
from cafe.jobs.queue import Job
from cafe.report import letterhead
from cafe.report.export import FILES
from cafe.report.room import room
from cafe.report.routes.page import file_name, the_page
from cafe.report.versions.keep import check_keepable
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import Body, Id, LineText, answer, read_body, takes
from cafe.web.files import sent
from cafe.web.forms import form, typed_operation
from cafe.web.jobs import JobPage, answer_status, followed, item, waited
from cafe.web.state import cafe, reading
from cafe.writers.letters.fonts import large


class NewFile(Body):
    """A file to be made; `operation` becomes the job's id."""

    operation: Id
    format: LineText


class Keep(Body):
    """A version to be kept."""

    operation: Id
    kind: Literal["draft", "final"]


@room.get("/w/<workshop_id>/report.<format>")
@allowed("report.see")
def download(who: Who, format: str) -> AnyResponse:
    """The document or the archive as a file: at once when it is made in half a minute, else 202."""
    return made(who, _file(who, format), format, file_name(who.workshop_id, format))


@room.get("/w/<workshop_id>/archive.json")
@allowed("archive.export")
def archive(who: Who) -> AnyResponse:
    """The whole café as one JSON file."""
    return made(who, _file(who, "json"), "json", file_name(who.workshop_id, "json"))


def made(who: Who, job: Job, format: str, name: str) -> AnyResponse:
    """What `job` makes, called `name`, or the way to it: many who ask at once share one job."""
    id = str(uuid.uuid4())
    queue.begin(cafe().settings, id, job)
    now = waited(who.workshop_id, id)
    if now.under_way:
        return followed(id, now, _way(who, id, format))
    path = status.result(cafe().settings, who.workshop_id, id, format)
    return sent(path, FILES[format], name)


def _way(who: Who, id: str, format: str) -> JobPage:
    here = f"/w/{who.workshop_id}/report"
    at = f"{here}/makings/{id}"
    file = f"{at}/file.{format}"
    name = str(status.about(cafe().settings, who.workshop_id, id)["name"])
    return JobPage(name, at, file, here, _("Back to the document"), file=True)


def _file(who: Who, format: str) -> Job:
    if format not in FILES:
        formats = ", ".join(FILES)
        raise NotFound(_("There is no such file. Choose one of %(formats)s.", formats=formats))
    command = ("export", who.workshop_id, "--format", format)
    return Job(
        who.workshop_id,
        command,
        name=file_name(who.workshop_id, format),
        who=who.label,
        same=f"{format} {moment(who)}",
    )


def moment(who: Who) -> str:
    """What a file of the café depends on: as long as this is the same, so is the file."""
    with reading() as db:
        revision = the_workshop(db, who).revision
    mark = letterhead.mark(cafe().settings.data_dir, who.workshop_id)
    return f"{revision} {mark} {large() is not None}"


@room.post("/w/<workshop_id>/report/makings")
@allowed("report.see")
@takes(NewFile)
def begin(who: Who) -> Response:
    """Have a file made; answered at once. The same operation again is the same job."""
    body = read_body(NewFile)
    queue.begin(cafe().settings, body.operation, _file(who, body.format))
    return _answer_status(who, body.operation)


@room.post("/w/<workshop_id>/report/versions")
@allowed("report.edit")
@takes(Keep)
def keep(who: Who) -> AnyResponse:
    """Keep the document as it stands: a script hears at once, a form when it is kept."""
    if request.is_json:
        body = read_body(Keep)
        _begin_keeping(who, final=body.kind == "final", operation=body.operation)
        return _answer_status(who, body.operation)
    return _keep_by_form(who)


@form(the_page, "/w/{workshop_id}/report#versions")
def _keep_by_form(who: Who) -> None:
    operation = queue.check_id(typed_operation())
    if _begin_keeping(who, final=request.form.get("as") == "final", operation=operation):
        waited(who.workshop_id, operation)


# As `form` marks a view: who opens the address of a refused form comes to its page (failures.py).
keep.stands_on = "/w/{workshop_id}/report"  # type: ignore[attr-defined]


def _begin_keeping(who: Who, *, final: bool, operation: str) -> bool:
    if not check_keepable(cafe().db, who.workshop_id, final=final, operation=operation):
        return False
    kind = "final" if final else "draft"
    command = ("keep", who.workshop_id, "--as", kind, "--by", who.label, "--act", operation)
    name = _("The final version") if final else _("The draft")
    queue.begin(cafe().settings, operation, Job(who.workshop_id, command, name=name, who=who.label))
    return True


@room.get("/w/<workshop_id>/report/makings/<uuid:id>")
@allowed("report.see")
def look(who: Who, id: UUID) -> Response:
    """How far it has come."""
    return _answer_status(who, str(id))


@room.delete("/w/<workshop_id>/report/makings/<uuid:id>")
@allowed("report.see")
def cancel(who: Who, id: UUID) -> Response:
    """Stop it. What is ready stays ready."""
    return answer(item(str(id), status.cancel(cafe().settings, who.workshop_id, str(id))))


def _answer_status(who: Who, id: str) -> Response:
    return answer_status(id, status.status_of(cafe().settings, who.workshop_id, id))


@room.get("/w/<workshop_id>/report/makings/<uuid:id>/file.<format>")
@allowed("report.see")
def fetch(who: Who, id: UUID, format: str) -> AnyResponse:
    """What was made."""
    if format not in FILES:
        raise NotFound(_("There is no such file, or no longer. Have it made again."))
    path = status.result(cafe().settings, who.workshop_id, str(id), format)
    about = status.about(cafe().settings, who.workshop_id, str(id))
    return sent(path, FILES[format], str(about["name"]) or path.name)
