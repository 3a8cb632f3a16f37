"""Each key of a sealed café's archive, changed or left out, is found; or docs say why not."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import pytest

from cafe.archive.history.check import check_history
from cafe.archive.packing.package import Brought
from cafe.archive.pieces import Piece
from cafe.archive.schema import Archive, as_json, read
from cafe.core.i18n import speaking
from cafe.errors import Invalid
from cafe.nouns import NOTE
from cafe.verify.anew import Made, brought_in
from cafe.verify.kept import Said, told_otherwise
from tests.archive.archives import Item
from tests.sealed.beside import a_sealed_cafe, archive_in

# What a file alone cannot show, by its path, with all that is inside: docs/verify.md says why.
UNTOLD = {
    "workshop.raw_until",
    "workshop.final_until",
    "workshop.case_number",
    "workshop.codes",
    "workshop.letter",
    "workshop.seating",
    "workshop.checklist",
    "questions.#.origin",
    "questions.#.tables.#.posters.#.file",
    *(f"questions.#.tables.#.posters.#.{name}" for name in ("id", "sheet", "parts")),
    "questions.#.categories.#.entries.#.words",  # of what nobody wrote since: see below
}
# What is found of these, and not of a form that asked nobody, of whom a round asked for a word, or
# of answers that wait where no document prints them.
PARTLY = {"evaluation", "evaluation.#.questions.#.held", "readings.#.cards"}
# Keys on which the café says nothing, and what is put there.
ADDED: dict[str, Any] = {
    "workshop.raw_until": "2090-01-02",
    "workshop.final_until": "2090-01-02",
    "workshop.series": {"uid": "5f0c8f5e-0000-4000-8000-00000000000a", "name": "Rekke"},
    "workshop.stage": "finished",
    "workshop.report_options.evaluation": True,
    "workshop.report_options.opposed": True,
    "workshop.report_options.tagged": True,
    "readings": [{"id": "5f0c8f5e-0000-4000-8000-00000000000c", "draft": 1}],
    "questions.#.tables.#.notes.#.spot": "1/8",
    "questions.#.tables.#.cells": [{"cell": "1/3", "said": "illegible"}],
    "questions.#.remarks": [
        {
            "id": "5f0c8f5e-0000-4000-8000-00000000000d",
            "reading": "5f0c8f5e-0000-4000-8000-00000000000c",
            "about": "question",
            "words": "Light?",
            "kind": "said",
            "text": "Yes.",
        }
    ],
    "questions.#.tables.#.late.#.tray": True,
    "questions.#.hints": ["Take your time"],
    "questions.#.origin": "5f0c8f5e-0000-4000-8000-00000000000b",
    "questions.#.summary_words": [[0, 1, "organiser"]],
    **{
        f"workshop.report_options.{name}": True
        for name in ("abbreviations", "accounts", "breaks", "contents", "lists", "marks")
    },
    **{
        f"workshop.report_options.{name}": True for name in ("minutes", "notes", "struck", "tables")
    },
    # A note's marks.
    **{f"questions.#.tables.#.notes.#.{one.key}": True for one in NOTE.kept if one.absent is False},
}
OTHER: dict[str, Any] = {"language": "nn", "form": "pairs", "role": "other", "kind": "statement"}
Path_ = tuple[str | int, ...]


def walked(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The way to each key, however deep."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        if isinstance(key, str):
            yield (*path, key)
        if isinstance(inner, dict | list) and "item" not in path:
            yield from walked(inner, (*path, key))


def named(path: Path_) -> str:
    return ".".join("#" if isinstance(one, int) else one for one in path)


def put(archive: Item, path: Path_, value: Any) -> Item:
    """The archive with another value there; None: without the key."""
    new: Any = json.loads(json.dumps(archive))  # a third of what deepcopy takes
    holder = new
    for key in path[:-1]:
        holder = holder.setdefault(key, {}) if isinstance(holder, dict) else holder[key]
    if value is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return new  # type: ignore[no-any-return]


def another(key: str, value: Any) -> Any:
    """A value of the same kind that says something else."""
    if key in OTHER and value != OTHER[key]:
        return OTHER[key]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        number = re.search(r"\d(?!.*\d)", value)
        whole = re.fullmatch(r"[0-9a-f-]{32,}|[0-9:T.Z-]+|posters/.*", value)
        if whole and number:
            digit = str((int(number[0]) + 1) % 10)
            return value[: number.start()] + digit + value[number.end() :]
        return f"{value} aldri"
    return value[:-1] if isinstance(value, list) and value else None


@pytest.fixture(scope="module")
def archive() -> Item:
    db, here = a_sealed_cafe()
    with db.reading() as session:
        found = archive_in(session, here)
    db.engine.dispose()
    return found


def cafe_of(archive: Item, folder: Path) -> Made:
    folder.mkdir()
    return brought_in(Brought(read(as_json(archive)), {}), folder)


def is_found(archive: Item, was: Made, folder: Path) -> bool:
    """By what `verify` does: the form, the history, the archive made anew, and the documents."""
    with suppress(LookupError, TypeError, ValueError):  # what has no form is told by `read`
        if check_history(archive):
            return True
    try:
        now = cafe_of(archive, folder)
    except Invalid:
        return True
    sides = [Said(one.document, one.raw, one.statuses, one.complete) for one in (was, now)]
    return (
        json.loads(as_json(now.archive)) != archive
        or bool(now.strange)
        or bool(list(told_otherwise(sides[0], sides[1], "x/")))
    )


def keys_of(piece: type[Piece]) -> Iterator[str]:
    """Every key that the form of an archive has."""
    for name, field in piece.model_fields.items():
        yield f"{piece.__name__}.{name}"
        for inner in _pieces(field.annotation):
            yield from keys_of(inner)


def said_in(value: Any, piece: type[Piece]) -> Iterator[str]:
    """Those of them on which `value` says something."""
    for one in value if isinstance(value, list) else [value]:
        for name in one.keys() & piece.model_fields.keys() if isinstance(one, dict) else ():
            yield f"{piece.__name__}.{name}"
            for inner in _pieces(piece.model_fields[name].annotation):
                yield from said_in(one[name], inner)


def _pieces(kind: Any) -> Iterator[type[Piece]]:
    if isinstance(kind, type) and issubclass(kind, Piece):
        yield kind
    for one in get_args(kind):
        yield from _pieces(one)


def test_each_key_changed_or_left_out_is_found(archive: Item, tmp_path: Path) -> None:
    places: dict[str, Path_] = {}
    for path in walked(archive):
        places.setdefault(named(path), path)
    tries: list[tuple[str, Item]] = []
    for name, path in places.items():
        value: Any = archive
        for key in path:
            value = value[key]
        new = another(str(path[-1]), value)
        if new is not None and new != value:
            tries.append((name, put(archive, path, new)))
        tries.append((name, put(archive, path, None)))
    for status in ("open", "closed"):  # of the form that nobody was asked by
        tries.append(("evaluation.#.status", put(archive, ("evaluation", 1, "status"), status)))
    for name, value in ADDED.items():
        here = tuple(0 if key == "#" else key for key in name.split("."))
        tries.append((name, put(archive, here, value)))
    with speaking("en"):
        was = cafe_of(archive, tmp_path / "was")
        missed = {
            name for n, (name, new) in enumerate(tries) if not is_found(new, was, tmp_path / str(n))
        }
    assert {name for name in missed if name.startswith(("evaluation", "readings"))} <= PARTLY
    missed -= PARTLY
    told_of = {one for one in UNTOLD if any(f"{name}.".startswith(f"{one}.") for name in missed)}
    assert told_of == UNTOLD, "found by now: say so in docs/verify.md"
    untold = {
        name for name in missed if not any(f"{name}.".startswith(f"{one}.") for one in UNTOLD)
    }
    assert not untold, "found by nobody: have it found, or say why not in docs/verify.md"
    page = (Path(__file__).parents[2] / "docs" / "verify.md").read_text(encoding="utf-8")
    assert [one for one in UNTOLD | PARTLY if f"`{one.replace('.#', '')}`" not in page] == []


def test_every_key_of_the_form_is_tried(archive: Item) -> None:
    added = {name.rpartition(".")[2] for name in ADDED}
    missing = {*keys_of(Archive)} - {*said_in(archive, Archive)}
    # Of what was erased the history itself tells (tests/sealed/); a tick lies by its line's name,
    # and a series, a reading and a remark are added whole.
    # What was answered to a published document stands beside the history (docs/verify.md); of where
    # notes are from, and of photographs, more may be said than this café does.
    whole = (
        "Series.",
        "Reading.",
        "Remark.",
        "Answer",
        "Archive.followup",
        "Origin.",
        "Cell.",
        "Photo.",
    )
    left = {one for one in missing if one.partition(".")[2] not in added | {"erased"}}
    assert {one for one in left if not one.startswith(whole)} == {"Said.state"}


def test_words_of_a_sentence_that_somebody_wrote_cannot_be_left_out(
    sealed: dict[str, bytes], tmp_path: Path
) -> None:
    """Whose they are is kept at each write; so who drops it has changed the file."""
    whole = json.loads(sealed["archive.json"])
    made = cafe_of(whole, tmp_path / "was")
    assert made.strange == []
    entries = [e for q in whole["questions"] for c in q["categories"] for e in c["entries"]]
    some = [entry for entry in entries if entry.get("words")]
    assert some
    for entry in some:
        del entry["words"]
    with speaking("en"):
        assert len(cafe_of(whole, tmp_path / "now").strange) == len(some)
