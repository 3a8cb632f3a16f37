"""What is shown of the answers to a form: never so that somebody could be recognised. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cafe.evaluation.rules import Said, names
from cafe.model.database.shapes import Asked, Form
from cafe.plan.programme.evaluation import OPEN

FEW = 5  # answers: fewer are not broken down


@dataclass(frozen=True)
class Result:
    """What was answered to one question. `counts`: how many chose each; None: too few to tell.

    `texts` are word for word, in an order that tells nothing of who or when; `keys`: what each lies
    under, at random since the form was closed.
    """

    uid: str
    kind: str
    text: str
    names: tuple[str, ...] = ()
    gone: bool = False
    answers: int = 0
    counts: tuple[int, ...] | None = None
    texts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, int], ...]:
        """What could be chosen, each with how many chose it; nothing where that is not told."""
        return tuple(zip(self.names, self.counts, strict=True)) if self.counts else ()


@dataclass(frozen=True)
class Results:
    """What came in to one form. `on_paper`: how many sheets of paper, None: too few to tell.

    `results` is empty while the form is open: who looks on would see who answers what.
    """

    audience: str
    status: str
    sheets: int = 0
    on_paper: int | None = None
    results: tuple[Result, ...] = ()

    @property
    def answered(self) -> tuple[Result, ...]:
        """Of what is shown, the questions that somebody has answered."""
        return tuple(result for result in self.results if result.answers)


def result(asked: Asked, said: Iterable[Said]) -> Result:
    """What is shown of all that was answered to a question."""
    answers = list(said)
    shown = Result(
        asked["uid"], asked["kind"], asked["text"], gone=asked["gone"], answers=len(answers)
    )
    if asked["kind"] == "text":
        said = sorted(answers, key=lambda one: (one.text.casefold(), one.text, one.key))
        texts, keys = (one.text for one in said), (one.key for one in said)
        return replace(shown, texts=tuple(texts), keys=tuple(keys))
    chosen = Counter(one.number for one in answers)
    named = tuple(names(asked))
    counts = tuple(chosen[at] for at in range(1, len(named) + 1))
    return replace(shown, names=named, counts=None if len(answers) < FEW else counts)


def results_of(
    audience: str, form: Form, said: Mapping[str, Sequence[Said]], *, phones: int, paper: int
) -> Results:
    """What is shown of a form, to which so many have answered on phones and on paper."""
    told = paper if min(phones, paper) >= FEW or not paper or not phones else None
    if form["status"] == OPEN:
        return Results(audience, OPEN, phones + paper, told)
    found = tuple(result(asked, said.get(asked["uid"], ())) for asked in form["questions"])
    shown = tuple(one for one in found if one.answers or not one.gone)
    return Results(audience, form["status"], phones + paper, told, shown)
