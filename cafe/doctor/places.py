"""What is looked at without the database: settings, folders, room, fonts, clock, jobs, copies."""

import os
import stat
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from cafe.backup.scheduled import newest, state
from cafe.config import Settings
from cafe.core.files import all_jobs, free_for_files
from cafe.core.i18n import _
from cafe.core.private import ONLY_OWNER
from cafe.doctor.found import Found, some
from cafe.jobs.bounds import KINDS
from cafe.jobs.folder import ABOUT, READY, folders, is_alive, read_json

MB = 1024 * 1024
LEAST, LITTLE = 64 * MB, 1000 * MB
LATE = timedelta(days=2)  # a copy a day, and one night in which the machine was off
WAITED = 10  # times the time that a job may take


def settings_agree(settings: Settings) -> Iterator[Found]:
    """Settings that each are right, and do not go together."""
    what = _("Settings")
    wrong = []
    if settings.redis_url and settings.database.startswith("sqlite"):
        wrong.append(
            _("CAFE_REDIS_URL is for several workers, who need PostgreSQL: set CAFE_DATABASE_URL.")
        )
    if bool(settings.smtp_url) != bool(settings.mail_from):
        wrong.append(_("CAFE_SMTP_URL and CAFE_MAIL_FROM need each other: no letter is sent."))
    if settings.public_url.startswith("https:") and not settings.trusted_proxies:
        wrong.append(
            _(
                "CAFE_PUBLIC_URL is https, and no proxy is trusted: set CAFE_TRUSTED_PROXIES to "
                "how many stand in front, or all visitors count as one."
            )
        )
    if settings.trusted_proxies and settings.host not in ("127.0.0.1", "localhost", "::1"):
        wrong.append(
            _(
                "A proxy is trusted, and CAFE_HOST lets everybody come past it: set it to "
                "127.0.0.1 when the proxy is on this machine."
            )
        )
    if settings.oidc_issuer and not settings.public_url:
        wrong.append(_("CAFE_OIDC_ISSUER needs CAFE_PUBLIC_URL, the address people come back to."))
    for words in wrong:
        yield Found(what, "look" if "CAFE_HOST" in words else "wrong", words)
    if not wrong:
        yield Found(what)


def folder(settings: Settings) -> Found:
    """Whose the data folder is."""
    what = _("Data folder %(folder)s", folder=settings.data_dir)
    paths = [settings.data_dir, *settings.data_dir.glob("cafe.db*")]
    paths += [settings.data_dir / name for name in ("secret.key", "erased.jsonl", "posters")]
    paths = [path for path in paths if path.exists()]
    others = [str(path) for path in paths if path.stat().st_uid != os.geteuid()]
    if others:
        words = _(
            "%(names)s belongs to another account. Run this, and the café, as one.",
            names=some(others),
        )
        return Found(what, "wrong", words)
    if not os.access(settings.data_dir, os.W_OK | os.X_OK):
        return Found(
            what, "wrong", _("It cannot be written to. Give the café's account its rights.")
        )
    loose = [str(path) for path in paths if stat.S_IMODE(path.stat().st_mode) & ONLY_OWNER]
    if loose:
        words = _(
            "Others may read %(names)s. Start the café, or run chmod -R go= on it.",
            names=some(loose),
        )
        return Found(what, "wrong", words)
    return Found(what)


def room(settings: Settings) -> Found:
    """How much can still be kept."""
    free = free_for_files(settings.data_dir)
    what = _("Free space: %(free)s MB", free=free // MB)
    if free < LEAST:
        return Found(what, "wrong", _("Nothing that is typed can be kept. Make room."))
    if free < LITTLE:
        return Found(what, "look", _("It is little. Make room before the day."))
    return Found(what)


def fonts() -> Found:
    """Whether documents can be set."""
    from cafe.writers.letters.fonts import BODY, HEADS, large, small

    what = _("Fonts")
    families = {font.family for font in small().fonts()}
    if not {BODY, HEADS} <= families:
        return Found(what, "wrong", _("The product's own are not there. Set it up anew (run)."))
    if large() is None:
        return Found(what, "fine", _("Chinese, Japanese and Korean are not among them."))
    return Found(what)


def jobs(settings: Settings) -> Found:
    """What is made in the background and does not end."""
    what = _("Work in the background")
    stuck = []
    for scope in folders(all_jobs(settings.data_dir)):
        for one in folders(scope):
            kind = read_json(one / ABOUT).get("kind", "")
            if (one / READY).exists() or kind not in KINDS or not is_alive(one):
                continue
            if time.time() - (one / ABOUT).stat().st_mtime > WAITED * KINDS[kind].seconds:
                stuck.append(f"{scope.name}/{one.name} ({kind})")
    waiting = [path for path in all_jobs(settings.data_dir).glob("*.erasing") if _old(path)]
    if stuck:
        words = _(
            "%(names)s has not ended for very long. Stop its process, or start the machine anew.",
            names=some(stuck),
        )
        return Found(what, "wrong", words)
    if waiting:
        words = _(
            "An erasure was cut off, and files wait to be taken away: start the café, or run erase."
        )
        return Found(what, "wrong", words)
    return Found(what)


def _old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > 2 * 3600


def copies(settings: Settings, today: date) -> Found:
    """When the last copy was made."""
    what = _("Copies")
    known = state(settings.data_dir)
    if settings.backup is None:
        words = _("None are made by themselves: set CAFE_BACKUP to a folder, best on another disk.")
        return Found(what, "look", words)
    try:
        last = newest(settings.backup, today)
    except OSError as error:
        words = _("%(path)s cannot be used: %(why)s.", path=settings.backup, why=error.strerror)
        return Found(what, "wrong", words)
    if known.failed:
        words = _("The last try (%(at)s) failed: %(why)s", at=known.failed, why=known.why)
        return Found(what, "wrong", words)
    if last is None or today - last > LATE:
        words = _(
            "The last is of %(day)s. Run backup, and see that the café runs.", day=last or "–"
        )
        return Found(what, "wrong", words)
    return Found(_("Copies: the last is of %(day)s", day=last))
