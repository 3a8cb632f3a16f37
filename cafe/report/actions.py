"""What an organiser decides about the document: its options, introduction and summaries."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from cafe.errors import Invalid
from cafe.live import news
from cafe.model import Question, Workshop, already_done, record
from cafe.report.options import Options, kept
from cafe.texts import _
from cafe.words import LONG, clean


def edit_intro(
    tx: Session, *, workshop: Workshop, paragraphs: Sequence[str] | None, by: str, act: str
) -> Workshop:
    """The introduction in the organiser's words; None goes back to the text made from the facts.

    Raises Invalid when a paragraph is empty or too long.
    """
    if already_done(tx, workshop.id, act):
        return workshop
    if paragraphs is not None:
        name = _("The introduction")
        paragraphs = [clean(paragraph, limit=LONG, name=name) for paragraph in paragraphs]
    workshop.intro = paragraphs
    item = news.of_workshop(workshop)
    record(tx, workshop, what="workshop", key=workshop.id, item=item, by=by, act=act)
    return workshop


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
    tx: Session, *, question: Question, text: str | None, by: str, act: str
) -> Question:
    """The question's summary; None goes back to the tables' main statements, first table first.

    Raises Invalid when it is empty or too long.
    """
    workshop = question.workshop
    if already_done(tx, workshop.id, act):
        return question
    if text is not None:
        text = clean(
            text, limit=LONG, name=_("The summary of question %(number)s", number=question.number)
        )
    question.summary = text
    item = news.of_question(question)
    record(tx, workshop, what="question", key=question.id, item=item, by=by, act=act)
    return question
