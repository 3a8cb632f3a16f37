"""Extracts of the document, of now or as it was kept: what there is, each as a page of its own, for
Word and as a PDF. An organiser takes them beside the document, others where they read it.
"""

import time
import uuid
from dataclasses import dataclass
from typing import NamedTuple

from flask import Response, render_template
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.files import photo_folder
from cafe.core.i18n import _, speaking
from cafe.core.text.characters import showable
from cafe.core.text.file_names import file_name, shortened
from cafe.document.edition import digest_of
from cafe.document.extracts.cut import Choice, count, cut
from cafe.document.options import options_of
from cafe.document.tree import Document
from cafe.errors import Gone, NotFound, Unavailable
from cafe.jobs import queue, status
from cafe.jobs.folder import readers_of
from cafe.jobs.queue import Job
from cafe.model import Version
from cafe.people.document_links import is_over, no_more
from cafe.report.export import FILES, written
from cafe.report.extracts.export import kept_pictures
from cafe.report.extracts.queries import Choices, Whole, as_it_stands, as_kept, choices_in, cut_to
from cafe.report.room import room
from cafe.report.routes.jobs import made, moment
from cafe.report.routes.page import source_of
from cafe.report.routes.shared import OFFERED, on_the_web
from cafe.report.versions import store
from cafe.report.versions.queries import NOW, the_version
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.files import sent
from cafe.web.jobs import waited
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, off_hub, reading
from cafe.writers.html import text_of
from cafe.writers.pictures import missing, present

HERE = "/w/<workshop_id>/report/extracts"
KEPT = "/w/<workshop_id>/report/versions/<int:version_id>/extracts"
SHARED = "/d/<shared>/extracts"
ANEW_SECONDS = 600  # so long what readers had made, or could not have made, is the answer


@dataclass(frozen=True)
class Place:
    """Where extracts are taken, of `which` document: `here` lists them, `back` is the document."""

    which: str
    here: str
    back: str
    shared: bool = False


class Taken(NamedTuple):
    """An extract, and of what it is one."""

    whole: Whole
    choice: Choice
    document: Document


def _now(who: Who) -> Place:
    back = f"/w/{who.workshop_id}/report"
    return Place(NOW, f"{back}/extracts", back)


def _kept(who: Who, version_id: int) -> Place:
    back = f"/w/{who.workshop_id}/report"
    here = f"{back}/versions/{version_id}/extracts"
    return Place(str(version_id), here, f"{back}#version-{version_id}")


def _shared(who: Who) -> Place:
    return Place(str(who.version_id), f"/d/{who.key}/extracts", f"/d/{who.key}", shared=True)


@room.app_template_global()
def has_extracts(version: Version | None) -> bool:
    """Whether extracts can be taken of a version: of one from before there were any they cannot."""
    if version is None or version.withdrawn:
        return False
    folder = store.folder_of(cafe().settings.data_dir, version.workshop_id, version.folder)
    return off_hub(store.has_tree, folder)


@room.get(HERE)
@allowed("report.see")
def extracts(who: Who) -> Response:
    """What extracts can be taken of the document as it stands."""
    return _list(who, _now(who))


@room.get(f"{HERE}/<mark>")
@allowed("report.see")
def extract(who: Who, mark: str) -> AnyResponse:
    """One of them."""
    return _page(who, _now(who), mark)


@room.get(f"{HERE}/<mark>/document.<format>")
@allowed("report.see")
def take_extract(who: Who, mark: str, format: str) -> AnyResponse:
    """The same for Word, or as a PDF."""
    return _file(who, _now(who), mark, format)


@room.get(KEPT)
@allowed("kept.see")
def kept_extracts(who: Who, version_id: int) -> Response:
    """What extracts can be taken of a version."""
    return _list(who, _kept(who, version_id))


@room.get(f"{KEPT}/<mark>")
@allowed("kept.see")
def kept_extract(who: Who, mark: str, version_id: int) -> AnyResponse:
    """One of them."""
    return _page(who, _kept(who, version_id), mark)


@room.get(f"{KEPT}/<mark>/document.<format>")
@allowed("kept.see")
def take_kept_extract(who: Who, mark: str, format: str, version_id: int) -> AnyResponse:
    """The same for Word, or as a PDF."""
    return _file(who, _kept(who, version_id), mark, format)


@room.get(SHARED)
@allowed("document.read")
def shared_extracts(who: Who) -> Response:
    """What extracts anybody can take of a version on the web."""
    return _list(who, _shared(who))


@room.get(f"{SHARED}/<mark>")
@allowed("document.read")
def shared_extract(who: Who, mark: str) -> AnyResponse:
    """One of them."""
    return _page(who, _shared(who), mark)


