"""Commands about people and organisations: accounts, and who belongs where."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cafe.config import Settings
from cafe.core.i18n import _
from cafe.errors import Invalid

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from cafe.model import Organisation

Add = Callable[[str, Callable[[argparse.Namespace, Settings], int], str], argparse.ArgumentParser]


def add_people_commands(command: Add) -> None:
    """`user` and `organisation`."""
    user = command("user", run_user, "organisers' accounts, passwords and second steps")
    user.add_argument("do", choices=("add", "password", "no-second-step", "keeper", "list"))
    user.add_argument("--email")
    user.add_argument("--name")
    user.add_argument("--organisation", help="whose member: its id or its name")
    user.add_argument("--password-stdin", action="store_true", help="read it from standard input")
    one = command("organisation", run_organisation, "make organisations, or change one")
    one.add_argument("do", choices=("add", "list", "set"))
    one.add_argument("which", nargs="?", help="for set: its id or its name")
    one.add_argument("--name")
    one.add_argument("--file", type=Path, help="for add: names, one on each line")
    one.add_argument("--cafes", help="at most so many cafés, 0 for no limit")
    one.add_argument("--megabytes", help="at most so many MB of photographs, 0 for no limit")
    one.add_argument("--domains", help="whose e-mail addresses have their first log-in there")
    one.add_argument("--admin", metavar="EMAIL", help="this account is a member and runs it")


def run_user(chosen: argparse.Namespace, settings: Settings) -> int:
    """Make an account, give a new password, take a second step away, have somebody keep the
    installation too, or list the accounts."""
    from cafe.migrations.newest import migrated
    from cafe.people import actions, queries, setup_word
    from cafe.people.factor.actions import take_away

    db = migrated(settings)
    if chosen.do == "list":
        with db.reading() as session:
            for person in queries.everybody(session):
                print(f"{person.email}\t{person.name}")
        return 0
    email = chosen.email or input(_("E-mail") + ": ")
    if chosen.do == "no-second-step":
        with db.writing() as tx:
            take_away(tx, person_id=queries.the_person(tx, email).id)
        return 0
    if chosen.do == "keeper":
        with db.writing() as tx:
            queries.the_person(tx, email).keeper = True
        return 0
    if chosen.do == "add":
        name = chosen.name or input(_("Name") + ": ")
    else:
        with db.reading() as session:
            name = queries.the_person(session, email).name
    password_hash = actions.hash_password(_password(chosen.password_stdin), email, name)
    with db.writing() as tx:
        if chosen.do == "add":
            home = _which(tx, chosen.organisation).id if chosen.organisation else None
            actions.add_person(
                tx, email=email, name=name, password_hash=password_hash, organisation_id=home
            )
        else:
            person = queries.the_person(tx, email)
            actions.set_password(tx, person=person, password_hash=password_hash)
    setup_word.forget(settings.data_dir)
    return 0


def _password(from_stdin: bool) -> str:
    if not (from_stdin or sys.stdin.isatty()):
        raise Invalid(_("A password is asked for at a terminal. Else use --password-stdin."))
    try:
        typed = sys.stdin.readline().rstrip("\r\n") if from_stdin else getpass.getpass()
        typed.encode()  # in some languages of a terminal, halves of letters come in as they are
    except UnicodeError:
        named = {"path": _("Password"), "why": _("it is not UTF-8")}
        raise Invalid(_("%(path)s cannot be read: %(why)s.", **named)) from None
    return typed


def run_organisation(chosen: argparse.Namespace, settings: Settings) -> int:
    """Make organisations from a name or a list of names, change one, or list all.

    Each line printed begins with an organisation's id. A name that is there already is that one,
    so that a list may be given again.
    """
    from cafe.migrations.newest import migrated

    db = migrated(settings)
    if chosen.do == "list":
        with db.reading() as session:
            lines = _listed(session)
    else:
        with db.writing() as tx:
            changed = _changed(tx, chosen)
            lines = [f"{one.uid}\t{one.name}" for one in changed]
    print(*lines, sep="\n")  # when it is so: whoever reads slowly, or not at all, holds up nobody
    return 0


def _changed(tx: Session, chosen: argparse.Namespace) -> list[Organisation]:
    """Those that were made or changed."""
    if chosen.do == "set":
        one = _which(tx, chosen.which or "")
        _set(tx, one, chosen, name=chosen.name)
        return [one]
    found = [_named(tx, name) or _made(tx, name) for name in _names(chosen)]
    for one in found:
        _set(tx, one, chosen)
    return found


def _names(chosen: argparse.Namespace) -> list[str]:
    """The names that were given: each once, in their order, blank lines left out."""
    lines = [chosen.name or ""]
    if chosen.file is not None:
        try:
            lines += chosen.file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or _("it is not UTF-8")
            raise Invalid(
                _("%(path)s cannot be read: %(why)s.", path=chosen.file, why=why)
            ) from error
    names = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if not names:
        raise Invalid(_("Say what it is called: --name NAME, or --file FILE with a name a line."))
    return names


def _named(tx: Session, name: str) -> Organisation | None:
    from cafe.people.organisations.queries import every_one

    called = (one for one in every_one(tx) if one.name.casefold() == name.casefold())
    return next(called, None)


def _made(tx: Session, name: str) -> Organisation:
    from uuid import uuid4

    from cafe.people.organisations.actions import make_organisation

    return make_organisation(tx, uid=str(uuid4()), name=name)


def _which(tx: Session, which: str) -> Organisation:
    from cafe.people.organisations.queries import the_organisation

    return (which and _named(tx, which)) or the_organisation(tx, which)


def _set(
    tx: Session, one: Organisation, chosen: argparse.Namespace, name: str | None = None
) -> None:
    from cafe.people.organisations import actions
    from cafe.people.organisations.rules import MB
    from cafe.people.queries import the_person

    if name is not None:
        actions.rename_organisation(tx, organisation=one, name=name)
    if chosen.cafes is not None or chosen.megabytes is not None:
        cafes = one.most_cafes if chosen.cafes is None else chosen.cafes
        megabytes = one.most_bytes // MB if chosen.megabytes is None else chosen.megabytes
        actions.set_quota(tx, organisation=one, cafes=str(cafes), megabytes=str(megabytes))
    if chosen.domains is not None:
        actions.set_domains(tx, organisation=one, typed=chosen.domains)
    if chosen.admin is not None:
        person = the_person(tx, chosen.admin)
        actions.join(tx, person=person, organisation=one, admin=True)


def _listed(db: Session) -> list[str]:
    from cafe.people.organisations.queries import Used, every_one, used
    from cafe.people.organisations.rules import MB

    held, lines = used(db), []
    for one in every_one(db):
        has = held.get(one.id, Used(0, 0, 0))
        cafes, room = f"{has.cafes}/{one.most_cafes or '-'}", one.most_bytes // MB or "-"
        said = (one.uid, one.name, has.members, cafes, f"{has.megabytes}/{room} MB")
        lines.append("\t".join(map(str, (*said, " ".join(one.domains)))))
    return lines
