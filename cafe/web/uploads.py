"""Files that are sent: straight to the data folder's disk, and others are served in between."""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict

from cafe.core.files import all_jobs
from cafe.core.i18n import _
from cafe.errors import CafeError, Conflict, Invalid
from cafe.jobs import queue
from cafe.jobs.folder import UPLOAD
from cafe.jobs.queue import Job
from cafe.web.access import Who
from cafe.web.jobs import scope_of
from cafe.web.state import cafe

SENT = "sent"
# What the café itself needs to go on writing notes.
KEPT_FREE = 100 * 1024 * 1024


class Named(ImmutableMultiDict[str, Any]):
    """What the fields of a form hold, by their names: a part that has none is no field of ours."""

    def __init__(self, fields: Any = None) -> None:
        """Of pairs, as a form is read, or of anything else that such a thing is made of."""
        if isinstance(fields, list):
            fields = [(name, value) for name, value in fields if name is not None]
        super().__init__(fields)


class Upload(Request):
    """A request whose files lie where they can be taken over without being copied."""

    parameter_storage_class = Named

    def __init__(self, environ: dict[str, Any], *args: Any, **more: Any) -> None:
        """As any request; a form with files is read calmly."""
        if environ.get("CONTENT_TYPE", "").startswith("multipart/") and "wsgi.input" in environ:
            environ["wsgi.input"] = _Calm(environ["wsgi.input"])
        super().__init__(environ, *args, **more)

    def _get_file_stream(
        self, total_content_length: int | None, *_about: Any, **_more: Any
    ) -> IO[bytes]:
        """A file in the data folder, gone when it is closed. Raises OSError before it is full."""
        folder = all_jobs(cafe().settings.data_dir)
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < (total_content_length or 0) + KEPT_FREE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return tempfile.NamedTemporaryFile(dir=folder, prefix=UPLOAD)


class _Calm:
    """What is sent, piece by piece; between two of them whoever waits for the process is served."""

    def __init__(self, stream: Any) -> None:
        """Read from `stream`."""
        self._stream = stream

    def read(self, *size: int) -> bytes:
        """The next piece."""
        time.sleep(0)
        piece: bytes = self._stream.read(*size)
        return piece

    def __getattr__(self, name: str) -> Any:
        """Anything else is the stream's."""
        return getattr(self._stream, name)


def set_up(app: Flask) -> None:
    """Let `app` take files so."""
    app.request_class = Upload


def begin_with(who: Who, id: str, field: str, *words: str, after: Sequence[str] = ()) -> None:
    """Begin the person's job `id`: the command `words`, the file sent in `field`, and `after`.

    The file is moved, never copied or read. A press that comes twice begins one job. Raises Invalid
    without a file, and what `queue.begin` raises, with nothing left behind.
    """
    if queue.begun(cafe().settings, scope_of(who), queue.check_id(id)):
        return
    with kept_sent(who, id, field) as (folder, name):
        command = (*words, str(folder / SENT), *after)
        job = Job(scope_of(who), command, name=name, who=who.label)
        queue.begin(cafe().settings, id, job)


@contextmanager
def kept_sent(who: Who, id: str, field: str) -> Iterator[tuple[Path, str]]:
    """The folder of the person's job `id` with the file sent in `field` in it, and its name.

    It is gone again when what is done with it fails. Raises Invalid without a file, Conflict when
    another came under this id and its job is not begun yet.
    """
    sent = request.files.get(field)
    if sent is None or not sent.filename:
        raise Invalid(_("Choose a file first."), where=field)
    folder = queue.place_for(cafe().settings, scope_of(who), id)
    sent.stream.flush()
    try:
        os.link(str(sent.stream.name), folder / SENT)
    except FileExistsError:  # the folder is the first one's
        words = _("This file came twice at once. The first one is being read: wait a moment.")
        raise Conflict(words, where=field) from None
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    sent.close()
    try:
        yield folder, Path(sent.filename).name[:80]
    except (CafeError, OSError):
        shutil.rmtree(folder, ignore_errors=True)
        raise
