"""What is shown of the answers to a form: never so that somebody could be recognised. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cafe.core.i18n import ngettext
from cafe.core.limits import FEW
from cafe.evaluation.rules import Said, names
from cafe.model.database.shapes import Asked, Form
from cafe.plan.programme.evaluation import OPEN


@dataclass(frozen=True)
class Result:
    """What was answered to one question. `counts`: how many chose each; None: too few to tell.

    `texts` are word for word, in an order that tells nothing of who or when; `keys`: what each lies
    under, at random since the form was closed. `held`: how many answers more have come in since,
    too few to be added: who compares would learn what somebody has answered.
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
    held: int = 0

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
        return tuple(result for result in self.results if result.answers or result.held)


def waiting_words(held: int) -> str:
    """That so many answers are held, and why."""
    return ngettext(
        "%(count)s answer has come in since. It is told when there are %(few)s or more, so that "
        "nobody can be recognised by what has changed.",
        "%(count)s answers have come in since. They are told when there are %(few)s or more, so "
        "that nobody can be recognised by what has changed.",
        held,
        few=FEW,
    )


def result(asked: Asked, said: Iterable[Said], held: int = 0) -> Result:
    """What is shown of all that was answered to a question, of which `held` are not `said`."""
    answers = list(said)
    shown = Result(
        asked["uid"],
        asked["kind"],
        asked["text"],
        gone=asked["gone"],
        answers=len(answers),
        held=held,
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
    audience: str,
    form: Form,
    said: Mapping[str, Sequence[Said]],
    held: Mapping[str, int],
    *,
    phones: int,
    paper: int,
) -> Results:
    """What is shown of a form, to which so many have answered on phones and on paper; `held`: how
    many answers to each question are not among what was `said`.
    """
    told = paper if min(phones, paper) >= FEW or not paper or not phones else None
    if form["status"] == OPEN:
        return Results(audience, OPEN, phones + paper, told)
    found = tuple(
        result(asked, said.get(asked["uid"], ()), held.get(asked["uid"], 0))
        for asked in form["questions"]
    )
    shown = tuple(one for one in found if one.answers or one.held or not one.gone)
    return Results(audience, form["status"], phones + paper, told, shown)
