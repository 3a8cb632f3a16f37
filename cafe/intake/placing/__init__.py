"""Each row to its table or source, or why not: nothing of a file is lost unsaid. Pure."""

from collections import Counter
from dataclasses import dataclass, field

from cafe.core.i18n import _
from cafe.core.limits import NOTE, STATEMENT
from cafe.core.text import short, unshowable
from cafe.core.text.characters import mend, showable, unclear
from cafe.intake.facts import CafeFacts, Coming, Edit, Left, NoteFacts, Place, Placing, Wish
from cafe.intake.placing.places import Places
from cafe.intake.placing.rows import CannotPlace, Row, too_long
from cafe.intake.reading import Sheet
from cafe.intake.recognising import values
from cafe.intake.recognising.headers import is_ours
from cafe.intake.recognising.layout import Layout
from cafe.table.rules import MENDING, guess_kind


def placing_of(
    sheet: Sheet, layout: Layout, cafe: CafeFacts, wish: Wish, stamp: str = ""
) -> Placing:
    """What becomes of each row below the headings, if `wish` is done in this café.

    `stamp`: of which café, and at which revision, the file was written out.
    """
    work = _Work(sheet, layout, cafe, wish, cafe.revision_of(stamp))
    filled: dict[int, set[int]] = {}
    for at, column in sheet.filled:
        filled.setdefault(at, set()).add(column)
    ours = is_ours(layout.heads)
    for at in range(layout.header, len(sheet.rows)):
        row = Row(at + 1, layout, sheet.rows[at], ours, sheet.plain, frozenset(filled.get(at, ())))
        if any(not values.is_empty(cell) for cell in sheet.rows[at]):
            work.take(row)
    return work.found


