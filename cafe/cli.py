"""The commands of `python -m cafe`. Each is a few lines over an action of its room."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cafe.api.commands import add_remote, run_remote
from cafe.backup.commands import run_backup, run_restore, say_of_backup, say_of_restore
from cafe.cli_jobs import (
    database_of,
    import_table,
    keep_seal,
    run_account_letters,
    run_doctor,
    run_due,
    run_erase,
    run_erase_words,
    run_extract,
    run_followup_letters,
    run_letterhead,
    run_letters,
    run_table,
    run_verify,
    run_webhooks,
    say_of_checking,
    say_of_tables,
    tell_of_unknown,
)
from cafe.cli_people import add_people_commands
from cafe.config import PREFIX, Settings, load_settings
from cafe.core import logs
from cafe.core.calm import collect_seldom
from cafe.core.i18n import _, speak
from cafe.core.lines import on_terminal
from cafe.core.private import ONLY_OWNER
from cafe.core.text.halves import check_whole
from cafe.errors import Invalid

# Whoever sits at the server's own terminal.
BY_TERMINAL = "terminal"
WITH_SEAL = ("md", "docx", "odt", "pdf", "html", "zip", "package")
FORMATS = ("json", *WITH_SEAL)
Command = Callable[[argparse.Namespace, Any], int]


def main(arguments: list[str]) -> int:
    """Run one command; return its exit code. What goes wrong is said in one line."""
    collect_seldom()  # what is read in now stays
    speak(os.environ.get("LANG", ""))
    chosen = parser().parse_args(arguments or ["--help"])
    os.umask(ONLY_OWNER)  # whatever is written, backups and exports too: it is people's words
    if not sys.stderr.isatty():
        logs.set_up()  # whoever keeps what is printed shall not keep people's words
    try:
        # Who asks another installation, or checks a file, needs no data folder; nor has one yet.
        needless = (run_remote, run_verify, run_restore, run_doctor, run_fonts)
        alone = chosen.run in needless
        check_whole(vars(chosen))
        code = int(chosen.run(chosen, None if alone else load_settings()))
        sys.stdout.flush()
        return code
    except ValidationError as error:
        for wrong in error.errors(include_input=False, include_url=False):
            message = wrong["msg"].removeprefix("Value error, ")
            print(f"{PREFIX}{str(wrong['loc'][0]).upper()}: {message}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130  # as a shell counts who was stopped by hand
    except BrokenPipeError:  # whoever read the lines has enough of them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141  # as a shell counts it
    except Exception as error:
        from cafe.model.database.trouble import in_words

        words = in_words(error)
        if words is None:
            raise  # a fault of ours: its place is told
        print(on_terminal(words), file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python3 -m cafe", description="Dialogkafé")
    commands = top.add_subparsers(required=True, metavar="command")

    def command(name: str, run: Command, help: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help)
        sub.set_defaults(run=run)
        return sub

    for name, run, help in (
        ("run", run_server, "start the server (sets everything up first)"),
        ("demo", run_demo, "build a demo café and start the server"),
    ):
        serving = command(name, run, help)
        serving.add_argument("--port", type=int, help="port to listen on")
        serving.add_argument("--host", help="address to listen on")
        if name == "demo":
            serving.add_argument("--stage", default="open", help="planning … finished, or after")
            serving.add_argument("--live", action="store_true", help="hosts go on typing")
            serving.add_argument("--no-run", action="store_true", help="only build it")
    imported = command("import", run_import, "make a café from an archive, or bring notes in")
    imported.add_argument("file", type=Path)
    say_of_tables(imported)
    for owned in (serving, imported):  # whose the café becomes
        owned.add_argument("--person", type=int, help=argparse.SUPPRESS)
    exported = command("export", run_export, "write a café's document or archive")
    exported.add_argument("id", help="the café's short id")
    exported.add_argument("--format", default="json", choices=(*FORMATS, "xlsx", "csv"))
    exported.add_argument("--output", type=Path)
    kept = command("keep", run_keep, "keep a café's document as a version")
    kept.add_argument("id", help="the café's short id")
    kept.add_argument("--as", dest="kind", default="draft", choices=("draft", "final"))
    kept.add_argument("--by", default=BY_TERMINAL, help=argparse.SUPPRESS)
    kept.add_argument("--act", dest="operation", default=str(uuid.uuid4()), help=argparse.SUPPRESS)
    erased = command("erase", run_erase, "take away what is left of deleted cafés")
    ours = _jobs(command)
    for slow in (serving, imported, exported, kept, erased, *ours):  # as the server's job
        slow.add_argument("--job", type=Path, help=argparse.SUPPRESS)
    add_people_commands(command)
    add_remote(command("remote", run_remote, "another installation's cafés, with a token"))
    say_of_checking(command("verify", run_verify, "check a café's zip file, or a café"))
    command("fonts", run_fonts, "fetch the letters of Chinese, Japanese and Korean (20 MB)")
    command("upgrade", run_upgrade, "bring the database to the newest shape")
    say_of_backup(command("backup", run_backup, "everything in one file, while the café goes on"))
    say_of_restore(command("restore", run_restore, "a backup into an empty folder and database"))
    due = command("due", run_due, "what is due of answers to published documents")
    due.add_argument("--within", type=int, default=0, metavar="DAYS", help="also what comes due")
    command("doctor", run_doctor, "what is wrong with this installation, in words")
    command("test", run_test, "set up and pass every check (in a checkout)")
    return top


def _jobs(command: Callable[..., argparse.ArgumentParser]) -> list[argparse.ArgumentParser]:
    """Those that the server calls for itself."""
    paper = command("letterhead", run_letterhead, "print a café's document on a Word template")
    paper.add_argument("id", help="the café's short id")
    paper.add_argument("file", type=Path)
    table = command("table", run_table, argparse.SUPPRESS)
    table.add_argument("id")
    table.add_argument("file", type=Path)
    letters = command("letters", run_letters, argparse.SUPPRESS)
    letters.add_argument("id")
    letters.add_argument("--base", required=True)
    letters.add_argument("--person", type=int)
    accounts = command("account-letters", run_account_letters, argparse.SUPPRESS)
    accounts.add_argument("--base", required=True)
    told = command("followup-letters", run_followup_letters, argparse.SUPPRESS)
    told.add_argument("--base", required=True)
    hooks = command("webhooks", run_webhooks, argparse.SUPPRESS)
    hooks.add_argument("--base", required=True)
    extract = command("extract", run_extract, argparse.SUPPRESS)
    for said in ("id", "what"):
        extract.add_argument(said)
    for said in ("--of", "--format"):
        extract.add_argument(said, required=True)
    words = command("erase-words", run_erase_words, argparse.SUPPRESS)
    words.add_argument("id")
    words.add_argument("--by", required=True)
    words.add_argument("--act", dest="operation", required=True)
    return [paper, table, letters, accounts, told, hooks, extract, words]


def run_test(_chosen: argparse.Namespace, _settings: Settings) -> int:
    """Only reached in an installed wheel, which has no tests."""
    print("The tests are in the project's checkout, not in the installed package.", file=sys.stderr)
    return 2


def run_server(chosen: argparse.Namespace, settings: Settings) -> int:
    """Migrate, say the addresses, serve until stopped."""
    from cafe.serve import serve

    return serve(_listening(chosen, settings))


def _listening(chosen: argparse.Namespace, settings: Settings) -> Settings:
    asked = {"port": chosen.port, "host": chosen.host}
    given = {key: value for key, value in asked.items() if value is not None}
    return Settings.model_validate(settings.model_dump() | given)


def run_demo(chosen: argparse.Namespace, settings: Settings) -> int:
    """Build a demo café to a stage; then serve, with hosts who go on typing when asked."""
    from cafe.demo.commands import demo, demo_job
    from cafe.migrations.newest import migrated
    from cafe.serve import serve

    if chosen.job is not None:
        db = database_of(chosen, settings)
        return demo_job(db, settings, chosen.stage, chosen.person, chosen.job)
    settings = _listening(chosen, settings)
    workshop_id = demo(migrated(settings), settings, chosen.stage, chosen.live)
    if chosen.no_run or _in_use(settings.port):
        print(workshop_id)
        return 0
    return serve(settings, demo_id=workshop_id, live=chosen.live)


def _in_use(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def run_import(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the new café's short id alone on the last line; of a table what became of its rows."""
    if chosen.into:
        return import_table(chosen, settings, BY_TERMINAL)
    from cafe.jobs.worker import as_job, end_with

    with as_job(chosen.job) as progress:
        from cafe.archive.commands import import_file

        db, owner = database_of(chosen, settings), chosen.person
        try:
            workshop_id = import_file(db, settings, chosen.file, person_id=owner, progress=progress)
        finally:
            if chosen.job is not None:  # what was sent has done its service
                chosen.file.unlink(missing_ok=True)
        end_with(chosen.job, then=f"/w/{workshop_id}")
    print(workshop_id)
    return 0


