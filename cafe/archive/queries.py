"""A workshop as an archive, key by key in the order of the format."""

from sqlalchemy.orm import Session

from cafe import nouns
from cafe.archive.answers.queries import followup_of
from cafe.archive.beside import Beside, beside_of
from cafe.archive.history.queries import history_of
from cafe.archive.pieces import FOLDER, FORMAT
from cafe.archive.programme import evaluation_of, programme_of
from cafe.archive.readers import readings_of
from cafe.core.calm import calmly
from cafe.model import CafeTable, Category, Entry, Origin, Poster, Question, Workshop
from cafe.model.canonical import other_id
from cafe.nouns import Item
from cafe.report.queries import questions_of
from cafe.table.rules_paper import photo_of


def archive_of(db: Session, workshop: Workshop) -> Item:
    """Everything a new installation needs. Importing it and asking again gives an equal archive.

    A key that may be left out is written only when it says something else than its absence; ids
    of questions, tables, headings and sentences when a history or an answer names them.
    """
    about = nouns.WORKSHOP.archived(workshop)
    if programme := programme_of(workshop):
        about["programme"] = programme
    beside = beside_of(db, workshop)
    asked = questions_of(db, workshop)
    questions = [_question(question, beside) for question in calmly(asked)]
    archive = {"format": FORMAT, "version": 1, "workshop": about, "questions": questions}
    if readings := readings_of(db, workshop):
        archive["readings"] = readings
    if evaluation := evaluation_of(db, workshop):
        archive["evaluation"] = evaluation
    if answered := followup_of(db, workshop.id):
        archive["followup"] = answered
    if history := history_of(db, workshop):
        archive["history"] = history
    remarked = any("thing" in one for item in questions for one in item.get("remarks", ()))
    if answered or history or remarked:
        for item, question in zip(questions, asked, strict=True):
            _name(item, question)
    if workshop.seal is not None:
        archive["seal"] = workshop.seal.hex()
    return archive


def _name(item: Item, question: Question) -> None:
    """The ids by which history, answers and remarks name the question and what is under it."""
    item["id"] = question.uid
    for table, place in zip(item["tables"], question.tables, strict=True):
        table["id"] = place.uid
    for heading, category in zip(item["categories"], question.categories, strict=True):
        heading["id"] = other_id(category.id, question.workshop_id)
        for sentence, entry in zip(heading["entries"], category.entries, strict=True):
            sentence["id"] = other_id(entry.id, question.workshop_id)


def _question(question: Question, beside: Beside) -> Item:
    notes = [note for place in question.places for note in place.notes]
    item = nouns.QUESTION.archived(question)
    summary = item.pop("summary")
    item["tables"] = [_table(table, beside) for table in question.tables]
    item["summary"] = summary
    item["categories"] = [_category(category) for category in question.categories]
    item["set_aside"] = [
        {"note": note.uid, "reason": note.aside_reason}
        for note in notes
        if note.aside_reason is not None
    ]
    if origins := [_origin(origin) for origin in question.origins]:
        item["origins"] = origins
    return item | beside.question.get(question.id, {})


def _origin(origin: Origin) -> Item:
    notes = [nouns.NOTE.archived(note) for note in origin.notes]
    for note in notes:
        note.pop("gathered", None)  # all of them are
    return nouns.ORIGIN.archived(origin) | {"notes": notes}


def _table(table: CafeTable, beside: Beside) -> Item:
    item = nouns.TABLE.archived(table)
    item["notes"] = [
        nouns.NOTE.archived(note) | beside.note.get(note.id, {}) for note in table.notes
    ]
    more = beside.table.get(table.id, {})
    notes = (*item["notes"], *more.get("late", ()))
    spots = [note.get("spot", "") for note in notes] + [cell["cell"] for cell in table.cells]
    seen = {photo_of(spot) for spot in spots}
    item["posters"] = [_photo(photo, named=photo.uid in seen) for photo in table.posters]
    return item | more


def _photo(photo: Poster, *, named: bool) -> Item:
    """`named`: a note or what is said of a cell was read off it."""
    item: Item = {"file": FOLDER + photo.file, "alt": photo.alt}
    if named:
        item["id"] = photo.uid
    if photo.sheet is not None:
        item["sheet"] = photo.sheet
    return item | ({"parts": photo.parts} if photo.parts else {})


def _category(category: Category) -> Item:
    entries = [_entry(entry) for entry in category.entries]
    return nouns.CATEGORY.archived(category) | {"entries": entries}


def _entry(entry: Entry) -> Item:
    item = nouns.ENTRY.archived(entry) | {"notes": [source.note.uid for source in entry.sources]}
    if absorbed := [source.note.uid for source in entry.sources if source.absorbed]:
        item["absorbed"] = absorbed
    return item
