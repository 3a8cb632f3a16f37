"""What remains before the document: the checklist beside the sorting's and the document's pages."""

from flask import Response, request

from cafe.plan.remains.queries import told
from cafe.report.queries_remains import before_the_document
from cafe.report.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import answer
from cafe.web.state import reading


@room.get("/w/<workshop_id>/remains/document")
@allowed("report.see")
def remains_before_the_document(who: Who) -> Response:
    """Every line as it stands now."""
    with reading() as db:
        workshop, seen = the_workshop(db, who), request.args.get("seen")
        return answer(told(db, workshop, "document", before_the_document, seen=seen))
