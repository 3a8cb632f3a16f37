"""The document on the web: the kept file itself, for whoever has its address, and what is told of
it there: which version it is, whether another one has replaced it, the files, the address.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from flask import Response, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core import files
from cafe.core.i18n import _
from cafe.errors import Gone, NotFound
from cafe.followup.beside import put_beside
from cafe.followup.queries import Answered, Came, came_of_it
from cafe.model import Version, Workshop
from cafe.people.document_links import is_over, no_more
from cafe.report.export import FILES
from cafe.report.queries_readers import is_read
from cafe.report.room import room
from cafe.report.routes.web_address import lasting_path, own_path
from cafe.report.versions.queries import (
    check_not_withdrawn,
    file_name,
    file_of,
    name_of,
    path_of,
    published_in,
    published_on,
    the_version,
)
from cafe.setup.paths import static_dir
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import base_address, joining_path, qr_svg
from cafe.web.files import download, packed
from cafe.web.pages import policy_with, speak_for_request
from cafe.web.state import cafe, reading

# Ours, the first in the file: everything typed is escaped.
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
BODY = re.compile(rb"<body[^>]*>")
OFFERED = {"docx": "Word", "pdf": "PDF"}
Older = tuple[str, date, str]


@room.get("/d/<shared>")
@allowed("document.read")
def read(who: Who) -> AnyResponse:
    """A version on the web."""
    with reading() as db:
        speak_for_request(the_workshop(db, who).language)
        version = the_version(db, who.workshop_id, who.version_id or 0)
        if is_over(version):  # what came of the remarks on it is told there
            return redirect(f"/d/{who.key}/round")
        check_not_withdrawn(version)
        came = _came(db, version)
        tongue = the_workshop(db, who).language
        above = _above(db, version, who.key, came)
        older = _older(db, version)
    contents = files.read(path_of(cafe().settings.data_dir, version, "html"))
    if contents is None:
        raise NotFound(_("The files of this version are not on this computer."))
    contents, below = _answered(contents, came, tongue, older, who.key)
    return on_the_web(contents, above, below)


def on_the_web(contents: bytes, above: str, below: str) -> AnyResponse:
    """A page as our writer made it, with what is told of it above and below."""
    style = STYLE.search(contents)
    response = Response(_with(contents, above, below), mimetype="text/html")
    if style:
        response.headers["Content-Security-Policy"] = policy_with(style[1], _sheet().encode())
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    # For everybody who has the link the same: there is nothing to give away (web/files.py).
    return packed(response).make_conditional(request)


@room.get("/d/<shared>/document.<format>")
@allowed("document.read")
def take_shared(who: Who, format: str) -> AnyResponse:
    """The same version for Word, or as a PDF."""
    if format not in OFFERED:
        formats = ", ".join(OFFERED)
        raise NotFound(_("There is no such file. Choose one of %(formats)s.", formats=formats))
    with reading() as db:
        version = the_version(db, who.workshop_id, who.version_id or 0)
        if is_over(version):
            raise Gone(no_more(version.read_until))
        name = file_name(db, version, format)
    path = file_of(cafe().settings.data_dir, version, format)
    return download(path, FILES[format], name)


def _came(db: Session, version: Version) -> Came:
    """What came of it, told beside the version that everybody finds: others say where that is."""
    came = came_of_it(db, version.workshop_id) if version.final else Came()
    return came if came.version is not None and came.version.id == version.id else Came()


def _answered(
    contents: bytes, came: Came, tongue: str, older: Sequence[Older], key: str
) -> tuple[bytes, str]:
    """The kept page with each answer beside what it is about, and what is told below it."""
    beside = {
        heading.point.sentences[-1]: [
            came.answers[one.key] for one in heading.points if one.key in came.answers
        ]
        for section in came.sections
        for heading in section.headings
        if heading.sentences
    }
    beside = {id: found for id, found in beside.items() if found}
    blocks = {id: _block(found, tongue).encode() for id, found in beside.items()}
    contents, nowhere = put_beside(contents, blocks)
    left = [*came.elsewhere.values(), *(one for id in nowhere for one in beside[id])]
    elsewhere = _block(left, tongue, elsewhere=True) if left else ""
    words = {"here": f"/d/{key}", "older": older, "elsewhere": elsewhere}
    return contents, render_template("report/shown_foot.html", **words)


def _block(answers: Sequence[Answered], tongue: str, *, elsewhere: bool = False) -> str:
    words = {"answers": answers, "tongue": tongue, "elsewhere": elsewhere}
    return render_template("followup/beside.html", **words)


def _above(db: Session, version: Version, key: str, came: Came) -> str:
    settings = cafe().settings
    newest = next(iter(published_in(db, version.workshop_id)), None) if version.final else None
    lasting = lasting_path(db, version.workshop_id) if version.final else ""
    address = base_address(settings) + (lasting or own_path(version))
    here = db.get_one(Workshop, version.workshop_id)
    there = (one for one in OFFERED if files.there(path_of(settings.data_dir, version, one)))
    return render_template(
        "report/shown.html",
        here=f"/d/{key}",
        version=version,
        asked=is_read(db, version),
        name=name_of(version),
        at=published_on(version),
        replaced=newest if newest and newest.id > version.id else None,
        by=name_of(newest) if newest else "",
        on=published_on(newest) if newest else None,
        lasting=lasting or (own_path(newest) if newest else ""),
        counts=came.counts if came.all else {},
        follows=came.version is not None and settings.sends_mail,
        joins=joining_path(here, settings) if version.final else "",
        formats={one: OFFERED[one] for one in there},
        address=address,
        qr=qr_svg(address, _("The address of this page as a QR code")),
    )


def _older(db: Session, version: Version) -> list[Older]:
    """The final versions before it: name, day, address."""
    published = published_in(db, version.workshop_id) if version.final else []
    return [
        (name_of(one), published_on(one), own_path(one))
        for one in published
        if one.id < version.id and one.nonce
    ]


@cache
def _sheet() -> str:
    """The style of what is told; like the version's own it lies in the page."""
    return (files.read(static_dir() / "css" / "parts" / "shown.css") or b"").decode()


def _with(contents: bytes, above: str, below: str) -> bytes:
    """The kept page with what is told of it: it stands in no file."""
    head = f'<meta name="robots" content="noindex"><style>{_sheet()}</style></head>'
    contents = contents.replace(b"</head>", head.encode(), 1)
    body = BODY.search(contents)
    at = body.end() if body else 0
    contents = contents[:at] + above.encode() + contents[at:]
    return contents.replace(b"</body>", below.encode() + b"</body>", 1)
