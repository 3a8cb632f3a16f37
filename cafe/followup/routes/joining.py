"""Being invited to the next café of a series: asked for at its page, confirmed by a letter."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.followup import actions
from cafe.followup.room import room
from cafe.followup.rules_contacts import KEPT_MONTHS, check_contact
from cafe.model import Series
from cafe.plan.queries_series import language_of
from cafe.web.access import Who, allowed
from cafe.web.device_cookies import known_browser
from cafe.web.forms import NOTHING, Refused, form
from cafe.web.limits.rates import rate_limit
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading, writing


@room.get("/s/<series>/contact")
@allowed("series.join")
def joining(who: Who) -> Response:
    """What the address is for, who sees it, and how long it is kept."""
    return _join_page(who)


def _join_page(who: Who, refused: Refused = NOTHING, asked: bool = False) -> Response:
    with reading() as db:
        series = db.get_one(Series, who.series_id)
        speak_for_request(language_of(db, series))
        return page(
            "followup/join.html",
            series=series,
            here=f"/s/{who.key}",
            months=KEPT_MONTHS,
            mails=cafe().settings.sends_mail,
            asked=asked,
            refused=refused,
        )


@room.post("/s/<series>/contact")
@allowed("series.join")
@form(_join_page, at="/s/{series}/contact")
def ask_to_be_invited(who: Who) -> AnyResponse:
    """A letter goes there, with a link to confirm it; whether it is known is not told."""
    settings = cafe().settings
    if not settings.sends_mail:
        raise Conflict(_("This installation sends no e-mail."))
    rate_limit("follow-browser", known_browser() or who.label)
    rate_limit("follow", who.label)
    contact = check_contact(request.form.get("address", ""), request.form.get("name", ""))
    with writing() as tx:
        series = tx.get_one(Series, who.series_id)
        speak_for_request(language_of(tx, series))
        actions.join(tx, series=series, contact=contact, secret_key=settings.secret_key)
    return _join_page(who, asked=True)
