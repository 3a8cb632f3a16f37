"""Where a row belongs: at a table of the café, or in a source at one of its questions. Pure."""

from dataclasses import dataclass

from cafe.core.i18n import LANGUAGES, _, speaking
from cafe.core.text import place_name, short
from cafe.intake.facts import CafeFacts, Place, QuestionFacts, TableFacts, Wish
from cafe.intake.placing.rows import CannotPlace, Row
from cafe.intake.recognising import values


@dataclass(frozen=True)
class Places:
    """Finds them in a café as a person wishes."""

    cafe: CafeFacts
    wish: Wish

    def of(self, row: Row) -> Place:
        """Where the row belongs. Raises CannotPlace, with why."""
        question, _part = self._question(row)
        if self.wish.to == "origin":
            return self._origin(question)
        try:
            return self._table(row, question).place
        except CannotPlace as no:
            if no.no_table and self.wish.rest:
                return self._origin(question)
            raise

    def _question(self, row: Row) -> tuple[QuestionFacts | None, str | None]:
        """Which question the row names, and which part of it. None for no question named."""
        cell = row.of("question")
        if values.is_empty(cell):
            return None, None
        said = values.numbered(cell)
        number = said.number if said else values.begins_with_number(cell)
        for one in self.cafe.questions.values():
            if values.plain(one.text) == values.plain(cell):
                return one, None
        if number is None or number not in self.cafe.questions:
            raise CannotPlace(_("There is no question “%(words)s”.", words=short(cell)))
        return self.cafe.questions[number], said.part if said else None

    def _origin(self, question: QuestionFacts | None) -> Place:
        number = question.number if question else self.wish.question
        if number not in self.cafe.questions:
            raise CannotPlace(_("It names no question, and none is chosen."))
        return ("origin", number, self.wish.origin)

    def _table(self, row: Row, question: QuestionFacts | None) -> TableFacts:
        cell = row.of("table")
        if values.is_empty(cell):
            return self._only_table(question)
        found = self._named(cell, question)
        if found is None:
            why = _("There is no table “%(words)s”.", words=short(cell))
            raise CannotPlace(why, no_table=True)
        if question and found.question != question.number:
            raise CannotPlace(
                _(
                    "%(table)s talks about question %(there)s, not %(here)s.",
                    table=place_name(found.form, found.number),
                    there=found.question,
                    here=question.number,
                ),
                no_table=True,
            )
        return found

    def _named(self, cell: str, question: QuestionFacts | None) -> TableFacts | None:
        said, tables = values.numbered(cell), self.cafe.tables.values()
        if said and (found := self.cafe.tables.get(said.number)) and found.form == "tables":
            return found
        plain = values.plain(cell)
        for one in tables:
            here = question is None or one.question == question.number
            if here and one.form != "tables" and plain in _called(one.form):
                return one
        named = [one for one in tables if one.name and values.plain(one.name) == plain]
        return named[0] if len(named) == 1 else None

    def _only_table(self, question: QuestionFacts | None) -> TableFacts:
        number = question.number if question else self.wish.question
        there = [one for one in self.cafe.tables.values() if one.question == number]
        if len(there) == 1:
            return there[0]
        raise CannotPlace(_("It names no table."), no_table=True)

    def part(self, row: Row, place: Place) -> str | None:
        """The part of the question that the row names, None for none. Raises CannotPlace."""
        cell, (_question, part) = row.of("part"), self._question(row)
        if not values.is_empty(cell):
            part = values.part_of(cell)
            if part is None:
                raise CannotPlace(_("There is no part “%(words)s”.", words=short(cell)))
        number = place[1] if place[0] == "origin" else self._question_of(place)
        if part and part not in self.cafe.questions[number].letters:
            raise CannotPlace(
                _("Question %(number)s has no part %(letter)s.", number=number, letter=part)
            )
        return part

    def _question_of(self, place: Place) -> int:
        return next(one.question for one in self.cafe.tables.values() if one.id == place[1])


def _called(form: str) -> set[str]:
    """What people call the place of this form, in each language."""
    names = set()
    for language in LANGUAGES:
        with speaking(language):
            names.add(values.plain(place_name(form, 0)))
    return names
