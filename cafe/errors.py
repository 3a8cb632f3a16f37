"""What can go wrong. Every route turns these into one kind of answer (web/trouble/failures.py).

The message is already in the user's language: it names the thing and the way out.
"""

import lzma
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

# What reading a broken or locked zip file raises, in whichever of four ways it is packed: there is
# no one class for it. A name may not be in the UTF-8 it says; bz2 has an OSError without a number.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    UnicodeDecodeError,
)


class CafeError(Exception):
    """An answer to bad input or bad timing, never a fault of ours."""

    status = 400
    kind = "error"
    after: int | None = None

    # What was typed and what could be sent in its place, when a character cannot be shown.
    typed: str = ""
    mended: str | None = None
    # What others did to the same thing, with both texts: cafe/README.md under Wire.
    meanwhile: Mapping[str, Any] | None = None

    def __init__(
        self,
        message: str,
        *,
        where: str | None = None,
        now: object = None,
        after: int | None = None,
        about: tuple[str, str] | None = None,
    ) -> None:
        """Say `message`; `where` is the field or path, `now` what the server holds instead.

        `after`: in how many seconds the same may be tried again (Retry-After, RFC 9110).
        `about`: what the thing is called in the changes, so that it can be told who changed it,
        and of `now` only what whoever asks may see.
        """
        super().__init__(message)
        self.message = message
        self.where = where
        self.now = now
        self.after = after or self.after
        self.about = about


class Invalid(CafeError):
    """The words or numbers sent cannot be used."""

    status = 422
    kind = "invalid"


class NotAllowed(CafeError):
    """Who asks has no right to this."""

    status = 403
    kind = "not-allowed"


class NotFound(CafeError):
    """There is no such thing, or no longer."""

    status = 404
    kind = "not-found"


class Gone(CafeError):
    """There was such a thing, and it was taken back: who asks for it does not guess."""

    status = 410
    kind = "gone"


class Conflict(CafeError):
    """It was fine when you looked, and is not now: closed, changed by another, already used."""

    status = 409
    kind = "conflict"


class TooMany(CafeError):
    """More tries than a person makes."""

    status = 429
    kind = "too-many"
    after = 60


class Paused(CafeError):
    """The organiser has paused the phones: what was typed waits there and comes later."""

    status = 503
    kind = "paused"
    after = 30


class Unavailable(CafeError):
    """What we need does not answer just now: the same may be tried again."""

    status = 503
    kind = "unavailable"
    after = 2


class Full(Unavailable):
    """There is no room to keep it."""

    status = 507
    kind = "full"
    after = 60
