"""What an organiser does with the document as it stands: keep it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.clock import moment
from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import Change, Version, Workshop, audited
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.model.sealing import ERASED
from cafe.report.queries import next_number
from cafe.report.versions.store import Kept


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
    """A new version with its files in `folder`; None when the operation has been done before, or
    another one has kept the document of the same moment.

    Raises Conflict for a final one whose accounts do not add up, or when another was kept while
    its files were made: they say which it is.
    """
    if final:
        check_final(kept.complete)
    _check_nothing_erased(tx, workshop, kept.revision)
    same = (Version.workshop_id == workshop.id, Version.final.is_(final))
    twin = select(Version.id).where(*same, Version.revision == kept.revision)
    if tx.scalars(twin).first() is not None:
        return None
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
        kept_at=moment(),
    )
    tx.add(version)
    publish(tx, workshop, by=by, operation=operation)
    audited(tx, workshop.id, "kept", by=by, about=named(version))
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
        raise erased_meanwhile()


def erased_meanwhile() -> Conflict:
    """Why a version that was being made was not kept: its files held words that are no more."""
    return Conflict(
        _(
            "Something was erased for good while this version was being made. "
            "Keep the document once more."
        )
    )


def named(version: Version) -> str:
    """As the audit log knows it, in whatever language that is read."""
    return f"{'final' if version.final else 'draft'} {version.number}"
