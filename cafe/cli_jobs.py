"""Commands that are the server's own jobs: what people ask for on a page, done by a process.
And what is said of a table of notes (`import --into`).

A job's command reads in only what it needs, and late: what it costs to begin is waited for.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from cafe.config import Settings
from cafe.core.lines import on_terminal

if TYPE_CHECKING:
    from cafe.model import Database


def database_of(chosen: argparse.Namespace, settings: Settings) -> Database:
    """In the newest shape; a job's server has brought it there already."""
    from cafe.migrations.newest import migrated
    from cafe.model import Database
    from cafe.model.database.clearing import owing

    if chosen.job is None:
        return migrated(settings)
    return owing(Database(settings.database), settings.data_dir)


def run_erase(chosen: argparse.Namespace, settings: Settings) -> int:
    """Take away what is left of deleted cafés, of those whose import was cut off, and of words that
    were erased."""
    from cafe.jobs.worker import as_job

    with as_job(chosen.job) as progress:
        from cafe.archive.erase import erase_hidden
        from cafe.erasure.job import finish

        db = database_of(chosen, settings)
        finish(db, settings)
        erase_hidden(db, settings, progress)
    return 0


def run_erase_words(chosen: argparse.Namespace, settings: Settings) -> int:
    """Erase for good what somebody asked for: the server's job."""
    from cafe.erasure.job import Doing, erase, taken_request
    from cafe.jobs.worker import as_job, end_with

    request = taken_request(chosen.job)  # before it waits its turn: it holds the words
    with as_job(chosen.job) as progress:
        db = database_of(chosen, settings)
        erase(Doing(db, settings, chosen.id, request, chosen.by, chosen.operation), progress)
        end_with(chosen.job, then=f"/w/{chosen.id}/erase?done={chosen.operation}#done")
    return 0


def run_letters(chosen: argparse.Namespace, settings: Settings) -> int:
    """Send what is queued of a café's letters to hosts: the server's job."""
    from cafe.jobs.worker import as_job

    with as_job(chosen.job) as progress:
        from cafe.plan.inviting.letters import send_letters

        send_letters(
            database_of(chosen, settings),
            settings,
            chosen.id,
            base=chosen.base,
            person_id=chosen.person,
            progress=progress,
        )
    return 0


def run_account_letters(chosen: argparse.Namespace, settings: Settings) -> int:
    """Send the letters that carry a link to an account: the server's job."""
    from cafe.jobs.worker import as_job

    with as_job(chosen.job):
        from cafe.people.colleagues.letters import send_account_letters

        send_account_letters(database_of(chosen, settings), settings, base=chosen.base)
    return 0


def run_followup_letters(chosen: argparse.Namespace, settings: Settings) -> int:
    """Send the letters about what comes of it: the server's job."""
    from cafe.jobs.worker import as_job

    with as_job(chosen.job):
        from cafe.followup.letters import send_letters

        send_letters(database_of(chosen, settings), settings, base=chosen.base)
    return 0


def run_due(chosen: argparse.Namespace, settings: Settings) -> int:
    """What is due of answers in every café: 0 when nothing is, 3 when something is listed."""
    from cafe.followup.commands import lines_of_due
    from cafe.migrations.newest import migrated

    lines = lines_of_due(migrated(settings), chosen.within)
    print(*lines, sep="\n", end="\n" if lines else "")
    return 3 if lines else 0


