"""Reading a workshop into what its document is made from."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cafe.model import CafeTable, Category, Entry, LateNote, Question, Source, Workshop
from cafe.report.document import Document, composed
from cafe.report.material import Asked, Heading, Material, Photo, Slip, Table
from cafe.sort import rules
from cafe.sort.queries import mark_of


def compose(db: Session, workshop: Workshop) -> Document:
    """The document of `workshop` as it stands now, in the workshop's own language."""
    return composed(material_of(db, workshop))


def material_of(db: Session, workshop: Workshop) -> Material:
    """Everything the document and its list of gaps need, read in a handful of queries."""
    late = _late(db, workshop)
    return Material(
        language=workshop.language,
        header=workshop.title,
        title=workshop.document_title,
        date=workshop.date,
        commissioner=workshop.commissioner,
        intro=None if workshop.intro is None else tuple(workshop.intro),
        signature=_signature(workshop.signature),
        questions=tuple(_asked(question, late) for question in questions_of(db, workshop)),
    )


def _signature(lines: dict[str, str] | None) -> tuple[str, str, str] | None:
    if lines is None:
        return None
    return lines.get("name", ""), lines.get("position", ""), lines.get("month", "")


def questions_of(db: Session, workshop: Workshop) -> list[Question]:
    """The workshop's questions in order, with tables, notes, headings and entries already read."""
    tables, headings = selectinload(Question.tables), selectinload(Question.categories)
    sources = selectinload(Category.entries).selectinload(Entry.sources).joinedload(Source.note)
    query = (
        select(Question)
        .where(Question.workshop_id == workshop.id)
        .order_by(Question.number)
        .options(
            tables.selectinload(CafeTable.notes),
            tables.selectinload(CafeTable.posters),
            headings.options(sources),
        )
    )
    return list(db.scalars(query))


def _late(db: Session, workshop: Workshop) -> Counter[int]:
    here = LateNote.workshop_id == workshop.id, LateNote.decided == "waiting"
    return Counter(db.scalars(select(LateNote.table_id).where(*here)))


def _elaborations(entry: Entry) -> tuple[str, ...]:
    return tuple(more for source in entry.sources for more in source.note.elaborations)


def _asked(question: Question, late: Counter[int]) -> Asked:
    elaborated = question.workshop.print_elaborations
    notes = [note for table in question.tables for note in table.notes]
    entries = [entry for category in question.categories for entry in category.entries]
    accounts = rules.accounts(
        [mark_of(note) for note in notes],
        [rules.Behind(s.note.uid, s.absorbed) for entry in entries for s in entry.sources],
    )
    return Asked(
        number=question.number,
        text=question.text,
        form=question.form,
        parts=tuple((part["letter"], part["text"]) for part in question.parts),
        summary=question.summary,
        tables=tuple(_table(table, late[table.id]) for table in question.tables),
        headings=tuple(
            Heading(
                c.heading,
                tuple(entry.text for entry in c.entries),
                c.listed,
                tuple(_elaborations(entry) for entry in c.entries) if elaborated else (),
            )
            for c in question.categories
        ),
        unplaced=len(accounts.unplaced),
        unsourced=sum(1 for entry in entries if not entry.sources),
    )


def _table(table: CafeTable, late: int) -> Table:
    return Table(
        number=table.number,
        cafe_name=table.cafe_name,
        main_statement=table.main_statement,
        split=table.split,
        slips=tuple(Slip(note.text, note.part) for note in table.notes if not note.struck),
        photos=tuple(Photo(poster.file, poster.alt) for poster in table.posters),
        late=late,
    )
