"""What the server does by the clock, whether anybody asks or not: an hourly round, and a quick one.

Each step is tried by itself. One that fails now (the lock held, no room, no database, one café that
nobody can read) keeps no other from its turn: what is kept until a date goes, and copies are made.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.errors import CafeError
from cafe.model import HIDDEN, Change, Database, Workshop, locked
from cafe.web.addresses import base_address

log = logging.getLogger("cafe")
QUICK_SECONDS = 2.0  # how often it is looked whether somebody elsewhere is to be told

Step = Callable[[], object]


def tidy(settings: Settings, db: Database, *, sleep: Callable[[float], object]) -> None:
    """What was made to be taken away is gone some hours later, also when nobody makes anything.

    So is what is left of cafés that were being brought in or taken away when the power went.
    """
    from cafe.jobs.folder import KEPT_SECONDS

    while True:
        for step in hourly(settings, db):
            tried(step)
        sleep(KEPT_SECONDS)


def tell_others(settings: Settings, db: Database, *, sleep: Callable[[float], object]) -> None:
    """What webhooks are to be told, and letters with a link to an account, go by a job as soon as
    they are due: so also after a restart. Screens hear of what was erased by such a job.

    Workers that look at the same time begin one job between them.
    """
    while True:
        for step in quick(settings, db):
            # Whatever is away may be back soon, and it is looked again at once.
            tried(step, quietly=(SQLAlchemyError, OSError))
        sleep(QUICK_SECONDS)


def tried(step: Step, *, quietly: tuple[type[Exception], ...] = ()) -> None:
    """Do `step`. What it raises is written down, unless it is a refusal of ours or of `quietly`."""
    known: tuple[type[Exception], ...] = (CafeError, *quietly)
    try:
        step()
    except known:
        return
    except Exception as error:
        log.error("a step of the round is left until the next", exc_info=error)


def hourly(settings: Settings, db: Database) -> Iterator[Step]:
    """The steps of the hourly round, each to be done before the next is asked for."""
    from cafe.followup.actions import let_go as let_addresses_go
    from cafe.jobs.folder import sweep
    from cafe.model.audit import bound_audit
    from cafe.people.colleagues.actions import end_account_links
    from cafe.people.sessions import sweep as end_old
    from cafe.plan.inviting.letters import let_go

    yield forget_words
    yield partial(sweep, settings.data_dir)
    yield partial(_look_up_sizes, settings, db)
    rows: list[Callable[[Session], object]] = [
        end_old,
        lambda tx: let_go(tx, datetime.now(UTC)),
        end_account_links,
        bound_audit,
        let_addresses_go,
    ]
    for work in rows:
        yield partial(_written, db, work)
    if settings.sends_mail:
        yield partial(_queue_due, db)
    yield from empty_bin(db)
    yield from keep_dates(db)
    yield partial(_erase_the_hidden, settings, db)
    yield partial(_copy, settings)


def quick(settings: Settings, db: Database) -> Iterator[Step]:
    """The steps of the quick round."""
    yield partial(_tell_screens, settings, db)
    if settings.sends_mail:
        yield partial(_send_account_letters, settings, db)
        yield partial(_send_followup_letters, settings, db)
    yield partial(_call_webhooks, settings, db)


def forget_words() -> None:
    """What was made of people's words lies in memory so that it is quick; erased words, and
    those of deleted cafés, lie there no longer than what was made of them on the disk."""
    from cafe.live import snapshot
    from cafe.report.versions import store
    from cafe.sort import offers
    from cafe.sort.ledger.alike import alike
    from cafe.suggest.stems import stem
    from cafe.suggest.vectors import runs_of

    store.forget()
    offers.forget()
    snapshot.forget()
    for remembered in (alike, runs_of, stem):
        remembered.cache_clear()


def empty_bin(db: Database) -> Iterator[Step]:
    """What has lain in the bin for a month is seen by nobody any more; then it is taken away."""
    from cafe.core.clock import now
    from cafe.plan.actions import due_in_bin, look_in_bin

    def go(tx: Session, workshop: Workshop) -> None:
        # It may have been taken back meanwhile.
        if workshop.id in due_in_bin(tx, now()):
            look_in_bin(tx, workshop=workshop, now=now())

    yield from _each(db, lambda session: due_in_bin(session, now()), go)


def keep_dates(db: Database) -> Iterator[Step]:
    """What is kept until a date is said to go, and goes (plan/retention/rules.py)."""
    from cafe.core.clock import today
    from cafe.plan.retention.actions import look
    from cafe.plan.retention.queries import in_the_window

    def go(tx: Session, workshop: Workshop) -> None:
        if workshop.stage not in HIDDEN and workshop.binned is None:
            look(tx, workshop=workshop, day=today())

    yield from _each(db, lambda session: in_the_window(session, today()), go)


def _each(
    db: Database,
    which: Callable[[Session], Sequence[str]],
    go: Callable[[Session, Workshop], object],
) -> Iterator[Step]:
    found: list[str] = []

    def look() -> None:
        with db.reading() as session:
            found.extend(which(session))

    def of_one(workshop_id: str) -> None:
        with db.writing() as tx:
            if (workshop := locked(tx, workshop_id)) is not None:
                go(tx, workshop)

    yield look
    for workshop_id in found:
        yield partial(of_one, workshop_id)


def _written(db: Database, work: Callable[[Session], object]) -> None:
    with db.writing() as tx:
        work(tx)


def _queue_due(db: Database) -> None:
    from cafe.core.clock import today
    from cafe.followup.actions import queue_due
    from cafe.followup.queries import due_for_letters

    day = today()
    with db.reading() as session:
        due = due_for_letters(session, day)
    _written(db, lambda tx: queue_due(tx, day, due))


def _look_up_sizes(settings: Settings, db: Database) -> None:
    from cafe.people.organisations.quota import look_up_sizes

    some = 1
    while some:
        with db.writing() as tx:
            some = look_up_sizes(tx, settings.data_dir)


def _erase_the_hidden(settings: Settings, db: Database) -> None:
    from cafe.archive.erase import hidden
    from cafe.erasure.job import abandoned
    from cafe.jobs.queue import Job, begin
    from cafe.model.database.clearing import is_owed

    if hidden(db) or abandoned(settings) or is_owed(settings.data_dir):
        begin(settings, str(uuid4()), Job("house", ("erase",), name="erase"))


def _copy(settings: Settings) -> None:
    from cafe.backup.scheduled import due
    from cafe.core.clock import today
    from cafe.jobs.queue import Job, begin

    if due(settings, today()):
        same = f"backup {today()}"
        begin(settings, str(uuid4()), Job("house", ("backup",), name="backup", same=same))


def _tell_screens(settings: Settings, db: Database) -> None:
    """Another process has made the changes after a revision; who listens here hears of them."""
    from cafe.erasure.files import tell, told

    for workshop_id, first in told(settings.data_dir):
        forget_words()
        try:
            _announce(db, workshop_id, first)
        except Exception:
            tell(settings.data_dir, workshop_id, first)
            raise


def _announce(db: Database, workshop_id: str, first: int) -> None:
    with db.reading() as session:
        here = Change.workshop_id == workshop_id, Change.revision > first
        changes = list(session.scalars(select(Change).where(*here).order_by(Change.revision)))
    for listen in db.listeners:
        listen(changes)


def _send_account_letters(settings: Settings, db: Database) -> None:
    from cafe.people.colleagues.letters import queued

    with db.reading() as session:
        letters = queued(session)
    if letters:
        _begin(settings, "accounts", "account-letters", str(letters[0]))


def _send_followup_letters(settings: Settings, db: Database) -> None:
    from cafe.followup.letters import queued

    with db.reading() as session:
        letters = queued(session)
    if letters:
        _begin(settings, "followup", "followup-letters", str(letters[0]))


def _call_webhooks(settings: Settings, db: Database) -> None:
    from cafe.core.clock import now
    from cafe.report.webhooks.queries import due

    with db.reading() as session:
        waiting = [(one.id, one.tries) for one in due(session, now())[:1]]
    for id, tries in waiting:
        _begin(settings, "webhooks", "webhooks", f"{id} {tries}")


def _begin(settings: Settings, scope: str, command: str, same: str) -> None:
    from cafe.jobs.queue import Job, begin

    words = (command, "--base", base_address(settings))
    begin(settings, str(uuid4()), Job(scope, words, command, same=same))
