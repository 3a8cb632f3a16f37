"""What a database says when it cannot just now, as an answer for people and outboxes."""

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolEmpty

from cafe.core.i18n import _
from cafe.errors import CafeError, Full, Unavailable

# sqlite.org/rescode.html, the primary codes.
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
AWAY = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}
# PostgreSQL's states (appendix A of its manual): too many connections, cancelled by a time-out,
# the lock not had, a deadlock; no memory, read only, on its way down or up, the connection lost.
STATES_BUSY = ("53300", "57014", "55P03", "40")
STATES_AWAY = ("53200", "25006", "25P03", "57P", "08")
# What the system says of a folder that became read-only, was taken from us, or is on a bad disk.
BARRED = {errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.ESTALE}


def unavailable(error: SQLAlchemyError) -> Unavailable | None:
    """What to answer when `error` is the database's own trouble; None: it is a fault of ours."""
    if isinstance(error, PoolEmpty):
        return busy()
    if not isinstance(error, DBAPIError) or error.orig is None:
        return None
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    state = getattr(error.orig, "sqlstate", None)
    if is_locked(error) or (state and state.startswith(STATES_BUSY)):
        return busy()
    if code == sqlite3.SQLITE_FULL or state == "53100":
        return full()
    lost = error.connection_invalidated or (not state and _is_psycopg_s_own(error.orig))
    if code in AWAY or lost or (state and state.startswith(STATES_AWAY)):
        return Unavailable(
            _("The café's database does not answer just now. Try again in a moment.")
        )
    return None


def busy() -> Unavailable:
    """Somebody else has the database, and had it for as long as we wait."""
    return Unavailable(_("The café is busy just now. Nothing was changed. Try again in a moment."))


def full() -> Full:
    """There is no room on the disk."""
    return Full(
        _(
            "The café's disk is full, and nothing more can be kept. Nothing was changed. "
            "Tell who runs this café."
        )
    )


def of_system(error: OSError) -> Unavailable | None:
    """The same for what the system says: no room or no right, no more open files, no memory."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full()
    if error.errno in BARRED:
        return Unavailable(
            _(
                "The café's folder of files cannot be used just now. Nothing was changed. "
                "Tell who runs this café."
            )
        )
    return busy() if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM) else None


def in_words(error: BaseException) -> str | None:
    """What a command says of `error` at a terminal; None when it is a fault of ours.

    Where a page may only say that the database does not answer, its owner is told why.
    """
    if isinstance(error, Unavailable) and isinstance(error.__cause__, SQLAlchemyError):
        error = error.__cause__
    if isinstance(error, CafeError):
        return error.message
    if isinstance(error, SQLAlchemyError):
        known = unavailable(error)
        inner = getattr(error, "orig", None)
        if isinstance(known, Full) or inner is None or is_locked(error):
            return known.message if known else None
        error = inner
    if isinstance(error, sqlite3.Error) or _is_psycopg_s_own(error):
        why = " ".join(str(error).split())  # nobody's words: how the file or the server failed
        return _("The café's database cannot be used: %(why)s.", why=why.rstrip("."))
    if isinstance(error, OSError) and error.strerror:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return full().message
        words = {"path": error.filename, "why": error.strerror}
        named = error.filename is not None
        return _("%(path)s cannot be used: %(why)s.", **words) if named else f"{error.strerror}."
    return _("The input ended too early.") if isinstance(error, EOFError) else None


def is_locked(error: SQLAlchemyError) -> bool:
    """Whether another process holds SQLite's lock."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", 0)
    return code & 0xFF in BUSY


def _is_psycopg_s_own(error: BaseException) -> bool:
    """An OperationalError without a state: the server was never reached."""
    kind = type(error)
    return kind.__module__.startswith("psycopg") and "Operational" in str(kind.__mro__)
