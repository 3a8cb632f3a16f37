"""Erasing for good: looked for, shown what goes, and then a press that says what it does."""

from typing import Any
from uuid import UUID

from flask import Response, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.files import photo_folder
from cafe.core.i18n import _
from cafe.core.text.parsed import parsed
from cafe.erasure import shown
from cafe.erasure.job import keep_request, taken_request
from cafe.erasure.plan import Subject, planned, sentences_of, subject_of, the_photo
from cafe.erasure.queries import Place, places
from cafe.erasure.reach import elsewhere
from cafe.erasure.request import MOST_BOXES, Request, check_words, checked
from cafe.erasure.room import room
from cafe.erasure.rules import KINDS, REASONS, Key, kind_words, passages_of, reason_words
from cafe.errors import CafeError, Invalid, NotFound
from cafe.jobs import queue, status
from cafe.jobs.queue import Job
from cafe.model import Workshop
from cafe.model.commands import done_before
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.files import photograph
from cafe.web.forms import NOTHING, Refused, form, typed_operation
from cafe.web.jobs import JobPage, followed, waited
from cafe.web.pages import page
from cafe.web.state import cafe, reading


@room.get("/w/<workshop_id>/erase")
@allowed("words.erase")
def overview(who: Who) -> Response:
    """Words are looked for; photographs, hosts, what was erased, and what cannot be reached."""
    return _overview(who, "")


@room.post("/w/<workshop_id>/erase")
@allowed("words.erase")
def look(who: Who) -> Response:
    """Where words stand. They come into no address: those are kept by browsers and proxies."""
    return _overview(who, request.form.get("words", ""))


def _overview(who: Who, typed: str) -> Response:
    words, refused = typed, ""
    if words:
        try:
            check_words(words)
        except Invalid as error:
            refused, words = error.message, ""
    with reading() as db:
        workshop = the_workshop(db, who)
        found = places(db, workshop, passages_of([words])) if words else {}
        return page(
            "erasure/overview.html",
            workshop=workshop,
            words=words,
            typed=typed,
            refused=refused,
            found=shown.stands(db, workshop, _in_order(found.values())),
            many=len(found),
            photos=shown.photos_of(db, workshop),
            hosts=shown.hosts_of(db, workshop),
            erased=shown.erased_in(db, workshop),
            done=request.args.get("done", ""),
            elsewhere=elsewhere(db, workshop, sqlite=cafe().db.is_sqlite),
        )


def _in_order(found: Any) -> list[Place]:
    """Things as they are now before those that held the words once."""
    return sorted(found, key=lambda place: (not place.now, place.key[0] != "note"))


@room.get("/w/<workshop_id>/erase/<kind>")
@allowed("words.erase")
def choose(who: Who, kind: str) -> AnyResponse:
    """What goes when it is done, and what may go besides: the first of the two steps."""
    if kind not in KINDS:
        return redirect(f"/w/{who.workshop_id}/erase", 303)
    return _plan_page(who, at=kind)


def _plan_page(who: Who, refused: Refused = NOTHING, *, at: str = "") -> Response:
    wanted = _wanted(at or str((request.view_args or {})["kind"]))
    with reading() as db:
        workshop = the_workshop(db, who)
        subject = subject_of(db, workshop, wanted)
        passages = passages_of(subject.texts)
        mine = wanted.key if wanted.kind == "answer" else ""
        found = places(db, workshop, passages, but=mine)
        sentences = _sentences(db, subject, passages)
        own = {subject.key} | {("entry", one.id) for one in sentences}
        others = [place for key, place in found.items() if key not in own]
        others += [Place(key) for key in subject.linked if key not in found]
        return page(
            "erasure/plan.html",
            workshop=workshop,
            wanted=wanted,
            subject=subject,
            title=kind_words(wanted.kind),
            named=shown.named(db, workshop, [subject.key]).get(subject.key, ""),
            sentences=sentences,
            others=shown.stands(
                db, workshop, _in_order(others), _proposed(wanted, subject, others)
            ),
            many=len(others),
            reasons={one: reason_words(one) for one in REASONS},
            refused=refused,
            most_boxes=MOST_BOXES,
            elsewhere=elsewhere(db, workshop, sqlite=cafe().db.is_sqlite),
        )


def _wanted(kind: str) -> Request:
    """What the address names. Raises NotFound."""
    if kind not in KINDS:
        raise NotFound(_("This cannot be erased here."))
    words = request.form.get("words", "")
    if kind == "words":
        check_words(words)
    return Request(kind, request.values.get("key", ""), "", words)


def _sentences(db: Session, subject: Subject, passages: tuple[str, ...]) -> list[Any]:
    """The sentences that a whole note stands behind, with what is proposed for those of several."""
    if not subject.whole or subject.key[0] != "note":
        return []
    return sentences_of(db, subject.row, passages, {}, check=False)


