"""The project's own files, and what each Python module imports."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Import(NamedTuple):
    """`module` (full dotted name, the imported thing included) is imported by `by` at `line`."""

    by: str
    line: int
    module: str


def files(*patterns: str) -> list[Path]:
    """Our files that fit one of `patterns` (below the project's root), none that is built."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if "/static/dist/" not in path.as_posix())


def short(path: Path) -> str:
    """`path` as a person would name it."""
    return path.relative_to(ROOT).as_posix()


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    named = {}
    for path in files("cafe/**/*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        named[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return named


@cache
def imports() -> list[Import]:
    """Every import of every module, also those inside functions."""
    return [found for name, path in modules().items() for found in _imports_of(name, path)]


def _imports_of(name: str, path: Path) -> Iterator[Import]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (Import(name, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{short(path)}:{node.lineno}: write the whole name"
            for alias in node.names:
                yield Import(name, node.lineno, f"{node.module}.{alias.name}")


def within(name: str, *places: str) -> bool:
    """Whether the dotted `name` is one of `places` or lies in one."""
    return any(name == place or name.startswith(place + ".") for place in places)


@cache
def runs(name: str) -> frozenset[str]:
    """Our modules that run before the module `name` can be had: what it imports, and the packages
    which that lies in. What is imported inside a function or for types alone is not among them."""
    found = set()
    for node in ast.parse(modules()[name].read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {_module_of(f"{node.module}.{alias.name}") for alias in node.names}
    ours = {part for one in found if one in modules() for part in _with_packages(one)}
    return frozenset(part for part in ours if not within(name, part))


def _module_of(name: str) -> str:
    return name if name in modules() else name.rpartition(".")[0]


def _with_packages(name: str) -> Iterator[str]:
    while name:
        if name in modules():
            yield name
        name = name.rpartition(".")[0]
