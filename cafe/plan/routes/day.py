"""The day itself: the next step, the clock, the board of tables, and the links to hand out."""

import time
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.calm import calmly
from cafe.core.i18n import _
from cafe.errors import Invalid, NotFound
from cafe.model import Link, Question, Workshop, audited
from cafe.people.links import renew_code, renew_link
from cafe.people.queries import links_of
from cafe.plan import actions, queries, rules, rules_rounds
from cafe.plan.board import MOST_SHOWN, board, called
from cafe.plan.hall import rules as hall
from cafe.plan.programme.rules import clock
from cafe.plan.room import room
from cafe.plan.undoable import undoables
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import handed_out
from cafe.web.forms import NOTHING, Doer, Refused, check_seen, form_command, shows, typed_number
from cafe.web.pages import page
from cafe.web.seals import seals_said
from cafe.web.state import cafe, reading


def _room(who: Who, db: Session) -> dict[str, Any]:
    workshop = the_workshop(db, who)
    links = {link.table_id: link for link in links_of(db, workshop.id)}
    wall = links.pop(None)
    live = _live_parts(who, db)
    seats = live["board"].seats
    return {
        **live,
        "usual": rules_rounds.USUAL,
        "wall": _shown(workshop, wall, _("The wall")),
        "trays": {
            key: _shown(workshop, link, seats[key].name)
            for key, link in calmly(
                (one.table_id, one) for one in links_of(db, workshop.id, trays=True)
            )
            if key in seats and workshop.silent
        },
        "links": {
            key: _shown(workshop, link, seats[key].name)
            for key, link in calmly(links.items())
            if key in seats
        },
    }


def _shown(workshop: Workshop, link: Link, label: str) -> dict[str, Any]:
    handed = handed_out(cafe().settings, workshop, link, label)
    return {"id": link.id, "seen": link.seen, **handed}


def _live_parts(who: Who, db: Session) -> dict[str, Any]:
    workshop = the_workshop(db, who)
    questions = queries.questions_of(db, workshop)
    return {
        "workshop": workshop,
        "questions": questions,
        "frames": _frames(who, db, workshop, questions),
        "stages": rules.stage_names(),
        "next_prompt": rules.next_prompt,
        "board": board(db, workshop, questions, cafe().presence.away(workshop.id)),
        "trouble_words": hall.words,
        "jump_words": rules.jump_words,
        "called": called,
        "most_shown": MOST_SHOWN,
        "most_named": hall.MOST_NAMED,
        "operations": undoables(db, workshop),
        "slots": queries.slots_of(workshop),
        "day_status": queries.status_of_day(workshop, time.time()),
        "clock": clock,
        "began_at": queries.began_at,
    }


def _frames(who: Who, db: Session, workshop: Workshop, questions: list[Question]) -> str:
    """A mark of what stands still on the day's page while a day goes well: which tables there are
    and what opens them. Another mark, and the whole page is drawn anew (`static/js/plan/live.js`);
    the QR codes are too much to send at each event.
    """
    links = [*links_of(db, workshop.id), *links_of(db, workshop.id, trays=True)]
    of_cafe = (workshop.title, workshop.stage, workshop.rounds, workshop.codes, workshop.silent)
    asked = [(one.number, one.form, one.text, one.parts) for one in questions]
    laid = [(table.id, table.number) for one in questions for table in one.tables]
    opens = [(link.id, link.seen) for link in links]
    said = repr((who.role, of_cafe, asked, laid, opens))
    return sha256(said.encode()).hexdigest()[:16]


@room.get("/w/<workshop_id>/day")
@allowed("plan.see")
def day(who: Who) -> Response:
    """The next step, the clock, the tables, and the links."""
    return day_page(who)


def day_page(who: Who, refused: Refused = NOTHING) -> Response:
    """The day's page, which the programme's forms stand on too."""
    seals = seals_said(who.workshop_id)
    with reading() as db:
        return page("plan/day.html", refused=refused, seals=seals, **_room(who, db))


@room.get("/w/<workshop_id>/day/news")
@allowed("plan.see")
def day_pieces(who: Who) -> Response:
    """What changes by itself on the day's page, to be put in its place there."""
    seals = seals_said(who.workshop_id)
    with reading() as db:
        return page("plan/day_pieces.html", seals=seals, **_live_parts(who, db))


@room.post("/w/<workshop_id>/stage")
@allowed("stage.move")
@form_command(day_page, "/w/{workshop_id}/day")
def move_stage(tx: Session, who: Who, doer: Doer) -> None:
    """Move the café to another stage."""
    stage, anyway = request.form.get("stage", ""), request.form.get("anyway") == "1"
    workshop = the_workshop(tx, who)
    rules.check_jump(workshop.stage, stage, sure=request.form.get("sure", ""))
    actions.move_stage(tx, workshop=workshop, stage=stage, anyway=anyway, **doer)


