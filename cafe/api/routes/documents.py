"""The kept documents of a café: the list, and each file byte for byte as it was kept."""

from werkzeug.wrappers import Response as AnyResponse

from cafe.api import queries
from cafe.api.described import described
from cafe.api.room import v1
from cafe.api.routes import forms
from cafe.api.routes.answers import asked, further, tagged
from cafe.api.routes.bearer import Program, by_token
from cafe.core import files
from cafe.core.i18n import _
from cafe.model import Version, clock_time
from cafe.people.links import version_token
from cafe.report.export import FILES, KEPT
from cafe.report.versions.queries import file_name, file_of, path_of, the_version
from cafe.web.access import the_workshop
from cafe.web.addresses import base_address
from cafe.web.files import download
from cafe.web.state import cafe, reading


@v1.get("/cafes/<workshop_id>/documents")
@by_token("kept.see")
@described(
    lambda: _("The kept documents of a café, the newest first."),
    {200: forms.Documents},
    asks=forms.OldPage,
    tagged=True,
)
def list_documents(who: Program) -> AnyResponse:
    """Drafts and final versions."""
    page = asked(forms.OldPage)
    before = int(page.after) if page.after else None
    with reading() as db:
        workshop = the_workshop(db, who)
        rows = queries.versions_of(db, workshop, before=before, most=page.limit + 1)
    shown = [_of(version) for version in rows[: page.limit]]
    rest = further(shown[-1].id, page.limit) if len(rows) > page.limit else None
    return tagged(forms.Documents(documents=shown, next=rest), rest)


def _of(version: Version) -> forms.Document:
    folder = cafe().settings.data_dir
    return forms.Document(
        id=version.id,
        final=version.final,
        number=version.number,
        name=version.name,
        remark=version.remark,
        kept_at=clock_time(version.kept_at),
        formats=[format for format in KEPT if files.there(path_of(folder, version, format))],
        address=_address(version),
    )


def _address(version: Version) -> str | None:
    if not version.shown or version.nonce is None:
        return None
    settings = cafe().settings
    return f"{base_address(settings)}/d/{version_token(settings.secret_key, version.nonce)}"


@v1.get("/cafes/<workshop_id>/documents/<int:document_id>/<format>")
@by_token("kept.see")
@described(
    lambda: _("A kept document as a file."),
    {200: tuple(FILES[format] for format in KEPT)},
    choices={"format": KEPT},
)
def get_document(who: Program, document_id: int, format: str) -> AnyResponse:
    """A version's file."""
    with reading() as db:
        version = the_version(db, who.workshop_id, document_id)
        name = file_name(db, version, format)
    path = file_of(cafe().settings.data_dir, version, format)
    return download(path, FILES[format], name)
