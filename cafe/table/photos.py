"""Photographs of paper posters: made small two at a time, and kept whole or not at all."""

import errno
import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from PIL import Image

from cafe.core import shrink
from cafe.core.cells import form
from cafe.core.cells.form import Mark
from cafe.core.files import beginning, written
from cafe.core.i18n import _
from cafe.core.shrink import NeedsHeic
from cafe.errors import Invalid, TooMany
from cafe.setup.paths import PACKAGE

HEADER = 1 << 16  # bytes, and more than there is before a JPEG's first dot
LOOK_SECONDS = 0.02
PATIENCE_SECONDS = 60.0
AT_ONCE = 2
# A larger one is made small alone.
LARGE = 56 * shrink.MB
_places = threading.Semaphore(AT_ONCE)
_alone = threading.Lock()


class Lock(Protocol):
    """A lock or a semaphore."""

    def acquire(self, *, timeout: float) -> bool:
        """Whether it was had in time."""

    def release(self) -> None:
        """Give it back."""


Off = Callable[[Callable[[IO[bytes]], int], IO[bytes]], int]


class Kept(NamedTuple):
    """A photograph that is kept: its name in the folder, and which sheet with cells it shows."""

    file: str
    sheet: Mark | None


def keep(
    folder: Path,
    sent: IO[bytes],
    off_hub: Off = lambda work, file: work(file),
    *,
    table: str | None = "",
) -> Kept:
    """The photograph in the file `sent`, made small, in `folder`, by a new random name.

    One of a sheet with numbered cells is kept straightened, and as that alone; of several sheets
    that of `table` is, as its marks call it. None: it is no sheet, whatever it shows. The work is
    done by a process with bounds of its own, two at a time; the others wait without holding anybody
    up.
    Raises Invalid when it is no picture we read, or of a sheet with cells that cannot be made out;
    TooMany when the wait was too long, OSError when the disk is full; then nothing is left behind.
    """
    try:
        needed = off_hub(shrink.bytes_needed, sent)
    except ValueError as error:
        raise refusal(error) from error
    name = f"{secrets.token_hex(12)}.jpg"
    with written(folder / name) as path, _place(AT_ONCE if needed > LARGE else 1):
        said = _make_small(sent, path, table)
    return Kept(name, Mark(**said) if said else None)


def _make_small(sent: IO[bytes], path: Path, table: str | None) -> shrink.Said:
    sent.seek(0)
    asked = [str(path)] if table is None else [str(path), table]
    with subprocess.Popen(
        [sys.executable, "-m", "cafe.core.shrink", *asked],
        stdin=sent.fileno(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=PACKAGE.parent,
    ) as process:
        try:
            while (code := process.poll()) is None:
                time.sleep(LOOK_SECONDS)
        except BaseException:
            process.kill()
            raise
        answer = process.stdout.read() if process.stdout else b""
    if code == shrink.NOT_READ:
        raise Invalid(not_read(json.loads(answer)["why"]), where="sheet")
    if code == shrink.DISK_FULL:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if code:
        raise refusal(NeedsHeic() if code == shrink.NEEDS_HEIC else None)
    said: shrink.Said = json.loads(answer)
    return said


def height_of(file: Path) -> float:
    """How high a photograph that is kept is for each width, from its header alone; of one that is
    not there, as of a sheet that lies."""
    try:
        with Image.open(BytesIO(beginning(file, HEADER)), formats=("JPEG",)) as picture:
            return picture.height / picture.width
    except OSError:
        return form.HIGH / form.WIDE


@contextmanager
def _place(count: int) -> Iterator[None]:
    """`count` of the places where pictures are made small. Raises TooMany."""
    taken = 0
    until = time.monotonic() + PATIENCE_SECONDS
    try:
        # One after the other, so that two who want both places never wait for each other.
        with _got(_alone, until):
            while taken < count:
                _get(_places, until)
                taken += 1
        yield
    finally:
        for _place in range(taken):
            _places.release()


@contextmanager
def _got(lock: Lock, until: float) -> Iterator[None]:
    _get(lock, until)
    try:
        yield
    finally:
        lock.release()


def _get(lock: Lock, until: float) -> None:
    if not lock.acquire(timeout=max(0.0, until - time.monotonic())):
        raise TooMany(_("Many photographs are on their way. Try again in a minute."))


def refusal(why: ValueError | None = None) -> Invalid:
    """What the host is told when `smaller` said no."""
    if isinstance(why, NeedsHeic):
        return Invalid(
            _(
                "This photograph is in HEIC, which this café cannot read. Choose JPEG: on an "
                "iPhone under Settings, Camera, Formats, Most compatible. Or ask whoever runs "
                "the café to install dialogkafe[heic]."
            ),
            where="photo",
        )
    if why is not None and "too many pixels" in str(why):
        return Invalid(
            _("This picture is too large to be read here. Send it as JPEG, or a smaller one."),
            where="photo",
        )
    return Invalid(
        _("This is not a picture we can read. Send a photograph as JPEG, PNG or WebP."),
        where="photo",
    )


def not_read(why: str) -> str:
    """What the host is told of a sheet with cells that could not be read (`geometry.NotRead`)."""
    if why == "few":
        return _(
            "This is a sheet with numbered cells, but too few of its corners are seen. Photograph "
            "it again from above, with all four square marks in the picture; one may be covered."
        )
    if why == "cut":
        return _(
            "Some of the numbered cells are outside the picture. Photograph the whole sheet again."
        )
    if why == "several":
        return _("There is more than one sheet with cells here. Photograph one at a time.")
    return _(
        "The marks in the corners are not as this café prints them, so the cells cannot be found. "
        "Photograph the sheet again, flat and from above."
    )
