"""Every text a person sees, in three languages."""

import ast
import re
from collections.abc import Sequence

import pytest
from babel.messages.catalog import Catalog, Message

from cafe.core.i18n import TRANSLATED
from cafe.setup import texts
from cafe.setup.catalogues import is_done, read
from tests.house.sources import ROOT, files, modules, short

PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%%")
Words = str | Sequence[str] | None


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return texts.template(ROOT)


def _all(words: Words) -> list[str]:
    return [words] if isinstance(words, str) else [str(word or "") for word in words or ()]


def _placeholders(words: Words) -> list[set[str]]:
    return [set(PLACEHOLDER.findall(word)) for word in _all(words)]


def _mismatch(message: Message) -> bool:
    asked, given = _placeholders(message.id), _placeholders(message.string)
    known = set().union(*asked)
    # Each form needs what its English form has; a plural's may leave the number out ("ein lapp").
    return any(
        not found <= known or needed - found - {"count"}
        for needed, found in zip(asked, given, strict=True)
    )


@pytest.mark.parametrize("language", sorted(TRANSLATED))
def test_catalogue_is_complete(language: str, wanted: Catalog) -> None:
    have = read(texts.path_of(ROOT, language))
    ids = [message.id for message in wanted if message.id]
    assert ids
    missing = [str(id) for id in ids if not (found := have.get(id)) or not is_done(found)]
    assert missing == [], f"python3 -m cafe texts, then write them in {language}"


@pytest.mark.parametrize("language", sorted(TRANSLATED))
def test_placeholders_agree(language: str) -> None:
    messages = [message for message in read(texts.path_of(ROOT, language)) if message.id]
    assert [
        str(message.id) for message in messages if is_done(message) and _mismatch(message)
    ] == []


@pytest.mark.parametrize("language", sorted(TRANSLATED))
def test_catalogue_holds_nothing_unused(language: str, wanted: Catalog) -> None:
    have = read(texts.path_of(ROOT, language))
    assert [str(message.id) for message in have if message.id and message.id not in wanted] == []


def test_python_ids_are_literal() -> None:
    found = [
        f"{short(path)}:{node.lineno}"
        for path in modules().values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "ngettext"}
        and not _literal(node.args[: 2 if node.func.id == "ngettext" else 1])
    ]
    assert found == []


def _literal(arguments: Sequence[ast.expr]) -> bool:
    return bool(arguments) and all(
        isinstance(one, ast.Constant) and isinstance(one.value, str) for one in arguments
    )


def test_what_fills_a_text_turns_nothing_around() -> None:
    """It is given to `_` or `ngettext`, which isolate it; a `%` of one's own does not."""
    found = [
        f"{short(path)}:{node.lineno}"
        for name, path in modules().items()
        if name != "cafe.core.i18n"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Mod)
        and isinstance(node.right, ast.Dict)
    ]
    assert found == []


def test_browser_ids_are_literal() -> None:
    call = re.compile(r"(?<![\w.$])[tn]\(\s*(?![\s\"'])")
    found = [
        f"{short(path)}:{text[: hit.start()].count(chr(10)) + 1}"
        for path in files("static/js/**/*.js")
        for text in [path.read_text(encoding="utf-8")]
        if re.search(r"import .*\b[tn]\b.*texts\.js", text)
        for hit in call.finditer(text)
    ]
    assert found == []
