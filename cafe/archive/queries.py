"""A workshop as an archive, key by key in the order of the format."""

from typing import Any

from sqlalchemy.orm import Session

from cafe.archive.beside import Beside, beside_of
from cafe.archive.schema import FOLDER, FORMAT
from cafe.core.calm import calmly
from cafe.model import CafeTable, Category, Entry, Note, Question, Workshop
from cafe.report.queries import questions_of

Item = dict[str, Any]


def archive_of(db: Session, workshop: Workshop) -> Item:
    """Everything a new installation needs. Importing it and asking again gives an equal archive.

    A key that may be left out is written only when it says something else than its absence.
    """
    about: Item = {
        "title": workshop.title,
        "document_title": workshop.document_title,
        "language": workshop.language,
        "date": workshop.date.isoformat(),
        "intro": workshop.intro,
        "signature": _signature(workshop.signature),
    }
    if workshop.commissioner:
        about["commissioner"] = workshop.commissioner
    if workshop.stage != "sorting":
        about["stage"] = workshop.stage
    if workshop.rounds:
        about["rounds"] = workshop.rounds
    if workshop.seating:
        about["seating"] = workshop.seating
    if workshop.dots:
        about["dots"] = workshop.dots
    if workshop.phones != "open":
        about["phones"] = workshop.phones
    if workshop.print_elaborations:
        about["print_elaborations"] = True
    if not workshop.codes:
        about["codes"] = False
    if workshop.report_options:
        about["report_options"] = workshop.report_options
    if workshop.abbreviations:
        about["abbreviations"] = workshop.abbreviations
    beside = beside_of(db, workshop)
    questions = [_question(question, beside) for question in calmly(questions_of(db, workshop))]
    return {"format": FORMAT, "version": 1, "workshop": about, "questions": questions}


def _signature(lines: dict[str, str] | None) -> Item | None:
    return lines and {key: lines.get(key, "") for key in ("name", "position", "month")}


def _question(question: Question, beside: Beside) -> Item:
    notes = [note for table in question.tables for note in table.notes]
    item = {
        "number": question.number,
        "text": question.text,
        "form": question.form,
        "parts": [{"letter": part["letter"], "text": part["text"]} for part in question.parts],
        "tables": [_table(table, beside) for table in question.tables],
        "summary": question.summary,
        "categories": [_category(category) for category in question.categories],
        "set_aside": [
            {"note": note.uid, "reason": note.aside_reason}
            for note in notes
            if note.aside_reason is not None
        ],
    }
    return item | beside.question.get(question.id, {})


def _table(table: CafeTable, beside: Beside) -> Item:
    item = {
        "number": table.number,
        "cafe_name": table.cafe_name,
        "split": table.split,
        "hosts": table.hosts,
        "main_statement": table.main_statement,
        "notes": [_note(note) | beside.note.get(note.id, {}) for note in table.notes],
        "posters": [{"file": FOLDER + photo.file, "alt": photo.alt} for photo in table.posters],
    }
    return item | beside.table.get(table.id, {})


def _note(note: Note) -> Item:
    item: Item = {"id": note.uid, "kind": note.kind, "part": note.part, "text": note.text}
    if note.elaborations:
        item["elaborations"] = note.elaborations
    if note.struck:
        item["struck"] = True
    if note.round:
        item["round"] = note.round
    if note.paper:
        item["paper"] = True
    if note.joined_into:
        item["joined_into"] = note.joined_into
    if note.in_main:
        item["in_main"] = True
    return item


def _category(category: Category) -> Item:
    return {
        "heading": category.heading,
        "listed": category.listed,
        "entries": [_entry(entry) for entry in category.entries],
    }


def _entry(entry: Entry) -> Item:
    item: Item = {"text": entry.text, "notes": [source.note.uid for source in entry.sources]}
    if absorbed := [source.note.uid for source in entry.sources if source.absorbed]:
        item["absorbed"] = absorbed
    return item
