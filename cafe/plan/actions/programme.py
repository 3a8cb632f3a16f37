"""The programme of the day: its blocks written, moved, taken away; and begun when the day is there.

`by` is who, `operation` the operation's id. Whoever writes says what stood there, as in guards.py.
"""

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict, NotFound
from cafe.model import Question, Sheet, Workshop
from cafe.model.commands import once
from cafe.model.database.shapes import Block
from cafe.model.events import publish
from cafe.model.vernissage import tell_results
from cafe.plan import rules
from cafe.plan.actions.rounds import agree_rounds, begin_round
from cafe.plan.actions.workshops import move_stage
from cafe.plan.guards import as_kept, changed, is_new
from cafe.plan.programme import rules as rules_programme
from cafe.plan.programme.evaluation import begun, forms_of, not_begun, stored
from cafe.plan.programme.rules import WRITTEN, check_block, length, planned
from cafe.plan.queries import agreed_by, blocks_of
from cafe.plan.rules_rounds import USUAL, Agreed

NOT_BEGUN = {"began": None}


@once("workshop")
def add_block(
    tx: Session,
    *,
    workshop: Workshop,
    uid: str,
    written: Mapping[str, str],
    before: str | None = None,
    by: str,
    operation: str,
) -> Workshop:
    """A block with what is `written` of it, before the block `before`, or last.

    One that is there already is the same block. Raises Invalid.
    """
    blocks = blocks_of(workshop)
    if not any(block["uid"] == uid for block in blocks):
        kept = {name: check_block(name, written[name]) for name in WRITTEN}
        blocks.insert(_place(blocks, before), cast(Block, {"uid": uid, **kept, **NOT_BEGUN}))
    _keep(workshop, blocks)
    publish(tx, workshop, by=by, operation=operation)
    return workshop


@once("workshop")
def set_block(
    tx: Session,
    *,
    workshop: Workshop,
    uid: str,
    name: str,
    was: str,
    text: str,
    by: str,
    operation: str,
) -> Workshop:
    """Let what is written as `name` of a block be `text`, which was `was`.

    Raises Invalid; NotFound; Conflict as guards.is_new does; KeyError for a name that is none.
    """
    blocks = blocks_of(workshop)
    block = cast(dict[str, Any], blocks[_at(blocks, uid)])
    wanted, now = check_block(name, text), block[name]
    saw = str(as_kept(partial(check_block, name), was))
    if is_new(tx, workshop, str(now), was=saw, wanted=str(wanted), by=by, operation=operation):
        block[name] = wanted
        _keep(workshop, blocks)
        publish(tx, workshop, by=by, operation=operation)
    return workshop


@once("workshop")
def place_block(
    tx: Session, *, workshop: Workshop, uid: str, before: str | None, by: str, operation: str
) -> Workshop:
    """Move a block before another, or last. Before itself it stands where it is, and nothing is
    told. Raises NotFound.
    """
    blocks = blocks_of(workshop)
    block = blocks.pop(_at(blocks, uid))
    if before == uid:
        return workshop
    blocks.insert(_place(blocks, before), block)
    workshop.programme = _stored(blocks)
    publish(tx, workshop, by=by, operation=operation)
    return workshop


@once("workshop")
def remove_block(
    tx: Session, *, workshop: Workshop, uid: str, was: str, by: str, operation: str
) -> Workshop:
    """Away with a block whose title was `was`; one that is gone already is gone.

    Raises Conflict when its title is another by now, or when it has begun.
    """
    blocks = blocks_of(workshop)
    gone = [block for block in blocks if block["uid"] == uid]
    rules_programme.check_not_begun(gone)
    if any(block["title"] != was for block in gone):
        raise changed(tx, workshop)
    workshop.programme = _stored([block for block in blocks if block["uid"] != uid])
    publish(tx, workshop, by=by, operation=operation)
    return workshop


@once("workshop")
def replace_programme(
    tx: Session,
    *,
    workshop: Workshop,
    was: Sequence[Mapping[str, Any]],
    blocks: Sequence[Mapping[str, Any]],
    agreed: Agreed | None,
    by: str,
    operation: str,
) -> Workshop:
    """Another programme, with the rounds that are `agreed`, for the one that was `was`.

    Both as rules_programme.planned gives blocks, with the minutes as text. Raises Invalid; Conflict
    when a block has begun or when the programme is another by now.
    """
    now = blocks_of(workshop)
    wanted = [
        cast(
            Block,
            {"uid": one["uid"], **{name: check_block(name, one[name]) for name in WRITTEN}}
            | NOT_BEGUN,
        )
        for one in blocks
    ]
    stands = [_as_text(block) for block in now]
    aims = [_as_text(block) for block in wanted]
    if stands != aims:
        rules_programme.check_not_begun(now)
    if is_new(tx, workshop, stands, was=list(was), wanted=aims, by=by, operation=operation):
        _keep(workshop, wanted)
        agree_rounds(tx, workshop=workshop, agreed=agreed, by=by, operation=operation)
        publish(tx, workshop, by=by, operation=operation)
    return workshop


@once("workshop")
def set_rounds(
    tx: Session, *, workshop: Workshop, name: str, was: str, text: str, by: str, operation: str
) -> Workshop:
    """One number of the agreed rounds, or as "divided" all three, "3 12 2"; "": one long talk.

    Raises Invalid; Conflict as guards.is_new does.
    """
    agreed = agreed_by(workshop)
    if name == "divided":
        now, to = rules_programme.rounds_text(agreed), rules_programme.check_divided(text)
        wanted = rules_programme.rounds_text(to)
    else:
        now, wanted = str(_number(agreed, name)), str(check_block("minutes", text))
        to = cast(Agreed, {**(agreed or USUAL), name: int(wanted)})
        was = str(as_kept(partial(check_block, "minutes"), was))
    if is_new(tx, workshop, now, was=was, wanted=wanted, by=by, operation=operation):
        agree_rounds(tx, workshop=workshop, agreed=to, by=by, operation=operation)
    return workshop