def _proposed(wanted: Request, subject: Subject, others: list[Place]) -> set[Key]:
    """Which places are ticked at first. Somebody who names words or a person means them wherever
    they stand as words; who erases a note does not mean other people's notes that say the same."""
    if request.method == "POST" and request.form.get("do") != "look":
        return {(what, key) for one in request.form.getlist("tick") for what, key in [_key(one)]}
    named = wanted.kind in ("words", "host")
    return {one.key for one in others if one.key in subject.linked or (named and one.whole)}


def _key(name: str) -> Key:
    what, _colon, key = name.partition(":")
    return what, key


@room.post("/w/<workshop_id>/erase/<kind>")
@allowed("words.erase")
@form(_plan_page, "/w/{workshop_id}/erase", at="/w/{workshop_id}/erase")
def press(who: Who, kind: str) -> AnyResponse:
    """Erase it: the second step. It cannot be undone. `do`: "look" is the first step still, for
    what is known by its words."""
    if request.form.get("do") == "look":
        return _plan_page(who, at=kind)
    operation, settings, scope = typed_operation(), cafe().settings, _scope(who)
    with reading() as db:
        if done_before(db, str(who.workshop_id), operation):
            return redirect(_done(who, operation), 303)
    asked = _asked(kind)
    if not queue.begun(settings, scope, queue.check_id(operation)):  # sent again: it was read
        with reading() as db:  # refused here and now, with the form
            _check(db, the_workshop(db, who), asked)
        keep_request(queue.place_for(settings, scope, operation), asked)
    command = ("erase-words", who.workshop_id, "--by", who.label, "--act", operation)
    job = Job(scope, command, name=_("Erasing for good"), who=who.label)
    try:
        queue.begin(settings, operation, job)
    except CafeError:  # too much is under way: what was asked for does not lie there meanwhile
        taken_request(queue.place_for(settings, scope, operation))
        raise
    return _followed(who, operation, waited(scope, operation, Invalid))


def _asked(kind: str) -> Request:
    boxes = request.form.get("boxes", "")
    typed = request.form
    return checked(
        Request(
            kind,
            typed.get("key", ""),
            typed.get("reason", ""),
            typed.get("words", ""),
            tuple(typed.getlist("tick")),
            {
                name.removeprefix("wording-"): text
                for name, text in typed.items()
                if name.startswith("wording-")
            },
            _boxes(boxes) if typed.get("part") == "boxes" else (),
            int(seen) if (seen := typed.get("seen", "")).isdecimal() and len(seen) < 10 else -1,
        )
    )


def _boxes(typed: str) -> tuple[tuple[int, int, int, int], ...]:
    try:
        found = tuple(tuple(int(one) for one in box) for box in parsed(typed))
    except (ValueError, TypeError, OverflowError) as error:
        raise Invalid(_("Draw a field over what shall go."), where="boxes") from error
    if not found or any(len(box) != 4 for box in found):
        raise Invalid(_("Draw a field over what shall go."), where="boxes")
    return found  # type: ignore[return-value]


def _check(db: Session, workshop: Workshop, asked: Request) -> None:
    if asked.kind == "words" and not asked.key and not asked.ticked:
        raise Invalid(_("Tick at least one place where the words shall go."), where="tick")
    planned(db, workshop, asked)


def _scope(who: Who) -> str:
    return f"erasing-{who.workshop_id}"


@room.get("/w/<workshop_id>/erase/jobs/<uuid:id>")
@allowed("words.erase")
def follow(who: Who, id: UUID) -> AnyResponse:
    """How far it has come."""
    return _followed(who, str(id), status.status_of(cafe().settings, _scope(who), str(id)))


def _done(who: Who, operation: str) -> str:
    return f"/w/{who.workshop_id}/erase?done={operation}#done"


def _followed(who: Who, id: str, now: status.JobStatus) -> AnyResponse:
    here, then = f"/w/{who.workshop_id}/erase", _done(who, id)
    if now.state == "ready" and request.method == "POST":
        return redirect(then, 303)
    to = JobPage(_("Erasing for good"), f"{here}/jobs/{id}", then, here, _("Back"))
    return followed(id, now, to)


@room.get("/w/<workshop_id>/erase/photos/<int:poster_id>")
@allowed("words.erase")
def photo(who: Who, poster_id: int) -> AnyResponse:
    """A photograph of the café, to draw upon."""
    with reading() as db:
        file = the_photo(db, the_workshop(db, who), str(poster_id)).file
    return photograph(photo_folder(cafe().settings.data_dir, who.workshop_id), file)
