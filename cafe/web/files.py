"""Files that are sent: the static ones, packed at build time, and what core/files.py keeps."""

import gzip
import logging
import mimetypes
import re
from io import BytesIO
from pathlib import Path

from flask import Flask, Response, g, request, send_file, send_from_directory
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from cafe.errors import CafeError
from cafe.model import audited
from cafe.people.rules import CAFE_ROLES
from cafe.web.pages import A_YEAR
from cafe.web.state import writing

log = logging.getLogger("cafe")
AT_ONCE = 1024 * 1024  # bytes: what is smaller is read whole, and its file may go meanwhile
# What esbuild names by its contents: `page-3F7Q2MAX.js`, fonts too. Other fonts keep their name.
HASHED = re.compile(r"dist/(js|css|fonts)/.*-[A-Z0-9]{8}\.")


def packed(response: Response) -> Response:
    """`response` as gzip when the browser takes that: a third of a page on a hall's Wi-Fi.

    Only for a page in which nobody else can place a word: packed beside a form token, words that
    somebody may vary give the token away by the length (BREACH, CVE-2013-3587).
    """
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(gzip.compress(response.get_data(), 6))
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def photograph(folder: Path, file: str) -> AnyResponse:
    """A photograph kept in `folder`: under its random name it never changes. Raises NotFound."""
    response = send_from_directory(folder, file, mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return response


def download(path: Path, mimetype: str, name: str) -> AnyResponse:
    """The file kept at `path`, to be called `name`. Asked again, it is not sent anew."""
    return send_file(path, mimetype=mimetype, as_attachment=True, download_name=name)


def sent(path: Path, mimetype: str, name: str) -> AnyResponse:
    """What a job made, to be called `name`: only a large one is read while it is sent."""
    if path.stat().st_size > AT_ONCE:
        return download(path, mimetype, name)
    return handed(path.read_bytes(), mimetype, name)


def handed(content: bytes, mimetype: str, name: str, *, kept: bool = True) -> Response:
    """`content` under `name`: to be `kept` as a file, or looked at first."""
    return send_file(BytesIO(content), mimetype, as_attachment=kept, download_name=name)


def _is_file(path: Path) -> bool:
    """Whether it is there. No disk could hold some names that strangers ask for."""
    try:
        return path.is_file()
    except OSError:
        return False


def serve_packed(app: Flask, folder: Path) -> None:
    """Serve `folder` at /static/; hashed names for ever, gzip where the browser takes it."""

    @app.get("/static/<path:name>", endpoint="static")
    def static(name: str) -> AnyResponse:
        packed = f"{name}.gz"
        takes_it = "gzip" in request.headers.get("Accept-Encoding", "")
        if takes_it and _is_file(folder / packed):
            response = send_from_directory(folder, packed, mimetype=mimetypes.guess_type(name)[0])
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = send_from_directory(folder, name)
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = A_YEAR if HASHED.match(name) else "no-cache"
        return response


def write_down_files(app: Flask) -> None:
    """Have each file that an organiser or a program takes away written into the audit log."""
    app.after_request(_write_down)


def is_file(response: Response) -> bool:
    """Whether this is something to keep, and no page or part of one."""
    return response.headers.get("Content-Disposition", "").startswith("attachment")


def _write_down(response: Response) -> Response:
    """A full or locked database keeps nobody from getting the café's files out: then the log of
    the server says that the audit log lacks something.
    """
    who = g.get("who")
    taken = request.method == "GET" and response.status_code in (200, 206) and is_file(response)
    if taken and who is not None and who.role in CAFE_ROLES and who.workshop_id:
        name = response.headers["Content-Disposition"].rpartition(".")[2].strip('"; ')
        try:
            with writing() as tx:
                audited(tx, who.workshop_id, "downloaded", by=who.label, about=name[:8])
        except (SQLAlchemyError, CafeError):
            log.warning("that a file was taken away could not be written into the audit log")
    return response
