"""What must be so before something may be sorted; each refusal names the thing and the way out."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cafe.core.i18n import _
from cafe.core.text import short
from cafe.errors import Conflict, Invalid
from cafe.model import Category, Entry, Note, Question, Source, Workshop, events
from cafe.model.events import named
from cafe.sort.history.past import Key, Thing


def check_not_finished(workshop: Workshop, *, where: str | None = None) -> None:
    """Raise Conflict when the café can only be read, and what is said of it must stay so."""
    if workshop.stage == "finished":
        raise Conflict(
            _("The café is finished and can only be read. Move it back to sorting to change it."),
            where=where,
        )


def check_stage(workshop: Workshop) -> None:
    """Raise Conflict unless the workshop is being sorted."""
    check_not_finished(workshop)
    if workshop.stage != "sorting":
        raise Conflict(_("Notes are sorted in the stage “Sorting”. Move the café to it first."))


def question_of(thing: Thing | Question) -> Question:
    """The question under which a thing stands."""
    if isinstance(thing, Question):
        return thing
    if isinstance(thing, Note):
        return thing.table.question
    return (thing if isinstance(thing, Category) else thing.category).question


def check(first: Thing | Question, *others: Thing | Question) -> Workshop:
    """The workshop, when it is being sorted and all these stand under one question.

    Raises Conflict when it is not being sorted, Invalid when they do not.
    """
    question = question_of(first)
    check_stage(question.workshop)
    if any(question_of(other).id != question.id for other in others):
        raise Invalid(_("What is sorted together must stand under the same question."))
    return question.workshop


def holders(tx: Session, note: Note) -> list[Entry]:
    """The entries that this note stands behind."""
    return places_of(tx, [note])[note.id]


def places_of(tx: Session, notes: Iterable[Note]) -> dict[int, list[Entry]]:
    """For each note, by its id, the entries that it stands behind: one read for all."""
    tx.flush()
    found: dict[int, list[Entry]] = {note.id: [] for note in notes}
    query = select(Source.note_id, Entry).join(Source.entry).where(Source.note_id.in_(found))
    query = query.options(selectinload(Entry.sources).joinedload(Source.note))
    for note_id, entry in tx.execute(query.order_by(Entry.position, Entry.id)):
        found[note_id].append(entry)
    return found


def check_free(note: Note, places: Sequence[Entry]) -> None:
    """Raise Conflict unless the note may be placed; `places` are where it stands already."""
    if note.struck:
        raise Conflict(
            _(
                "“%(note)s” was struck out at the table. Bring it back there first.",
                note=short(note.text),
            ),
            now=events.body(note),
            about=named(note),
        )
    if note.aside_reason is not None:
        raise Conflict(
            _("“%(note)s” is set aside. Take it back first.", note=short(note.text)),
            now=events.body(note),
            about=named(note),
        )
    if note.used_in_main:
        raise Conflict(
            _(
                "“%(note)s” is used in the main statement. Take it back first.",
                note=short(note.text),
            ),
            now=events.body(note),
            about=named(note),
        )
    if places:
        raise placed_already(note, places[0])


def placed_already(note: Note, entry: Entry) -> Conflict:
    """The refusal when a note stands somewhere already."""
    return Conflict(
        _(
            "“%(note)s” stands under “%(heading)s” already. Move it from there.",
            note=short(note.text),
            heading=short(entry.category.heading),
        ),
        now=events.body(entry),
        about=named(entry),
    )


def printed(entry: Entry) -> list[Note]:
    """The notes whose words are in the entry, in order."""
    return [source.note for source in entry.sources if not source.absorbed]


def together(note: Note, entry: Entry) -> Conflict:
    """The refusal when a note's words are joined with others'."""
    return Conflict(
        _(
            "“%(note)s” stands together with other notes in “%(entry)s”. "
            "Take it out of there first.",
            note=short(note.text),
            entry=short(entry.text),
        ),
        now=events.body(entry),
        about=named(entry),
    )


def touched(words: str, about: Key) -> Conflict:
    """The refusal to undo what somebody has changed since."""
    return Conflict(
        _(
            "“%(thing)s” has been changed since, so this cannot be undone. "
            "Change it by hand, or undo what you did before it.",
            thing=words,
        ),
        about=about,
    )