@dataclass
class _Work:
    sheet: Sheet
    layout: Layout
    cafe: CafeFacts
    wish: Wish
    revision: int | None
    found: Placing = field(default_factory=Placing)

    def __post_init__(self) -> None:
        self.places = Places(self.cafe, self.wish)
        self.texts = {place: Counter(texts) for place, texts in self.cafe.texts.items()}
        self.mains = {one.place: one.main for one in self.cafe.tables.values() if one.main}
        self.uids: set[str] = set()

    def take(self, row: Row) -> None:
        """Find a place for what stands in the row."""
        texts = row.all_of("text")
        main = row.of("main")
        says = None if values.is_empty(main) else values.yes(main)
        own_words = not values.is_empty(main) and says is None
        uid = values.uid_of(row.of("id")) or ""
        if uid in self.cafe.notes:
            texts = [row.of("text")]
        if not texts and not own_words:
            self.found.empty.append(row.number)
            return
        for at, text in enumerate(texts):
            try:
                self._one(row, text, uid if at == 0 else "", main=bool(says))
            except CannotPlace as no:
                self.found.left.append(Left(row.number, no.why, text))
        if own_words:
            try:
                self._main(row, main, self.places.of(row))
            except CannotPlace as no:
                self.found.left.append(Left(row.number, no.why, main))

    def _one(self, row: Row, typed: str, uid: str, *, main: bool) -> None:
        if note := self.cafe.notes.get(uid):
            self._there(row, note, mend(typed))
            return
        text = self._mended(row, typed)
        kind, reason = values.kind_of(row.of("kind")), row.reason()
        if self.wish.marks and (marked := values.marked(text)):
            kind, text = marked
        place = self.places.of(row)
        if (main or kind == "main") and not reason:
            beside = [*row.elaborations(), row.heading()]
            self._main(row, text, place)
            self._say_left(row, text, beside)
            return
        if len(text) > NOTE:
            raise CannotPlace(too_long(text, NOTE))
        if uid and uid in self.uids:
            raise CannotPlace(_("Another row has the same id."))
        if self.texts.get(place, Counter())[text] > 0:
            self.texts[place][text] -= 1
            raise CannotPlace(_("This note is there already."))
        if reason and self.cafe.stage != "sorting":
            why = _(
                "It comes set aside (%(reason)s), and that is done while sorting.", reason=reason
            )
            raise CannotPlace(why)
        if kind is None:
            self.found.guessed.append(row.number)
        said = kind if kind in ("keyword", "statement") else guess_kind(text)
        self.uids.add(uid)
        self.found.coming.append(
            Coming(
                row.number,
                place,
                text,
                said,
                self.places.part(row, place),
                row.elaborations(),
                heading=self._heading(row),
                reason=reason,
                uid=uid,
            )
        )

    def _heading(self, row: Row) -> str:
        heading = row.heading()
        if self.cafe.stage == "sorting" or not heading:
            return heading
        self.found.unheaded += 1
        return ""

    def _mended(self, row: Row, text: str) -> str:
        shown = mend(text)
        if shown != text:
            self.found.mended.append(row.number)
        if values.is_empty(shown):
            raise CannotPlace(_("It holds nothing but characters that cannot be shown."))
        if (at := unclear(shown)) is not None:
            raise CannotPlace(unshowable(shown, at, name=_("The note"), typed=text).message)
        return shown

    def _main(self, row: Row, text: str, place: Place) -> None:
        if place[0] != "table":
            raise CannotPlace(_("A source has no main statement."))
        text = self._mended(row, text)
        if len(text) > STATEMENT:
            raise CannotPlace(too_long(text, STATEMENT))
        if (there := self.mains.get(place)) == text:
            raise CannotPlace(_("The table has this main statement already."))
        if there:
            raise CannotPlace(
                _("The table has another main statement: “%(words)s”.", words=short(there))
            )
        self.mains[place] = text
        self.found.coming.append(Coming(row.number, place, text, "statement", main=True))

    def _say_left(self, row: Row, text: str, beside: list[str]) -> None:
        """A main statement is words alone: what else stands in its row is told."""
        for words in filter(None, beside):
            why = _(
                "Beside this main statement stands “%(words)s”. That is not taken in: a main "
                "statement has neither elaborations nor a heading.",
                words=short(words),
            )
            self.found.differs.append(Left(row.number, why, text))

    def _there(self, row: Row, note: NoteFacts, text: str) -> None:
        """A note of ours that comes back."""
        self._compare(row, note)
        if not self._is_mended(row, note, text):
            self.found.there.append(row.number)
            return
        if values.is_empty(text):
            raise CannotPlace(_("Its text is empty in the file. Strike out the note where it is."))
        if len(text) > NOTE:
            raise CannotPlace(too_long(text, NOTE))
        kind, part = self._kind_and_part(row, note)
        if self.cafe.stage not in MENDING and not (self.cafe.stage == "sorting" and note.alone):
            raise CannotPlace(
                _(
                    "The tables are closed, and the note keeps its words. "
                    "Place it while sorting, and change its sentence."
                )
            )
        self.found.edits.append(Edit(row.number, note, text, kind, part))

    def _is_mended(self, row: Row, note: NoteFacts, text: str) -> bool:
        """Whether the row has other words than those it was written out with. Raises CannotPlace
        when the café has changed them meanwhile, too."""
        if not _says(text, note.text):
            known = self.revision is not None
            was = note.text_at(self.revision) if self.revision is not None else note.text
            earlier = [] if known else [one for _at, one in note.wordings]
            if _says(text, *earlier, *([] if was is None else [was])):
                why = _("It was changed here after the file was written, and is left as it is.")
                self.found.differs.append(Left(row.number, why, note.text))
                return False
            if was != note.text:
                raise CannotPlace(
                    _("It was changed here meanwhile. Now: “%(words)s”.", words=short(note.text))
                )
            return True
        same = self._kind_and_part(row, note) == (note.kind, note.part)
        return not same and self.cafe.stage in MENDING

    def _kind_and_part(self, row: Row, note: NoteFacts) -> tuple[str, str | None]:
        said = values.kind_of(row.of("kind"))
        column = self.layout.column("part")
        part = note.part if column is None else values.part_of(row.of("part"))
        return said if said in ("keyword", "statement") else note.kind, part

    def _compare(self, row: Row, note: NoteFacts) -> None:
        """List what the file has otherwise and a person must do where it belongs."""
        heading = row.of("heading")
        named = self.layout.column("heading") is not None
        if named and not _says(heading, *(note.headings or ("",))):
            words = heading or _("no heading")
            why = _("Its heading in the file: %(words)s. Move it while sorting.", words=words)
            self.found.differs.append(Left(row.number, why, note.text))
        table = values.numbered(row.of("table"))
        if table and note.table and table.number != note.table:
            why = _(
                "Its table in the file: %(number)s. It stays where it hangs.", **table._asdict()
            )
            self.found.differs.append(Left(row.number, why, note.text))
        said = row.of("elaboration")
        if self.layout.column("elaboration") is not None and not _says(
            said, "\n".join(note.elaborations)
        ):
            why = _("Its elaborations are others in the file. Change them at the wall.")
            self.found.differs.append(Left(row.number, why, note.text))


def _says(cell: str, *texts: str) -> bool:
    """Whether a cell is one of `texts`, as it stands or as it was written out."""
    return cell in texts or cell in (showable(text).replace("\r\n", "\n") for text in texts)
