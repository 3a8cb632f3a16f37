"""The programme as an archive has it: a question by its number, and nothing that says nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from cafe.archive.pieces import Block
from cafe.model import Workshop


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
