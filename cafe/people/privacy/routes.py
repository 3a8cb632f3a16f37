"""The privacy page at each way in, with who is answerable there, and where that is written."""

from datetime import date
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.model import Organisation, Series, Workshop
from cafe.people import security
from cafe.people.organisations.queries import home_of
from cafe.people.privacy import browser, known_lacks, queries, rules, stored
from cafe.people.room import room
from cafe.web.access import Who, allowed, the_person, the_workshop
from cafe.web.forms import NOTHING, Doer, Refused, check_seen, form, form_command
from cafe.web.pages import WAYS_IN, page, speak_for_request
from cafe.web.state import cafe, reading, writing


@room.get("/privacy")
def privacy() -> Response:
    """Where no café is named: log-in, short code, front page."""
    with reading() as db:
        return _page(db, None)


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
    with reading() as db:
        organisation = db.get_one(Series, who.series_id).organisation_id
        return _page(db, None, who, organisation=organisation)


@room.get("/w/<workshop_id>/privacy")
@allowed("kept.see")
def privacy_of_cafe(who: Who) -> Response:
    """As everybody there reads it; its owners write what differs from the organisation."""
    return _at(who)


def _at(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        return _page(db, the_workshop(db, who), who, refused)


def _page(
    db: Session,
    workshop: Workshop | None,
    who: Who | None = None,
    refused: Refused = NOTHING,
    organisation: int | None = None,
) -> Response:
    if workshop is not None and who is not None and who.role in WAYS_IN:
        speak_for_request(workshop.language)
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
        link=f"/{WAYS_IN[who.role]}/{who.key}" if who and who.role in WAYS_IN else "",
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
