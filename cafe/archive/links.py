"""An archive's inner links: what must be there once, and what must be there at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cafe.core.i18n import _
from cafe.document.compose import drawn_file
from cafe.evaluation.rules import STEPS
from cafe.states import is_kept

if TYPE_CHECKING:
    from cafe.archive.pieces import Evaluation
    from cafe.archive.schema import Archive, Note, Origin, Printed, Question, Table

Problem = tuple[str, str]


class _Once:
    """What has been seen, and where."""

    def __init__(self) -> None:
        self.seen: dict[object, str] = {}

    def check(self, thing: object, path: str) -> Iterator[Problem]:
        """Complain when `thing` was seen before."""
        if thing in self.seen:
            first = self.seen[thing]
            yield path, _("%(thing)s is already at %(first)s.", thing=thing, first=first)
        self.seen.setdefault(thing, path)


def check_links(archive: Archive) -> Iterator[Problem]:
    """Every broken link in `archive` as (path, what is wrong), in reading order."""
    questions, tables, notes, files, late = _Once(), _Once(), _Once(), _Once(), _Once()
    asked_at_wall, ids = _Once(), _Once()
    for at, question in enumerate(archive.questions):
        path = f"questions[{at}]"
        yield from questions.check(question.number, f"{path}.number")
        yield from _of_ids(question, path, ids, needed=bool(archive.history))
        letters = _Once()
        for number, part in enumerate(question.parts):
            yield from letters.check(part.letter, f"{path}.parts[{number}].letter")
        yield from _of_hints(question, path)
        for number, table in enumerate(question.tables):
            here = f"{path}.tables[{number}]"
            yield from tables.check(table.number, f"{here}.number")
            yield from _of_table(table, here, set(letters.seen), notes, files)
            for spot, note in enumerate(table.notes):
                for place, asked in enumerate(note.asked):
                    where = f"{here}.notes[{spot}].asked[{place}].id"
                    yield from asked_at_wall.check(asked.id, where)
            for place, came in enumerate(table.late):
                where = f"{here}.late[{place}].id"
                yield from late.check(came.id, where)
                if came.decided != "taken":  # else it is the note of that id
                    yield from notes.check(came.id, where)
                elif came.id not in {note.id for note in table.notes}:
                    yield where, _("No table of this question has the note %(note)s.", note=came.id)
        for number, origin in enumerate(question.origins):
            here = f"{path}.origins[{number}]"
            yield from _of_notes(origin, here, set(letters.seen), notes)
        yield from _of_sorting(question, path)
    yield from _of_readings(archive)
    yield from _of_evaluation(archive.evaluation)
    yield from _of_answers(archive)
    if (archive.seal is None) == any(line.leaf for line in archive.history):
        yield "seal", _("A sealed history has a seal, and no other has.")
    blocks = _Once()
    for at, block in enumerate(archive.workshop.programme):
        path = f"workshop.programme[{at}]"
        yield from blocks.check(block.id, f"{path}.id")
        asks = block.prompt.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if asks and int(asks) not in questions.seen:
            yield f"{path}.prompt", _("There is no question %(number)s.", number=asks)


def _of_evaluation(pieces: list[Evaluation]) -> Iterator[Problem]:
    """Everything in a café's forms that hangs together wrongly."""
    audiences, ids = _Once(), _Once()
    for at, piece in enumerate(pieces):
        path = f"evaluation[{at}]"
        yield from audiences.check(piece.audience, f"{path}.audience")
        for number, question in enumerate(piece.questions):
            here = f"{path}.questions[{number}]"
            yield from ids.check(question.id, f"{here}.id")
            if question.kind == "scale" and len(question.choices) not in (0, 2):
                yield f"{here}.choices", _("A scale has two ends, or none that are named.")
            if question.numbers if question.kind == "text" else question.words:
                yield here, _("The answers are of another kind than the question.")
            if max(question.held, default=-1) >= len(question.words) + len(question.numbers):
                yield f"{here}.held", _("There are not so many answers.")
            most = STEPS if question.kind == "scale" else len(question.choices)
            if question.kind != "text" and max(question.numbers, default=0) > most:
                yield f"{here}.numbers", _("There are not so many answers to choose from.")


def _of_answers(archive: Archive) -> Iterator[Problem]:
    """What was answered has ids of its own, and what corrects an answer comes after it."""
    things = _Once()
    for at, one in enumerate(archive.followup):
        path, answers = f"followup[{at}]", _Once()
        yield from things.check(one.id, f"{path}.id")
        for number, answer in enumerate(one.answers):
            here = f"{path}.answers[{number}]"
            if answer.corrects and answer.corrects not in answers.seen:
                yield f"{here}.corrects", _("There is no such answer before it.")
            yield from answers.check(answer.id, f"{here}.id")


