"""Time and memory of every export, demo café and long document: python -m tests.bench.document.

Each file is made as the page makes it: by `export` in a process of its own.
"""

import os
import sys
import tempfile
import time
import uuid
from pathlib import Path
from random import Random
from typing import Any

from cafe.archive.export import FORMATS
from cafe.config import Settings, load_settings
from cafe.demo.build import build_demo
from cafe.demo.cafe import QUESTIONS as THEMES
from cafe.migrations import upgrade
from cafe.model import Database
from tests.bench.parts.figures import machine, show
from tests.report.samples import brought_in

HEAD = ("format", "wall s", "CPU s", "memory MB", "file MB")
QUESTIONS, TABLES, NOTES, BEHIND, HEADINGS = 60, 200, 10_000, 2, 5


def main() -> None:
    """Measure all formats, or those named."""
    formats = sys.argv[1:] or FORMATS
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings({"CAFE_DATA_DIR": folder})
        db = Database(settings.database)
        upgrade(db.engine)
        cafes = {
            "demo café": build_demo(db, settings=settings, stage="finished"),
            f"{QUESTIONS} questions, {NOTES} notes, {TABLES} posters": brought_in(db, long_cafe()),
        }
        print(machine())
        for name, workshop in cafes.items():
            show(name, [HEAD])
            for format in formats:
                cells = measured(settings, workshop, format)
                print("", *(cell.ljust(9) for cell in cells), flush=True)
        db.engine.dispose()


def measured(settings: Settings, workshop: str, format: str) -> tuple[str, ...]:
    """One export: seconds, seconds of CPU, the most memory, the size of the file."""
    out = Path(settings.data_dir) / f"out.{format}"
    command = [sys.executable, "-m", "cafe.cli", "export", workshop]
    environment = {**os.environ, "CAFE_DATA_DIR": str(settings.data_dir)}
    start = time.monotonic()
    pid = os.spawnve(
        os.P_NOWAIT,
        sys.executable,
        [*command, "--format", format, "--output", str(out)],
        environment,
    )
    _pid, status, used = os.wait4(pid, 0)
    seconds = time.monotonic() - start
    if status:
        return (format, "failed", "", "", "")
    cpu = used.ru_utime + used.ru_stime
    figures = (seconds, cpu, used.ru_maxrss / 1024, out.stat().st_size / 1e6)
    return (format, *(f"{figure:.1f}" for figure in figures))


def long_cafe() -> dict[str, Any]:
    """An archive of the size above, in the demo's own words, every note in its place."""
    random = Random(1)
    words = [slip.text for theme in THEMES for table in theme.tables for slip in table.slips]
    number, questions = 0, []
    for at in range(QUESTIONS):
        tables = []
        for _table in range(at, TABLES, QUESTIONS):
            number += 1
            tables.append(_a_table(number, [random.choice(words) for _n in range(NOTES // TABLES)]))
        questions.append(_a_question(at + 1, tables))
    about: dict[str, Any] = {
        "title": "A LONG GATHERING",
        "document_title": "DIALOGKAFÉ – OPPSUMMERING",
    }
    about |= {"language": "nb", "date": "2026-05-17", "intro": None, "signature": None}
    archive: dict[str, Any] = {"format": "dialogkafe-archive", "version": 1}
    return archive | {"workshop": about, "questions": questions}


def _a_table(number: int, texts: list[str]) -> dict[str, Any]:
    blank: dict[str, Any] = {"kind": "keyword", "part": None}
    notes = [blank | {"id": str(uuid.uuid4()), "text": text} for text in texts]
    table: dict[str, Any] = {
        "number": number,
        "cafe_name": f"KAFÉ {number}",
        "split": False,
        "hosts": [],
    }
    return table | {"main_statement": "Vi gjør det sammen.", "notes": notes, "posters": []}


def _a_question(number: int, tables: list[dict[str, Any]]) -> dict[str, Any]:
    notes = [note for table in tables for note in table["notes"]]
    entries = [
        {"text": f"{notes[at]['text']}.", "notes": [note["id"] for note in notes[at : at + BEHIND]]}
        for at in range(0, len(notes), BEHIND)
    ]
    categories = [
        {"heading": f"Tema {at + 1}", "listed": True, "entries": entries[at::HEADINGS]}
        for at in range(HEADINGS)
    ]
    question: dict[str, Any] = {
        "number": number,
        "text": f"Hva gjør vi med sak {number}?",
        "form": "tables",
    }
    question |= {"parts": [], "tables": tables, "summary": None}
    return question | {"categories": categories, "set_aside": []}


if __name__ == "__main__":
    main()
