"""What an organiser decides about the document: its options, introduction and summaries."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import LONG
from cafe.core.text import clean
from cafe.document.options import Options, as_seen, in_words, kept, options_of
from cafe.errors import Conflict, Invalid
from cafe.model import Change, Question, Workshop, record
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.sort.abbreviations import abbreviations_of
from cafe.sort.queries import names_of

OPTIONS = "options"  # as it stands in the changes


@once("workshop")
def edit_intro(
    tx: Session, *, workshop: Workshop, was: str | None, text: str | None, by: str, operation: str
) -> Workshop:
    """The introduction in the organiser's words, an empty line between its paragraphs.

    None is the text made from the facts. Raises Conflict when it is no longer `was`, and Invalid
    when it is empty or a paragraph is too long.
    """
    wording = Wording(workshop, "intro", workshop.id, intro_text(workshop))
    if not _differs(tx, wording, was, text):
        return workshop
    workshop.intro = None if text is None else _paragraphs(text)
    _keep(tx, wording, intro_text(workshop), by, operation)
    return workshop


def intro_text(workshop: Workshop) -> str | None:
    """The organiser's introduction as one text; None when it is made from the facts."""
    return None if workshop.intro is None else "\n\n".join(workshop.intro)


def _paragraphs(text: str) -> list[str]:
    name = _("The introduction")
    # The whole is mended or offered so, not a paragraph.
    text = clean(text, limit=len(text) + LONG, name=name, empty=True)
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    paragraphs = [clean(block, limit=LONG, name=name) for block in blocks if block.strip()]
    if not paragraphs:
        raise Invalid(_("The introduction is empty. Write something first."), where="text")
    return paragraphs


@dataclass(frozen=True)
class Wording:
    """An introduction or summary as it stands; `what` and `key` are its name in the changes."""

    workshop: Workshop
    what: str
    key: object
    now: str | None


def _differs(tx: Session, wording: Wording, was: str | None, text: str | None) -> bool:
    """Whether there is something to do. Raises Conflict when somebody else has been there."""
    if wording.now == text:
        return False
    if wording.now != was:
        name = _last_to(tx, wording.workshop, wording.what, wording.key)
        words = _("%(name)s has worded this meanwhile.", name=name)
        change = {"by": name, "words": words, "was": _side(was), "now": _side(wording.now)}
        conflict = Conflict(words, where="was", now={"text": wording.now})
        conflict.meanwhile = {"revision": wording.workshop.revision, "changes": [change]}
        raise conflict
    return True


def _last_to(tx: Session, workshop: Workshop, what: str, key: object) -> str:
    """The name of who changed it last."""
    here = (Change.workshop_id == workshop.id, Change.what == what, Change.key == str(key))
    query = select(Change.by).where(*here).order_by(Change.revision.desc()).limit(1)
    label = tx.scalars(query).first() or ""
    return names_of(tx, [label]).get(label, _("Somebody"))


def _side(text: str | None) -> dict[str, object]:
    """A wording as the page draws what changed meanwhile (cafe/README.md, Wire)."""
    shown = _("(the text that the café makes by itself)") if text is None else text
    return {"text": shown, "behind": [], "under": None, "aside": None, "in_main": False}


def _keep(tx: Session, wording: Wording, text: str | None, by: str, operation: str) -> None:
    """Each wording stays in the history, with who wrote it; screens hear only that there is one."""
    item, what = {"text": text}, wording.what
    record(tx, wording.workshop, what=what, key=wording.key, item=item, by=by, operation=operation)


@once("workshop")
def choose_options(
    tx: Session, *, workshop: Workshop, was: str, options: Options, by: str, operation: str
) -> Workshop:
    """What the document has beside its plain form; `was` is what the page showed (`as_seen`).

    Raises Conflict when it is no longer so, Invalid for a question there is not.
    """
    there = {question.number for question in workshop.questions}
    for number in options.only:
        if number not in there:
            raise Invalid(_("This café has no question %(number)s.", number=number), where="only")
    now = options_of(workshop.report_options, workshop.print_elaborations)
    if now == options:
        return workshop
    if as_seen(now) != was:
        raise _chosen_meanwhile(tx, workshop, now)
    workshop.print_elaborations = options.elaborations
    workshop.report_options = kept(options)
    if options.abbreviations and workshop.abbreviations is None:
        # From now on the house's list is the café's own: what is printed by it travels along.
        workshop.abbreviations = dict(abbreviations_of(workshop))
    record(
        tx,
        workshop,
        what=OPTIONS,
        key=workshop.id,
        item={"text": as_seen(options)},
        by=by,
        operation=operation,
    )
    publish(tx, workshop, by=by, operation=operation)
    return workshop


def _chosen_meanwhile(tx: Session, workshop: Workshop, now: Options) -> Conflict:
    words = _(
        "%(name)s has chosen otherwise meanwhile: %(now)s. What you chose is ticked here; "
        "keep it if it is to hold in place of that.",
        name=_last_to(tx, workshop, OPTIONS, workshop.id),
        now=in_words(now),
    )
    return Conflict(words, where="was", now={"was": as_seen(now)})


@once("question")
def edit_summary(
    tx: Session, *, question: Question, was: str | None, text: str | None, by: str, operation: str
) -> Question:
    """The question's summary; None goes back to the tables' main statements, first table first.

    Raises Conflict when it is no longer `was`, and Invalid when it is empty or too long.
    """
    workshop = question.workshop
    wording = Wording(workshop, "summary", question.id, question.summary)
    if not _differs(tx, wording, was, text):
        return question
    name = _("The summary of question %(number)s", number=question.number)
    question.summary = None if text is None else clean(text, limit=LONG, name=name)
    _keep(tx, wording, question.summary, by, operation)
    return question
