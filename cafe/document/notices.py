"""What a reader must know before anything else: that a document is not complete, or an extract."""

from collections.abc import Iterator, Sequence

from cafe.core.i18n import _, ngettext
from cafe.document.material import Question
from cafe.document.numbers import listed
from cafe.document.tree import Lead, Sentence


def waiting(question: Question) -> int:
    """Notes of a question that nobody has decided about: not placed, late or held."""
    return question.unplaced + sum(table.late + table.held for table in question.tables)


def notices(printed: Sequence[Question], questions: int, words: str = "") -> tuple[Lead, ...]:
    """What stands under the title, in the language spoken now; nothing when nothing is missing.

    `printed` are the questions in the document, `questions` how many the café has; `words` says
    what is to be known of the words in print.
    """
    reworded = (Lead(_("Reworded:"), (Sentence(words),)),) if words else ()
    return (*_notices(printed, questions), *reworded)


def _notices(printed: Sequence[Question], questions: int) -> Iterator[Lead]:
    if len(printed) < questions:
        numbers = listed(question.number for question in printed)
        text = ngettext(
            "Question %(numbers)s of %(all)s.",
            "Questions %(numbers)s of %(all)s.",
            len(printed),
            numbers=numbers,
            all=questions,
        )
        yield Lead(_("Extract:"), (Sentence(text),))
    left = {question.number: count for question in printed if (count := waiting(question))}
    if left:
        text = ngettext(
            "%(count)s note is not yet placed (question %(numbers)s).",
            "%(count)s notes are not yet placed (question %(numbers)s).",
            sum(left.values()),
            numbers=listed(left),
        )
        yield Lead(_("Incomplete:"), (Sentence(text),))
