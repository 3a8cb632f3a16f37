"""`backup` and `restore`, at the terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cafe.core.i18n import _
from cafe.errors import NotFound

if TYPE_CHECKING:
    from cafe.backup.manifest import Manifest
    from cafe.backup.restore import Restored
    from cafe.config import Settings

SAID = 20  # files that are missing, by name


def say_of_backup(command: argparse.ArgumentParser) -> None:
    """What `backup` is told."""
    command.add_argument("file", type=Path, nargs="?", help="else today's copy, in CAFE_BACKUP")
    command.add_argument("--job", type=Path, help=argparse.SUPPRESS)
    command.add_argument("--without-key", action="store_true", help="leave the secret key out")


def say_of_restore(command: argparse.ArgumentParser) -> None:
    """What `restore` is told."""
    command.add_argument("file", type=Path)
    command.add_argument(
        "--erased", type=Path, help="the list of erasures since then, or a newer backup"
    )


def run_backup(chosen: argparse.Namespace, settings: Settings) -> int:
    """Everything in one file, while the café goes on; 1 when a file that rows name is not there."""
    from cafe.backup.make import back_up
    from cafe.backup.scheduled import make_copy
    from cafe.backup.target import sqlite_path
    from cafe.core.clock import today
    from cafe.jobs.worker import as_job
    from cafe.model import Database

    ours = sqlite_path(settings.database)
    if ours is not None and not ours.exists():
        raise NotFound(_("There is no café in %(folder)s.", folder=settings.data_dir))
    with as_job(chosen.job) as progress:
        db, file = Database(settings.database, kept=False), chosen.file
        if file is None:
            file, made = make_copy(db, settings, today(), progress)
        else:
            made = back_up(db, settings, file, with_key=not chosen.without_key)
    _say("backup", file, made)
    return _missing(made)


def run_restore(chosen: argparse.Namespace, _settings: None) -> int:
    """Everything of a backup into an empty folder and database."""
    from cafe.backup.restore import restore

    done = restore(chosen.file, os.environ, erased=chosen.erased)
    _say("restored", chosen.file, done.manifest)
    for words in (*_of_since(done), *done.wrong):
        print(words, file=sys.stderr)
    return _missing(done.manifest) or bool(done.wrong)


def _of_since(done: Restored) -> list[str]:
    """What cannot be known, and what is to be done about it."""
    taken = done.manifest.taken
    words = [
        _(
            "Everybody logs in anew. Passwords, links and tokens are as they were at %(taken)s: "
            "take back once more what was taken back since.",
            taken=taken,
        )
    ]
    if not done.erased:
        words.append(
            _(
                "No list of erasures was found (%(name)s beside the backup, in the data folder, or "
                "by --erased). Whatever was erased or deleted after %(taken)s is there again.",
                name="erased.jsonl",
                taken=taken,
            )
        )
    if done.others:
        words.append(
            _("The list of erasures names another installation's, too; they were left out.")
        )
    return words


def _say(what: str, file: Path, made: Manifest) -> None:
    told = {
        what: str(file),
        "bytes": file.stat().st_size,
        "taken": made.taken,
        "rows": made.rows,
        "files": len(made.files),
        "key": "secret.key" in made.members,
    }
    print(json.dumps(told))


def _missing(made: Manifest) -> int:
    """Name what rows speak of and nobody has."""
    if not made.missing:
        return 0
    words = _(
        "All the rest is there, but these files were not in the data folder: %(names)s",
        names=", ".join(made.missing[:SAID]),
    )
    more = len(made.missing) - SAID
    print(words + (f" … (+{more})" if more > 0 else ""), file=sys.stderr)
    return 1
