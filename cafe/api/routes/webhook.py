"""What the webhook of a café told. It is set by an owner, on a page: it leads out of the house."""

from werkzeug.wrappers import Response as AnyResponse

from cafe.api.described import described
from cafe.api.room import v1
from cafe.api.routes import forms
from cafe.api.routes.answers import tagged
from cafe.api.routes.bearer import Program, by_token
from cafe.core.i18n import _, retold
from cafe.model import Delivery, clock_time
from cafe.report.webhooks import queries
from cafe.web.access import the_workshop
from cafe.web.state import reading


@v1.get("/cafes/<workshop_id>/webhook")
@by_token("webhook.see")
@described(
    lambda: _("Who is told when a document is published, and what was told last."),
    {200: forms.Webhook},
    tagged=True,
)
def get_webhook(who: Program) -> AnyResponse:
    """Where it goes, and the last messages."""
    with reading() as db:
        workshop = the_workshop(db, who)
        hook, sent = queries.webhook_of(db, workshop), queries.deliveries_of(db, workshop)
    last = [_of(one) for one in sent]
    return tagged(forms.Webhook(address=hook.address if hook else None, last=last))


def _of(one: Delivery) -> forms.Message:
    return forms.Message.model_validate(
        {
            "id": one.uid,
            "status": one.status,
            "tries": one.tries,
            "why": retold(one.why),
            "at": clock_time(one.at),
            "document": one.version_id,
        }
    )
