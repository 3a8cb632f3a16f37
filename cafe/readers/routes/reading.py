"""The readers' page: the draft, what one says of it, and afterwards what became of that.

What tells one reader from another stays in the reader's own browser: in its signed cookie that the
draft was opened there and a card's words were right, in its storage the ids of its remarks. Ids
stand in bodies, never in an address, so that no log beside ours has them.
"""

from contextlib import suppress
from dataclasses import replace
from typing import Annotated

from flask import Response, redirect, request, session
from pydantic import Field
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.core.limits import OWN_QUESTIONS
from cafe.document.tree import Document
from cafe.errors import NotAllowed, NotFound
from cafe.model import Reading, Remark, Version, events
from cafe.nouns import Item
from cafe.people.document_links import document_token, shown_link
from cafe.people.links import version_token
from cafe.readers import actions
from cafe.readers.queries import (
    cuts_in,
    draft_of,
    has_card,
    is_open,
    opened_by,
    own,
    question_id,
    reading_of,
    rounds_of,
    spot_in,
)
from cafe.readers.room import room
from cafe.readers.told import Told, told_of
from cafe.report.versions.queries import name_of, the_version
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import here
from cafe.web.bodies import Body, StatementText, Uid, answer, read_body, takes
from cafe.web.device_cookies import known_browser
from cafe.web.forms import NOTHING, Refused, form
from cafe.web.limits.fair import fair_turn
from cafe.web.limits.guesses import try_allowed, wrong
from cafe.web.limits.sizes import Chars
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, off_hub, reading, writing

MOST_KNOWN = 20  # rounds that a browser remembers: its cookie must stay small


class Said(Body):
    """A remark from a reader's outbox: `id` is made there, `at` is the anchor of what it is on."""

    id: Uid
    at: Annotated[str, Chars(60, plain=True)]
    kind: Annotated[str, Chars(10, plain=True)]
    text: StatementText
    operation: Uid


class Own(Body):
    """The ids of a device's own remarks."""

    ids: Annotated[list[Uid], Field(max_length=OWN_QUESTIONS)]


@room.get("/d/<shared>/round")
@allowed("document.remark")
def read_round(who: Who) -> Response:
    """The draft to remark on; when the round is over, what became of the remarks."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING) -> Response:
    data_dir = cafe().settings.data_dir
    with reading() as db:
        workshop = the_workshop(db, who)
        speak_for_request(workshop.language)
        round_ = reading_of(db, who.version_id)
        version = the_version(db, who.workshop_id, who.version_id or 0)
        open_ = is_open(db, round_)
        told = None if open_ else told_of(db, workshop, round_)
        counts = next(one for one in rounds_of(db, workshop) if one.reading.id == round_.id)
        link = shown_link(db, workshop.id)
    draft = off_hub(draft_of, data_dir, version) if open_ else None
    return page(
        "readers/round.html",
        who=who,
        workshop=workshop,
        reading=round_,
        counts=counts,
        name=name_of(version),
        version=version,
        document=draft and _bare(draft),
        may_write=_may_write(round_),
        told=told,
        final=link and f"/d/{document_token(cafe().settings.secret_key, link.nonce)}",
        refused=refused,
    )


def _bare(document: Document) -> Document:
    """Without posters, appendices and seal: it opens on a phone in a hall's own network."""
    sections = tuple(replace(section, pictures=()) for section in document.sections)
    return replace(document, sections=sections, appendices=(), sealed=None, contents="")


def _may_write(round_: Reading) -> bool:
    return not round_.cards or round_.uid in session.get("cards", ())


@room.post("/d/<shared>/round")
@allowed("document.remark")
@form(_page, "/d/{shared}/round")
def show_card(who: Who) -> None:
    """The words of a card: with them this browser may remark, and nothing is kept of which."""
    typed, key = request.form.get("word", ""), cafe().settings.secret_key
    _ask_to_try()
    with reading() as db:
        round_ = reading_of(db, who.version_id)
        right = has_card(db, who.workshop_id, typed, key)
    _let_in(right, round_)


def _ask_to_try() -> None:
    """Before the words are compared: every card of every round is worked out for that."""
    try_allowed("code", place=here(), device=known_browser())


