"""What an organiser does with the document as it stands: keep it, show it on the web."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict, Invalid
from cafe.model import Change, Version, Workshop, audited
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.model.sealing import ERASED
from cafe.people.links import renew_version_link
from cafe.report.queries import next_number
from cafe.report.versions.store import Kept
from cafe.report.webhooks.actions import queue


@once(None)
def keep_version(
    tx: Session,
    *,
    workshop: Workshop,
    final: bool,
    folder: str,
    kept: Kept,
    by: str,
    operation: str,
) -> Version | None:
    """A new version with its files in `folder`; None when the operation has been done before.

    Raises Conflict for a final one whose accounts do not add up, or when another was kept while
    its files were made: they say which it is.
    """
    if final:
        check_final(kept.complete)
    _check_nothing_erased(tx, workshop, kept.revision)
    number = next_number(tx, workshop.id, final=final)
    _check_named(kept, number)
    version = Version(
        workshop_id=workshop.id,
        final=final,
        number=number,
        revision=kept.revision,
        folder=folder,
        lines=[list(line) for line in kept.lines],
        by=by,
        kept_at=datetime.now(UTC),
    )
    tx.add(version)
    publish(tx, workshop, by=by, operation=operation)
    audited(tx, workshop.id, "kept", by=by, about=_named(version))
    return version


def _check_named(kept: Kept, number: int) -> None:
    edition = kept.document and kept.document.edition
    if edition and edition.number != number:
        raise Conflict(
            _(
                "Another version was kept while this one was being made. "
                "Keep the document once more."
            )
        )


def check_final(complete: bool) -> None:
    """Raise Conflict unless the accounts of what is printed add up."""
    if not complete:
        raise Conflict(
            _(
                "This cannot be the final version yet: the accounts do not add up. "
                "Keep it as a draft, or see below what is missing."
            ),
            where="final",
        )


def _check_nothing_erased(tx: Session, workshop: Workshop, revision: int) -> None:
    """Raise Conflict when words were erased after `revision`: the files hold them still."""
    erased = select(Change.revision).where(
        Change.workshop_id == workshop.id, Change.what == ERASED, Change.revision > revision
    )
    if tx.scalars(erased.limit(1)).first() is not None:
        raise Conflict(
            _(
                "Something was erased for good while this version was being made. "
                "Keep the document once more."
            )
        )


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
    """Show a final version on the web by its own link, or no longer. Raises Invalid for a draft.

    Shown again it has the address it had.
    """
    _check_final(version)
    version.shown = shown
    if version.nonce is None:
        renew_version_link(tx, version=version, secret_key=secret_key)
    if shown:
        queue(tx, workshop, version)
    publish(tx, workshop, by=by, operation=operation)
    audited(tx, workshop.id, "shown" if shown else "hidden", by=by, about=_named(version))
    return version


def _check_final(version: Version) -> None:
    if not version.final:
        raise Invalid(_("Only a final version can be shown on the web."), where="shown")


@once("version")
def renew_version(
    tx: Session, *, workshop: Workshop, version: Version, secret_key: str, by: str, operation: str
) -> Version:
    """A new address for a version that is shown; the old one shows nothing from now on.

    Raises Invalid for a draft.
    """
    _check_final(version)
    renew_version_link(tx, version=version, secret_key=secret_key)
    if version.shown:  # whoever was told the old address is told the new one
        queue(tx, workshop, version)
    publish(tx, workshop, by=by, operation=operation)
    audited(tx, workshop.id, "address", by=by, about=_named(version))
    return version


def _named(version: Version) -> str:
    """As the audit log knows it, in whatever language that is read."""
    return f"{'final' if version.final else 'draft'} {version.number}"
