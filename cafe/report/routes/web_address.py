"""Where kept versions are found on the web, for the pages that say so."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from cafe.core.clock import today
from cafe.core.i18n import _
from cafe.model import Version, Workshop
from cafe.people.document_links import document_token, shown_link
from cafe.people.links import version_token
from cafe.report.actions.publishing import LONGEST_DAYS
from cafe.report.versions.queries import name_of, published_in, published_on
from cafe.web.addresses import base_address, qr_svg
from cafe.web.state import cafe

USUAL_DAYS = 14  # that a draft is lent, as long as nobody chooses


@dataclass(frozen=True)
class Web:
    """The document on the web: its lasting address, and which version is found there now."""

    address: str
    version_id: int
    name: str
    on: date

    @property
    def qr(self) -> str:
        """The address as inline SVG."""
        return qr_svg(self.address, _("The address of the document as a QR code"))


def web_of(db: Session, workshop: Workshop) -> Web | None:
    """What everybody finds; None while nothing is published."""
    newest = next(iter(published_in(db, workshop.id)), None)
    if newest is None:
        return None
    path = lasting_path(db, workshop.id) or own_path(newest)
    address = base_address(cafe().settings) + path
    return Web(address, newest.id, name_of(newest), published_on(newest))


def lasting_path(db: Session, workshop_id: str) -> str:
    """Where the version that was published last is found, "" when none has been."""
    link = shown_link(db, workshop_id)
    return f"/d/{document_token(cafe().settings.secret_key, link.nonce)}" if link else ""


def own_path(version: Version) -> str:
    """Where a version itself is found, "" when it has never been shown to anybody."""
    if version.nonce is None:
        return ""
    return f"/d/{version_token(cafe().settings.secret_key, version.nonce)}"


def own_address(version: Version) -> str:
    """The same as a whole address."""
    path = own_path(version)
    return path and base_address(cafe().settings) + path


def lending_days() -> dict[str, str]:
    """The first and the last day to which a draft may be lent, and the usual one, as fields say."""
    days = {"first": 0, "usual": USUAL_DAYS, "last": LONGEST_DAYS}
    return {name: (today() + timedelta(days=count)).isoformat() for name, count in days.items()}
