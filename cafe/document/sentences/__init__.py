"""Sentences in the form that the options ask for: their notes' line breaks, and what short forms
mean. Pure. Each is a change of form (sort/ledger/rewording.py), and is told as one in the accounts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from cafe.core.lines import nonempty, one_line
from cafe.document.material import Behind, Category, Question
from cafe.document.options import Options
from cafe.sort.ledger.rewording import Language, long_of
from cafe.sort.ledger.sources import Source, Worded
from cafe.sort.ledger.tokens import Token, tokens
from cafe.sort.rules import as_sentence

# What a meaning is made of when it is written in brackets: nothing that any format escapes.
# Where a line ends, as `one_line` sees it.
_ENDS = re.compile("[\r\n\v\f\u2028\u2029]+")
Change = Callable[[str, Behind], tuple[str, Behind]]
_MEANING = re.compile(r"[\w .,'’–-]+")


def as_chosen(
    questions: Sequence[Question], options: Options, language: Language
) -> tuple[Question, ...]:
    """`questions` in reading order, each sentence as it is printed by `options`."""
    if options.breaks:
        questions = [_broken(question) for question in questions]
    if options.abbreviations:
        told: set[str] = set()
        questions = [_written_out(question, language, told) for question in questions]
    return tuple(questions)


def lines_of(text: str, *, breaks: bool) -> str:
    """`text` in print: on one line, or on those that it was typed in, without empty ones."""
    return "\n".join(nonempty(_ENDS.split(text))) if breaks else one_line(text)


def _broken(question: Question) -> Question:
    """What is printed as its one note reads has the lines of that note."""
    behind: dict[str, list[str]] = {}
    for place in question.places:
        for note in place.typed:
            if note.status == "printed":
                behind.setdefault(note.entry, []).append(note.text)

    def lined(text: str, one: Behind) -> tuple[str, Behind]:
        notes = behind.get(one.id, [])
        if len(notes) != 1 or as_sentence(notes[0]) != text:
            return text, one
        out, rest = [], text
        for line in nonempty(_ENDS.split(notes[0]))[:-1]:
            out.append(rest[: len(line)])
            rest = rest[len(line) + 1 :]
        return "\n".join([*out, rest]), one

    return _each(question, lined)


def _written_out(question: Question, language: Language, told: set[str]) -> Question:
    """Where a short form of the café's list comes for the first time, what it means follows it."""

    def explained(text: str, one: Behind) -> tuple[str, Behind]:
        worded = one.worded
        for token in reversed(list(_first(text, language, told))):
            meaning = f" ({_meaning(token, language)})"
            text = text[: token.end] + meaning + text[token.end :]
            worded = worded and _longer(worded, token.end, len(meaning))
        return text, replace(one, worded=worded)

    return _each(question, explained)


def _first(text: str, language: Language, told: set[str]) -> Iterator[Token]:
    """The short forms in `text` that no text before had; their meanings are `told` from then on."""
    for token in tokens(text):
        meaning = _meaning(token, language)
        if meaning and meaning not in told:
            told.add(meaning)
            if meaning.casefold() not in text.casefold():
                yield token


def _meaning(token: Token, language: Language) -> str:
    """What the café's own list says that `token` means; "" when it is no short form."""
    long = long_of(token, language)
    known = long in language.abbreviations.values() and _MEANING.fullmatch(long)
    return long if known else ""


def _longer(worded: Worded, at: int, more: int) -> Worded:
    """What is known of a sentence that has got `more` letters at `at`: they are its short form's,
    as when it is written out by hand."""
    sources = tuple(_moved(source, at, more) for source in worded.sources)
    kind = "form" if worded.kind == "same" else worded.kind
    return worded._replace(kind=kind, sources=sources)


def _moved(source: Source, at: int, more: int) -> Source:
    start = source.start + more if source.start >= at else source.start
    return source._replace(start=start, end=source.end + more if source.end >= at else source.end)


def _each(question: Question, change: Change) -> Question:
    """In the order of print: headings of the list, then those outside it."""
    new: dict[int, Category] = {}
    for heading in sorted(question.headings, key=lambda one: not one.listed):
        lines = [change(text, behind) for text, behind in heading.lines]
        new[id(heading)] = replace(
            heading,
            entries=tuple(text for text, _behind in lines),
            behind=tuple(behind for _text, behind in lines),
        )
    return replace(question, headings=tuple(new[id(heading)] for heading in question.headings))


def unwritten(text: str, meanings: Iterable[str]) -> str:
    """`text` without what its short forms mean, where that stands in brackets behind them: a form
    may be spelt otherwise than its list has it (`bkh` for `bkh.`)."""
    for long in meanings:
        text = re.sub(rf"(?i)(?<=\S) \({re.escape(long)}\)", "", text)
    return text