def _of_ids(question: Question, path: str, ids: _Once, *, needed: bool) -> Iterator[Problem]:
    """What the history names has an id of its own; an origin has one in any case."""
    named: list[tuple[str, str | None]] = [(path, question.id)]
    named += [(f"{path}.tables[{at}]", table.id) for at, table in enumerate(question.tables)]
    named += [(f"{path}.origins[{at}]", one.id) for at, one in enumerate(question.origins)]
    for at, category in enumerate(question.categories):
        named.append((f"{path}.categories[{at}]", category.id))
        entries = enumerate(category.entries)
        named += [(f"{path}.categories[{at}].entries[{n}]", entry.id) for n, entry in entries]
    for place, id in named:
        if id is not None:
            yield from ids.check(id, f"{place}.id")
        elif needed:
            yield f"{place}.id", _("is missing.")


def _of_hints(question: Question, path: str) -> Iterator[Problem]:
    if len(question.hints) > max(1, len(question.parts)):
        yield f"{path}.hints", _("There are more hints than prompts.")


def _of_readings(archive: Archive) -> Iterator[Problem]:
    rounds, remarks = _Once(), _Once()
    for at, reading in enumerate(archive.readings):
        yield from rounds.check(reading.id, f"readings[{at}].id")
    for at, question in enumerate(archive.questions):
        for number, remark in enumerate(question.remarks):
            here = f"questions[{at}].remarks[{number}]"
            yield from remarks.check(remark.id, f"{here}.id")
            if remark.reading not in rounds.seen:
                yield f"{here}.reading", _("There is no such reading round.")


def _of_table(
    table: Table, path: str, letters: set[object], notes: _Once, files: _Once
) -> Iterator[Problem]:
    yield from _of_notes(table, path, letters, notes)
    for at, came in enumerate(table.late):
        if came.decided != "taken" and not is_kept(came.held, came.tray, came.decided):
            where = f"{path}.late[{at}].decided"
            yield where, _("No note is both held and in a tray, or taken back elsewhere.")
    named = _Once()
    for at, photo in enumerate(table.posters):
        where = f"{path}.posters[{at}].file"
        yield from files.check(photo.file, where)
        drawn = re.escape(drawn_file(table.number).removesuffix(".png"))
        if photo.id is not None:
            yield from named.check(photo.id, f"{path}.posters[{at}].id")
        if re.fullmatch(rf"posters/{drawn}(-[0-9]+)?\.png", photo.file):
            yield where, _("This name is kept for the drawn poster.")


def _of_notes(
    place: Table | Origin, path: str, letters: set[object], notes: _Once
) -> Iterator[Problem]:
    for at, note in enumerate(place.notes):
        yield from notes.check(note.id, f"{path}.notes[{at}].id")
        if note.part is not None and note.part not in letters:
            where = f"{path}.notes[{at}].part"
            yield where, _("The question has no part %(letter)s.", letter=note.part)
        if (note.asked or note.dots) and (note.gathered or not hasattr(place, "number")):
            where = f"{path}.notes[{at}].{'asked' if note.asked else 'dots'}"
            yield where, _("The note hangs on no wall: nobody can have asked or put a dot there.")


def _notes_of(question: Question) -> Iterator[Note]:
    for table in question.tables:
        yield from table.notes
    for origin in question.origins:
        yield from origin.notes


def _of_sorting(question: Question, path: str) -> Iterator[Problem]:
    own = {note.id for note in _notes_of(question)}
    placed: set[str] = set()
    for c, category in enumerate(question.categories):
        for e, entry in enumerate(category.entries):
            yield from _of_entry(entry, f"{path}.categories[{c}].entries[{e}]", own)
            placed.update(entry.notes)
    yield from _of_pairs(question.apart, f"{path}.apart", own)
    yield from _of_pairs(question.opposed, f"{path}.opposed", own)
    aside = _Once()
    for at, left in enumerate(question.set_aside):
        where = f"{path}.set_aside[{at}].note"
        yield from _known(left.note, where, own)
        yield from aside.check(left.note, where)
        if left.note in placed:
            yield where, _("%(note)s stands in the text and cannot be set aside.", note=left.note)


def _of_pairs(pairs: list[list[str]], path: str, own: set[str]) -> Iterator[Problem]:
    once = _Once()
    for at, pair in enumerate(pairs):
        for place, note in enumerate(pair):
            yield from _known(note, f"{path}[{at}][{place}]", own)
        # Twice the same note is a pair with itself: no pair at all.
        yield from once.check(" + ".join(sorted(pair)), f"{path}[{at}]")
        if len(set(pair)) < 2:
            yield f"{path}[{at}]", _("A note cannot be compared with itself.")


def _of_entry(entry: Printed, path: str, own: set[str]) -> Iterator[Problem]:
    once, absorbed = _Once(), _Once()
    for at, note in enumerate(entry.notes):
        yield from _known(note, f"{path}.notes[{at}]", own)
        yield from once.check(note, f"{path}.notes[{at}]")
    for at, note in enumerate(entry.absorbed):
        where = f"{path}.absorbed[{at}]"
        yield from absorbed.check(note, where)
        if note not in once.seen:
            yield where, _("%(note)s is not among the notes of this entry.", note=note)


def _known(note: str, path: str, own: set[str]) -> Iterator[Problem]:
    if note not in own:
        yield path, _("No table of this question has the note %(note)s.", note=note)
