"""Kept versions are made anew without what was erased; each stays at its address."""

import logging
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.archive.packing.whole import folder_in_zip
from cafe.core import files
from cafe.core.i18n import speaking
from cafe.core.lines import one_line
from cafe.document.changed import Line, lines_of
from cafe.document.tree import Document, Lead, Section, Sentence
from cafe.erasure.files import note
from cafe.erasure.gone import Gone, Numbered, one_erased
from cafe.erasure.kept import document_without, raw_without, statuses_without, then
from cafe.erasure.queries import answers_of
from cafe.erasure.request import Plan
from cafe.erasure.rules import cut, folded, rest_of
from cafe.jobs.worker import Progress
from cafe.model import (
    Change,
    Entry,
    Question,
    Remark,
    Version,
    VisitorQuestion,
    Workshop,
)
from cafe.report.export import in_every_format, in_every_raw, said
from cafe.report.versions import store
from cafe.report.versions.store import Kept
from cafe.writers.pictures import drawn, photographs
from cafe.writers.poster import PRINT


@dataclass(frozen=True)
class Anew:
    """A version as it was, by its id, and the folder and lines it has from now on: none, when it
    could not be made anew and is withdrawn."""

    id: int
    was: str
    folder: str
    lines: list[list[str]]


def gone_of(db: Session, workshop: Workshop, plan: Plan, photos: Mapping[str, str]) -> Gone:
    """What `plan` takes away, by the names that a version has of things."""
    here = VisitorQuestion.workshop_id == workshop.id, VisitorQuestion.uid.in_(plan.asked)
    texts = {
        folded(text)
        for one in db.scalars(select(VisitorQuestion).where(*here))
        for text in (one.text, one.answer or "")
    }
    answers = {
        (folded(question), folded(one_line(text)))
        for question, text in answers_of(db, workshop, plan.answers)
    }
    with speaking(workshop.language):
        reads = _reads(db, workshop, plan)
    return Gone(
        passages=plan.passages,
        things=plan.things,
        questions=_numbered(db, workshop, [key for what, key in plan.things if what == "question"]),
        notes=plan.notes,
        asked=frozenset(texts - {""}),
        answers=frozenset(answers),
        sentences={one.id: one.text for one in plan.sentences},
        reads=reads,
        photos=photos,
        apart=bool(plan.apart) or (plan.named and not plan.inside),
    )


def _numbered(db: Session, workshop: Workshop, keys: Collection[str]) -> dict[str, Numbered]:
    """What these questions ask, and which number each had since when, as the history tells: also
    of those that are no longer in the café."""
    told: dict[str, list[tuple[int, int]]] = defaultdict(list)
    here = Change.workshop_id == workshop.id, Change.what == "question", Change.key.in_(keys)
    changes = select(Change.key, Change.revision, Change.item).where(*here)
    for key, revision, item in db.execute(changes.order_by(Change.revision)):
        if item is not None:
            told[key].append((revision, int(item["number"])))
    asks = {}
    for one in db.scalars(select(Question).where(Question.workshop_id == workshop.id)):
        if (key := str(one.id)) in keys:
            told[key].append((workshop.revision + 1, one.number))
            asks[key] = folded(one.text)
    return {key: Numbered(asks.get(key, ""), tuple(told[key])) for key in keys if key in told}


def _reads(db: Session, workshop: Workshop, plan: Plan) -> dict[str, str]:
    """What the sentences read, now or earlier, and what stands there from now on."""
    ids = [key for what, key in plan.things if what == "entry"]
    here = Change.workshop_id == workshop.id, Change.what == "entry", Change.key.in_(ids)
    past = [
        (key, str((item or {}).get("text", "")))
        for key, item in db.execute(select(Change.key, Change.item).where(*here))
    ]
    past += [
        (id, text) for id, text in db.execute(select(Entry.id, Entry.text).where(Entry.id.in_(ids)))
    ]
    new = {one.id: one for one in plan.sentences}
    found = _remarked(db, workshop, plan)
    for id, text in past:
        if not folded(text):
            continue
        sentence = new.get(id)
        if sentence is not None and sentence.text is None:
            found[folded(text)] = one_erased()
        elif sentence is not None and text == sentence.was:
            found[folded(text)] = sentence.text or ""
        elif (left := _left(text, plan, id, joint=sentence is not None)) != text:
            found[folded(text)] = left
    return found


def _left(text: str, plan: Plan, id: str, *, joint: bool) -> str:
    if joint:
        return rest_of(text, plan.passages)
    return str(cut(text, plan.passages, whole=plan.whole(("entry", id))))


