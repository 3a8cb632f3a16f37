"""What each application would compile anew from the same source is compiled once in this process.

An application is made for some thousand tests. Its addresses, templates and statements are the same
each time, and Werkzeug, Jinja and SQLAlchemy compile each of them: forty milliseconds for the
addresses, more for each page, and a third of all that a test of actions does.
"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, create_engine
from werkzeug.routing import Rule

from cafe.model.database import engine as opened

FOLDER = Path(__file__).resolve().parents[3] / "instance" / "compiled"


class _Kept(FileSystemBytecodeCache):
    """Templates as they were compiled; a template with another text is another one.

    What one process has compiled lies on the disk for the others, and for the next time.
    """

    def __init__(self) -> None:
        """Nothing is read yet."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        super().__init__(str(FOLDER))
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was kept of it."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])
            return
        super().load_bytecode(bucket)
        if bucket.code:
            self._kept[bucket.key] = bucket.bytecode_to_string()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self._kept[bucket.key] = bucket.bytecode_to_string()
        super().dump_bytecode(bucket)


def compile_once() -> None:
    """From now on, in this process."""
    made: dict[object, Rule] = {}
    compile_anew = Rule.compile

    def compiled(rule: Rule) -> None:
        # All that is read of a rule and its map; no converter of ours or of Werkzeug asks its map.
        known = frozenset(rule.map.converters.items())
        key = (rule.rule, rule.host, rule.subdomain, rule.merge_slashes, repr(rule.defaults), known)
        if first := made.get(key):
            rule._parts, rule._trace = first._parts, first._trace
            rule._converters, rule.arguments = first._converters, first.arguments
            rule._build = first._build.__func__.__get__(rule)  # type: ignore[attr-defined]
            rule._build_unknown = first._build_unknown.__func__.__get__(rule)  # type: ignore[attr-defined]
        else:
            compile_anew(rule)
            made[key] = rule

    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Kept()}
    Rule.compile = compiled  # type: ignore[method-assign,assignment]
    first = create_engine("sqlite://", json_deserializer=opened.from_json)
    opened.create_engine = _engine_of(first)  # type: ignore[attr-defined]
    opened._prepare_sqlite = _waiting_for_no_disk(opened._prepare_sqlite)  # type: ignore[assignment]


def _waiting_for_no_disk(prepare: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """What is committed is safe from whoever kills the process; no test cuts the power."""

    @wraps(prepare)
    def prepared(connection: Any, record: Any) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA synchronous=OFF").close()

    return prepared


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
