"""A series of cafés."""

from uuid import uuid4

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cafe.model.base import NEVER_AGAIN, Base
from cafe.model.person import FIRST


class Series(Base):
    """Cafés of one network, one after the other, and of one organisation. `uid` (UUID) goes with
    each into its archive. `nonce` and `token_digest` are those of the link to its page on the web,
    None while it has none; which cafés stand there each says itself (`Workshop.listed`).
    """

    __tablename__ = "series"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid4()))
    name: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), default=FIRST)
    nonce: Mapped[str | None] = mapped_column(String(32), default=None)
    token_digest: Mapped[str | None] = mapped_column(String(64), unique=True, default=None)

    @property
    def seen(self) -> str:
        """What a page that shows it as it is now says of its address; it opens nothing."""
        return (self.token_digest or "")[:16]
