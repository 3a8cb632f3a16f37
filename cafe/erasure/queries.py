"""Where words stand in a café: in which things, as they are and as they were."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from cafe.core.calm import calmly
from cafe.erasure.registry import SEARCHED
from cafe.erasure.rules import OURS, Key, folded, says, strings, whole_word
from cafe.fields import pairs
from cafe.model import Base, Change, Workshop
from cafe.model.erase import of_cafe
from cafe.model.vernissage import Answer
from cafe.plan.programme.evaluation import OPEN, forms_of

CAFE: Key = ("workshop", "")  # whatever stands in no thing of its own
EXCERPTS = 3
PAIRS = ("apart", "opposed")
# Which thing a row is, or belongs to, and by which of its columns: what stands in it goes along.
_THING = {
    "question": ("question", "id"),
    "cafe_table": ("table", "id"),  # or an origin
    "poster": ("table", "table_id"),
    "invitation": ("table", "table_id"),
    "remark": ("remark", "uid"),
    "note": ("note", "uid"),
    "asked": ("asked", "uid"),
    # What is answered to one question is one thing: no answer has a name that stays.
    "evaluation_answer": ("answer", "question"),
    "category": ("category", "id"),
    "entry": ("entry", "id"),
}
# Rows that belong to no thing but the café.
_CAFES = {"workshop", "host_address", "hall_message", "letter_sent", "version"}
_CAFES |= {"followup", "followup_answer", "series_letter"}
AT_ONCE = 500  # keys in one statement
# What a change is told under, when that is not the thing itself.
_UNDER = {"late": "note", "summary": "question"}
_THINGS = {"question", "table", "origin", "note", "asked", "category", "entry", "remark"}


@dataclass
class Place:
    """A thing in which the words stand: the texts that hold them, as they are and as they were.

    `whole`: somewhere with no letter next to them. `lines`: the changes that hold them.
    """

    key: Key
    now: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    whole: bool = False
    lines: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What a form calls it."""
        return ":".join(self.key)

    @property
    def excerpts(self) -> list[str]:
        """Some of the texts, those of now first."""
        return list(dict.fromkeys((*self.now, *self.before)))[:EXCERPTS]


def places(
    db: Session,
    workshop: Workshop,
    passages: Sequence[str],
    *,
    after: int = 0,
    but: str = "",
) -> dict[Key, Place]:
    """Every thing of the café in which one of `passages` stands or has stood, by its name.

    `after`: looks through rows, and those changes alone that came after this revision. `but`: not
    in the answer of the evaluation that lies under this key.
    """
    found: dict[Key, Place] = {}
    if not passages:
        return found
    for key, value in calmly(texts_of(db, workshop, but)):
        _add(found, key, value, passages, now=True)
    for change in calmly(lines_of(db, workshop, after)):
        if change.what not in PAIRS and says(change.item, passages):
            key = thing_of(change)
            _add(found, key, change.item, passages, now=False)
            found[key].lines.append(change.revision)
    return found


def _add(
    found: dict[Key, Place], key: Key, value: Any, passages: Sequence[str], *, now: bool
) -> None:
    for text in strings(value, OURS if now else ()):
        plain = folded(text)
        if any(one in plain for one in passages):
            place = found.setdefault(key, Place(key))
            place.whole = place.whole or whole_word(text, passages)
            seen = place.now if now else place.before
            if text not in seen:
                seen.append(text)


def texts_of(db: Session, workshop: Workshop, but: str = "") -> Iterator[tuple[Key, Any]]:
    """Every value of the café's columns that can hold words, with the thing it belongs to."""
    for name, columns in searched().items():
        table = Base.metadata.tables[name]
        query = select(table).where(of_cafe(table, workshop.id))
        for row in db.execute(query.order_by(*table.primary_key)):
            if name == "evaluation_answer" and row.key == but:
                continue
            for column in columns:
                value = getattr(row, column)
                yield key_of(name, row), pairs(value) if column == "abbreviations" else value


def key_of(table: str, row: Row[Any]) -> Key:
    """The thing that a row is, or belongs to."""
    if table in _CAFES:
        return CAFE
    kind, column = _THING[table]
    return (row.kind if table == "cafe_table" else kind), str(getattr(row, column))


def rows_of(
    db: Session, workshop: Workshop, name: str, things: Collection[Key]
) -> Iterator[Row[Any]]:
    """Each row of the table `name` that is one of these things of the café, or belongs to one: no
    other is read, for whoever asks holds up all that is written.
    """
    table = Base.metadata.tables[name]
    query = select(table).where(of_cafe(table, workshop.id))
    if name in _CAFES:
        yield from db.execute(query).all() if CAFE in things else ()
        return
    kind, by = _THING[name]
    column = table.c[by]
    kinds = {kind, "origin"} if name == "cafe_table" else {kind}
    keys: list[Any] = sorted(key for what, key in things if what in kinds)
    if column.type.python_type is int:
        keys = [int(key) for key in keys if key.isdecimal() and len(key) < 10]
    for at in range(0, len(keys), AT_ONCE):
        rows = db.execute(query.where(column.in_(keys[at : at + AT_ONCE]))).all()
        yield from (row for row in rows if key_of(name, row) in things)


def searched() -> dict[str, list[str]]:
    """The columns that are looked through, by table."""
    by_table: dict[str, list[str]] = defaultdict(list)
    for name in SEARCHED:
        table, column = name.split(".")
        by_table[table].append(column)
    return by_table


def lines_of(db: Session, workshop: Workshop, after: int = 0) -> Iterator[Row[Any]]:
    """The café's changes that still have words, the oldest first."""
    columns = (Change.revision, Change.what, Change.key, Change.item)
    query: Select[Any] = select(*columns).where(
        Change.workshop_id == workshop.id,
        Change.revision > after,
        Change.item.is_not(None),
        Change.what != "cut",  # names things, and has no words
    )
    with db.execute(query.order_by(Change.revision).execution_options(yield_per=500)) as found:
        yield from found


def thing_of(change: Row[Any]) -> Key:
    """The thing that a change is told under; what belongs to none is the café's."""
    what = _UNDER.get(change.what, change.what)
    return (what, change.key) if what in _THINGS else CAFE


def about_notes(change: Row[Any], uids: Iterable[str]) -> bool:
    """Whether a change tells of one of these notes: itself, a sentence with it, a pair of it."""
    wanted = set(uids)
    if change.what in ("note", "late"):
        return change.key in wanted
    behind = [source["note"] for source in change.item.get("sources", ())]
    return bool(wanted & {*behind, *change.item.get("notes", ())})


def answers_of(db: Session, workshop: Workshop, keys: Collection[str]) -> Iterator[tuple[str, str]]:
    """The question and the words of each answer in the evaluation that lies under these keys."""
    forms = forms_of(workshop.evaluation).values()
    texts = {one["uid"]: one["text"] for form in forms for one in form["questions"]}
    here = Answer.workshop_id == workshop.id, Answer.key.in_(list(keys))
    for row in db.scalars(select(Answer).where(*here).order_by(Answer.key)):
        yield texts.get(row.question, ""), row.text


def answer_at(db: Session, workshop: Workshop, key: str) -> Answer | None:
    """The answer in words that lies under this key, when its form is closed."""
    row, forms = db.get(Answer, key), forms_of(workshop.evaluation).values()
    closed = {one["uid"] for form in forms if form["status"] != OPEN for one in form["questions"]}
    here = row is not None and row.workshop_id == workshop.id and row.question in closed
    return row if row is not None and here and row.text else None
