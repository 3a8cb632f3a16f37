"""The organisation's own Word file: sent, tried, kept, or taken away again."""

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from cafe.errors import Invalid
from cafe.report import letterhead
from cafe.report.routes import room, the_page
from cafe.texts import _
from cafe.web.access import Who, allowed
from cafe.web.forms import submit
from cafe.web.state import cafe, off_hub


@room.post("/w/<workshop_id>/report/letterhead")
@allowed("report.edit")
def send_letterhead(who: Who) -> AnyResponse:
    """Print the Word document on this paper from now on, or on plain paper again."""
    folder = cafe().settings.data_dir

    def work() -> None:
        if request.form.get("do") == "forget":
            letterhead.forget(folder, who.workshop_id)
            return
        sent = request.files.get("template")
        if sent is None or not sent.filename:
            raise Invalid(_("Choose a file first."), where="template")
        with sent.stream:
            template = sent.read()
        if why := off_hub(letterhead.tried, template):
            raise letterhead.refused(why)
        letterhead.keep(folder, who.workshop_id, template)

    return submit(work, f"/w/{who.workshop_id}/report", lambda refused: the_page(who, refused))
