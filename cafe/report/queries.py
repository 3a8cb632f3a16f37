"""Reading a workshop into what its document is made from."""

from collections import Counter
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from cafe import model
from cafe.core.calm import calmly
from cafe.core.i18n import speaking
from cafe.document.compose import composed
from cafe.document.material import (
    Behind,
    Category,
    Material,
    Origin,
    Photo,
    PosterNote,
    Question,
    Seal,
    Table,
)
from cafe.document.options import options_of
from cafe.document.sheet import Sheet, continued, sheet_of
from cafe.document.tree import Document
from cafe.evaluation.queries import results
from cafe.model import CafeTable, Entry, Source, Version, Workshop
from cafe.model.note import SORTED_TOO
from cafe.report.queries_notes import Beside, TypedStatus, beside_of, statuses_of, typed_at
from cafe.report.queries_past import asked_anew_in, past_of
from cafe.report.queries_readers import remarked_in
from cafe.report.queries_words import NONE_OPPOSED, SaidOfWords, said_of_words
from cafe.seal.rules import remember
from cafe.sort.abbreviations import abbreviations_of
from cafe.sort.origins.queries import about_of
from cafe.sort.queries import QuestionLine, overview

# How many questions are read in one go: more are fewer queries, but a wall waits meanwhile.
AT_ONCE = 2


def compose(db: Session, workshop: Workshop) -> Document:
    """The document of `workshop` as it stands now, in the workshop's own language."""
    return composed(material_of(db, workshop))


def material_of(db: Session, workshop: Workshop) -> Material:
    """Everything the document and its list of gaps need. Not inside a transaction that writes."""
    questions, beside = questions_of(db, workshop), beside_of(db, workshop)
    lines, said = overview(db, questions), said_of_words(db, workshop, questions)
    remarked = remarked_in(db, workshop)
    return Material(
        language=workshop.language,
        header=workshop.title,
        title=workshop.document_title,
        date=workshop.date,
        commissioner=workshop.commissioner,
        intro=None if workshop.intro is None else tuple(workshop.intro),
        signature=_signature(workshop.signature),
        questions=tuple(
            replace(
                _question(question, line, beside, said),
                remarks=tuple(remarked.by_question.get(question.id, ())),
            )
            for question, line in calmly(zip(questions, lines, strict=True))
        ),
        asked_anew=asked_anew_in(db, workshop, questions),
        options=options_of(workshop.report_options, workshop.print_elaborations),
        past=past_of(db, workshop, questions),
        abbreviations=abbreviations_of(workshop),
        seal=_seal(workshop),
        case_number=workshop.case_number,
        readers=remarked.readers,
        evaluation=tuple(results(db, workshop)),
        stamp=f"{workshop.id} {workshop.revision}",
    )


def _seal(workshop: Workshop) -> Seal | None:
    """What was shown when the tables closed last."""
    if not workshop.seals:
        return None
    last = workshop.seals[-1]
    if last["words"]:
        remember(bytes.fromhex(last["digest"]), tuple(last["words"].split()))
    return Seal(last["digest"])


def next_number(db: Session, workshop_id: str, *, final: bool) -> int:
    """The number of the next draft, or of the next final version."""
    same = (Version.workshop_id == workshop_id, Version.final.is_(final))
    return (db.scalar(select(func.max(Version.number)).where(*same)) or 0) + 1


def _signature(lines: dict[str, str] | None) -> tuple[str, str, str] | None:
    if lines is None:
        return None
    return lines.get("name", ""), lines.get("position", ""), lines.get("month", "")


def questions_of(db: Session, workshop: Workshop) -> list[model.Question]:
    """The workshop's questions in order, with tables, notes, headings and entries already read.

    Not inside a transaction that writes: others are let in between.
    """
    tables, headings = selectinload(model.Question.tables), selectinload(model.Question.categories)
    origins = selectinload(model.Question.origins).selectinload(model.Origin.notes)
    sources = (
        selectinload(model.Category.entries).selectinload(Entry.sources).joinedload(Source.note)
    )
    query = (
        select(model.Question)
        .where(model.Question.workshop_id == workshop.id)
        .order_by(model.Question.number)
        .options(
            tables.selectinload(CafeTable.notes),
            tables.selectinload(CafeTable.posters),
            origins,
            headings.options(sources),
        )
        .execution_options(yield_per=AT_ONCE, **SORTED_TOO)
    )
    return list(calmly(db.scalars(query)))


