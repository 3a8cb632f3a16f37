"""A café made by random acts and undo: hosts write and mend, organisers sort, keep and choose."""

from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.document.options import Options, as_seen, options_of
from cafe.errors import CafeError
from cafe.model import CafeTable, Database, Note, Question
from cafe.plan.actions import move_stage
from cafe.report.actions.words import choose_options, edit_intro, edit_summary, intro_text
from cafe.report.versions.keep import keep
from cafe.table.actions.notes import edit_note, strike_note
from cafe.table.actions.poster import sum_up
from tests.report.samples import ODD, RIGHT_TO_LEFT
from tests.sort.history.parts import PARTS
from tests.sort.history.test_anything_goes import COMMANDS, GROWING, Hands, attempt
from tests.sort.world import BY, OTHER, World, build, new_id, operation
from tests.verify.cafes import OPTIONS, fresh, settings_in, zipped

TEXTS = ("godt samarbeid", "Mer tid", "hvem eier tilbudet?", "kaffe...", ODD, RIGHT_TO_LEFT)
MORE = ("🫖 e\u0301 zero\u200bwidth", "=1+1", "## 3. Ikke en overskrift", "- strek: og **fet**")
PARTED = tuple(part["text"] for part in PARTS)
ACTS = 25
SEALED = 7  # the seed of the one that several tests look at: with a kept version


def honest_zip(folder: Path, seed: int) -> bytes:
    """The zip of a café that nobody has cheated in."""
    dice = Random(seed)
    settings = settings_in(folder / f"cafe-{seed}")
    db = fresh(settings)
    try:
        with db.writing() as tx:
            texts = tuple(dice.sample(TEXTS + MORE, dice.randint(3, len(TEXTS + MORE))))
            language = dice.choice(["nb", "nn", "en"])
            world = build(tx, texts=texts, stage="open", language=language, parts=PARTED)
            as_hosts_said(tx, world)
            at_the_tables(Hands(tx, world, seed), dice)
            move_stage(tx, workshop=world.workshop, stage="sorting", anyway=True, **operation())
            here = world.workshop.id
            hands = Hands(tx, world, seed)
            for name in [*GROWING, *dice.choices(sorted(COMMANDS), k=ACTS)]:
                attempt(hands, name, dice.choice([BY, OTHER]))
            of_the_document(hands, dice)
        if dice.random() < 0.5:
            keep(db, settings, here, final=False, by=BY, operation=new_id())
            more(db, here, dice)
        return zipped(db, settings, here)
    finally:
        db.engine.dispose()


def as_hosts_said(tx: Session, world: World) -> None:
    """The main statements that the small café has without anybody's having said them."""
    for table in world.question.tables:
        words, table.main_statement = table.main_statement or "", None
        tx.flush()
        said = {"by": f"table:{table.id}", "operation": new_id()}
        sum_up(tx, table=table, was="", text=words, **said)


def at_the_tables(hands: Hands, dice: Random) -> None:
    """Notes mended and struck, main statements written anew."""
    for note in hands.tx.scalars(select(Note)).all():
        table = f"table:{note.table_id}"
        by = {"by": table, "operation": new_id()}
        try:
            if dice.random() < 0.2:
                strike_note(hands.tx, note=note, struck=True, **by)
            elif dice.random() < 0.5:
                words: dict[str, Any] = {
                    "text": f"{note.text} igjen",
                    "kind": note.kind,
                    "part": note.part,
                }
                edit_note(hands.tx, note=note, was=note.text, **words, **by)
            if dice.random() < 0.3 and isinstance(note.table, CafeTable):
                was = note.table.main_statement or ""
                again = {"by": table, "operation": new_id()}
                sum_up(hands.tx, table=note.table, was=was, text=hands.words(), **again)
        except CafeError:
            continue  # refused, as it may be


def of_the_document(hands: Hands, dice: Random) -> None:
    """Introduction and summaries in the organiser's words, and what the document has beside."""
    world: World = hands.world
    if dice.random() < 0.3:
        was = intro_text(world.workshop)
        edit_intro(
            hands.tx, workshop=world.workshop, was=was, text="Vi møttes.\n\nSlik.", **operation()
        )
    for question in hands.tx.scalars(select(Question)).all():
        if dice.random() < 0.4:
            summary = {"was": question.summary, "text": dice.choice([hands.words(), None])}
            edit_summary(hands.tx, question=question, **summary, **operation())
    chosen: dict[str, Any] = {
        name: dice.random() < 0.5 for name in (*OPTIONS, "lists", "elaborations", "marks")
    }
    chosen["only"] = dice.choice([(), (), (1,)])
    seen = as_seen(options_of(world.workshop.report_options, world.workshop.print_elaborations))
    choose_options(
        hands.tx,
        workshop=world.workshop,
        was=seen,
        options=Options(**chosen),
        **operation(),
    )


def more(db: Database, workshop_id: str, dice: Random) -> None:
    """After a version was kept, something is changed: the version stays as it was."""
    with db.writing() as tx:
        question = tx.scalars(
            select(Question).where(Question.workshop_id == workshop_id).order_by(Question.number)
        ).first()
        if question is not None and dice.random() < 0.8:
            edit_summary(tx, question=question, was=question.summary, text="Nytt.", **operation())
