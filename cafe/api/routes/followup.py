"""What came of what a café's document says: read by other programs, written on a page."""

from werkzeug.wrappers import Response as AnyResponse

from cafe.api.described import described
from cafe.api.room import v1
from cafe.api.routes import forms
from cafe.api.routes.answers import tagged
from cafe.api.routes.bearer import Program, by_token
from cafe.core.i18n import _
from cafe.followup.queries import Answered, came_of_it
from cafe.followup.rules import Answer, Told
from cafe.web.access import the_workshop
from cafe.web.state import reading


@v1.get("/cafes/<workshop_id>/followup")
@by_token("followup.see")
@described(
    lambda: _(
        "What came of what the published document says: every heading and sentence answered."
    ),
    {200: forms.Followup},
    tagged=True,
)
def get_followup(who: Program) -> AnyResponse:
    """The answers, and how many headings have none."""
    with reading() as db:
        came = came_of_it(db, the_workshop(db, who).id)
    answered = [_of(one, printed=key in came.answers) for key, one in came.all.items()]
    return tagged(forms.Followup(unanswered=came.counts.get("", 0), answered=answered))


def _of(one: Answered, *, printed: bool) -> forms.Answered:
    return forms.Answered(
        id=one.row.uid,
        question=one.point.question,
        heading=one.point.heading,
        sentence=one.point.text or None,
        printed=printed,
        answers=[_answer(told) for told in one.told],
    )


def _answer(told: Told) -> forms.Answer:
    was = [_said(one) for one in told.was]
    return forms.Answer.model_validate({**_said(told.answer), "was": was})


def _said(one: Answer) -> dict[str, object]:
    said = {name: getattr(one, name) for name in forms.Said.model_fields if name != "id"}
    return {"id": one.uid, **said}