@room.get(f"{SHARED}/<mark>/document.<format>")
@allowed("document.read")
def take_shared_extract(who: Who, mark: str, format: str) -> AnyResponse:
    """The same for Word, or as a PDF."""
    return _file(who, _shared(who), mark, format)


def _whole(who: Who, place: Place) -> Whole:
    """The document. Raises NotFound, and Gone for a draft that is read no more."""
    with reading() as db:
        workshop = the_workshop(db, who)
        if place.shared:
            speak_for_request(workshop.language)
        if place.which == NOW:
            return as_it_stands(db, workshop)
        version = the_version(db, who.workshop_id, int(place.which))
    if place.shared and is_over(version):
        raise Gone(no_more(version.read_until))
    return off_hub(as_kept, cafe().settings.data_dir, version)


def _choices(who: Who, place: Place, whole: Whole) -> Choices:
    """What can be chosen; what tables' tags show only where an organiser has chosen that."""
    with reading() as db:
        workshop = the_workshop(db, who)
        options = options_of(workshop.report_options, workshop.print_elaborations)
        return choices_in(db, workshop, whole, tags=not place.shared or options.tagged)


def _taken(who: Who, place: Place, mark: str) -> Taken:
    whole = _whole(who, place)
    choices = _choices(who, place, whole)
    choice = choices.chosen(mark)
    return Taken(whole, choice, cut_to(whole, choices, choice))


def _list(who: Who, place: Place) -> Response:
    whole = _whole(who, place)
    choices = _choices(who, place, whole)
    with reading() as db:
        workshop = the_workshop(db, who)
    words = {"cafe" if place.shared else "workshop": workshop, "choices": choices}
    return page(
        "report/extracts.html",
        200,
        place=place,
        whole=whole,
        about=workshop,
        document=whole.document,
        sizes=off_hub(_sizes, whole.document, choices),
        **words,
    )


def _sizes(document: Document, choices: Choices) -> dict[str, int]:
    """How many sentences each has, by its key."""
    told = [one.choice for one in choices.tags if not one.refused]
    every = (*choices.questions, *choices.headings, *told, *choices.who)
    return {one.key: count(cut(document.sections, one)) for one in every}


def _page(who: Who, place: Place, mark: str) -> AnyResponse:
    """The extract as a page without scripts, with what is told of it above."""
    taken = _taken(who, place, mark)
    above = render_template(
        "report/extract.html", place=place, taken=taken, formats=OFFERED, mark=mark
    )
    return on_the_web(off_hub(_contents, who.workshop_id, taken), above, "")


def _contents(workshop_id: str, taken: Taken) -> bytes:
    photos = photo_folder(cafe().settings.data_dir, workshop_id)
    if taken.whole.folder is not None:
        pictures = kept_pictures(taken.whole, taken.document, photos)
        return written(taken.document, "html", pictures, None)
    document = showable(taken.document)
    lost = missing(document, photos)
    shown = present(document, {one.file for one in document.pictures} - lost)
    with speaking(shown.language):
        return text_of(
            shown, {one.file: source_of(workshop_id, one) for one in shown.pictures}
        ).encode()


def _file(who: Who, place: Place, mark: str, format: str) -> AnyResponse:
    """The file, made as a job: readers who ask for the same share one, and count apart."""
    if format not in OFFERED:
        formats = ", ".join(OFFERED)
        raise NotFound(_("There is no such file. Choose one of %(formats)s.", formats=formats))
    taken = _taken(who, place, mark)
    name = _called(who, taken, format)
    command = ("extract", who.workshop_id, mark, "--of", place.which, "--format", format)
    lies = taken.whole.folder.name if taken.whole.folder else moment(who)
    same = f"extract {format} {mark} {lies} {digest_of(taken.document)}"
    if not place.shared:
        return made(who, Job(who.workshop_id, command, name, who.label, same), format, name)
    id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{same} {int(time.time()) // ANEW_SECONDS}"))
    scope = readers_of(who.workshop_id)
    queue.begin(cafe().settings, id, Job(scope, command, name))
    if waited(scope, id).under_way:
        raise Unavailable(_("The file is being made. Try again in a minute."), after=20)
    return sent(status.result(cafe().settings, scope, id, format), FILES[format], name)


def _called(who: Who, taken: Taken, format: str) -> str:
    """What the file is called when it is taken away, in the café's language."""
    with reading() as db:
        workshop = the_workshop(db, who)
        title, id = workshop.title, workshop.id
    with speaking(taken.document.language):
        what = shortened(f"{_('Extract')} {taken.choice.name}")
    return file_name(title, id, what, format)
