"""What was answered in the evaluation, as a spreadsheet."""

from flask import Response

from cafe.core.i18n import _, speaking
from cafe.core.text.file_names import file_name
from cafe.document.raw import evaluation_of
from cafe.errors import NotFound
from cafe.evaluation.queries import results
from cafe.report.export import FILES, RAW
from cafe.report.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.files import handed
from cafe.web.state import off_hub, reading


@room.get("/w/<workshop_id>/evaluation.<format>")
@allowed("evaluation.see")
def evaluation_file(who: Who, format: str) -> Response:
    """Every answer that the page shows, in a row: small enough to be made while one waits."""
    if format not in RAW:
        raise NotFound(
            _("There is no such file. Choose one of %(formats)s.", formats=", ".join(RAW))
        )
    with reading() as db:
        workshop = the_workshop(db, who)
        raw = evaluation_of(workshop.title, workshop.language, results(db, workshop))
        with speaking(workshop.language):
            name = file_name(workshop.title, workshop.id, _("Evaluation"), format)
    return handed(off_hub(RAW[format], raw), FILES[format], name)
