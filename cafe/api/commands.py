"""`remote`: another installation's cafés by its HTTP interface, with a token.

The token is read from a file or from the environment, never from the command line: that is seen by
everybody on the machine, and kept in the shell's history.
"""

from __future__ import annotations

import argparse
import os
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cafe.core.i18n import _
from cafe.errors import Invalid, NotFound

if TYPE_CHECKING:
    from cafe.api.client import Client
    from cafe.config import Settings

TOKEN = "CAFE_REMOTE_TOKEN"  # noqa: S105 - where it stands
ROWS = 100  # at a time: cafe/api/routes/forms.py


def add_remote(remote: argparse.ArgumentParser) -> None:
    """Give the command `remote` its words."""
    remote.add_argument("--at", required=True, help="https://… of the other installation")
    remote.add_argument("--token-file", type=Path, help=f"holds the token; else {TOKEN} does")
    does = remote.add_subparsers(dest="do", required=True, metavar="what")
    does.add_parser("list", help="your cafés: id, date, stage, role, title").set_defaults(do=listed)
    archive = does.add_parser("archive", help="a café as one file")
    archive.add_argument("--format", default="json", choices=("json", "zip"))
    archive.set_defaults(do=archived)
    add = does.add_parser("add", help="notes to a table, or to a source of their own")
    back = does.add_parser("undo", help="take out again what one `add` brought in")
    document = does.add_parser("document", help="a kept document, the newest final one")
    document.add_argument("--format", default="pdf")
    document.add_argument("--draft", action="store_true", help="the newest, also a draft")
    document.set_defaults(do=kept)
    for one in (archive, add, back, document):
        one.add_argument("id", help="the café's short id")
    for one in (archive, document):
        one.add_argument("--output", type=Path, help="where to write it")
    add.add_argument("file", type=Path, help="a table of notes, with a header")
    add.add_argument("--origin", help="the name of the source; made when it is not there")
    add.add_argument("--question", type=int, help="the number of the source's question")
    add.add_argument("--table", type=int, help="the number of the table")
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
        title = " ".join(one["title"].split())
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
    """Add each row as a note, in slices of one operation, whose id comes last; what is not taken is
    told.
    """
    target = _target(client, chosen)
    rows, operation = _rows(chosen.file), str(uuid.uuid4())
    refused = 0
    for first in range(0, len(rows), ROWS):
        some = {"rows": rows[first : first + ROWS], "first": first}
        body = {"target": target, "operation": operation, **some}
        for row in client.call("add_notes", body, cafe=chosen.id).json["rows"]:
            if row["state"] == "refused":
                refused += 1
                print(f"{row['row'] + 1}: {row['why']}", file=sys.stderr)
    print(_("%(done)s of %(of)s notes are in", done=len(rows) - refused, of=len(rows)))
    print(operation)
    return 1 if refused else 0


def undone(client: Client, chosen: argparse.Namespace) -> int:
    """Take out again what one operation brought in."""
    where = {"cafe": chosen.id, "id": chosen.operation}
    print(client.call("undo_notes", **where).json["operation"])
    return 0


def _target(client: Client, chosen: argparse.Namespace) -> dict[str, Any]:
    """The table or source that is meant; where there is one question alone, that is its."""
    if chosen.table is not None and chosen.origin is None:
        return {"table": chosen.table}
    if chosen.origin and chosen.table is None:
        number = chosen.question
        if number is None:
            asked = client.call("get_cafe", cafe=chosen.id).json["questions"]
            number = asked[0]["number"] if len(asked) == 1 else None
        if number is not None:
            return {"origin": chosen.origin, "question": number}
    raise Invalid(_("Say where the notes belong: --table N, or --origin NAME --question N."))


def _rows(path: Path) -> list[dict[str, Any]]:
    import csv

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise Invalid(_("%(path)s cannot be read.", path=path)) from None
    if not found or "text" not in found[0]:
        raise Invalid(_("The file needs a header, and in it a column “text”."), where="file")
    known = ("text", "kind", "part", "heading", "set_aside_reason")
    return [{name: row[name] for name in known if row.get(name)} for row in found if row["text"]]
