"""Whole numbers as they come from outside: none larger than every database keeps."""

from typing import Annotated, Any

from flask import request
from pydantic import Field
from werkzeug.routing import IntegerConverter

MOST = 2**31 - 1  # PostgreSQL's integer
Whole = Annotated[int, Field(ge=0, le=MOST)]  # in a JSON body


class InAddress(IntegerConverter):
    """`<int:name>`: what is larger than any of ours is no address."""

    regex = r"\d{1,10}"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As werkzeug's own, with a largest."""
        super().__init__(*args, **{"max": MOST, **kwargs})


def asked_number(name: str) -> int | None:
    """The number after `?name=`, or None when there is none that we could hold."""
    typed = request.args.get(name, "")
    number = int(typed) if typed.isdecimal() and len(typed) <= 10 else MOST + 1
    return number if number <= MOST else None
