"""What is known of how a café was held: the facts that the introduction is told from. Pure.

Each is something that the café has stored. What nobody has written down, or what an archive
without a history cannot say, is 0, False or empty, and nothing is told of it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cafe.core.lines import nonempty, one_line
from cafe.document.material import Material, Question, Table
from cafe.document.words import language_of, main_statements_of, replaced
from cafe.sort.ledger.rewording import Language


@dataclass(frozen=True)
class Facts:
    """The facts, as counts and the numbers of questions.

    `before`: questions that were there when the tables opened, `added`: those that came later,
    `changed`: those whose words were others later. `where`: for each question at which something
    was written its number, its form and at how many tables; `hosts`: how many of those had one.
    `talking`: the tables have not closed yet. `notes` to `photographs` are of the day, `absorbed`
    to `own` of the sorting, `elsewhere` names other sources. `first`: main statements that are
    printed, `summaries`: the questions where the organiser's words stand in their place; `late`
    and `left`: notes that came too late. `readers`: devices on which a draft was read; `remarks` of
    them, and how many were `taken_in`, `stand_beside` or were `not_taken` in.
    """

    questions: int = 0
    commissioner: str = ""
    before: int = 0
    added: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    where: tuple[tuple[int, str, int], ...] = ()
    hosts: int = 0
    asked: bool = False
    notes: int = 0
    paper: int = 0
    main_asked: bool = False
    main: int = 0
    vernissage: bool = False
    talking: bool = False
    visitors: int = 0
    answered: int = 0
    elaborated: int = 0
    dots: int = 0
    drawn: int = 0
    photographs: int = 0
    headings: int = 0
    absorbed: int = 0
    form: int = 0
    content: int = 0
    own: int = 0
    first: int = 0
    summaries: tuple[int, ...] = ()
    late: int = 0
    left: int = 0
    elsewhere: tuple[str, ...] = ()
    readers: int = 0
    remarks: int = 0
    taken_in: int = 0
    stand_beside: int = 0
    not_taken: int = 0

    @property
    def tables(self) -> int:
        """At how many tables something was written; pairs and plenary have none."""
        return sum(tables for _number, form, tables in self.where if form == "tables")

    @property
    def forms(self) -> set[str]:
        """In which forms something was written."""
        return {form for _number, form, _tables in self.where}


def facts_of(material: Material) -> Facts:
    """The facts of this very café: from what its document is made of, and from its past."""
    questions, past = material.questions, material.past
    talked = [(one, [table for table in one.tables if _talked(table)]) for one in questions]
    anywhere = [table for _one, some in talked for table in some]
    tables = [table for one, some in talked if one.form == "tables" for table in some]
    typed = [note for table in anywhere for note in table.typed if not note.gathered]
    asked = [one for note in typed for one in note.asked]
    words = language_of(material)
    lines = [behind for one in questions for h in one.headings for _text, behind in h.lines]
    worded = [behind.worded.kind for behind in lines if behind.worded]
    outcomes = Counter(one.outcome for question in questions for one in question.remarks)
    return Facts(
        questions=len(questions),
        commissioner=one_line(material.commissioner),
        before=past.before,
        added=past.added,
        changed=past.changed,
        where=tuple((one.number, one.form, len(some)) for one, some in talked if some),
        hosts=sum(table.hosts > 0 for table in tables),
        asked=past.asked,
        notes=sum(len(table.slips) for table in anywhere),
        paper=sum(bool(note.columns.get("paper")) for note in typed),
        main_asked=past.main_asked,
        main=sum(len(_statements(table)) for table in tables),
        vernissage=past.vernissage,
        talking=past.talking,
        visitors=len(asked),
        answered=sum(one.answered != "no" for one in asked),
        elaborated=sum(bool(note.elaborations) for note in typed),
        dots=sum(note.dots for note in typed),
        drawn=sum(bool(table.slips) for table in anywhere),
        photographs=sum(len(table.photos) for table in anywhere),
        headings=sum(bool(h.entries) for one in questions for h in one.headings),
        absorbed=sum(one.piles.get("absorbed", 0) for one in questions),
        form=worded.count("form"),
        content=worded.count("content"),
        own=worded.count("own"),
        first=sum(
            len(_statements(t)) for one in questions if _theirs(one, words) for t in one.tables
        ),
        summaries=tuple(
            one.number
            for one in questions
            if nonempty([one.summary or ""]) and not _theirs(one, words)
        ),
        late=sum(table.came_in for table in anywhere),
        left=sum(note.status == "left" and not note.early for note in typed),
        elsewhere=_names(questions),
        readers=material.readers.readers,
        remarks=material.readers.remarks,
        taken_in=outcomes["taken"],
        stand_beside=outcomes["beside"],
        not_taken=outcomes["not"],
    )


def _talked(table: Table) -> bool:
    """Whether anything was written there on the day, or stands on its photographed poster."""
    typed = any(not note.gathered for note in table.typed)
    return bool(typed or table.slips or table.photos or _statements(table))


def _statements(table: Table) -> list[str]:
    return list(nonempty([table.main_statement or ""]))


def _theirs(question: Question, words: Language) -> bool:
    """Whether what is printed as the summary are the tables' own words, if anything is."""
    if question.summary is None:
        return True
    return bool(main_statements_of(question)) and not replaced(question, words)


def _names(questions: Iterable[Question]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(o.labelled) for one in questions for o in one.origins))
