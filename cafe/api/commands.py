"""`remote`: another installation's cafés by its HTTP interface, with a token.

The token is read from a file or from the environment, never from the command line: that is seen by
everybody on the machine, and kept in the shell's history.
"""

from __future__ import annotations

import argparse
import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cafe.core.i18n import _
from cafe.core.lines import on_terminal
from cafe.errors import Invalid, NotFound

if TYPE_CHECKING:
    from cafe.api.client import Client
    from cafe.config import Settings
    from cafe.intake.facts import CafeFacts, Coming, Place, Placing

TOKEN = "CAFE_REMOTE_TOKEN"  # noqa: S105 - where it stands
ROWS, LETTERS = 100, 90_000  # at a time: cafe/api/routes/bodies.py


def add_remote(remote: argparse.ArgumentParser) -> None:
    """Give the command `remote` its words."""
    remote.add_argument("--at", required=True, help="https://… of the other installation")
    remote.add_argument("--token-file", type=Path, help=f"holds the token; else {TOKEN} does")
    does = remote.add_subparsers(dest="do", required=True, metavar="what")
    does.add_parser("list", help="your cafés: id, date, stage, role, title").set_defaults(do=listed)
    archive = does.add_parser("archive", help="a café as one file")
    archive.add_argument("--format", default="json", choices=("json", "zip"))
    archive.set_defaults(do=archived)
    add = does.add_parser(
        "add", help="a table of notes, each row to its table, or all to one source"
    )
    back = does.add_parser("undo", help="take out again what one `add` brought in")
    document = does.add_parser("document", help="a kept document, the newest final one")
    document.add_argument("--format", default="pdf")
    document.add_argument("--draft", action="store_true", help="the newest, also a draft")
    document.set_defaults(do=kept)
    for one in (archive, add, back, document):
        one.add_argument("id", help="the café's short id")
    for one in (archive, document):
        one.add_argument("--output", type=Path, help="where to write it")
    add.add_argument("file", type=Path, help="a table of notes: CSV, XLSX, ODS")
    add.add_argument("--origin", help="the name of the source; made when it is not there")
    add.add_argument("--question", type=int, help="the number of the source's question")
    add.add_argument("--table", type=int, help="all of them to this table")
    add.set_defaults(do=added)
    back.add_argument("operation", help="as `add` printed it")
    back.set_defaults(do=undone)


def run_remote(chosen: argparse.Namespace, _settings: Settings | None) -> int:
    """Do what was chosen at the other installation."""
    from cafe.api.client import Client

    return int(chosen.do(Client(chosen.at, _token(chosen.token_file)), chosen))


def _token(file: Path | None) -> str:
    try:
        word = file.read_text().strip() if file else os.environ.get(TOKEN, "").strip()
    except (OSError, UnicodeDecodeError):
        raise Invalid(_("%(path)s cannot be read.", path=file)) from None
    if not word:
        raise Invalid(_("Say where the token is: --token-file FILE."))
    return word


def listed(client: Client, _chosen: argparse.Namespace) -> int:
    """Every café, the soonest last, in columns that a script can part by tabs."""
    found = _all(client, "list_cafes", "cafes")
    for one in sorted(found, key=lambda cafe: (cafe["date"], cafe["id"])):
        title = on_terminal(" ".join(one["title"].split()))
        print(one["id"], one["date"], one["stage"], one["role"], title, sep="\t")
    return 0


def _all(client: Client, operation: str, what: str, **values: object) -> list[dict[str, Any]]:
    answer = client.call(operation, limit=100, **values).json
    found = list(answer[what])
    while answer["next"]:
        answer = client.follow(answer["next"]).json
        found += answer[what]
    return found


def archived(client: Client, chosen: argparse.Namespace) -> int:
    """A café as one file; one that takes long is waited for."""
    import time

    answer = client.call("get_archive", cafe=chosen.id, format=chosen.format)
    while answer.status == 202:
        time.sleep(1)
        now = client.follow(answer.json["address"])
        if now.json["state"] in ("failed", "cancelled"):
            raise Invalid(now.json["words"])
        answer = client.follow(now.json["file"]) if now.json["file"] else now
    return _write(answer.data, chosen.output or Path(f"dialogkafe-{chosen.id}.{chosen.format}"))


def kept(client: Client, chosen: argparse.Namespace) -> int:
    """The newest final document, or with --draft the newest of all."""
    found = _all(client, "list_documents", "documents", cafe=chosen.id)
    right = [one for one in found if one["final"] or chosen.draft]
    if not right:
        raise NotFound(_("This café has no such version of the document."))
    where = {"cafe": chosen.id, "document": right[0]["id"], "format": chosen.format}
    name = f"dialogkafe-{chosen.id}-{right[0]['number']}.{chosen.format}"
    return _write(client.call("get_document", **where).data, chosen.output or Path(name))