@room.post("/w/<workshop_id>/step")
@allowed("stage.move")
@form_command(day_page, "/w/{workshop_id}/day")
def step(tx: Session, who: Who, doer: Doer) -> None:
    """Begin a round, let people change tables, or ask for the main statements."""
    workshop, do = the_workshop(tx, who), request.form.get("do", "")
    match do:
        case "round" | "again":
            number, again = typed_number("round"), do == "again"
            actions.begin_round(tx, workshop=workshop, number=number, again=again, **doer)
        case "change":
            actions.change_tables(tx, workshop=workshop, after=typed_number("round"), **doer)
        case "ask" | "unask":
            actions.ask_main(tx, workshop=workshop, asks=do == "ask", **doer)
        case _:
            raise Invalid(_("“%(step)s” is not a step of the day.", step=do[:40]))


@room.post("/w/<workshop_id>/prompts")
@allowed("stage.move")
@form_command(day_page, "/w/{workshop_id}/day#prompts")
def prompts(tx: Session, who: Who, doer: Doer) -> None:
    """What pairs are asked: the part that the button names, as it read there (`part_said`), is
    opened, or all are.
    """
    the_workshop(tx, who)
    uid, letter = request.form.get("question", ""), request.form.get("do", "")
    question = queries.with_uid(tx, who.workshop_id, uid)
    if question is None:
        raise NotFound(_("This question has been taken out of the café."))
    if letter == "all":
        actions.open_all_prompts(tx, question=question, **doer)
        return
    said = request.form.get("part_said")
    here = queries.part_now(tx, question, letter[:2], said)
    if here is None:
        raise queries.no_part(said or "")
    actions.open_prompt(tx, question=question, letter=here, **doer)


@room.post("/w/<workshop_id>/rounds")
@allowed("stage.move")
@form_command(day_page, "/w/{workshop_id}/day#rounds")
def agree(tx: Session, who: Who, doer: Doer) -> None:
    """Divide the talk into rounds, or not."""
    workshop = the_workshop(tx, who)
    with check_seen(
        lambda: " ".join(map(str, (workshop.rounds or {}).values())),
        said=lambda: _in_words(workshop.rounds or {}),
    ):
        agreed: rules_rounds.Agreed | None = None
        if request.form.get("do") != "none":
            count, minutes, change = map(typed_number, ("count", "minutes", "change"))
            agreed = {"count": count, "minutes": minutes, "change": change}
        actions.agree_rounds(tx, workshop=workshop, agreed=agreed, **doer)


def _in_words(rounds: Mapping[str, int]) -> str:
    if not rounds:
        return _("One long talk, without rounds.")
    return _("%(count)s × %(minutes)s minutes, %(change)s to change tables.", **rounds)


@room.post("/w/<workshop_id>/timer")
@allowed("stage.move")
@form_command(day_page, "/w/{workshop_id}/day")
def timer(tx: Session, who: Who, doer: Doer) -> None:
    """Start the clock, add a minute, hold it and let it go on, or stop it."""
    workshop, do = the_workshop(tx, who), request.form.get("do")
    if do == "more":
        actions.add_minute(tx, workshop=workshop, **doer)
        return
    if do in ("hold", "go"):
        actions.hold_clock(tx, workshop=workshop, held=do == "hold", **doer)
        return
    minutes = None if do == "stop" else typed_minutes()
    actions.set_timer(tx, workshop=workshop, minutes=minutes, **doer)


def typed_minutes() -> float:
    """The minutes typed. Raises Invalid."""
    try:
        return float(request.form.get("minutes", "").replace(",", "."))
    except ValueError as error:
        raise Invalid(_("Write the minutes as a number."), where="minutes") from error


@room.post("/w/<workshop_id>/links/<int:link_id>")
@allowed("links.renew")
@form_command(day_page, "/w/{workshop_id}/day#link-{link_id}")
def renew(tx: Session, who: Who, _doer: Doer, link_id: int) -> None:
    """Renew a link: the old address and code open nothing from now on.

    One that is not what the page showed was renewed since: by the same press, which came twice, or
    in another tab. What was given out then goes on opening.
    """
    link = queries.a_link(tx, who.workshop_id, link_id)
    if not shows(link.seen):
        return
    renew_link(tx, link=link, secret_key=cafe().settings.secret_key)
    audited(tx, who.workshop_id, "link", by=who.label, about=_whose(link))


@room.post("/w/<workshop_id>/links/<int:link_id>/code")
@allowed("links.renew")
@form_command(day_page, "/w/{workshop_id}/day#link-{link_id}")
def renew_short(tx: Session, who: Who, _doer: Doer, link_id: int) -> None:
    """Renew a link's short code alone, as `renew` does: printed QR codes go on opening."""
    link = queries.a_link(tx, who.workshop_id, link_id)
    if not shows(link.seen):
        return
    renew_code(tx, link=link, secret_key=cafe().settings.secret_key)
    audited(tx, who.workshop_id, "code", by=who.label, about=_whose(link))


def _whose(link: Link) -> str:
    return "wall" if link.table_id is None else f"table:{link.table_id}"


@room.post("/w/<workshop_id>/codes")
@allowed("links.renew")
@form_command(day_page, "/w/{workshop_id}/day#codes")
def switch_codes(tx: Session, who: Who, _doer: Doer) -> None:
    """Let the café's short codes open its links, or no longer."""
    workshop, on = the_workshop(tx, who), request.form.get("do") == "on"
    if workshop.codes != on:
        workshop.codes = on
        audited(tx, workshop.id, "codes", by=who.label, about="on" if on else "off")
