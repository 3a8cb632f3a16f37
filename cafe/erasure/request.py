"""What somebody asks to have erased, and all that goes with it. Pure.

A request travels to a job as JSON, and is gone when read.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from cafe.core.i18n import _
from cafe.core.text import check_kept
from cafe.erasure.rules import KINDS, REASONS, SHORTEST, Key, folded, says, strings, whole_word
from cafe.errors import Invalid

LONGEST = 10_000  # letters of what is searched for
MOST_BOXES = 40


@dataclass(frozen=True)
class Request:
    """`kind` and `key` name the thing; `words` is what is cut out where not the whole thing goes.

    `ticked`: the other things in which the words are cut; `wordings`: what sentences of several
    notes are to say from now on, by their ids. `boxes`: of a photograph, [left, top, width,
    height] in parts of a thousand each; none: the whole goes. `seen`: the revision at which the
    places were looked for, -1: now.
    """

    kind: str
    key: str
    reason: str
    words: str = ""
    ticked: tuple[str, ...] = ()
    wordings: Mapping[str, str] = field(default_factory=dict)
    boxes: tuple[tuple[int, int, int, int], ...] = ()
    seen: int = -1

    def as_json(self) -> dict[str, Any]:
        """As `from_json` takes it."""
        return asdict(self)


def from_json(values: Mapping[str, Any]) -> Request:
    """What `as_json` gave."""
    boxes = tuple(tuple(box) for box in values["boxes"])
    return Request(**{**values, "ticked": tuple(values["ticked"]), "boxes": boxes})


def checked(request: Request) -> Request:
    """`request` itself. Raises Invalid when it says too little, or what there is not."""
    if request.kind not in KINDS:
        raise Invalid(_("This cannot be erased here."), where="kind")
    if request.reason not in REASONS:
        raise Invalid(_("Choose why it is to be erased."), where="reason")
    if request.kind == "words":
        check_words(request.words)
    if len(request.boxes) > MOST_BOXES:
        raise Invalid(_("Draw at most %(most)s fields.", most=MOST_BOXES), where="boxes")
    for left, top, width, height in request.boxes:
        inside = 0 <= left <= 1000 and 0 <= top <= 1000
        if not (inside and 0 < width <= 1000 and 0 < height <= 1000):
            raise Invalid(_("A field lies outside the photograph. Draw it again."), where="boxes")
    return request


def check_words(words: str) -> str:
    """`words` themselves, when they are enough to look for. Raises Invalid."""
    check_kept(words, limit=LONGEST, name=_("The words"))
    if len(folded(words).rstrip(" .")) < SHORTEST:
        raise Invalid(
            _("Write at least %(count)s letters to look for.", count=SHORTEST), where="words"
        )
    return words


@dataclass(frozen=True)
class Sentence:
    """A printed sentence with an erased note behind it. `text`: what it reads from now on, None: it
    goes; `was`: what it reads now."""

    id: str
    was: str
    text: str | None


@dataclass(frozen=True)
class Plan:
    """All that goes: `things` lose `passages`; `notes` and `asked` lose every word; `answers` (of
    the evaluation, by their keys) go; `lines` are the changes that lose theirs. `apart`: the notes
    that lose an elaboration, and nothing else of what they say. `named`: it is somebody's name,
    which goes where no letter stands next to it: Bo has nothing to do with Bodø; but anywhere in
    the things `inside`. `revision`: of which moment it is.
    """

    passages: tuple[str, ...]
    things: frozenset[Key]
    notes: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    sentences: tuple[Sentence, ...] = ()
    hosts: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    named: bool = False
    inside: frozenset[Key] = frozenset()
    lines: frozenset[int] = field(default=frozenset())
    revision: int = 0

    def whole(self, key: Key) -> bool:
        """Whether only whole words go there."""
        return self.named and key not in self.inside

    def stands(self, value: Any, key: Key) -> bool:
        """Whether something in `value`, of this thing, goes."""
        if self.whole(key):
            return any(whole_word(text, self.passages) for text in strings(value))
        return says(value, self.passages)
