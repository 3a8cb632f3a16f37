"""The programme of the day: its page, commands, print and calendar; and its starts on the day."""

from datetime import UTC, datetime
from typing import Annotated, Any

from flask import Response, request
from pydantic import Field
from sqlalchemy.orm import Session

from cafe.core.i18n import _, speaking
from cafe.core.text.file_names import file_name
from cafe.errors import Conflict, Invalid, NotFound
from cafe.model import Workshop
from cafe.plan import actions, queries
from cafe.plan.programme import rules as rules_programme
from cafe.plan.programme.icalendar import calendar
from cafe.plan.programme.ready import ready_programmes
from cafe.plan.programme.rules import MOST_BLOCKS, WRITTEN
from cafe.plan.room import room
from cafe.plan.routes.day import day_page
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import Body, Id, LineText, LongText, StatementText
from cafe.web.commands import command
from cafe.web.files import handed
from cafe.web.forms import Doer, form_command
from cafe.web.pages import page
from cafe.web.state import reading

AT = "/w/<workshop_id>/plan/programme"
ROUNDS = ("count", "minutes", "change", "divided")


class Written(Body):
    """What is written of a block, each as its field has it; `id` is its own."""

    id: Id
    kind: LineText
    title: LineText
    minutes: LineText
    pinned: LineText = ""
    prompt: LineText = ""

    def kept(self) -> dict[str, str]:
        """As the actions take it."""
        return {"uid": self.id, **{name: getattr(self, name) for name in WRITTEN}}


class NewBlock(Written):
    """A block that was written on the page; `before` another's id, None: last. `part_said`: what
    its prompt's part read.
    """

    operation: Id
    title: LongText
    before: Id | None
    part_said: StatementText | None = None


class BlockText(Body):
    """A field's new text; `was` is what its author saw. `part_said`: what a prompt's part read."""

    operation: Id
    was: LongText
    text: LongText
    part_said: StatementText | None = None


class BlockPlace(Body):  # noqa: D101
    operation: Id
    before: Id | None


class BlockGone(Body):
    """Away with it; `was` is its title."""

    operation: Id
    was: LineText


class Agreed(Body):
    """The rounds that are agreed."""

    count: Annotated[int, Field(ge=0, le=999)]
    minutes: Annotated[int, Field(ge=0, le=999)]
    change: Annotated[int, Field(ge=0, le=999)]


Blocks = Annotated[list[Written], Field(max_length=MOST_BLOCKS)]


class Whole(Body):
    """Another programme for the one that was seen."""

    operation: Id
    was: Blocks
    blocks: Blocks
    rounds: Agreed | None


@room.get("/w/<workshop_id>/programme")
@allowed("plan.see")
def programme(who: Who) -> Response:
    """The programme, written and moved; `?print`: as a sheet."""
    with reading() as db:
        workshop = the_workshop(db, who)
        slots = queries.slots_of(workshop)
        sheet = "plan/programme_print.html" if "print" in request.args else "plan/programme.html"
        return page(
            sheet,
            who=who,
            workshop=workshop,
            slots=slots,
            clock=rules_programme.clock,
            over=rules_programme.over(slots, workshop.ends),
            kinds=rules_programme.kind_names(),
            ready=ready_programmes(workshop.language),
        )


@room.get("/w/<workshop_id>/programme.ics")
@allowed("plan.see")
def programme_calendar(who: Who) -> Response:
    """The programme as iCalendar."""
    with reading() as db:
        workshop = the_workshop(db, who)
        slots = queries.slots_of(workshop)
        if not any(slot.starts is not None for slot in slots):
            raise Conflict(
                _("The programme has no times yet. Write blocks, and when the café begins.")
            )
        text = calendar(
            slots,
            day=workshop.date,
            workshop=workshop.id,
            title=workshop.title,
            place=workshop.place,
            stamp=datetime.now(UTC),
        )
        with speaking(workshop.language):
            name = file_name(workshop.title, workshop.id, _("Programme"), "ics")
    return handed(text.encode(), "text/calendar", name)