def _let_in(right: bool, round_: Reading | None) -> None:
    """Raise NotFound, counted as a code is, for words of no card."""
    if not right or round_ is None:
        wrong("code", place=here(), device=known_browser())
        raise NotFound(
            _("These are not the two words of a card, or nothing is being read now."), where="word"
        )
    _remember("cards", round_.uid)


def _remember(name: str, uid: str) -> None:
    """In this browser's cookie, and nowhere else."""
    session[name] = [*session.get(name, ()), uid][-MOST_KNOWN:]


@room.get("/read")
def way_in() -> Response:
    """Where the words of a card are typed by who has no link."""
    return _way_in()


def _way_in(refused: Refused = NOTHING) -> Response:
    return page("readers/way_in.html", refused=refused)


@room.post("/read")
@form(_way_in, at="/read")
def enter_word() -> AnyResponse:
    """To the draft that the words of a card open."""
    key = cafe().settings.secret_key
    _ask_to_try()
    with reading() as db:
        round_ = opened_by(db, request.form.get("word", ""), key)
        version = round_ and the_version(db, round_.workshop_id, round_.version_id or 0)
    _let_in(round_ is not None, round_)
    nonce = (version and version.nonce) or ""
    return redirect(f"/d/{version_token(key, nonce)}/round", 303)


@room.post("/d/<shared>/read")
@allowed("document.remark")
def count_reader(who: Who) -> Response:
    """This browser has opened the draft: it is counted once, and remembers that itself. It is told
    of what words were erased for good, as often as it asks.
    """
    with reading() as db:
        round_ = reading_of(db, who.version_id)
        open_ = is_open(db, round_)
        version = the_version(db, who.workshop_id, who.version_id or 0)
        any_cut = bool(events.cuts(db, str(who.workshop_id)))
    draft = off_hub(_draft, version) if any_cut else None
    with reading() as db:
        cuts = cuts_in(db, str(who.workshop_id), draft)
    if open_ and round_.uid not in session.get("read", ()):
        with fair_turn("remark", who.workshop_id), writing(who.workshop_id) as tx:
            actions.count_reader(tx, reading=reading_of(tx, who.version_id))
        _remember("read", round_.uid)
    return answer({"cuts": cuts})


def _draft(version: Version) -> Document | None:
    """The draft; None when it is withdrawn, or its files are not here."""
    with suppress(NotFound):
        return draft_of(cafe().settings.data_dir, version)
    return None


@room.post("/d/<shared>/remarks")
@allowed("document.remark")
@takes(Said)
def say(who: Who) -> Response:
    """Remark on a place in the draft, or say it in other words."""
    body = read_body(Said)
    with reading() as db:
        version = the_version(db, who.workshop_id, who.version_id or 0)
    spot = spot_in(off_hub(draft_of, cafe().settings.data_dir, version), body.at)
    with fair_turn("remark", who.workshop_id), writing(who.workshop_id) as tx:
        round_ = reading_of(tx, who.version_id)
        if not _may_write(round_):
            raise NotAllowed(_("Type the two words of your card first."))
        made = actions.remark(
            tx,
            reading=round_,
            is_open=is_open(tx, round_),
            question_id=question_id(tx, who.workshop_id, spot),
            spot=spot,
            folder=version.folder,
            uid=body.id,
            kind=body.kind,
            text=body.text,
        )
        item = _item(made)
    return answer(item)


def _item(made: Remark) -> Item:
    return {"id": made.uid, "kind": made.kind, "text": made.text, "outcome": made.outcome}


@room.post("/d/<shared>/mine")
@allowed("document.remark")
@takes(Own)
def mine(who: Who) -> Response:
    """What became of the remarks that a device knows the ids of."""
    body = read_body(Own)
    with reading() as db:
        workshop = the_workshop(db, who)
        speak_for_request(workshop.language)
        round_ = reading_of(db, who.version_id)
        mine = own(db, round_, body.ids)
        told = told_of(db, workshop, round_, mine)
    return answer({"remarks": [_status(one) for one in told.all]})


def _status(one: Told) -> Item:
    return {"id": one.remark.uid, "outcome": one.remark.outcome, "words": one.words}
