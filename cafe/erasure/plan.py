"""What goes when something is erased: worked out by reading alone, before anybody presses."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cafe.core.i18n import _
from cafe.core.limits import LONG
from cafe.core.text import clean, is_blank, short
from cafe.erasure.queries import (
    PAIRS,
    Place,
    about_notes,
    answer_at,
    lines_of,
    places,
    thing_of,
)
from cafe.erasure.request import Plan, Request, Sentence
from cafe.erasure.rules import Key, is_one, passages_of, proposed, rest_of, says, strings
from cafe.errors import Conflict, Invalid, NotFound
from cafe.model import CafeTable, Change, Entry, Note, Poster, Source, VisitorQuestion, Workshop
from cafe.model.note import EVERY_STATE, notes_in_any_state


@dataclass(frozen=True)
class Subject:
    """The thing that is to be erased, or to lose words.

    `key` is what events call it; `texts` are its words as they are and as they were, which are
    looked for everywhere; `linked` are things that quote it by what they are, not only by words.
    `whole`: nothing of it stays.
    """

    key: Key
    texts: tuple[str, ...]
    linked: frozenset[Key] = frozenset()
    whole: bool = False
    row: Any = None


def subject_of(db: Session, workshop: Workshop, request: Request) -> Subject:
    """The thing that a request names. Raises NotFound, Invalid."""
    kind, key = request.kind, request.key
    if kind in _OTHERS:
        return _OTHERS[kind](db, workshop, request)
    if kind == "words" and not key:
        return Subject(("", ""), (request.words,))
    note = the_note(db, workshop, key.partition(".")[0])
    if kind == "note":
        return _of_note(db, workshop, note)
    if kind == "words":
        return Subject(("note", note.uid), (request.words,), row=note)
    return _of_elaboration(db, workshop, note, request)


def the_note(db: Session, workshop: Workshop, uid: str) -> Note:
    """A note of the café in whatever state, not erased. Raises NotFound."""
    here = Note.workshop_id == workshop.id, Note.uid == uid, Note.erased.is_(False)
    note = db.scalars(notes_in_any_state().where(*here)).first()
    if note is None:
        raise NotFound(_("There is no such note here, or it has been erased already."))
    return note


def the_photo(db: Session, workshop: Workshop, key: str) -> Poster:
    """A photograph of the café. Raises NotFound."""
    here = CafeTable.workshop_id == workshop.id, Poster.id == _number(key)
    poster = db.scalars(select(Poster).join(CafeTable).where(*here)).first()
    if poster is None:
        raise NotFound(_("There is no such photograph here."))
    return poster


def _number(key: str) -> int:
    return int(key) if key.isdecimal() and len(key) < 10 else -1


def _of_note(db: Session, workshop: Workshop, note: Note) -> Subject:
    past = _past(db, workshop, ("note", "late"), note.uid)
    texts = [item.get("text", "") for item in past]
    texts += [more for item in past for more in item.get("elaborations", ())]
    texts += [note.text, *note.elaborations, *strings((note.taken or {}).get("text", ""))]
    joined = {uid for item in past if (uid := item.get("joined_into"))} | {note.joined_into or ""}
    took = select(Note.uid).where(
        Note.workshop_id == workshop.id, Note.joined_into == note.uid, Note.erased.is_(False)
    )
    joined |= set(db.scalars(took, execution_options=EVERY_STATE))
    asked = select(VisitorQuestion.uid).where(VisitorQuestion.note_id == note.id)
    asked = asked.where(VisitorQuestion.erased.is_(False))
    linked = {("note", uid) for uid in joined if uid}
    linked |= {("asked", uid) for uid in db.scalars(asked)}
    return Subject(("note", note.uid), tuple(texts), frozenset(linked), whole=True, row=note)


def _of_photo(db: Session, workshop: Workshop, request: Request) -> Subject:
    poster = the_photo(db, workshop, request.key)
    told = () if request.boxes else (poster.alt,)
    return Subject(("table", str(poster.table_id)), told, row=poster)


def _of_asked(db: Session, workshop: Workshop, request: Request) -> Subject:
    uid = request.key
    here = VisitorQuestion.workshop_id == workshop.id, VisitorQuestion.uid == uid
    asked = db.scalars(select(VisitorQuestion).where(*here)).first()
    if asked is None or asked.erased:
        raise NotFound(_("There is no such question here, or it has been erased already."))
    past = _past(db, workshop, ("asked",), uid)
    texts = [str(item.get(name) or "") for item in past for name in ("text", "answer")]
    return Subject(("asked", uid), (*texts, asked.text, asked.answer or ""), whole=True, row=asked)


def _of_answer(db: Session, workshop: Workshop, request: Request) -> Subject:
    """An answer in the evaluation, when its form is closed: then it lies under a key at random."""
    row = answer_at(db, workshop, request.key)
    if row is None:
        raise NotFound(_("There is no such answer here, or it has been erased already."))
    return Subject(("answered", row.key), (row.text,), whole=True, row=row)


def _of_elaboration(db: Session, workshop: Workshop, note: Note, request: Request) -> Subject:
    """One by its number; when somebody has seen its words, the one that says these. What the note's
    others said before goes with it: nobody knows which of them it was."""
    at = _number(request.key.partition(".")[2])
    if request.words in note.elaborations:
        at = note.elaborations.index(request.words)
    elif request.words:
        raise NotFound(_("This elaboration has been changed meanwhile. Look at the note again."))
    if not 0 <= at < len(note.elaborations):
        raise NotFound(_("There is no such elaboration here."))
    past = _past(db, workshop, ("note", "late"), note.uid)
    earlier = {more for item in past for more in item.get("elaborations", ())}
    others = set(passages_of(note.elaborations))
    gone = [more for more in sorted(earlier) if not others.intersection(passages_of([more]))]
    return Subject(("note", note.uid), (note.elaborations[at], *gone), row=note)


def _of_host(db: Session, workshop: Workshop, request: Request) -> Subject:
    table, name = db.get(CafeTable, _number(request.key)), request.words
    if table is None or table.workshop_id != workshop.id or name not in table.hosts:
        raise NotFound(_("There is no such host at this table."))
    return Subject(("table", str(table.id)), (name, f"{name}s"), row=table)  # also what is theirs


_OTHERS: dict[str, Callable[[Session, Workshop, Request], Subject]] = {
    "asked": _of_asked,
    "answer": _of_answer,
    "host": _of_host,
    "photo": _of_photo,
}


def _past(
    db: Session, workshop: Workshop, whats: Sequence[str], key: str
) -> list[Mapping[str, Any]]:
    here = Change.workshop_id == workshop.id, Change.what.in_(whats), Change.key == key
    return list(db.scalars(select(Change.item).where(*here, Change.item.is_not(None))))


def planned(db: Session, workshop: Workshop, request: Request) -> Plan:
    """All that goes when `request` is done. Raises NotFound, Invalid."""
    subject = subject_of(db, workshop, request)
    passages = passages_of(subject.texts)
    chosen = {tuple_of(name) for name in request.ticked} | {subject.key} - {("", "")}
    inside = frozenset[Key]()
    if request.kind == "host":
        found = places(db, workshop, passages)
        inside = frozenset(key for key in chosen if key in found and not found[key].whole)
        chosen |= {key for key, place in found.items() if _hosts(place, request.words)}
    notes = frozenset({subject.row.uid}) if request.kind == "note" else frozenset[str]()
    asked = frozenset({subject.row.uid}) if request.kind == "asked" else frozenset[str]()
    if notes:  # what was asked about it goes whole as well
        asked |= {key for what, key in chosen if what == "asked" and (what, key) in subject.linked}
    sentences = tuple(sentences_of(db, subject.row, passages, request.wordings)) if notes else ()
    chosen |= {("entry", one.id) for one in sentences}
    answers = frozenset({subject.row.key}) if request.kind == "answer" else frozenset[str]()
    things = frozenset((what, key) for what, key in chosen if what != "answered")
    hosts = frozenset({request.words}) if request.kind == "host" else frozenset[str]()
    named = bool(hosts)
    plan = Plan(
        passages, things, notes, asked, answers, sentences, hosts, named=named, inside=inside
    )
    seen = request.seen if request.seen >= 0 else workshop.revision
    check_nowhere_new(db, workshop, plan, seen)
    if request.kind == "elaboration":
        plan = Plan(passages, things, apart=frozenset({subject.row.uid}))
    lines = frozenset(lines_for(lines_of(db, workshop), plan))
    return Plan(**{**vars(plan), "lines": lines, "revision": workshop.revision})


def _hosts(place: Place, name: str) -> bool:
    """Whether somebody of this name hosts, or has hosted, at a table."""
    texts = (*place.now, *place.before)
    return place.key[0] == "table" and any(is_one(text, passages_of([name])) for text in texts)


def still(db: Session, workshop: Workshop, request: Request, plan: Plan) -> bool:
    """Whether the thing is as it was when `plan` was made, and stands behind the same sentences: a
    host may have written on. Raises NotFound, Invalid."""
    subject = subject_of(db, workshop, request)
    if passages_of(subject.texts) != plan.passages:
        return False
    check_nowhere_new(db, workshop, plan, plan.revision)
    if not plan.notes:
        return True
    now = sentences_of(db, subject.row, plan.passages, request.wordings)
    return tuple(now) == plan.sentences


def check_nowhere_new(db: Session, workshop: Workshop, plan: Plan, after: int) -> None:
    """Raise Conflict when the words have come to stand elsewhere since revision `after`, or a
    sentence of the note reads otherwise: whoever chose what goes has not seen that."""
    own = {("note", uid) for uid in plan.notes} | {("asked", uid) for uid in plan.asked}
    for change in lines_of(db, workshop, after):
        new = change.what not in PAIRS and thing_of(change) not in (plan.things | own)
        worded = change.what == "entry" and about_notes(change, plan.notes)
        if worded or (new and plan.stands(change.item, thing_of(change))):
            raise Conflict(
                _(
                    "Somebody has moved or reworded this since the page was opened: its words "
                    "stand elsewhere now. Look at it again."
                )
            )


def tuple_of(name: str) -> Key:
    """What a form's `entry:<id>` stands for."""
    what, _colon, key = name.partition(":")
    return what, key


