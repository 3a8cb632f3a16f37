"""What became of a note, told at the wall: only of a final version that is shown on the web."""

from contextlib import suppress
from uuid import UUID

from flask import Response

from cafe.core.i18n import long_date
from cafe.document.note_status import as_typed, status_words
from cafe.followup.queries import Answered, about_entry
from cafe.followup.rules import sayings, status_name
from cafe.nouns import Item
from cafe.people.links import version_token
from cafe.report.room import room
from cafe.report.versions import store
from cafe.report.versions.queries import published_in
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import answer
from cafe.web.pages import speak_for_request
from cafe.web.state import cafe, reading


@room.get("/v/<token>/became/<uuid:note>")
@allowed("wall.see")
def became(who: Who, note: UUID) -> Response:
    """`{words, address, came, follow}` of one note, "" when nothing is told; no address where it is
    not. `came`: what has been answered to its sentence and heading; `follow`: where one asks to be
    told.

    One note and not all of them: ten thousand notes are a megabyte, and a phone opens a handful.
    """
    with reading() as db:
        speak_for_request(the_workshop(db, who).language)
        version = next(iter(published_in(db, who.workshop_id)), None)
    settings = cafe().settings
    folder = version and store.folder_of(settings.data_dir, version.workshop_id, version.folder)
    status = None
    with suppress(FileNotFoundError, store.Damaged):  # made anew, or gone, in this moment
        status = store.statuses(folder).get(str(note)) if folder else None
    if version is None or status is None:
        return answer({"words": "", "address": "", "came": [], "follow": ""})
    note_then = as_typed(str(note), status)
    page = f"/d/{version_token(settings.secret_key, version.nonce or '')}"
    anchor = f"#s-{note_then.entry}" if note_then.entry else ""
    printed = note_then.status in ("printed", "absorbed", "main")
    with reading() as db:
        came = about_entry(db, who.workshop_id, note_then.entry) if note_then.entry else []
    return answer(
        {
            "words": status_words(note_then),
            "address": page + anchor if printed else "",
            "came": [_told(one) for one in came],
            "follow": f"{page}/follow" if settings.sends_mail else "",
        }
    )


def _told(one: Answered) -> Item:
    """How something stands, as the wall shows it."""
    latest = one.latest
    return {
        "about": one.point.words,
        "status": status_name(latest.status),
        "day": long_date(latest.day),
        "words": sayings(latest),
    }
