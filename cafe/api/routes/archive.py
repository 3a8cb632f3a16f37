"""A café as one file: a job makes it, which many who ask at once share."""

import uuid
from uuid import UUID

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from cafe.api.described import described
from cafe.api.room import v1
from cafe.api.routes import forms
from cafe.api.routes.answers import asked, told
from cafe.api.routes.bearer import Program, by_token
from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.jobs import queue, status
from cafe.jobs.queue import Job
from cafe.jobs.status import JobStatus
from cafe.report import letterhead
from cafe.web.access import the_workshop
from cafe.web.files import sent
from cafe.web.jobs import waited
from cafe.web.state import cafe, reading

KINDS = {"json": "application/json", "zip": "application/zip"}
FILES = tuple(KINDS.values())


@v1.get("/cafes/<workshop_id>/archive")
@by_token("archive.export")
@described(
    lambda: _(
        "The whole café as one file: as JSON, or as a zip file with its pictures, the document in "
        "every format and its kept versions."
    ),
    {200: FILES, 202: forms.JobStatus},
    asks=forms.AsFile,
    waits=True,
)
def get_archive(who: Program) -> AnyResponse:
    """At once when it is made in half a minute (or `Prefer: wait=`), else 202 and its address."""
    format, id = asked(forms.AsFile).format, str(uuid.uuid4())
    queue.begin(cafe().settings, id, _job(who, format))
    now = waited(who.workshop_id, id)
    if now.under_way:
        return _answer(who, id, now)
    return _file(who, id, format)


def _job(who: Program, format: str) -> Job:
    with reading() as db:
        revision = the_workshop(db, who).revision
    # As the document's page calls it (report/routes/jobs.py): whoever asks for the same shares it.
    same = f"{format} {revision} {letterhead.mark(cafe().settings.data_dir, who.workshop_id)}"
    command = ("export", who.workshop_id, "--format", format)
    return Job(who.workshop_id, command, _name(who, format), who.label, same)


def _name(who: Program, format: str) -> str:
    return f"dialogkafe-{who.workshop_id}.{format}"


@v1.get("/cafes/<workshop_id>/jobs/<uuid:id>")
@by_token("archive.export")
@described(
    lambda: _("How far a file is that is being made."), {200: forms.JobStatus, 202: forms.JobStatus}
)
def get_job(who: Program, id: UUID) -> Response:
    """202 while there is something to wait for."""
    return _answer(who, str(id), status.status_of(cafe().settings, who.workshop_id, str(id)))


@v1.delete("/cafes/<workshop_id>/jobs/<uuid:id>")
@by_token("archive.export")
@described(lambda: _("Stop making a file."), {200: forms.JobStatus, 202: forms.JobStatus})
def cancel_job(who: Program, id: UUID) -> Response:
    """What is ready stays ready."""
    return _answer(who, str(id), status.cancel(cafe().settings, who.workshop_id, str(id)))


@v1.get("/cafes/<workshop_id>/jobs/<uuid:id>/file.<format>")
@by_token("archive.export")
@described(lambda: _("The file that was made."), {200: FILES}, choices={"format": tuple(KINDS)})
def get_file(who: Program, id: UUID, format: str) -> AnyResponse:
    """What the job has made."""
    return _file(who, str(id), format)


def _file(who: Program, id: str, format: str) -> AnyResponse:
    if format not in KINDS:
        raise NotFound(_("There is no such file, or no longer. Have it made again."))
    path = status.result(cafe().settings, who.workshop_id, id, format)
    return sent(path, KINDS[format], _name(who, format))


def _answer(who: Program, id: str, now: JobStatus) -> Response:
    here = f"{v1.url_prefix}/cafes/{who.workshop_id}/jobs/{id}"
    name = str(status.about(cafe().settings, who.workshop_id, id)["name"])
    file = f"{here}/file.{name.rpartition('.')[2]}" if now.state == "ready" else None
    told_as = forms.JobStatus(id=id, address=here, file=file, **now._asdict())
    response = told(told_as, 202 if now.under_way else 200)
    response.headers["Location"] = here
    return response