def lines_for(changes: Iterable[Any], plan: Plan) -> list[int]:
    """Which of the changes lose their words."""
    own = {uid for what, uid in plan.things if what == "note"}
    return [change.revision for change in changes if _goes(change, plan, own)]


def _goes(change: Any, plan: Plan, own: set[str]) -> bool:
    if plan.notes and about_notes(change, plan.notes):
        return True
    if change.what == "asked" and change.key in plan.asked:
        return True
    if change.what in ("note", "late") and change.key in plan.apart:
        return any(is_one(more, plan.passages) for more in change.item.get("elaborations", ()))
    if change.what in PAIRS:
        return about_notes(change, own) and says(change.item, plan.passages)
    thing = thing_of(change)
    return thing in plan.things and plan.stands(change.item, thing)


def sentences_of(
    db: Session,
    note: Note,
    passages: Sequence[str],
    wordings: Mapping[str, str],
    *,
    check: bool = True,
) -> list[Sentence]:
    """Each sentence that `note` stands behind: it goes with its only note, and keeps the words of
    several; `wordings` are what people have made of those. Raises Invalid for one that still holds
    the words."""
    query = select(Entry).join(Source).where(Source.note_id == note.id)
    query = query.options(selectinload(Entry.sources)).order_by(Entry.position, Entry.id)
    found = []
    for entry in db.scalars(query):
        if len(entry.sources) == 1:
            found.append(Sentence(entry.id, entry.text, None))
            continue
        text = _worded(entry, wordings, passages)
        if check and (is_blank(text) or rest_of(text, passages) != text):
            raise Invalid(
                _(
                    "This sentence still holds the words, or none at all: “%(text)s”",
                    text=short(text),
                ),
                where=f"wording-{entry.id}",
            )
        found.append(Sentence(entry.id, entry.text, text))
    return found


def _worded(entry: Entry, wordings: Mapping[str, str], passages: Sequence[str]) -> str:
    """What a sentence is to say: as it is proposed, or in somebody's words, which are mended and
    bounded as wherever a sentence is worded. Raises Invalid."""
    left = proposed(entry.text, passages)
    typed = wordings.get(entry.id, left)
    if typed.replace("\r\n", "\n") == left:  # it may be older than what a sentence may hold
        return left
    how = {"lines": False, "empty": True}
    return clean(typed, limit=LONG, name=_("The sentence"), where=f"wording-{entry.id}", **how)
