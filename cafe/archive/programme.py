"""The programme as an archive has it, a question by its number; and the evaluation at its end: each
question with what was answered to it, in an order that tells of nobody. What says nothing is left
out.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from cafe.archive.pieces import Block, Evaluation, EvaluationQuestion
from cafe.model import Answer, Sheet, Workshop
from cafe.model.database.shapes import Asked, Form
from cafe.model.vernissage import pieces_of, random_key
from cafe.plan.programme.evaluation import Forms, forms_of


def programme_of(workshop: Workshop) -> list[dict[str, Any]]:
    """The blocks of `workshop`. A prompt whose question is gone is left out."""
    numbers = {question.uid: str(question.number) for question in workshop.questions}
    return [_out(block, numbers) for block in workshop.programme]


def _out(block: Mapping[str, Any], numbers: Mapping[str, str]) -> dict[str, Any]:
    question, _slash, letter = block["prompt"].partition("/")
    more = {
        "pinned": block["pinned"],
        "prompt": numbers[question] + letter if question in numbers else "",
        "began": block["began"],
    }
    kept = {"id": block["uid"], **{name: block[name] for name in ("kind", "title", "minutes")}}
    return kept | {name: value for name, value in more.items() if value not in ("", None)}


def stored(blocks: Iterable[Block], uids: Mapping[int, str]) -> list[dict[str, Any]]:
    """The blocks as a workshop keeps them; `uids`: its questions' by their numbers."""
    return [
        {**block.model_dump(exclude={"id"}), "uid": block.id, "prompt": _prompt(block.prompt, uids)}
        for block in blocks
    ]


def _prompt(prompt: str, uids: Mapping[int, str]) -> str:
    letter = prompt.lstrip("0123456789")
    number = prompt.removesuffix(letter)
    return uids[int(number)] + (letter and f"/{letter}") if number else ""


def evaluation_of(db: Session, workshop: Workshop) -> list[dict[str, Any]]:
    """Every form of the café."""
    pieces = {piece["audience"]: piece for piece in pieces_of(db, workshop)}
    return [pieces[audience] for audience in forms_of(workshop.evaluation)]


def forms_in(pieces: Iterable[Evaluation]) -> Forms:
    """The forms as a café has them."""
    return {
        piece.audience: Form(status=piece.status, questions=[*map(_asked, piece.questions)])
        for piece in pieces
    }


def _asked(piece: EvaluationQuestion) -> Asked:
    choices = [*piece.choices]
    return Asked(uid=piece.id, kind=piece.kind, text=piece.text, choices=choices, gone=piece.gone)


def answer_rows(workshop_id: str, pieces: Iterable[Evaluation]) -> Iterator[Answer | Sheet]:
    """What was answered, and that it was: under keys that no device can make."""
    for piece in pieces:
        for question in piece.questions:
            here = {"workshop_id": workshop_id, "question": question.id}
            said = [(text, 0) for text in question.words]
            said += [("", number) for number in question.numbers]
            for at, (text, number) in enumerate(said):
                about = {"text": text, "number": number, "held": at in question.held}
                yield Answer(key=random_key(), **about, **here)
        for paper in (*(False,) * piece.devices, *(True,) * piece.paper):
            about = {"workshop_id": workshop_id, "audience": piece.audience}
            yield Sheet(key=random_key(), paper=paper, settled=True, **about)