def _question(
    question: model.Question, line: QuestionLine, beside: Beside, said: SaidOfWords
) -> Question:
    opposed = said.opposed.get(question.id, NONE_OPPOSED)
    piles = vars(line.accounts)  # the notes' ids in each
    # Pairs and plenaries have no table to name.
    counted = question.tables if question.form == "tables" else ()
    numbers = {table.id: table.number for table in counted}
    names = {origin.id: origin.name for origin in question.origins}
    statuses = statuses_of(question, piles, said.worded)
    return Question(
        number=question.number,
        text=question.text,
        form=question.form,
        parts=_parts(question),
        summary=question.summary,
        tables=tuple(_table(table, statuses, beside) for table in question.tables),
        headings=tuple(
            Category(
                category.heading,
                tuple(entry.text for entry in category.entries),
                category.listed,
                tuple(
                    replace(_behind(entry, numbers, names, beside), worded=said.worded[entry.id])
                    for entry in category.entries
                ),
                category.id,
            )
            for category in question.categories
        ),
        unplaced=len(piles["unplaced"]),
        unsourced=line.own,
        piles={pile: len(notes) for pile, notes in piles.items()},
        # One that nothing came from says nothing.
        origins=tuple(
            Origin(origin.name, typed_at(origin, statuses, beside), about_of(origin))
            for origin in question.origins
            if origin.notes
        ),
        summaries=tuple(said.summaries.get(question.id, ())),
        opposed=tuple(opposed.apart),
        opposites=tuple(opposed.printed),
    )


def _behind(entry: Entry, numbers: dict[int, int], names: dict[int, str], beside: Beside) -> Behind:
    notes = [source.note for source in entry.sources]
    origins = [names[note.table_id] for note in notes if note.table_id in names]
    return Behind(
        id=entry.id,
        elaborations=tuple(more for note in notes for more in note.elaborations),
        tables=tuple(sorted({n for note in notes if (n := numbers.get(note.table_id))})),
        dots=sum(beside.dots[note.id] for note in notes),
        origins=tuple(dict.fromkeys(origins)),
        elsewhere=bool(origins) and len(origins) == len(notes),
    )


def _table(table: CafeTable, statuses: dict[str, TypedStatus], beside: Beside) -> Table:
    waiting = Counter(came.state for came in beside.late[table.id] if came.waits)
    return Table(
        number=table.number,
        cafe_name=table.cafe_name,
        main_statement=table.main_statement,
        by_parts=table.by_parts,
        slips=_slips(table),
        photos=tuple(Photo(poster.file, poster.alt) for poster in table.posters),
        **{name: waiting[name] for name in ("late", "held", "tray")},
        typed=typed_at(table, statuses, beside),
        hosts=len(table.hosts),
        came_in=sum(_came_late(note, beside) for note in table.notes),
    )


def _came_late(note: model.Note, beside: Beside) -> bool:
    """Whether it hangs after it had come when the tables were closed."""
    kept = bool(note.taken) and note.uid not in beside.early
    return kept and not (note.held or note.tray)


def _slips(table: CafeTable) -> tuple[PosterNote, ...]:
    hanging = (note for note in table.notes if note.hangs and (note.erased or not note.struck))
    return tuple(PosterNote(note.text, note.part, note.uid, note.erased) for note in hanging)


def sheet_at(db: Session, workshop: Workshop, number: int, part: int = 1) -> Sheet | None:
    """What stands on sheet `part` of table `number`'s poster: one table is read, not the café.

    None when there is no such sheet, or only photographs of its paper poster (`composed`).
    """
    here = CafeTable.workshop_id == workshop.id, CafeTable.number == number
    table = db.scalars(select(CafeTable).where(*here)).one_or_none()
    if table is None or (table.posters and not _slips(table)):
        return None
    question = table.question
    whole = Question(question.number, question.text, question.form, _parts(question))
    facts = Table(table.number, table.cafe_name, by_parts=table.by_parts, slips=_slips(table))
    with speaking(workshop.language):
        sheets = continued(sheet_of(whole, facts))
    return sheets[part - 1] if part <= len(sheets) else None


def _parts(question: model.Question) -> tuple[tuple[str, str], ...]:
    return tuple((part["letter"], part["text"]) for part in question.parts)