def _number(agreed: Agreed | None, name: str) -> int | str:
    return cast(dict[str, int], agreed)[name] if agreed else ""


def follow_parts(
    tx: Session, question: Question, letters: Mapping[str, str], *, by: str, operation: str
) -> None:
    """Parts of the question have other `letters` ({before: now}): what was opened for pairs, and
    what blocks say that is talked over, are the same parts as before.
    """
    opened = [one for one in question.prompts if one["letter"] in letters]
    question.prompts = [{**one, "letter": letters[one["letter"]]} for one in opened]
    workshop = question.workshop
    blocks = blocks_of(workshop)
    for block in blocks:
        uid, slash, letter = block["prompt"].partition("/")
        if uid == question.uid and slash:
            block["prompt"] = f"{uid}/{letters[letter]}" if letter in letters else ""
    if _stored(blocks) != workshop.programme:
        workshop.programme = _stored(blocks)
        publish(tx, workshop, by=by, operation=operation)


@once(None)
def begin_block(
    tx: Session, *, workshop: Workshop, uid: str, by: str, operation: str, timed: bool = False
) -> None:
    """A block begins now, with what belongs to it; `timed`: the clock runs for its minutes.

    Rounds begin with the first, the vernissage with its stage, pairs with what they talk over; the
    evaluation opens its forms.
    Nothing when it has begun already. Raises NotFound; Conflict or Invalid as those do.
    """
    blocks = blocks_of(workshop)
    block = blocks[_at(blocks, uid)]
    if block["began"] is not None:
        return
    doer: dict[str, Any] = {"workshop": workshop, "by": by, "operation": operation}
    now, agreed = int(time.time() * 1000), agreed_by(workshop)
    runs = _start(tx, block["kind"], agreed, doer)
    if timed and not runs:
        runs = rules.check_minutes(length(block, agreed))
    if runs:
        workshop.timer_ends_ms, workshop.paused_ms = now + int(runs * 60_000), None
    block["began"] = now
    workshop.programme = _stored(blocks)
    publish(tx, workshop, by=by, operation=operation)


def _start(tx: Session, kind: str, agreed: Agreed | None, doer: dict[str, Any]) -> float:
    """What belongs to the kind; the minutes of the clock that runs with it, 0: none."""
    workshop: Workshop = doer["workshop"]
    if kind == "vernissage":
        rules.check_jump(workshop.stage, "vernissage", sure="")
        move_stage(tx, stage="vernissage", **doer)
    if kind == "evaluation":
        workshop.evaluation = stored(begun(forms_of(workshop.evaluation)))
    if kind in ("pairs", "rounds") and workshop.stage != "open":
        raise Conflict(_("Open the tables first."), where="stage")
    if kind != "rounds" or agreed is None or workshop.round:
        return 0
    begin_round(tx, number=1, **doer)
    return agreed["minutes"]


@once(None)
def take_back_start(tx: Session, *, workshop: Workshop, uid: str, by: str, operation: str) -> None:
    """A block was begun by mistake: it has not begun, and nor has its round, and its clock stops.

    A clock or round that somebody has touched since stays as it is, and so does the stage. Raises
    NotFound.
    """
    blocks = blocks_of(workshop)
    block = blocks[_at(blocks, uid)]
    if block["began"] is None:
        return
    agreed = agreed_by(workshop)
    rounds = block["kind"] == "rounds" and agreed is not None
    runs = agreed["minutes"] if agreed and rounds else length(block, agreed)
    untouched = workshop.timer_ends_ms == block["began"] + runs * 60_000
    if untouched and (not rounds or (workshop.round == 1 and not workshop.changing)):
        workshop.timer_ends_ms = None
        workshop.round = 0 if rounds else workshop.round
    if block["kind"] == "evaluation":
        answered = select(Sheet.audience).where(Sheet.workshop_id == workshop.id)
        forms = forms_of(workshop.evaluation)
        there = set(tx.scalars(answered.distinct()))
        workshop.evaluation = stored(not_begun(forms, there))
    block["began"] = None
    workshop.programme = _stored(blocks)
    publish(tx, workshop, by=by, operation=operation)
    for audience in workshop.evaluation if block["kind"] == "evaluation" else ():
        tell_results(tx, workshop, audience, by=by, operation=operation)


def _keep(workshop: Workshop, blocks: list[Block]) -> None:
    rules_programme.check_programme(blocks)
    workshop.programme = _stored(blocks)


def _stored(blocks: list[Block]) -> list[dict[str, Any]]:
    return [{**block} for block in blocks]


def _as_text(block: Block) -> dict[str, Any]:
    return {name: str(value) for name, value in planned(block).items()}


def _at(blocks: Sequence[Block], uid: str) -> int:
    for at, block in enumerate(blocks):
        if block["uid"] == uid:
            return at
    raise NotFound(_("The programme has no such block any more."))


def _place(blocks: Sequence[Block], before: str | None) -> int:
    """Where what is to stand before another goes; last, when that is gone."""
    found = [at for at, block in enumerate(blocks) if block["uid"] == before]
    return found[0] if found else len(blocks)
