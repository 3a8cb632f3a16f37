"""The document as it was kept at one moment."""

from datetime import datetime

from sqlalchemy import JSON, DateTime, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cafe.model.base import NEVER_AGAIN, Base


class Version(Base):
    """A draft or a final version: it never changes. Only whether it is `shown`, and where, may.

    Drafts and final versions are numbered apart. `folder` names its files in the data folder,
    `lines` are its texts for comparing (`document/changed.py`). `nonce` and `token_digest` are
    those of the link that shows it on the web, None until it has been shown; only a digest is kept.
    """

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("workshop_id", "final", "number"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    final: Mapped[bool]
    number: Mapped[int]
    revision: Mapped[int]
    folder: Mapped[str] = mapped_column(String(32))
    lines: Mapped[list[list[str]]] = mapped_column(JSON, deferred=True)
    by: Mapped[str] = mapped_column(String(40))
    kept_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    shown: Mapped[bool] = mapped_column(default=False)
    nonce: Mapped[str | None] = mapped_column(String(32), default=None)
    token_digest: Mapped[str | None] = mapped_column(String(64), unique=True, default=None)
