"""What a route of the interface says of itself, beside the body it `takes`: read by openapi.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Described:
    """`summary` gives a sentence in the language spoken. `answers`: by status, a form of JSON, or
    the kinds of file (media types), or nothing. `asks`: what may stand after `?`. `choices`: what a
    place in the address may be. `waits`: it may be asked with `Prefer: wait=`.
    """

    summary: Callable[[], str]
    answers: Mapping[int, type[BaseModel] | tuple[str, ...] | None]
    asks: type[BaseModel] | None = None
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    waits: bool = False
    tagged: bool = False


def described(
    summary: Callable[[], str],
    answers: Mapping[int, type[BaseModel] | tuple[str, ...] | None],
    **more: Any,
) -> Callable[[View], View]:
    """Say it of a view."""

    def place(view: View) -> View:
        view.described = Described(summary, answers, **more)  # type: ignore[attr-defined]
        return view

    return place
