"""What readers of a draft remarked, as it is printed: beside the text, and in the accounts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import NAMESPACE_OID, uuid5

from cafe.core.i18n import _, ngettext
from cafe.core.lines import isolated, one_line
from cafe.document.material import Material, Question, Remark
from cafe.document.note_status import status_words
from cafe.document.tree import AppendixPart, Grid, Lead, Sentence


def kind_names() -> dict[str, str]:
    """What a reader may say, in the language spoken now."""
    return {
        "said": _("This is how we said it"),
        "missing": _("Something is missing"),
        "words": _("These are not our words"),
    }


def note_of(uid: str) -> str:
    """The id of the note that a remark becomes when it is taken in."""
    return str(uuid5(NAMESPACE_OID, f"remark/{uid}"))


def waiting_remarks(material: Material) -> int:
    """How many of the remarks have no outcome, of the rounds that are over."""
    decided = sum(len(question.remarks) for question in material.questions)
    return max(0, material.readers.remarks - decided)


def beside_sentence(question: Question) -> Mapping[str, str]:
    """By the sentence's id what is printed behind it: readers' words, and said to be theirs."""
    found: dict[str, list[str]] = defaultdict(list)
    there = _sentences(question)
    for remark in _printed(question):
        if remark.about == "sentence" and remark.thing in there:
            found[remark.thing].append(_quoted(remark))
    return {
        thing: ngettext(
            "(A reader of the draft: %(words)s)",
            "(Readers of the draft: %(words)s)",
            len(some),
            words=" / ".join(some),
        )
        for thing, some in found.items()
    }


def beside_question(question: Question) -> Lead | None:
    """What is printed under the question: of the question, of its headings, and of sentences that
    are no longer there.
    """
    there = _sentences(question)
    sentences = [
        _on(remark)
        for remark in _printed(question)
        if remark.about != "sentence" or remark.thing not in there
    ]
    if not sentences:
        return None
    return Lead(_("Readers of the draft:"), tuple(map(Sentence, sentences)))


def _on(remark: Remark) -> str:
    if remark.about == "question":
        return _quoted(remark)
    words = isolated(one_line(remark.words))
    return _("On “%(words)s”: %(remark)s", words=words, remark=_quoted(remark))


def _quoted(remark: Remark) -> str:
    """A reader's own words; one who wrote none has said which kind it is."""
    return f"“{isolated(said(remark))}”"


def said(remark: Remark) -> str:
    """What a remark says, on one line."""
    return one_line(remark.text) or kind_names().get(remark.kind, "")


def _printed(question: Question) -> Iterator[Remark]:
    return (remark for remark in question.remarks if remark.outcome == "beside")


def _sentences(question: Question) -> set[str]:
    return {
        behind.id
        for heading in question.headings
        for text, behind in heading.lines
        if one_line(text)
    }


def beside_texts(question: Question) -> list[str]:
    """The readers' words that are printed beside the text."""
    return [one_line(remark.text) for remark in _printed(question)]


def of_remarks(questions: Sequence[Question]) -> Iterator[AppendixPart]:
    """In the accounts: each remark, and what became of it."""
    for question in questions:
        if question.remarks:
            heading = _("Question %(number)s: what readers remarked", number=question.number)
            head = _("What it was about"), _("The remark"), _("What became of it")
            rows = tuple(_row(question, remark) for remark in question.remarks)
            yield AppendixPart(heading, grid=Grid(head, rows, words=True))


def _row(question: Question, remark: Remark) -> tuple[str, ...]:
    return isolated(one_line(remark.words)), isolated(said(remark)), _became(question, remark)


def _became(question: Question, remark: Remark) -> str:
    if remark.outcome == "not":
        return _("not taken in: %(reason)s", reason=one_line(remark.reason))
    if remark.outcome == "beside":
        return _("printed beside the text")
    notes = [note for origin in question.origins for note in origin.typed]
    note = next((one for one in notes if one.id == note_of(remark.id)), None)
    return _("taken in: %(status)s", status=status_words(note)) if note else _("taken in")
