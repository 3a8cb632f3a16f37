"""The catalogues of `cafe/translations/`: read, compiled for gettext, cut down for the browser."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

BROWSER_WORDS: dict[str, Any] = {"t": None, "n": (1, 2)}
_LITERAL = r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_CALL = re.compile(rf"(?<![\w.$])([tn])\(\s*{_LITERAL}(?:\s*,\s*{_LITERAL})?")


def read(po: Path) -> Catalog:
    """The catalogue in `po`; its language is its folder's name."""
    with po.open("rb") as file:
        return read_po(file, locale=po.parent.parent.name)


def extracted(
    folder: Path, pattern: str, method: str, words: dict[str, Any]
) -> Iterator[tuple[Path, list[Any]]]:
    """(file, what Babel found in it) for each file of `folder`; raises if a file does not parse."""
    for path in sorted(folder.rglob(pattern)):
        if path.is_file() and not path.name.startswith("."):
            found = extract_from_file(
                _OWN.get(method, method),
                path,
                words,
                comment_tags=("Translators:",),
                options=_options(method),
            )
            yield path, list(found)


def _script_calls(
    file: IO[bytes], *_words_and_tags: object, **_named: object
) -> Iterator[tuple[int, str, list[str], list[str]]]:
    """Each call of `t` and `n` with literal texts, in the form of a Babel extractor."""
    # Babel's own loses its place in templates inside templates, and with it the texts there.
    script = file.read().decode("utf-8")
    for call in _CALL.finditer(script):
        line = script.count("\n", 0, call.start()) + 1
        yield line, call[1], [ast.literal_eval(text) for text in call.groups()[1:] if text], []


_OWN: dict[str, Any] = {"javascript": _script_calls}


def _options(method: str) -> dict[str, Any]:
    # `silent=false`: a template that does not parse must not quietly lose its texts.
    return {"silent": "false", "trimmed": "true"} if method.startswith("jinja2") else {}


def is_done(message: Message) -> bool:
    """Whether `message` has all its texts, looked over by a person."""
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(texts) and not message.fuzzy


def compile_catalogue(po: Path) -> None:
    """Write the .mo beside `po` that gettext reads."""
    unfinished = po.with_suffix(f".{os.getpid()}")  # a running café never reads half of it
    with unfinished.open("wb") as file:
        write_mo(file, read(po))
    unfinished.replace(po.with_suffix(".mo"))


def browser_texts(po: Path, scripts: Path) -> dict[str, str | list[str]]:
    """What `scripts` say: {message id: text, or [one, other]}; the untranslated left out."""
    catalog = read(po)
    used = {
        _first(message)
        for _path, found in extracted(scripts, "*.js", "javascript", BROWSER_WORDS)
        for _line, message, _comments, _context in found
    }
    return {
        _first(message.id): list(text) if isinstance(text, (tuple, list)) else str(text)
        for message in catalog
        for text in [message.string]
        if message.id and _first(message.id) in used and is_done(message)
    }


def _first(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]