def _write(data: bytes, path: Path) -> int:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Invalid(
            _("%(path)s cannot be written: %(why)s.", path=path, why=error.strerror)
        ) from None
    print(path)
    return 0


def added(client: Client, chosen: argparse.Namespace) -> int:
    """Add what a table of notes has, each row where it belongs, in slices of one operation, whose
    id comes last; what is not taken is told.
    """
    facts = _facts(client.call("get_cafe", cafe=chosen.id).json)
    found, operation = _placing(chosen, facts), str(uuid.uuid4())
    left = [(one.row, one.why) for one in (*found.left, *found.differs)]
    first = 0
    try:
        for place in dict.fromkeys(one.place for one in found.coming):
            rows = [one for one in found.coming if one.place == place]
            for some in _slices(rows):
                where = _target(place, chosen.table)
                body = {"target": where, "operation": operation, "first": first}
                told = client.call(
                    "add_notes", {**body, "rows": [*map(_row, some)]}, cafe=chosen.id
                ).json["rows"]
                refused = [one for one in told if one["state"] == "refused"]
                left += [(some[one["row"] - first].row, one["why"]) for one in refused]
                first += len(some)
    finally:  # also when the rest was refused: what is in can be taken out again
        for row, why in sorted(left):
            print(on_terminal(f"{row}: {why}"), file=sys.stderr)
        lost = len(left) - len(found.left) - len(found.differs)
        of = len(found.coming) + len(found.left)
        print(_("%(done)s of %(of)s notes are in", done=first - lost, of=of))
        print(operation)
    return 3 if left else 0


def _slices(rows: list[Coming]) -> Iterator[list[Coming]]:
    """The rows in their order, as many at a time as one request takes."""
    some: list[Coming] = []
    left = LETTERS
    for row in rows:
        size = sum(map(len, (row.text, row.heading, row.reason, *row.elaborations)))
        if some and (len(some) == ROWS or size > left):
            yield some
            some, left = [], LETTERS
        some.append(row)
        left -= size
    if some:
        yield some


def _facts(cafe: dict[str, Any]) -> CafeFacts:
    """What must be known of the café to place the rows; a table is known by its number."""
    from cafe.intake.facts import CafeFacts, QuestionFacts, TableFacts

    asked = cafe["questions"]
    letters = {one["number"]: [part["letter"] for part in one["parts"]] for one in asked}
    questions = {
        n: QuestionFacts(n, one["text"], letters[n]) for one in asked if (n := one["number"])
    }
    tables = {
        n: TableFacts(
            n, n, one["number"], one["form"], table["name"] or "", table["main_statement"] or ""
        )
        for one in asked
        for table in one["tables"]
        if (n := table["number"])
    }
    return CafeFacts(questions, tables, stage=cafe["stage"], id=cafe["id"])


def _placing(chosen: argparse.Namespace, facts: CafeFacts) -> Placing:
    """Where each row belongs, as the page for it would propose. Raises Invalid."""
    from cafe.intake.chosen import Chosen, understood
    from cafe.intake.placing import placing_of
    from cafe.intake.reading import read
    from cafe.intake.recognising.headers import known_in

    if chosen.question and chosen.question not in facts.questions:
        raise Invalid(_("There is no question “%(words)s”.", words=chosen.question))
    if chosen.origin and chosen.question is None and len(facts.questions) > 1:
        raise Invalid(_("Say which question the source belongs to: --question N."))
    try:
        book = read(chosen.file.read_bytes(), known_in)
    except OSError as error:
        why = _("%(path)s cannot be read: %(why)s.", path=chosen.file, why=error.strerror)
        raise Invalid(why) from None
    to = "" if chosen.origin is None and chosen.table is None else "origin"
    wish = Chosen(to=to, origin=chosen.origin, question=chosen.question or 0)
    view = understood(book, wish, facts, chosen.file.stem)
    return placing_of(view.sheet, view.layout, facts, view.wish, view.book.stamp)


def _target(place: Place, table: int | None) -> dict[str, Any]:
    kind, number, name = place
    if table is not None or kind == "table":
        return {"table": number if table is None else table}
    return {"question": number, "origin": name}


def _row(one: Coming) -> dict[str, Any]:
    said = {
        "text": one.text,
        "kind": "" if one.main else one.kind,
        "part": one.part,
        "elaborations": list(one.elaborations),
        "main": one.main,
        "heading": one.heading,
        "set_aside_reason": one.reason,
        "id": one.uid,
    }
    return {name: value for name, value in said.items() if value}


def undone(client: Client, chosen: argparse.Namespace) -> int:
    """Take out again what one operation brought in."""
    where = {"cafe": chosen.id, "id": chosen.operation}
    print(client.call("undo_notes", **where).json["operation"])
    return 0
