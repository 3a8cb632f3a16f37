"""Who may read a kept version: published for everybody with the address, a draft lent for a while.

And what an organiser calls it.
"""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.clock import moment, today
from cafe.core.i18n import _, long_date
from cafe.core.limits import LINE, STATEMENT
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid
from cafe.model import Version, Workshop, audited
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.people.document_links import (
    open_document_link,
    renew_document_link,
    take_version_link,
)
from cafe.people.links import renew_version_link
from cafe.report.actions.versions import named
from cafe.report.versions.queries import as_called, withdrawn_words
from cafe.report.webhooks.actions import queue

LONGEST_DAYS = 366  # that a draft is lent


@once("version")
def show_version(
    tx: Session,
    *,
    workshop: Workshop,
    version: Version,
    shown: bool,
    secret_key: str,
    by: str,
    operation: str,
) -> Version:
    """Publish a final version by its own address and the lasting one, or take it back.

    Published again it has the address it had. Raises Invalid for a draft.
    """
    _check_final(version)
    if version.shown == shown:  # pressed in two tabs: nobody is told twice
        return version
    version.shown = shown
    if shown:
        version.shown_at = moment()
        open_document_link(tx, workshop_id=workshop.id, secret_key=secret_key)
        if version.nonce is None:
            renew_version_link(tx, version=version, secret_key=secret_key)
        queue(tx, workshop, version)
    publish(tx, workshop, by=by, operation=operation)
    audited(tx, workshop.id, "shown" if shown else "hidden", by=by, about=named(version))
    return version


def _check_final(version: Version) -> None:
    if not version.final:
        raise Invalid(_("Only a final version can be shown on the web."), where="shown")
    if version.withdrawn:
        raise Invalid(withdrawn_words(), where="shown")


@once("version")
def renew_version(
    tx: Session, *, workshop: Workshop, version: Version, secret_key: str, by: str, operation: str
) -> Version:
    """New addresses for the document: the lasting one and each final version's own, for one leads
    to the other. The old ones show nothing from now on. Raises Invalid for a draft.
    """
    _check_final(version)
    here = Version.workshop_id == workshop.id, Version.final, Version.nonce.is_not(None)
    for one in tx.scalars(select(Version).where(*here)).all():
        renew_version_link(tx, version=one, secret_key=secret_key)
    renew_document_link(tx, workshop_id=workshop.id, secret_key=secret_key)
    if version.shown:  # whoever was told the old address is told the new one
        queue(tx, workshop, version)
    publish(tx, workshop, by=by, operation=operation)
    audited(tx, workshop.id, "address", by=by, about=named(version))
    return version


@once("version")
def lend_draft(
    tx: Session,
    *,
    workshop: Workshop,
    version: Version,
    until: date | None,
    secret_key: str,
    by: str,
    operation: str,
) -> Version:
    """Let whoever has its link read a draft until the end of the day `until`; None: no longer, and
    that link opens nothing again. Raises Invalid for a final version and for a day that is none.
    """
    if version.final:
        words = _("A final version is not lent as a draft: show it on the web.")
        raise Invalid(words, where="until")
    if until is not None and version.withdrawn:
        raise Invalid(withdrawn_words(), where="until")
    if until is None and version.read_until is None:
        return version
    if until is None:
        take_version_link(tx, version=version)
    else:
        _check_until(until)
        if version.nonce is None:
            renew_version_link(tx, version=version, secret_key=secret_key)
    version.read_until = until
    publish(tx, workshop, by=by, operation=operation)
    audited(tx, workshop.id, "lent" if until else "unlent", by=by, about=named(version))
    return version


def _check_until(until: date) -> None:
    first, last = today(), today() + timedelta(days=LONGEST_DAYS)
    if not first <= until <= last:
        raise Invalid(
            _(
                "Choose a day from %(first)s to %(last)s.",
                first=long_date(first),
                last=long_date(last),
            ),
            where="until",
        )


@once("version")
def call_version(
    tx: Session,
    *,
    workshop: Workshop,
    version: Version,
    name: str,
    remark: str,
    was: str,
    by: str,
    operation: str,
) -> Version:
    """Give a version a name and a remark, "" for none; `was` is what both were as they were seen.

    Raises Conflict when they are something else by now, Invalid for words that cannot be shown.
    """
    name = " ".join(clean(name, limit=LINE, name=_("The name"), empty=True).split())
    remark = remark.replace("\r\n", "\n")  # as forms send it: one letter of those there is room for
    remark = clean(remark, limit=STATEMENT, name=_("The remark"), empty=True).strip()
    if (name, remark) == (version.name, version.remark):
        return version
    if was.split() != as_called(version).split():
        words = _("Somebody has changed this meanwhile. Send it again to use yours in its place.")
        there = _("There now: %(words)s", words=as_called(version) or "–")
        raise Conflict(f"{words} {there}", where="name")
    version.name, version.remark = name, remark
    publish(tx, workshop, by=by, operation=operation)
    return version
