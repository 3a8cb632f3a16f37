"""What an organiser does with the headings that a question's parts propose."""

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict, NotFound
from cafe.model import Category, Question, events, record
from cafe.model.commands import made, once
from cafe.sort.actions.headings import add_category
from cafe.sort.guards import check
from cafe.sort.parts import PART, key_of, parts_of, said_of
from cafe.suggest.part_headings import proposed


@once(made(Category, "category"))
def take_part(
    tx: Session,
    *,
    question: Question,
    letter: str,
    heading: str | None = None,
    id: str | None = None,
    by: str,
    operation: str,
) -> Category:
    """The words of part `letter` become a heading, last under the question.

    `heading`: what it proposed where somebody saw it; the part that proposes that by now is meant.
    Raises NotFound when there is no such part, Conflict when it proposes none (any more).
    """
    letter, heading = _proposed(tx, question, letter, heading)
    _say(tx, question, letter, taken=True, by=by, operation=operation)
    return add_category(tx, question=question, heading=heading, id=id, by=by, operation=operation)


@once(None)
def refuse_part(
    tx: Session,
    *,
    question: Question,
    letter: str,
    heading: str | None = None,
    by: str,
    operation: str,
) -> None:
    """No heading of part `letter`; it is not offered again. `heading` as in `take_part`.

    Raises NotFound when there is no such part, Conflict when it proposes none (any more).
    """
    letter, _heading = _proposed(tx, question, letter, heading)
    _say(tx, question, letter, taken=False, by=by, operation=operation)


def _proposed(tx: Session, question: Question, letter: str, seen: str | None) -> tuple[str, str]:
    """The part, and the heading that it proposes."""
    check(question)
    if letter not in dict(parts_of(question)):
        raise NotFound(_("The question has no part %(letter)s.", letter=letter), where="letter")
    headings = (category.heading for category in question.categories)
    found = dict(proposed(parts_of(question), headings, said_of(tx, question)))
    if seen is not None and found.get(letter) != seen:
        letter = next((one for one, heading in found.items() if heading == seen), letter)
    if letter not in found or seen not in (None, found[letter]):
        words = _("Part %(letter)s proposes no heading any more.", letter=letter)
        raise Conflict(words, where="letter", about=(PART, key_of(question, letter)))
    return letter, found[letter]


def _say(
    tx: Session, question: Question, letter: str, *, taken: bool, by: str, operation: str
) -> None:
    item = events.of_part(question, letter, taken=taken)
    record(tx, question.workshop, what=PART, key=item["id"], item=item, by=by, operation=operation)
