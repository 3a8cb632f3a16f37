"""The page of a series on the web, for whoever has its address; its feed and its calendar."""

from datetime import UTC, datetime

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.after.feed import MIMETYPE, Item, atom
from cafe.after.headings import Followed, followed
from cafe.after.queries_page import Listed, on_page, told
from cafe.after.room import room
from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.model import Series, clock_time
from cafe.people.document_links import document_token
from cafe.people.links import series_token
from cafe.plan.programme.icalendar import Gathering, calendar_of
from cafe.web.access import Who, allowed
from cafe.web.addresses import base_address
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading


@room.get("/s/<series>")
@allowed("series.read")
def read_series(who: Who) -> Response:
    """Its cafés: those to come, and the documents of those that were."""
    with reading() as db:
        series, cafes = _shown(db, who)
        return page(
            "after/page.html",
            series=series,
            here=f"/s/{who.key}",
            coming=[one for one in reversed(cafes) if one.coming],
            been=[one for one in cafes if not one.coming],
            address_of=address_of,
            followed=followed(told(cafes)),
            mails=cafe().settings.sends_mail,
        )


@room.get("/s/<series>/headings/<mark>")
@allowed("series.read")
def follow_shown(who: Who, mark: str) -> Response:
    """What the published documents say under one heading."""
    with reading() as db:
        series, cafes = _shown(db, who)
        addresses = {one.workshop.id: address_of(one) for one in cafes}
        return page(
            "after/heading.html",
            series=series,
            back=f"/s/{who.key}",
            heading=the_heading(followed(told(cafes)), mark),
            cafes={one.workshop.id: one.workshop for one in cafes},
            addresses=addresses,
            versions={one.workshop.id: one.version for one in cafes},
        )


def the_heading(all: list[Followed], mark: str) -> Followed:
    """The one that `mark` names. Raises NotFound."""
    found = next((one for one in all if one.mark == mark), None)
    if found is None:
        raise NotFound(_("No heading here stands in several documents by this address."))
    return found


@room.get("/s/<series>/feed.atom")
@allowed("series.read")
def series_feed(who: Who) -> AnyResponse:
    """What is published, for programs that look by themselves; asked again, only what is new."""
    base = base_address(cafe().settings)
    with reading() as db:
        series, cafes = _shown(db, who)
        items = [
            Item(
                uid=f"{one.workshop.id}:{one.version.number}",
                title=one.workshop.title,
                address=base + address_of(one),
                at=one.at,
                summary=short_text(one),
                language=one.workshop.language,
            )
            for one in cafes
            if one.version is not None and one.at is not None
        ]
        begun = min((clock_time(one.workshop.created_at) for one in cafes), default=None)
        feed = atom(
            uid=series.uid,
            title=series.name,
            address=f"{base}/s/{who.key}",
            begun=begun or datetime(2014, 1, 1, tzinfo=UTC),
            items=items,
        )
    response = Response(feed, mimetype=MIMETYPE)
    response.add_etag()
    return response.make_conditional(request)


@room.get("/s/<series>/calendar.ics")
@allowed("series.read")
def series_calendar(who: Who) -> Response:
    """The cafés to come, for one's own calendar."""
    with reading() as db:
        series, cafes = _shown(db, who)
        coming = [one.workshop for one in cafes if one.coming]
        events = [
            Gathering(one.id, one.title, one.date, one.starts, one.ends, one.place)
            for one in reversed(coming)
        ]
        text = calendar_of(events, title=series.name, stamp=datetime.now(UTC))
    return Response(text, mimetype="text/calendar")


def _shown(db: Session, who: Who) -> tuple[Series, list[Listed]]:
    """The series, in the language of its last café, and what stands on its page."""
    series = db.get_one(Series, who.series_id)
    cafes = on_page(db, series)
    speak_for_request(cafes[0].workshop.language if cafes else None)
    return series, cafes


def address_of(one: Listed) -> str:
    """Where the café's document is found, "" while nothing is published."""
    if one.link is None:
        return ""
    return f"/d/{document_token(cafe().settings.secret_key, one.link.nonce)}"


def own_address(series: Series) -> str:
    """Where the page of the series is found, "" when it has none."""
    if series.nonce is None:
        return ""
    path = f"/s/{series_token(cafe().settings.secret_key, series.nonce)}"
    return base_address(cafe().settings) + path


def short_text(listed: Listed) -> str:
    """The main statements as plain text, question by question, in the document's words alone."""
    return "\n\n".join(
        "\n".join((one.question, *one.sentences)) for one in listed.mains if one.sentences
    )
