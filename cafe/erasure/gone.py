"""What is erased, as a kept version is asked for it: by ids, numbers and words of then. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from cafe.core.i18n import _
from cafe.document.tree import Document
from cafe.erasure.rules import Key, cut, folded, replaced


@dataclass(frozen=True)
class Gone:
    """What is erased. `passages` go out of `things`, by what events call them (in one version a
    question by its number there: `as_kept`); of `notes` and `asked` (their texts) nothing stays,
    and of `sentences` (None) neither. `photos`: which file stands for which from now on, "" for
    none. `whole` and `some`: the words that those had in this version, as they are compared;
    `reads`: what each sentence that changes read then, and what it reads from now on. `apart`: an
    elaboration or a name goes, and nothing that only has it inside other words. `told`: what the
    entries of the notes in `things` say themselves; what stands behind that was told with it.
    `answers`: to a question of the evaluation, what one sheet said: it goes once, for others may
    have said the same.
    `questions`: what the questions among `things` ask, and which number each had since when."""

    passages: tuple[str, ...] = ()
    things: frozenset[Key] = frozenset()
    notes: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    sentences: Mapping[str, str | None] = field(default_factory=dict)
    photos: Mapping[str, str] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()
    reads: Mapping[str, str] = field(default_factory=dict)
    apart: bool = False
    told: Mapping[str, str] = field(default_factory=dict)
    answers: frozenset[tuple[str, str]] = frozenset()
    questions: Mapping[str, "Numbered"] = field(default_factory=dict)

    def cut(self, text: str) -> str:
        """`text` without the words."""
        return str(cut(text, self.passages, whole=self.apart))

    def as_kept(self, revision: int, document: Document) -> Self:
        """The same for a version that was kept at `revision`, and says `document`."""
        things = {thing for thing in self.things if thing[0] != "question"}
        for key in {key for what, key in self.things if what == "question"}:
            numbers = self.questions[key].then(revision, document) if key in self.questions else ()
            things |= {("question", str(number)) for number in numbers}
        return replace(self, things=frozenset(things))

    def any(self, *whats: str) -> bool:
        """Whether a thing of this kind loses words."""
        return any(what in whats for what, _key in self.things)

    def reread(self, text: str) -> str:
        """`text` with what reads otherwise from now on."""
        plain = folded(text)
        for old, new in self.reads.items():
            if old in plain:
                text = replaced(text, old, new)
                plain = folded(text)
        return text

    def piece(self, text: str) -> str:
        """A text without an id: without the words when it is one of the things' own."""
        plain = folded(text)
        if plain in self.whole:
            return _("erased for good")
        if _begins(plain, self.whole):
            return one_erased()
        mine = plain in self.some or _begins(plain, self.some)
        text = self.reread(text)
        return self.cut(text) if mine else text


@dataclass(frozen=True)
class Numbered:
    """What a question asks, as it is compared, and its numbers: since which revision, which."""

    asks: str
    numbers: tuple[tuple[int, int], ...]

    def then(self, revision: int, document: Document) -> Sequence[int]:
        """Its number in a document of that revision: where the same is asked, else the last it had
        by then, as far as the history still tells."""
        sections = document.sections if self.asks else ()
        same = [one.number for one in sections if folded(one.question) == self.asks]
        had = [number for since, number in self.numbers if since <= revision]
        return same or had[-1:] or [self.numbers[0][1]]


def one_erased() -> str:
    """What stands where words stood, in the language spoken now."""
    words = _("1 erased for good")
    return f"({words})"


def _begins(plain: str, texts: Iterable[str]) -> bool:
    return any(plain.startswith(f"{text} (") for text in texts)
