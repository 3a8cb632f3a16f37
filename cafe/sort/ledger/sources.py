"""Where each printed word comes from: found in the notes by rule, else in the log, else nowhere.

Pure, and the only place where this is decided: what is kept beside a sentence at each write
(`Entry.words`), what print says of it, and what `verify` computes anew are this function's.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from cafe.core.lines import one_line
from cafe.sort import rules
from cafe.sort.ledger.rewording import Class, Language, NoteWords, class_of, written_as
from cafe.sort.ledger.tokens import Token, words

# template: what the program tells of a café by itself, in an introduction; no sentence has any.
Kind = Literal["note", "rewording", "organiser", "template"]
MOST = 64  # places looked at for a word that stands in many
_AFTER_ONE = re.compile(r"(?<=[.!?])\s+")  # where a sentence of running text ends
FEW = 400  # words: in a longer sentence each is compared only as it is written
Run = list[tuple[int, int]]  # a text's words in a row, each with how many of the sentence it is


class Edit(NamedTuple):
    """A wording that somebody gave the sentence, by the operation's id."""

    operation: str
    text: str


class Source(NamedTuple):
    """Printed words, from character `start` to before `end` of a sentence, and their source.

    `note`: `of` is the note's uid, and they stand in its text from `first` to before `last`
    (`more`: in its elaboration of this number, from 1; 0: in the note itself). `rewording`: `of` is
    the operation. `organiser` (`of` is ""): on no note, and in no edit that is remembered.
    """

    start: int
    end: int
    kind: Kind
    of: str = ""
    first: int = 0
    last: int = 0
    more: int = 0


class Worded(NamedTuple):
    """A sentence beside its notes: its class, what they would read alone, each word's source."""

    kind: Class
    original: str
    sources: tuple[Source, ...]


class _Text(NamedTuple):
    uid: str
    more: int
    words: list[Token]


def worded(
    text: str, notes: Sequence[NoteWords], edits: Sequence[Edit], language: Language
) -> Worded:
    """All that is known of a sentence, from the notes behind it and the logged wordings."""
    original = rules.original([note.text for note in notes if not note.absorbed])
    return Worded(
        class_of(text, notes, language), original, tuple(sources(text, notes, edits, language))
    )


def worded_summary(
    text: str | None, said: Sequence[tuple[int, str]], edits: Sequence[Edit], language: Language
) -> Worded | None:
    """A question's summary beside the main statements `said` at tables (number, statement), in
    their order; None when it is not given, or is in nobody's place.

    The statements are read as notes are: `table:7` is that of table 7.
    """
    lines = [(number, line) for number, words in said if (line := one_line(words))]
    if text is None or not lines:
        return None
    notes = [NoteWords(f"table:{number}", line) for number, line in lines]
    original, text = " ".join(line for _number, line in lines), one_line(text)
    found = worded(text, notes, edits, language)._replace(original=original)
    return found._replace(kind="same") if text == original else found


def sources(
    text: str, notes: Sequence[NoteWords], edits: Sequence[Edit], language: Language
) -> list[Source]:
    """Where each word of `text` is from, in order; signs between words have no source of their own.

    `notes` are all those behind the sentence, in their order; `edits` the wordings that people gave
    it, oldest first; `language` the café's language and abbreviations. The longest stretch of a
    note's words wins, then one not taken yet, then a printed note before an absorbed one, and an
    elaboration last.
    """
    said = words(text)
    index = _Index(list(_texts(notes)), language, near=len(said) <= FEW)
    log = [(edit.operation, {one.key for one in words(edit.text)}) for edit in edits if notes]
    found: list[Source] = []
    at = 0
    while at < len(said):
        run, where = _longest(said, at, index)
        if run:
            at += sum(size for _word, size in run)
            index.taken.update((where, word) for word, _size in run)
            found.append(_on_note(said, at, index.texts[where], run))
        else:
            _add(found, _written(said[at], log))
            at += 1
    return found


