"""Sentences beside their notes: what class each wording is, and where each word comes from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import CafeTable, Change, Entry, Question, Workshop
from cafe.sort.abbreviations import abbreviations_of
from cafe.sort.ledger.rewording import Language, NoteWords
from cafe.sort.ledger.sources import Edit, Worded, as_json, worded, worded_summary
from cafe.sort.wordings import edits_of, original_of

KIND = 2  # where a kept source says which it is
AT_ONCE = 500  # sentences are asked after in one query


def worded_entries(db: Session, workshop: Workshop, entries: Sequence[Entry]) -> dict[str, Worded]:
    """What is known of each sentence, by its id, from its notes as they are now and the log."""
    language = language_of(workshop)
    log = _log(db, workshop, [entry.id for entry in entries if entry.text != original_of(entry)])
    return {
        entry.id: worded(entry.text, notes_behind(entry), log.get(entry.id, ()), language)
        for entry in entries
    }


def language_of(workshop: Workshop) -> Language:
    """What the café's words are read by."""
    return Language(workshop.language, abbreviations_of(workshop))


def notes_behind(entry: Entry) -> list[NoteWords]:
    """The notes behind a sentence as the rules read them, in their order."""
    return [
        NoteWords(one.note.uid, one.note.text, one.absorbed, tuple(one.note.elaborations))
        for one in entry.sources
    ]


def strange_words(
    db: Session, workshop: Workshop, entries: Sequence[Entry], wrote: Collection[str] = ()
) -> list[Entry]:
    """Those of `entries` whose kept words are not what the notes and the log say they are.

    A sentence that has not been written since its words are kept has none, and is not among them;
    but one that has been, whose id is in `wrote`, is.
    Where the log knows no wording of it (an archive without history), who gave it a word is not
    asked.
    """
    kept = [entry for entry in entries if entry.words is not None or entry.id in wrote]
    now = worded_entries(db, workshop, kept)
    return [entry for entry in kept if not _as_kept(entry.words or [], now[entry.id])]


def worded_summaries(
    db: Session, workshop: Workshop, questions: Sequence[Question]
) -> dict[int, Worded | None]:
    """By question: its summary beside what the tables said, None where it is in nobody's place."""
    log, language = summaries_of(db, workshop) if questions else {}, language_of(workshop)
    return {
        question.id: worded_summary(
            question.summary,
            [(one.number, one.main_statement or "") for one in _by_number(question)],
            log.get(question.id, ()),
            language,
        )
        for question in questions
    }


def _by_number(question: Question) -> list[CafeTable]:
    return sorted(question.tables, key=lambda table: table.number)


def summaries_of(db: Session, workshop: Workshop) -> dict[int, list[Edit]]:
    """The wordings that people gave each question's summary, oldest first, by its id."""
    found: dict[int, list[Edit]] = defaultdict(list)
    query = select(Change).where(Change.workshop_id == workshop.id, Change.what == "summary")
    for change in db.scalars(query.order_by(Change.revision)):
        text = (change.item or {}).get("text")
        if text is not None and change.key.isdecimal():
            found[int(change.key)].append(Edit(change.operation, text))
    return found


def strange_summaries(
    db: Session, workshop: Workshop, questions: Sequence[Question], wrote: Collection[str] = ()
) -> list[Question]:
    """Those of `questions` whose summary's kept words are not what `strange_words` would have."""
    kept = [one for one in questions if one.summary_words is not None or one.uid in wrote]
    now = worded_summaries(db, workshop, kept)

    def as_now(question: Question) -> bool:
        found, words = now[question.id], question.summary_words
        return words is None if found is None else _as_kept(words or [], found)

    return [question for question in kept if not as_now(question)]


def _as_kept(kept: list[list[Any]], now: Worded) -> bool:
    found = as_json(now.sources)
    return kept == found or _unlogged(kept) == found


def _unlogged(kept: list[list[Any]]) -> list[list[Any]]:
    """The same when no edit is remembered: what organisers wrote in a row is one."""
    found: list[list[Any]] = []
    for one in kept:
        if one[KIND : KIND + 1] not in (["rewording"], ["organiser"]):
            found.append(one)
        elif found and found[-1][KIND:] == ["organiser"]:
            found[-1] = [found[-1][0], one[1], "organiser"]
        else:
            found.append([*one[:KIND], "organiser"])
    return found


def _log(db: Session, workshop: Workshop, ids: Sequence[str]) -> dict[str, list[Edit]]:
    parts = (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
    return {id: edits for part in parts for id, edits in _edits(db, workshop, part)}


def _edits(db: Session, workshop: Workshop, ids: Iterable[str]) -> Iterable[tuple[str, list[Edit]]]:
    for id, changes in edits_of(db, workshop, ids).items():
        yield id, [Edit(one.operation, str((one.item or {})["text"])) for one in changes]