@room.post(AT)
@allowed("plan.edit")
@command(NewBlock)
def new_block(tx: Session, who: Who, body: NewBlock) -> Workshop:
    """One more block."""
    workshop, written = the_workshop(tx, who), body.kept()
    written["prompt"] = queries.prompt_now(tx, workshop, body.prompt, body.part_said)
    return actions.add_block(
        tx,
        workshop=workshop,
        uid=body.id,
        written=written,
        before=body.before,
        **_doer(who, body),
    )


@room.put(AT)
@allowed("plan.edit")
@command(Whole)
def whole_programme(tx: Session, who: Who, body: Whole) -> Workshop:
    """Another programme in place of this one."""
    agreed: Any = body.rounds and body.rounds.model_dump()
    was, blocks = ([one.kept() for one in some] for some in (body.was, body.blocks))
    workshop = the_workshop(tx, who)
    return actions.replace_programme(
        tx, workshop=workshop, was=was, blocks=blocks, agreed=agreed, **_doer(who, body)
    )


@room.put(f"{AT}/<uid>/<name>")
@allowed("plan.edit")
@command(BlockText)
def block_text(tx: Session, who: Who, body: BlockText, uid: str, name: str) -> Workshop:
    """One field of a block."""
    _known(name, WRITTEN)
    workshop, text = the_workshop(tx, who), body.text
    if name == "prompt":
        text = queries.prompt_now(tx, workshop, text, body.part_said)
    words = {"name": name, "was": body.was, "text": text}
    return actions.set_block(tx, workshop=workshop, uid=uid, **words, **_doer(who, body))


@room.put(f"{AT}/<uid>/place")
@allowed("plan.edit")
@command(BlockPlace)
def block_place(tx: Session, who: Who, body: BlockPlace, uid: str) -> Workshop:
    """Where it stands."""
    workshop = the_workshop(tx, who)
    return actions.place_block(
        tx, workshop=workshop, uid=uid, before=body.before, **_doer(who, body)
    )


@room.put(f"{AT}/<uid>/gone")
@allowed("plan.edit")
@command(BlockGone)
def block_gone(tx: Session, who: Who, body: BlockGone, uid: str) -> Workshop:
    """Away with it."""
    workshop = the_workshop(tx, who)
    return actions.remove_block(tx, workshop=workshop, uid=uid, was=body.was, **_doer(who, body))


@room.put(f"{AT}/rounds/<name>")
@allowed("plan.edit")
@command(BlockText)
def block_rounds(tx: Session, who: Who, body: BlockText, name: str) -> Workshop:
    """The rounds, which are the café's: one of their numbers, or whether there are any."""
    _known(name, ROUNDS)
    words = {"was": body.was, "text": body.text}
    return actions.set_rounds(
        tx, workshop=the_workshop(tx, who), name=name, **words, **_doer(who, body)
    )


@room.post("/w/<workshop_id>/blocks")
@allowed("stage.move")
@form_command(day_page, "/w/{workshop_id}/day")
def start_block(tx: Session, who: Who, doer: Doer) -> None:
    """On the day: a block begins, with the clock or without, or it had not begun after all."""
    workshop, uid, do = the_workshop(tx, who), request.form.get("block", ""), request.form.get("do")
    if do == "back":
        actions.take_back_start(tx, workshop=workshop, uid=uid, **doer)
    elif do in ("begin", "timed"):
        actions.begin_block(tx, workshop=workshop, uid=uid, timed=do == "timed", **doer)
    else:
        raise Invalid(_("“%(step)s” is not a step of the day.", step=str(do)[:40]))


def _known(name: str, names: tuple[str, ...]) -> None:
    if name not in names:
        raise NotFound(_("There is no page at this address."))


def _doer(who: Who, body: Any) -> dict[str, str]:
    return {"by": who.label, "operation": body.operation}