def introduced(paragraph: str, made: Sequence[str]) -> list[Source]:
    """Whose each sentence of an introduction's paragraph is, its words being the organiser's.

    `template` is what stands word for word among the paragraphs `made`, which the program tells of
    this café by itself: whoever takes a clause away, or turns one, has written what is left.
    """
    told = {one for text in made for one in _AFTER_ONE.split(text)}
    found, at = [], 0
    for one in _AFTER_ONE.split(paragraph):
        at = paragraph.index(one, at)
        found.append(Source(at, at + len(one), "template" if one in told else "organiser"))
        at += len(one)
    return found


def as_json(found: Sequence[Source]) -> list[list[Any]]:
    """As it is kept in `Entry.words`: a list for each source, without what says nothing."""
    short = {"note": 7, "rewording": 4, "organiser": 3, "template": 3}
    return [list(one[: short[one.kind]]) for one in found]


def count(text: str, found: Sequence[Source]) -> Counter[str]:
    """How many words of `text` come from each kind of source."""
    kinds = {at: one.kind for one in found for at in range(one.start, one.end)}
    return Counter(kinds[word.start] for word in words(text))


def _texts(notes: Sequence[NoteWords]) -> Iterator[_Text]:
    for note in sorted(notes, key=lambda note: note.absorbed):
        yield _Text(note.uid, 0, words(note.text))
    for note in notes:
        for number, more in enumerate(note.elaborations, 1):
            yield _Text(note.uid, number, words(more))


class _Index:
    """Texts, and where each of their words stands: by its key, and by its first letter."""

    def __init__(self, texts: Sequence[_Text], language: Language, *, near: bool) -> None:
        self.texts, self.language = texts, language
        self.taken: set[tuple[int, int]] = set()
        self.exact: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.near: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, one in enumerate(texts):
            for at, token in enumerate(one.words):
                self.exact[token.key].append((number, at))
                if near:
                    self.near[token.key[:1]].append((number, at))

    def places(self, key: str) -> list[tuple[int, int]]:
        """Where `key` may stand: as it is written when it does, else where something begins so."""
        return (self.exact.get(key) or self.near.get(key[:1], []))[:MOST]


def _longest(said: Sequence[Token], at: int, index: _Index) -> tuple[Run, int]:
    """The longest stretch that begins at word `at`, and which text has it; [] when none has."""
    best: Run = []
    where, rank = 0, (0, 0)
    for number, first in index.places(said[at].key):
        run = _run(said, at, index.texts[number].words, first, index.language)
        mine = len(run), -sum((number, word) in index.taken for word, _size in run)
        if mine > rank:
            best, where, rank = run, number, mine
    return best, where


def _run(
    said: Sequence[Token], at: int, text: Sequence[Token], first: int, language: Language
) -> Run:
    """How far `text` stands, from its word `first` on, in `said` from word `at` on."""
    run: Run = []
    for word in range(first, len(text)):  # a part of a long text is not copied at each place
        size = written_as(said, at, text[word], language, words)
        if not size:
            break
        run.append((word, size))
        at += size
    return run


def _on_note(said: Sequence[Token], end: int, text: _Text, run: Run) -> Source:
    """`run` as one source: words of `said` before word `end`, in a row here and on the note."""
    begin = end - sum(size for _word, size in run)
    first, last = text.words[run[0][0]], text.words[run[-1][0]]
    span = said[begin].start, said[end - 1].end
    return Source(*span, "note", text.uid, first.start, last.end, text.more)


def _add(found: list[Source], one: Source) -> None:
    """One more word; in one with its neighbour when that is from the same edit."""
    if found and (found[-1].kind, found[-1].of) == (one.kind, one.of):
        one = one._replace(start=found.pop().start)
    found.append(one)


def _written(word: Token, log: Sequence[tuple[str, set[str]]]) -> Source:
    """A word that is on no note: the edit since which it has stood there, if one is remembered."""
    operation = ""
    for edit, said in reversed(log):
        if word.key not in said:
            break
        operation = edit
    kind: Kind = "rewording" if operation else "organiser"
    return Source(word.start, word.end, kind, operation)
