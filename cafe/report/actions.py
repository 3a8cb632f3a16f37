"""What an organiser decides about the document: its options, introduction and summaries."""

import re

from sqlalchemy.orm import Session

from cafe.errors import Conflict, Invalid
from cafe.live import news
from cafe.model import Question, Workshop, already_done, record
from cafe.report.options import Options, kept
from cafe.texts import _
from cafe.words import LONG, clean, forbidden, unshowable


def edit_intro(
    tx: Session, *, workshop: Workshop, was: str | None, text: str | None, by: str, act: str
) -> Workshop:
    """The introduction in the organiser's words, an empty line between its paragraphs.

    None is the text made from the facts. Raises Conflict when it is no longer `was`, and Invalid
    when it is empty or a paragraph is too long.
    """
    if already_done(tx, workshop.id, act) or not _differs(intro_text(workshop), was, text):
        return workshop
    workshop.intro = None if text is None else _paragraphs(text)
    item = news.of_workshop(workshop)
    record(tx, workshop, what="workshop", key=workshop.id, item=item, by=by, act=act)
    return workshop


def intro_text(workshop: Workshop) -> str | None:
    """The organiser's introduction as one text; None when it is made from the facts."""
    return None if workshop.intro is None else "\n\n".join(workshop.intro)


def _paragraphs(text: str) -> list[str]:
    name = _("The introduction")
    if (at := forbidden(text)) is not None:  # the whole is offered mended, not a paragraph
        raise unshowable(text, at, name=name)
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    paragraphs = [clean(block, limit=LONG, name=name) for block in blocks if block.strip()]
    if not paragraphs:
        raise Invalid(_("The introduction is empty. Write something first."), where="text")
    return paragraphs


def _differs(now: str | None, was: str | None, text: str | None) -> bool:
    """Whether there is something to do. Raises Conflict when somebody else has been there."""
    if now == text:
        return False
    if now != was:
        raise Conflict(
            _(
                "Somebody else has worded this meanwhile. "
                "Save again to put your words in its place."
            ),
            where="text",
            now={"text": now},
        )
    return True


def choose_options(
    tx: Session, *, workshop: Workshop, options: Options, by: str, act: str
) -> Workshop:
    """What the document has beside its plain form. Raises Invalid for a question there is not."""
    if already_done(tx, workshop.id, act):
        return workshop
    there = {question.number for question in workshop.questions}
    for number in options.only:
        if number not in there:
            raise Invalid(_("This café has no question %(number)s.", number=number), where="only")
    workshop.print_elaborations = options.elaborations
    workshop.report_options = kept(options)
    item = news.of_workshop(workshop)
    record(tx, workshop, what="workshop", key=workshop.id, item=item, by=by, act=act)
    return workshop


def edit_summary(
    tx: Session, *, question: Question, was: str | None, text: str | None, by: str, act: str
) -> Question:
    """The question's summary; None goes back to the tables' main statements, first table first.

    Raises Conflict when it is no longer `was`, and Invalid when it is empty or too long.
    """
    workshop = question.workshop
    if already_done(tx, workshop.id, act) or not _differs(question.summary, was, text):
        return question
    if text is not None:
        text = clean(
            text, limit=LONG, name=_("The summary of question %(number)s", number=question.number)
        )
    question.summary = text
    item = news.of_question(question)
    record(tx, workshop, what="question", key=question.id, item=item, by=by, act=act)
    return question
