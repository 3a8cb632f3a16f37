"""The privacy page at each way in, with who is answerable there, and where that is written."""

from datetime import date
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.model import AccountLink, Follower, Organisation, Person, Series, Workshop
from cafe.people import security
from cafe.people.organisations.queries import home_of
from cafe.people.privacy import browser, known_lacks, queries, rules, stored
from cafe.people.room import room
from cafe.web.access import Who, allowed, logged_in, the_person, the_workshop
from cafe.web.forms import NOTHING, Doer, Refused, check_seen, form, form_command
from cafe.web.pages import WAYS_IN, page, speak_for_request
from cafe.web.state import cafe, reading, writing


@room.get("/privacy")
def privacy() -> Response:
    """Where no café is named: log-in, short code, front page; the pages of who is logged in."""
    with reading() as db:
        return _page(db, None, organisation=_organisation(db, None))


@room.get("/v/<token>/privacy")
@allowed("wall.see")
def privacy_at_wall(who: Who) -> Response:
    """At the wall, in pairs, on the projector."""
    return _at(who)


@room.get("/t/<token>/privacy")
@allowed("table.see")
def privacy_at_table(who: Who) -> Response:
    """At a table."""
    return _at(who)


@room.get("/silent/<token>/privacy")
@allowed("tray.write")
def privacy_in_silence(who: Who) -> Response:
    """For who sits at a table and writes alone."""
    return _at(who)


@room.get("/h/<invitation>/privacy")
@allowed("invitation.answer")
def privacy_of_invitation(who: Who) -> Response:
    """For a host who is asked."""
    return _at(who)


@room.get("/d/<shared>/privacy")
@allowed("document.read")
def privacy_of_document(who: Who) -> Response:
    """For who reads a document on the web."""
    return _at(who)


@room.get("/s/<series>/privacy")
@allowed("series.read")
def privacy_of_series(who: Who) -> Response:
    """For who reads the page of a series, or asks there to be invited."""
    return _at(who)


@room.get("/f/<follower>/privacy")
@allowed("followup.follow")
def privacy_of_address(who: Who) -> Response:
    """For whose address is told what comes of a café, or is invited to the next."""
    return _at(who)


@room.get("/join/<account>/privacy")
@allowed("account.join")
def privacy_of_joining(who: Who) -> Response:
    """For who is asked into a café or an organisation."""
    return _at(who)


@room.get("/reset/<account>/privacy")
@allowed("account.reset")
def privacy_of_resetting(who: Who) -> Response:
    """For who chooses another password."""
    return _at(who)


@room.get("/w/<workshop_id>/privacy")
@allowed("kept.see")
def privacy_of_cafe(who: Who) -> Response:
    """As everybody there reads it; its owners write what differs from the organisation."""
    return _at(who)


def _at(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who) if who.workshop_id else None
        return _page(db, workshop, who, refused, organisation=_organisation(db, who))


def _organisation(db: Session, who: Who | None) -> int | None:
    """Whose it is where no café is named: of a series, of a link to an account, of who is logged
    in. None: nobody knows, and the installation's own is told.
    """
    if who and who.series_id:
        return db.get_one(Series, who.series_id).organisation_id
    link = db.get(AccountLink, who.account_link_id) if who and who.account_link_id else None
    if link and link.organisation_id:
        return link.organisation_id
    person = db.get(Person, (link.person_id if link else logged_in()) or 0)
    return person.organisation_id if person else None


def _language(db: Session, who: Who) -> str | None:
    """What a letter speaks whose link leads here."""
    if who.follower_id:
        return db.get_one(Follower, who.follower_id).language
    link = db.get(AccountLink, who.account_link_id) if who.account_link_id else None
    return link.language if link else None


def _page(
    db: Session,
    workshop: Workshop | None,
    who: Who | None = None,
    refused: Refused = NOTHING,
    organisation: int | None = None,
) -> Response:
    if who is not None and who.role in WAYS_IN:
        speak_for_request(workshop.language if workshop else _language(db, who))
    settings = cafe().settings
    return page(
        "people/privacy/page.html",
        cafe=workshop,
        said=queries.said_of(db, workshop, organisation),
        fields={name: called() for name, called in rules.FIELDS.items()},
        own=(workshop.privacy or {}) if workshop else {},
        seen=rules.as_seen(workshop.privacy) if workshop else "",
        groups=stored.GROUPS,
        browser=browser.BROWSER,
        contact=security.contact_uri(settings.security_contact),
        mails=settings.sends_mail,
        service=settings.oidc_issuer,
        refused=refused,
    )


@room.post("/w/<workshop_id>/privacy")
@allowed("retention.edit")
@form_command(_at, "/w/{workshop_id}/privacy")
def say_of_cafe(tx: Session, who: Who, _doer: Doer) -> None:
    """What differs from the organisation; an empty field is as the organisation says."""
    workshop = the_workshop(tx, who)
    with check_seen(lambda: rules.as_seen(workshop.privacy)):
        workshop.privacy = rules.check(request.form)


@room.get("/organisation/privacy")
@allowed("organisation.edit")
def privacy_of_organisation(who: Who) -> Response:
    """Who is answerable for all of its cafés, for its admins to write."""
    return _form(who)


def _form(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        home = _home(db, who)
        return page(
            "people/privacy/organisation.html",
            home=home,
            fields={name: called() for name, called in rules.FIELDS.items()},
            own=home.privacy or {},
            seen=rules.as_seen(home.privacy),
            refused=refused,
        )


@room.post("/organisation/privacy")
@allowed("organisation.edit")
@form(_form, "/organisation/privacy")
def say_of_organisation(who: Who) -> None:
    """From now on on the privacy page of each of its cafés."""
    with writing() as tx:
        home = _home(tx, who)
        with check_seen(lambda: rules.as_seen(home.privacy)):
            home.privacy = rules.check(request.form)


def _home(db: Session, who: Who) -> Organisation:
    return home_of(db, the_person(db, who))


@room.get("/accessibility")
def accessibility() -> Response:
    """The accessibility statement, in the points of the official form."""
    with reading() as db:
        said = queries.said_of(db, None)
    lacks: list[dict[str, Any]] = known_lacks.in_words()
    checked: date = known_lacks.CHECKED
    return page("people/privacy/accessibility.html", said=said, lacks=lacks, checked=checked)
