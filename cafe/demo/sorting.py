"""How the demo's organiser sorted: headings, sentences, doubles, and what was set aside."""

from uuid import uuid4

from sqlalchemy.orm import Session

from cafe.demo.script import ByUid, uid_of
from cafe.demo.shapes import DemoSentence, Theme
from cafe.model import Category, Note, Question
from cafe.sort import actions


def sort_theme(
    tx: Session,
    question: Question,
    theme: Theme,
    notes: ByUid,
    *,
    by: str,
    headings: int | None = None,
) -> None:
    """Sort a question to the end, or only under its first `headings` headings."""
    mine = _by_key(question, theme, notes)
    for heading in theme.headings[:headings]:
        text, listed = heading.text, heading.listed
        category = actions.add_category(
            tx, question=question, heading=text, listed=listed, by=by, operation=_operation()
        )
        for printed in heading.lines:
            _write_line(tx, category, printed, mine, by)
    if headings is None:
        for key, reason in theme.aside.items():
            actions.set_aside(tx, note=mine[key], reason=reason, by=by, operation=_operation())


def _by_key(question: Question, theme: Theme, notes: ByUid) -> dict[str, Note]:
    laid = {table.number: table for table in question.tables}
    return {
        slip.key: notes[uid_of(laid[table.number], slip)]
        for table in theme.tables
        for slip in table.slips
    }


def _write_line(
    tx: Session, category: Category, printed: DemoSentence, notes: dict[str, Note], by: str
) -> None:
    first, *others = printed.keys
    entry = actions.place_note(
        tx, note=notes[first], category=category, by=by, operation=_operation()
    )
    if printed.text is not None:
        text = printed.text
        for key in others:
            actions.join_note(
                tx, into=entry, note=notes[key], text=text, by=by, operation=_operation()
            )
        if not others:
            was = entry.text
            actions.reword_entry(tx, entry=entry, was=was, text=text, by=by, operation=_operation())
    for key in printed.absorbs:
        actions.absorb_note(tx, note=notes[key], entry=entry, by=by, operation=_operation())


def _operation() -> str:
    return str(uuid4())