def run_export(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the café `id` as `format` to `output`."""
    from cafe.jobs.worker import as_job

    named = chosen.output is not None and chosen.output.name
    if not named and (chosen.job is None or chosen.output is not None):
        raise Invalid(_("Say where to write it: --output FILE."), where="output")
    output = chosen.output or chosen.job / f"file.{chosen.format}"
    with as_job(chosen.job) as progress:
        from cafe.archive.export import export_to

        db = database_of(chosen, settings)
        export_to(db, settings, chosen.id, chosen.format, output, progress=progress)
        if chosen.format in WITH_SEAL:
            keep_seal(db, chosen.id)
        tell_of_unknown(chosen)
        if chosen.job is None:  # who fetches what a job made is written down then
            from cafe.model import audited

            with db.writing() as tx:
                audited(tx, chosen.id, "downloaded", by=BY_TERMINAL, about=chosen.format)
    return 0


def run_keep(chosen: argparse.Namespace, settings: Settings) -> int:
    """Keep the document of the café `id` as a draft or as the final version."""
    from cafe.jobs.worker import as_job

    final = chosen.kind == "final"
    with as_job(chosen.job) as progress:
        from cafe.report.versions.keep import keep

        db = database_of(chosen, settings)
        who = {"by": chosen.by, "operation": chosen.operation}
        keep(db, settings, chosen.id, final=final, progress=progress, **who)
        keep_seal(db, chosen.id)
    return 0


def run_fonts(_chosen: argparse.Namespace, _settings: Settings) -> int:
    """Fetch what is too large for everybody."""
    from cafe.setup import fonts

    return fonts.main()


def run_upgrade(_chosen: argparse.Namespace, settings: Settings) -> int:
    """Migrate the database."""
    from cafe.migrations.newest import migrated

    migrated(settings)
    return 0


if __name__ == "__main__":  # for the running server's own helpers: nothing is set up again
    sys.exit(main(sys.argv[1:]))
