"""What the organiser is offered for one question: likely doubles, notes like one, headings.

First everything is read as plain data (`board_of`), then compared without the database, which may
take a moment. Nothing here changes anything.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from cafe.model import Apart, Category, Entry, Note, Opposed, Place, Question, Source, Workshop
from cafe.model.note import SORTED_TOO
from cafe.sort.abbreviations import abbreviations_of
from cafe.sort.parts import parts_of, said_of
from cafe.suggest import likeliest, likeness
from cafe.suggest.part_headings import proposed
from cafe.suggest.reason_words import in_words
from cafe.suggest.reasons import IDENTICAL, Reason
from cafe.suggest.vectors import Text, read

Item = dict[str, Any]
May = Literal["both", "left", "right", ""]
# Beyond half as many pairs as there are notes hardly one is true (tests/bench/alike.py); then the
# list has an end that a person reaches.
_SHARE = 2
_LEAST, MOST = 20, 200  # pairs offered
TOP = 5  # notes most like one


@dataclass(frozen=True)
class Texts:
    """What is compared. It does not change while people sort, so the comparing is kept."""

    notes: tuple[Text, ...]
    abbreviations: tuple[tuple[str, str], ...]
    asked: str
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """One question as it stands. `behind`: for each note its entries, True where it is absorbed.

    `joined` are entries with several notes in their words; `apart` pairs said not to be the same,
    or to oppose each other; `parts` the question's, by letter, and `said` those that were judged.
    """

    texts: Texts
    aside: frozenset[str]
    behind: dict[str, dict[str, bool]]
    joined: frozenset[str]
    headings: dict[str, str]
    under: dict[str, list[str]]
    apart: frozenset[frozenset[str]]
    parts: tuple[tuple[str, str], ...] = ()
    said: frozenset[str] = frozenset()


def board_of(db: Session, workshop: Workshop, question: Question) -> Board:
    """Read one question, in a few queries however many notes it has."""
    said = Note.workshop_id == workshop.id, Note.struck.is_(False)
    notes = select(Note).join(Note.table).options(contains_eager(Note.table)).where(*said)
    own = notes.where(Place.question_id == question.id).order_by(Note.id)
    here = list(db.scalars(own, execution_options=SORTED_TOO))
    words = select(Note.text).join(Note.table).where(*said)
    others = words.where(Place.question_id != question.id).order_by(Note.id)
    beside = db.scalars(others, execution_options=SORTED_TOO).all()
    texts = Texts(
        tuple(Text(note.uid, note.text) for note in here),
        tuple(abbreviations_of(workshop).items()),
        question.text,
        tuple(beside),
    )
    aside = frozenset(n.uid for n in here if n.aside_reason is not None or n.used_in_main)
    judged = parts_of(question), said_of(db, question)
    return Board(texts, aside, *_placed(db, question), _apart(db, here), *judged)


def _placed(
    db: Session, question: Question
) -> tuple[dict[str, dict[str, bool]], frozenset[str], dict[str, str], dict[str, list[str]]]:
    order = (Category.listed.desc(), Category.position, Category.id)
    query = select(Category).where(Category.question_id == question.id).order_by(*order)
    query = query.options(
        selectinload(Category.entries).selectinload(Entry.sources).joinedload(Source.note)
    )
    categories = list(db.scalars(query))
    behind, under = defaultdict[str, dict[str, bool]](dict), defaultdict[str, list[str]](list)
    for category in categories:
        for entry in category.entries:
            for source in entry.sources:
                behind[source.note.uid][entry.id] = source.absorbed
                under[source.note.uid].append(category.id)
    entries = [entry for category in categories for entry in category.entries]
    joined = frozenset(e.id for e in entries if sum(not s.absorbed for s in e.sources) > 1)
    return behind, joined, {c.id: c.heading for c in categories}, under


def _apart(db: Session, notes: list[Note]) -> frozenset[frozenset[str]]:
    uids = {note.id: note.uid for note in notes}
    here = Note.table_id.in_({note.table_id for note in notes})
    rows: list[Apart | Opposed] = []
    for kind in (Apart, Opposed):
        said = select(kind).join(Note, Note.id == kind.first_id).where(here)
        rows += db.scalars(said, execution_options=SORTED_TOO)
    pairs = ((uids.get(row.first_id), uids.get(row.second_id)) for row in rows)
    return frozenset(frozenset((one, other)) for one, other in pairs if one and other)


@lru_cache(maxsize=16)
def _index(texts: Texts) -> likeness.FeatureIndex:
    words = dict(texts.abbreviations)
    reading = read(texts.notes, abbreviations=words, asked=texts.asked, beside=texts.beside)
    return likeness.index_features(reading)


@lru_cache(maxsize=16)
def _ranked(texts: Texts) -> tuple[likeness.Pair, ...]:
    likely = min(MOST, max(_LEAST, len(texts.notes) // _SHARE))
    found = likeness.pairs(_index(texts), limit=likely + len(texts.notes))
    same = sum(pair.reason.kind == IDENTICAL for pair in found)
    return tuple(found[: same + likely])


def forget() -> None:
    """Nothing that was found in texts lies in memory."""
    _index.cache_clear()
    _ranked.cache_clear()


def doubles(board: Board) -> list[Item]:
    """The likely pairs that are still to be judged, best first, the one that has a place left."""
    found: list[Item] = []
    for pair in _ranked(board.texts):
        if {pair.left, pair.right} & board.aside or frozenset(pair[:2]) in board.apart:
            continue
        if _absorbed(board, pair.left) or _absorbed(board, pair.right):
            continue  # it is judged with the note that stands for it
        item = _item(board, pair.left, pair.right, pair.reason)
        if item["may"]:
            found.append(item)
    return found


def like(board: Board, note: str) -> list[Item]:
    """The notes most like `note`, wherever they stand; `may` is "" when nothing can be done."""
    text = next((text for text in board.texts.notes if text.id == note), None)
    if text is None:
        return []
    found = likeness.like(text, _index(board.texts), top=TOP)
    return [_item(board, note, one.note, one.reason, first=note) for one in found]


def _item(board: Board, left: str, right: str, reason: Reason, first: str = "") -> Item:
    if not first and right in board.behind and left not in board.behind:
        left, right = right, left
    return {
        "left": left,
        "right": right,
        "identical": reason.kind == IDENTICAL,
        "why": in_words(reason),
        "may": _may(board, left, right),
    }


def _may(board: Board, left: str, right: str) -> May:
    """Which of the two may stand while the other stands behind it."""
    one, other = board.behind.get(left, {}), board.behind.get(right, {})
    if {left, right} & board.aside or one.keys() & other.keys():
        return ""
    goes, stays = _may_go(board, left), _may_go(board, right)
    if goes and stays:
        return "both"
    return "left" if stays else "right" if goes else ""


def _may_go(board: Board, note: str) -> bool:
    """A note leaves its place for another's only when it stands alone in it."""
    places = board.behind.get(note, {})
    return len(places) < 2 and not places.keys() & board.joined and not _absorbed(board, note)


def _absorbed(board: Board, note: str) -> bool:
    places = board.behind.get(note)
    return bool(places and all(places.values()))


def likely(board: Board) -> dict[str, tuple[str, float]]:
    """For each waiting note its likeliest heading and how likely, once some notes are placed."""
    notes = board.texts.notes
    placed = [
        likeliest.Placed(note, heading)
        for note in notes
        for heading in dict.fromkeys(board.under.get(note.id, ()))
    ]
    if not placed or len(board.headings) < 2:
        return {}
    waiting = [note for note in notes if note.id not in board.under and note.id not in board.aside]
    found = likeliest.suggest(
        placed,
        board.headings,
        waiting,
        abbreviations=dict(board.texts.abbreviations),
        asked=board.texts.asked,
        beside=board.texts.beside,
    )
    return {note: ranked[0] for note, ranked in found.items()}


def of_parts(board: Board) -> list[Item]:
    """The headings that the question's parts propose, and nobody has judged yet."""
    found = proposed(board.parts, board.headings.values(), board.said)
    return [{"letter": letter, "heading": heading} for letter, heading in found]
