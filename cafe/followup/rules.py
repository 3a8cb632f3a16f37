"""What of a document can be answered, and what an answer must say. Pure.

A heading or a sentence of the published final version is a `Point`. It is known again in a later
version: a sentence by its id, a heading by its words, and when it is called something else by the
sentences that stand under it.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cafe.core.i18n import _, long_date
from cafe.core.limits import LINE, STATEMENT
from cafe.core.text import clean
from cafe.document.changed import Line
from cafe.document.words import MARK
from cafe.errors import Invalid

STATUSES = ("planned", "in_hand", "done", "later", "no")
ENDED = ("done", "no")  # nothing more is waited for
SAYS_WHY = ("later", "no")
FIRST_YEAR, LAST_YEAR = 2000, 2100
QUESTION = re.compile(r"question-([0-9]{1,4})")


class Point(NamedTuple):
    """What can be answered. `entry`: the sentence's id, "" for a heading; `text`: the sentence;
    `sentences`: the ids of those under a heading.
    """

    key: str
    question: int
    heading: str
    entry: str = ""
    text: str = ""
    sentences: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What it says: the sentence or the heading, without the mark and the colon of print."""
        return self.text.removesuffix(MARK) or self.heading.rstrip().removesuffix(":")


class Heading(NamedTuple):
    """A printed heading with its sentences."""

    point: Point
    sentences: tuple[Point, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """All of it that can be answered."""
        return (self.point, *self.sentences)


class Section(NamedTuple):
    """A question with what was printed under it."""

    number: int
    words: str
    headings: tuple[Heading, ...]


class Known(NamedTuple):
    """What was answered, as it was printed then."""

    uid: str
    question: int
    heading: str
    entry: str
    sentences: tuple[str, ...]


class Answer(NamedTuple):
    """One dated answer; `corrects`: the uid of the one that it stands in place of, "" for none."""

    uid: str
    status: str
    words: str
    why: str
    responsible: str
    due: date | None
    day: date
    corrects: str = ""
    by: str = ""
    written: date | None = None


class Told(NamedTuple):
    """An answer that holds, with what it said before it was corrected, the last wording first."""

    answer: Answer
    was: tuple[Answer, ...]


def sections_of(lines: Iterable[Line]) -> list[Section]:
    """What can be answered of a kept document, question by question in its order."""
    words: dict[int, str] = {}
    found: dict[int, dict[str, list[tuple[str, str]]]] = {}
    for line in lines:
        spot = QUESTION.fullmatch(line.spot)
        if spot is None:
            continue
        number = int(spot[1])
        if line.kind == "section":
            words[number] = line.text
        elif line.kind == "heading":
            found.setdefault(number, {}).setdefault(line.text, [])
        elif line.id:
            under = found.setdefault(number, {}).setdefault(line.under, [])
            under.append((line.id, line.text))
    return [
        Section(number, words.get(number, ""), tuple(_heading(number, *one) for one in all.items()))
        for number, all in found.items()
    ]


def _heading(number: int, label: str, printed: Sequence[tuple[str, str]]) -> Heading:
    sentences = tuple(Point(id, number, label, id, text) for id, text in printed)
    name = hashlib.sha256(label.encode()).hexdigest()[:12]
    ids = tuple(id for id, _text in printed)
    return Heading(Point(f"{number}-{name}", number, label, sentences=ids), sentences)


def points_of(sections: Iterable[Section]) -> dict[str, Point]:
    """Everything that can be answered, by its key."""
    headings = (heading for section in sections for heading in section.headings)
    return {point.key: point for heading in headings for point in heading.points}


def found_again(known: Iterable[Known], sections: Sequence[Section]) -> dict[str, str]:
    """Where what was answered stands in the document of now: the point's key by its uid.

    What stands there no more is left out.
    """
    points = points_of(sections)
    return {one.uid: key for one in known if (key := _place_of(one, sections, points))}


def _place_of(known: Known, sections: Sequence[Section], points: Mapping[str, Point]) -> str:
    if known.entry:
        return known.entry if known.entry in points else ""
    headings = [one.point for section in sections for one in section.headings]
    for one in headings:
        if (one.question, one.heading) == (known.question, known.heading):
            return one.key
    shared = {one.key: len({*one.sentences} & {*known.sentences}) for one in headings}
    best = max(shared, key=lambda key: shared[key], default="")
    return best if best and shared[best] * 2 > len(known.sentences) else ""


def holding(answers: Sequence[Answer]) -> list[Told]:
    """The answers that hold, the latest day first; of one day the last written first."""
    by_uid = {one.uid: one for one in answers}
    corrected = {one.corrects for one in answers if one.corrects}
    valid = [(at, one) for at, one in enumerate(answers) if one.uid not in corrected]
    valid.sort(key=lambda one: (one[1].day, one[0]), reverse=True)
    return [Told(one, tuple(_before(one, by_uid))) for _at, one in valid]


def _before(answer: Answer, by_uid: Mapping[str, Answer]) -> Iterable[Answer]:
    seen = {answer.uid}
    while (answer := by_uid.get(answer.corrects)) and answer.uid not in seen:  # type: ignore[assignment]
        seen.add(answer.uid)
        yield answer


def check_answer(typed: Mapping[str, str], *, uid: str, today: date, corrects: str = "") -> Answer:
    """What was typed, as an answer. Raises Invalid, naming the field."""
    status = typed.get("status", "")
    if status not in STATUSES:
        raise Invalid(_("Choose what has become of it."), where="status")
    words = _text(typed, "words", _("What has been done"), STATEMENT)
    why = _text(typed, "why", _("Why"), STATEMENT)
    if status in SAYS_WHY and not why:
        raise Invalid(_("Say why. Those who said it read this."), where="why")
    responsible = _text(typed, "responsible", _("Who sees to it"), LINE, lines=False)
    due = _day(typed, "due")
    if status == "planned" and not responsible:
        raise Invalid(_("Say who sees to it: a plan is somebody's."), where="responsible")
    if status == "planned" and due is None:
        raise Invalid(_("Say by when: a plan has a day."), where="due")
    day = _day(typed, "day") or today
    if day > today:
        raise Invalid(_("The answer tells of a day to come. Choose today or before."), where="day")
    return Answer(uid, status, words, why, responsible, due, day, corrects)


def _text(
    typed: Mapping[str, str], name: str, called: str, limit: int, *, lines: bool = True
) -> str:
    words, how = typed.get(name, ""), {"lines": lines, "empty": True}
    text = clean(words, limit=limit, name=called, where=name, **how)
    return text.replace("\r\n", "\n").strip()


def _day(typed: Mapping[str, str], name: str) -> date | None:
    text = typed.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(_("Write the date as year-month-day."), where=name) from error
    if not FIRST_YEAR <= day.year < LAST_YEAR:
        raise Invalid(_("Choose a day between 2000 and 2099."), where=name)
    return day


def status_name(status: str) -> str:
    """What a status is called, in the language spoken now."""
    names = {
        "planned": _("planned"),
        "in_hand": _("in hand"),
        "done": _("done"),
        "later": _("later"),
        "no": _("not done"),
        "": _("not answered yet"),
    }
    return names[status]


def sayings(answer: Answer) -> list[str]:
    """What an answer says beside its status, in sentences: words, why, who, by when."""
    found = [answer.words]
    if answer.why:
        found.append(_("Why: %(why)s", why=answer.why))
    if answer.responsible:
        found.append(_("Who: %(who)s", who=answer.responsible))
    if answer.due:
        found.append(_("By: %(day)s", day=long_date(answer.due)))
    return [one for one in found if one]
