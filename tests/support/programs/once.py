"""What each application would compile anew from the same source is compiled once in this process.

An application is made for some thousand tests. Its addresses and templates are the same each time,
and Werkzeug and Jinja compile each of them to Python: forty milliseconds, and more for each page.
"""

from collections.abc import Callable

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

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
