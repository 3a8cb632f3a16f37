"""Being told what comes of it: asked for at the document, confirmed and ended by a letter."""

from flask import Response, g, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.backup.gone import remember
from cafe.core.i18n import _
from cafe.errors import Conflict, NotFound
from cafe.followup import actions
from cafe.followup.room import room
from cafe.model import Follower, Series, Version
from cafe.people.document_links import document_token, shown_link
from cafe.people.links import series_token
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.device_cookies import known_browser
from cafe.web.forms import NOTHING, Refused, form
from cafe.web.limits.rates import rate_limit
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading, writing


@room.get("/d/<shared>/follow")
@allowed("document.follow")
def following(who: Who) -> Response:
    """What one is told, and how long the address is kept."""
    return _ask_page(who)


def _ask_page(who: Who, refused: Refused = NOTHING, asked: bool = False) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who)
        speak_for_request(workshop.language)
        version = db.get_one(Version, who.version_id)
    if not version.final:
        raise NotFound(_("This is a draft: nothing has come of it yet."))
    return page(
        "followup/follow.html",
        cafe=workshop,
        here=f"/d/{who.key}",
        mails=cafe().settings.sends_mail,
        asked=asked,
        refused=refused,
    )


@room.post("/d/<shared>/follow")
@allowed("document.follow")
@form(_ask_page, at="/d/{shared}/follow")
def ask_to_be_told(who: Who) -> AnyResponse:
    """A letter goes there, with a link to confirm it; whether it is known is not told."""
    settings = cafe().settings
    if not settings.sends_mail:
        raise Conflict(_("This installation sends no e-mail."))
    rate_limit("follow-browser", known_browser() or who.workshop_id)
    rate_limit("follow", who.workshop_id)
    with writing(who.workshop_id) as tx:
        if not tx.get_one(Version, who.version_id).final:
            raise NotFound(_("This is a draft: nothing has come of it yet."))
        actions.follow(
            tx,
            workshop=the_workshop(tx, who),
            address=request.form.get("address", ""),
            secret_key=settings.secret_key,
        )
    return _ask_page(who, asked=True)


@room.get("/f/<follower>")
@allowed("followup.follow")
def address_page(who: Who) -> Response:
    """Whether this address is told, until when it is kept; opened, it changes nothing: mail
    programs look at links before people do."""
    return _address_page(who)


def _address_page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        row = db.get_one(Follower, who.follower_id)
        speak_for_request(row.language)
        about, address = _asked_for(db, who, row)
        return page(
            "followup/address.html",
            about=about,
            address=address,
            follower=row,
            here=f"/f/{who.key}",
            refused=refused,
        )


def _asked_for(db: Session, who: Who, row: Follower) -> tuple[str, str]:
    """What it is told of, a café or a series, and where that is read: "" for nowhere."""
    key = cafe().settings.secret_key
    if row.series_id is not None:
        series = db.get_one(Series, row.series_id)
        return series.name, f"/s/{series_token(key, series.nonce)}" if series.nonce else ""
    workshop = the_workshop(db, who)
    link = shown_link(db, workshop.id)
    shown = f"/d/{document_token(key, link.nonce)}" if link else ""
    return workshop.name or workshop.title, shown


@room.post("/f/<follower>")
@allowed("followup.follow")
@form(_address_page, "/f/{follower}")
def confirm_address(who: Who) -> None:
    """From now on it is told; a contact is kept for as long again."""
    with writing(who.workshop_id or None) as tx:
        actions.confirm(tx, follower=tx.get_one(Follower, who.follower_id))


@room.post("/f/<follower>/end")
@allowed("followup.follow")
@form(_address_page, at="/f/{follower}")
def forget_address(who: Who) -> AnyResponse:
    """The address is deleted, at once; an older backup does not bring it back."""
    with writing(who.workshop_id or None) as tx:
        row = tx.get_one(Follower, who.follower_id)
        remember(cafe().settings, "follower", str(row.id), since=row.made)
        speak_for_request(row.language)
        actions.forget(tx, follower=row)
    g.pop("who")  # the link opens nothing any more, nor its privacy page
    return page("followup/gone.html")