def run_extract(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write an extract of a café's document: the server's job."""
    from cafe.jobs.worker import as_job

    with as_job(chosen.job) as progress:
        from cafe.core.files import put
        from cafe.report.extracts.export import Wanted, extract_as

        wanted = Wanted(chosen.id, chosen.of, chosen.what, chosen.format)
        with database_of(chosen, settings).reading() as session:
            made = extract_as(session, settings.data_dir, wanted, progress)
        put(chosen.job / f"file.{chosen.format}", made)
        tell_of_unknown(chosen)
    return 0


def run_webhooks(chosen: argparse.Namespace, settings: Settings) -> int:
    """Tell other systems what is due: the server's job."""
    from cafe.jobs.worker import as_job

    with as_job(chosen.job):
        from cafe.report.webhooks.send import send_due

        send_due(database_of(chosen, settings), settings, chosen.base)
    return 0


def run_table(chosen: argparse.Namespace, _settings: Settings) -> int:
    """Read a workbook of notes: what is in it waits in the job's folder for its preview."""
    from cafe.jobs.worker import as_job, end_with

    with as_job(chosen.job) as progress:
        from cafe.intake.kept import keep_book
        from cafe.intake.reading import read

        progress("file", 0, 0)
        keep_book(chosen.job, read(chosen.file.read_bytes()))
        end_with(chosen.job, then=f"/w/{chosen.id}/import/{chosen.job.name}")
    return 0


def run_letterhead(chosen: argparse.Namespace, settings: Settings) -> int:
    """Try a Word template; from now on the café's document is printed on it."""
    from cafe.jobs.worker import as_job

    with as_job(chosen.job):
        from cafe.people.queries import the_cafe
        from cafe.report import letterhead

        with database_of(chosen, settings).reading() as session:
            language = the_cafe(session, chosen.id).language
        template = chosen.file.read_bytes()
        page = letterhead.tried(template, language)
        letterhead.keep(settings.data_dir, chosen.id, template, page)
    return 0


def say_of_checking(verified: argparse.ArgumentParser) -> None:
    """What `verify` is told."""
    verified.add_argument("--seal", default="", help="eight words or a digest that was shown")
    verified.add_argument("which", metavar="FILE|ID", help="a zip file, or a café's short id")


def run_verify(chosen: argparse.Namespace, _settings: None) -> int:
    """Whether a café's zip file is what its archive says: 0, else 1."""
    from cafe.verify.commands import run

    return run(chosen.which, chosen.seal)


def run_doctor(_chosen: argparse.Namespace, _settings: None) -> int:
    """What is wrong with this installation: 0 when nothing is, else 1."""
    from cafe.doctor.commands import run

    return run()


def say_of_tables(imported: argparse.ArgumentParser) -> None:
    """What may be said of a table of notes that is brought in."""
    imported.add_argument("--into", metavar="ID", help="the file is a table of notes for this café")
    imported.add_argument("--origin", metavar="NAME", help="a source of their own, not the tables")
    imported.add_argument("--question", type=int, default=0, help="for rows that name none")
    imported.add_argument("--look", action="store_true", help="only say what would come of it")


def import_table(chosen: argparse.Namespace, settings: Settings, by: str) -> int:
    """Bring the notes of a table in. 0: every row is in, 3: some are listed as left."""
    from cafe.intake import commands

    asked = commands.Asked(chosen.into, chosen.origin, chosen.question, chosen.look)
    code, lines = commands.import_table(database_of(chosen, settings), chosen.file, asked, by=by)
    print(*map(on_terminal, lines), sep="\n")  # the file's words steer no terminal
    return code


def keep_seal(db: Database, id: str) -> None:
    """The words of the café's seal, which were reckoned for its document, for whoever is next."""
    from cafe.model import Workshop
    from cafe.seal.actions import keep_words
    from cafe.seal.rules import spoken

    with db.reading() as session:
        workshop = session.get(Workshop, id)
        lacking = workshop and workshop.seals and not workshop.seals[-1]["words"]
        digest = workshop.seals[-1]["digest"] if workshop and lacking else ""
    if not digest:
        return
    words = spoken(bytes.fromhex(digest))
    with db.writing() as tx:
        if workshop := tx.get(Workshop, id):
            keep_words(workshop=workshop, digest=digest, words=words)


def tell_of_unknown(chosen: argparse.Namespace) -> None:
    """What no font could draw, in what a job leaves, or to whoever sits at the terminal."""
    from cafe.jobs.worker import end_with
    from cafe.writers.letters.met import met

    end_with(chosen.job, unknown=met())
    if chosen.job is None and met():
        from cafe.writers.letters.unknown import boxes

        print(boxes(met()), file=sys.stderr)