def _remarked(db: Session, workshop: Workshop, plan: Plan) -> dict[str, str]:
    """The same of readers' remarks, which are printed behind sentences that are not theirs."""
    uids = [key for what, key in plan.things if what == "remark"]
    here = select(Remark).where(Remark.workshop_id == workshop.id, Remark.uid.in_(uids))
    rows = db.scalars(here.order_by(Remark.uid))
    found = {}
    for one in rows:
        whole = plan.whole(("remark", one.uid))
        for text in filter(folded, (one.text, one.words, one.reason)):
            if (left := str(cut(text, plan.passages, whole=whole))) != text:
                found[folded(text)] = left
    return found


def made_anew(
    versions: list[Version], gone: Gone, data_dir: Path, language: str, progress: Progress
) -> Iterator[Anew]:
    """Each of the versions that held something of it, its files in a new folder.

    The row names the old one still, so that it is whole until the words are gone everywhere.
    """
    for version in versions:
        if version.withdrawn:
            continue
        try:
            anew = _anew(version, gone, data_dir, language, progress)
        except OSError:  # no room: it is tried again
            raise
        except Exception as error:
            # It may hold the words, and nobody can take them out: none of it is shown any more.
            logging.getLogger("cafe").error(
                "a kept version cannot be made anew, and is withdrawn: %s", type(error).__name__
            )
            anew = Anew(version.id, version.folder, "", [])
        if anew is not None:
            yield anew


def digests_of(versions: list[Version], anew: list[Anew], data_dir: Path) -> dict[str, str]:
    """How each of the versions reads from now on, as a digest by where it lies in the zip. One that
    is withdrawn, or lies there as it was kept before files of facts had a salt, has none.
    """
    folders = {one.id: one.folder for one in versions} | {one.id: one.folder for one in anew}
    found = {}
    for version in versions:
        folder = store.folder_of(data_dir, version.workshop_id, folders[version.id])
        contents = files.read(folder / store.FACTS) if folders[version.id] else None
        if contents is not None and (digest := store.digest_of(contents)):
            found[folder_in_zip(version)] = digest
    return found


def _anew(
    version: Version, gone: Gone, data_dir: Path, language: str, progress: Progress
) -> Anew | None:
    folder = store.folder_of(data_dir, version.workshop_id, version.folder)
    try:
        kept = store.read(folder)
    except FileNotFoundError:  # its files are not on this computer: its lines are
        kept = Kept(version.revision, True, store.lines_from(version.lines))
    # Kept before it was known what from: its own lines are all there is.
    document = kept.document or _from_lines(kept.lines, language)
    with speaking(document.language):
        here = then(gone.as_kept(kept.revision, document), document, kept.raw, kept.statuses)
        new = document_without(document, here)
        raw = kept.raw and raw_without(kept.raw, here)
        statuses = statuses_without(kept.statuses, here)
    if (new, raw, statuses) == (document, kept.raw, kept.statuses):
        return None
    name = secrets.token_hex(16)
    note(data_dir, version.workshop_id, [name])
    kept = kept._replace(document=new, raw=raw, statuses=statuses, lines=lines_of(new))
    _write(folder, folder.with_name(name), kept, new, progress)
    return Anew(version.id, version.folder, name, [list(line) for line in kept.lines])


def _write(old: Path, new: Path, kept: Kept, document: Document, progress: Progress) -> None:
    raw, template = kept.raw, files.read(old / store.PAPER)
    photos = photographs(document, files.photo_folder(old.parents[2], old.parent.name))
    posters = drawn(document, ppi=PRINT, progress=progress)

    def contents() -> Iterator[tuple[str, bytes]]:
        failed: list[str] = []
        for format, content in in_every_format(
            document, photos, posters, template, progress=progress, failed=failed
        ):
            yield f"document.{format}", content
        if raw is not None:
            for format, content in in_every_raw(raw, failed):
                yield f"document.{format}", content
        if template is not None:
            yield store.PAPER, template
        if failed:
            yield store.NOT_MADE, said(failed)

    store.write(new, contents(), kept)


def _from_lines(lines: list[Line], language: str) -> Document:
    """What an old version says, as a document: without pictures, and in its own order."""
    spots = list(dict.fromkeys(line.spot for line in lines))
    parts = {spot: [line for line in lines if line.spot == spot] for spot in spots}
    first = [line.text for line in parts.pop("", [])] or ["", ""]
    sections = []
    for number, (_spot, its) in enumerate(parts.items(), 1):
        head = next((line.text for line in its if line.kind == "section"), "")
        labels = dict.fromkeys(line.under for line in its if line.kind == "text")
        leads = tuple(
            Lead(
                label,
                tuple(
                    Sentence(one.text, one.id)
                    for one in its
                    if one.kind == "text" and one.under == label
                ),
            )
            for label in labels
        )
        sections.append(Section(number, head.partition(". ")[2] or head, None, leads, (), ()))
    return Document(
        language, first[0], (first[1:2] or [""])[0], tuple(first[2:]), (), tuple(sections)
    )
