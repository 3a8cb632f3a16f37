"""What a reader must know before anything else: that a document is not complete, or an extract."""

import datetime as dt
from collections.abc import Iterator, Sequence

from cafe.core.i18n import _, long_date, long_moment, ngettext
from cafe.core.lines import one_line
from cafe.document.material import AskedAnew, Parts, Question
from cafe.document.numbers import listed
from cafe.document.tree import Lead, Sentence
from cafe.sort.ledger.rewording import Language, NoteWords, class_of


def waiting(question: Question) -> int:
    """Notes of a question that nobody has decided about: not placed, late, held or in a tray."""
    return question.unplaced + sum(
        table.late + table.held + table.tray for table in question.tables
    )


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


def changed_questions(
    changes: Sequence[AskedAnew], printed: Sequence[Question], day: dt.date, language: Language
) -> tuple[Lead, ...]:
    """One notice for each change of a question that is printed, in the order of time.

    `day` is the café's: what was done on it is told by the clock alone. `language`: what words are
    read by.
    """
    numbers = {question.number for question in printed}
    return tuple(_notice(one, day, language) for one in changes if one.number in numbers)


def _notice(change: AskedAnew, day: dt.date, language: Language) -> Lead:
    only = change.corrected and asks_the_same(change, language)
    label = _("Question corrected:") if only else _("Question changed:")
    return Lead(label, (Sentence(told(change, day, language)),))


def asks_the_same(change: AskedAnew, language: Language) -> bool:
    """Whether a question reads otherwise in form only, by the rules for sentences and notes.

    When the answers are in it is called corrected for that alone.
    """
    pairs = [(change.was, change.now)]
    pairs += [
        (was, now) for (_a, was), (_b, now) in zip(change.was_parts, change.parts, strict=False)
    ]
    letters = [[letter for letter, _text in parts] for parts in (change.was_parts, change.parts)]
    return letters[0] == letters[1] and all(
        was == now or class_of(now, [NoteWords("", was)], language) in ("same", "form")
        for was, now in pairs
    )


def told(change: AskedAnew, day: dt.date, language: Language) -> str:
    """What was changed, when and why, and both wordings, in the language spoken now."""
    was, now = wordings(change)
    moment = long_moment(change.at)
    if change.at.date() == day:
        moment = moment.removeprefix(long_date(change.at)).strip()
    facts = {
        "number": change.number,
        "moment": moment,
        "why": one_line(change.why),
        "was": one_line(was),
        "now": one_line(now),
    }
    if change.corrected and not asks_the_same(change, language):
        return _(
            "Question %(number)s was changed after the talk, %(moment)s, because %(why)s."
            " Before: “%(was)s” Now: “%(now)s”",
            **facts,
        )
    if change.corrected:
        return _(
            "Question %(number)s was corrected after the talk, %(moment)s, because %(why)s."
            " Before: “%(was)s” Now: “%(now)s”",
            **facts,
        )
    return _(
        "Question %(number)s was changed %(moment)s, because %(why)s."
        " Before: “%(was)s” Now: “%(now)s”",
        **facts,
    )


def wordings(change: AskedAnew) -> tuple[str, str]:
    """What is other before and after: the words, or the parts where they alone are."""
    if change.was == change.now:
        return _parts(change.was_parts), _parts(change.parts)
    return change.was, change.now


def _parts(parts: Parts) -> str:
    return " ".join(_each(parts)) or _("(no parts)")


def _each(parts: Parts) -> Iterator[str]:
    for letter, text in parts:
        yield f"{letter}: {text}"
