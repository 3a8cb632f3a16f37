"""What the document says of its own words: whose they are, and which say other than the notes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cafe.core.i18n import _, ngettext
from cafe.core.lines import nonempty, one_line, run_on
from cafe.document.material import Behind, Material, Question, Table
from cafe.document.sentences.remarks import beside_texts
from cafe.sort.ledger import sources
from cafe.sort.ledger.lists import JOINING
from cafe.sort.ledger.rewording import Language
from cafe.sort.ledger.sources import Worded
from cafe.sort.ledger.tokens import words

# Behind a sentence that is the organiser's own, or says other than its notes. It reads aloud as
# what it is, and every font and format has it.
MARK = "*"
OTHER = ("content", "own")


def language_of(material: Material) -> Language:
    """What the café's words are read by."""
    return Language(material.language, material.abbreviations)


def main_statements_of(question: Question) -> str:
    """The tables' main statements as running sentences, first table first."""
    return " ".join(nonempty(table.main_statement or "" for table in by_number(question)))


def said_in_print(question: Question) -> str:
    """The same, none of them turned around by another."""
    return run_on(nonempty(table.main_statement or "" for table in by_number(question)))


def by_number(question: Question) -> list[Table]:
    """The question's tables in their order."""
    return sorted(question.tables, key=lambda table: table.number)


def worded_summary(question: Question, language: Language) -> Worded | None:
    """The organiser's summary beside the tables' main statements; None when it replaces nothing."""
    said = [(table.number, table.main_statement or "") for table in by_number(question)]
    found = sources.worded_summary(question.summary, said, question.summaries, language)
    return None if found is None or found.kind == "same" else found


def replaced(question: Question, language: Language) -> bool:
    """Whether the summary is the organiser's in place of what the tables said."""
    found = worded_summary(question, language)
    return found is not None and found.kind in OTHER


def marked(behind: Behind) -> bool:
    """Whether a sentence says other than the notes behind it."""
    return behind.worded is not None and behind.worded.kind in OTHER


def explanation(questions: Iterable[Question], intro: Sequence[str] = ()) -> str:
    """The line that says what a mark means; "" when there is none, in the language spoken now.

    `intro`: the introduction as it is printed.
    """
    said = []
    if any(marked(behind) for question in questions for _text, behind in sentences(question)):
        said.append(
            _(
                "%(mark)s The organiser has written this sentence, or worded it so that it says "
                "other than the notes behind it.",
                mark=MARK,
            )
        )
    if any(paragraph.endswith(MARK) for paragraph in intro):
        said.append(
            _(
                "%(mark)s after a paragraph of the introduction: the organiser has written it, or "
                "some of it.",
                mark=MARK,
            )
        )
    return " ".join(said)


class Introduction(NamedTuple):
    """The introduction's paragraphs, and what the program would tell of this café by itself.

    `own`: an organiser has written the paragraphs.
    """

    paragraphs: tuple[str, ...]
    made: tuple[str, ...]
    own: bool

    def printed(self, *, marks: bool) -> tuple[str, ...]:
        """The paragraphs, those that the organiser has a part in marked."""
        return tuple(
            f"{text}{MARK}" if marks and self._kinds(text)["organiser"] else text
            for text in self.paragraphs
        )

    def balance(self) -> "Balance":
        """Whose its words are."""
        found = sum(map(self._kinds, self.paragraphs), Counter[str]())
        return Balance(own=found["organiser"], template=found["template"])

    def _kinds(self, text: str) -> Counter[str]:
        made = self.made if self.own else (text,)
        return sources.count(text, sources.introduced(text, made))


def sentences(question: Question) -> Iterator[tuple[str, Behind]]:
    """Every sentence that is printed, as it was written, with what lies behind it."""
    for heading in question.headings:
        yield from (line for line in heading.lines if one_line(line[0]))


def strange(questions: Iterable[Question]) -> tuple[int, int]:
    """How many sentences hold words that are on no note, and how many sentences there are."""
    every = [one for question in questions for one in sentences(question)]
    return sum(_has_own(text, behind.worded) for text, behind in every), len(every)


def strange_line(questions: Sequence[Question]) -> str:
    """That in words; "" when no sentence does."""
    count, every = strange(questions)
    if not count:
        return ""
    return ngettext(
        "%(count)s of %(all)s sentences holds words that are on no note.",
        "%(count)s of %(all)s sentences hold words that are on no note.",
        count,
        all=every,
    )


def _has_own(text: str, known: Worded | None) -> bool:
    """A joining word alone is no word of one's own."""
    if known is None:
        return False
    ends = [(one.start, one.end) for one in known.sources if one.kind != "note"]
    return any(
        a <= word.start < b and word.key not in JOINING for a, b in ends for word in words(text)
    )


class Balance(NamedTuple):
    """How many printed words are from where."""

    notes: int = 0
    main: int = 0
    reworded: int = 0
    own: int = 0
    headings: int = 0
    template: int = 0
    readers: int = 0


def added(parts: Iterable[Balance]) -> Balance:
    """Several as one."""
    return Balance(*map(sum, zip(*parts, strict=True)))


def balance(question: Question, language: Language) -> Balance:
    """Whose the words of a question's section are: each is counted once."""
    headings = Balance(headings=sum(len(words(heading.text)) for heading in question.headings))
    printed = (_of(text, behind.worded, Balance(notes=1)) for text, behind in sentences(question))
    remarked = sum(len(words(text)) for text in beside_texts(question))
    parts = headings, *printed, _of_summary(question, language), Balance(readers=remarked)
    return added(parts)


def _of_summary(question: Question, language: Language) -> Balance:
    said, known = main_statements_of(question), worded_summary(question, language)
    if question.summary is None:
        return Balance(main=len(words(said)))
    summary = one_line(question.summary)
    if known is None and summary != said:  # it stands in nobody's place
        return Balance(own=len(words(summary)))
    return _of(summary, known, Balance(main=1))


def _of(text: str, known: Worded | None, theirs: Balance) -> Balance:
    """Of a sentence's words those that others said count as `theirs`."""
    found = Counter(_kinds(text, known))
    return Balance(
        notes=theirs.notes * found["note"],
        main=theirs.main * found["note"],
        reworded=found["rewording"],
        own=found["organiser"],
    )


def _kinds(text: str, known: Worded | None) -> Iterator[str]:
    if known is None or known.kind == "same":
        yield from ("note" for _word in words(text))
        return
    for word in words(text):
        from_note = any(
            one.kind == "note" and one.start <= word.start < one.end for one in known.sources
        )
        # Also where nobody is remembered, somebody has worded it.
        other = "organiser" if known.kind == "own" else "rewording"
        yield "note" if from_note else other


def class_words(known: Worded) -> str:
    """What a wording is, in the language spoken now."""
    return {
        "same": _("as on the notes"),
        "form": _("form"),
        "content": _("content"),
        "own": _("the organiser’s own"),
    }[known.kind]
