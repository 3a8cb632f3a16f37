"""`python -m cafe texts`, for developers: bring the catalogues together with the sources.

Message ids are the English texts. What is new comes in empty, for a person to write; what is no
longer used goes out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from cafe.core.i18n import TRANSLATED
from cafe.setup.catalogues import BROWSER_WORDS, extracted, is_done, read
from cafe.setup.progress import say

PYTHON_WORDS: dict[str, Any] = {"_": None, "ngettext": (1, 2)}
# Dates and versions in a header make every run a change; what is left is what gettext reads.
NOISE = tuple(
    f'"{name}'
    for name in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Last-Translator",
        "Language-Team",
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
    )
)


def main(root: Path) -> int:
    """Update the catalogues and say what is left to write."""
    for language, missing in update(root).items():
        say(f"{language}: {missing} texts to write" if missing else f"{language}: complete")
    return 0


def path_of(root: Path, language: str) -> Path:
    """The catalogue of `language`."""
    return root / "cafe" / "translations" / language / "LC_MESSAGES" / "messages.po"


def template(root: Path) -> Catalog:
    """Every message id in Python, Jinja and JavaScript, with the files that use it."""
    catalog = Catalog()
    for path, found in _sources(root):
        for _line, message, comments, _context in found:
            catalog.add(
                message, locations=[(path.relative_to(root).as_posix(), 1)], auto_comments=comments
            )
    return catalog


def _sources(root: Path) -> Iterator[tuple[Path, list[Any]]]:
    yield from extracted(root / "cafe", "*.py", "python", PYTHON_WORDS)
    yield from extracted(root / "templates", "*", "jinja2.ext:babel_extract", PYTHON_WORDS)
    yield from extracted(root / "static" / "js", "*.js", "javascript", BROWSER_WORDS)


def update(root: Path) -> dict[str, int]:
    """Bring the catalogues together with the sources; return {language: texts still to write}.

    Kept: each translation whose id is still used. New ids come in empty.
    """
    wanted = template(root)
    return {language: _update(path_of(root, language), language, wanted) for language in TRANSLATED}


def _update(po: Path, language: str, wanted: Catalog) -> int:
    catalog = read(po) if po.exists() else Catalog(locale=language)
    catalog.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = f"# Dialogkafé, {language}"
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text(_as_text(catalog), encoding="utf-8")
    return sum(1 for message in catalog if message.id and not is_done(message))


def _as_text(catalog: Catalog) -> str:
    buffer = io.BytesIO()
    write_po(
        buffer, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True
    )
    lines = buffer.getvalue().decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(NOISE)) + "\n"
