"""What each application would compile anew from the same source is compiled once in this process.

An application is made for some thousand tests. Its addresses, templates and statements are the same
each time, and Werkzeug, Jinja and SQLAlchemy compile each of them: forty milliseconds for the
addresses, more for each page, and a third of all that a test of actions does.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, create_engine
from werkzeug.routing import Rule

from cafe.model.database import engine as opened

Builder = Callable[..., tuple[str, str]]


class _Kept(BytecodeCache):
    """Templates as they were compiled; a template with another text is another one."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was kept of it."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


def compile_once() -> None:
    """From now on, in this process."""
    made: dict[object, Builder] = {}
    compile_anew = Rule._compile_builder

    def builder(rule: Rule, append_unknown: bool = True) -> Builder:
        # All that the compiled function is made of; the converters are looked up when it is called.
        key = (rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown)
        if key not in made:
            made[key] = compile_anew(rule, append_unknown)
        return made[key]

    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Kept()}
    Rule._compile_builder = builder  # type: ignore[method-assign,assignment]
    opened.create_engine = _engine_of(create_engine("sqlite://"))  # type: ignore[attr-defined]


def _engine_of(first: Engine) -> Callable[..., Engine]:
    """Makes engines as SQLAlchemy does; all for SQLite keep what is compiled with the `first`."""
    first.connect().close()  # a dialect knows its database from then on
    first.dispose()

    def engine(url: str, **options: Any) -> Engine:
        made = create_engine(url, **options)
        if made.dialect.name == first.dialect.name:
            made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
        return made

    return engine
