"""Whoever puts words in the participants’ mouths is named in print, and in every file."""

from pathlib import Path

import pytest

from cafe.archive.export import export
from cafe.archive.queries import archive_of
from cafe.document.tree import Document
from cafe.model import Database, Workshop
from cafe.report import actions as report
from cafe.report.queries import compose, material_of
from cafe.sort import actions
from tests.report.samples import brought_in
from tests.sort.world import build, heading, operation, placed
from tests.writers.readers import blocks, from_markdown, plain

EXPLAINED = (
    "* Arrangøren har skrevet setningen selv, eller omformulert den så den sier noe annet enn "
    "lappene bak."
)


@pytest.fixture
def here(db: Database) -> str:
    """A sentence of one's own, one turned round, and a summary in place of what was said."""
    with db.writing() as tx:
        world = build(tx, texts=("Bussen går for sjelden", "Mer lys"))
        under = heading(tx, world, "Buss")
        late, _light = (placed(tx, note, under) for note in world.notes)
        actions.add_own_entry(
            tx, category=under, text="Deltakerne roste ordføreren.", **operation()
        )
        actions.reword_entry(
            tx, entry=late, was=late.text, text="Busstilbudet er svært godt", **operation()
        )
        report.edit_summary(
            tx,
            question=world.question,
            was=None,
            text="Alle er fornøyde med kommunen.",
            **operation(),
        )
        return world.workshop.id


def test_print_marks_what_nobody_said(db: Database, here: str, tmp_path: Path) -> None:
    with db.reading() as session:
        workshop = session.get_one(Workshop, here)
        document = compose(session, workshop)
        written = export(session, workshop, "md", tmp_path)
    assert _says(document) == [
        "Arrangørens oppsummering: Alle er fornøyde med kommunen.",
        "Bordenes egne ord: Hovedutsagn ved bord 1. Hovedutsagn ved bord 2.",
        "Buss: Busstilbudet er svært godt* Mer lys. Deltakerne roste ordføreren.*",
    ]
    assert document.explained.replace("\xa0", " ") == EXPLAINED
    assert from_markdown(written) == blocks(document, pictures="caption")


def test_where_the_marks_are_off_a_line_tells(db: Database, here: str) -> None:
    with db.reading() as session:
        archive = archive_of(session, session.get_one(Workshop, here))
    assert archive["workshop"].pop("report_options") == {"marks": True}
    other = brought_in(db, archive)
    with db.reading() as session:
        document = compose(session, session.get_one(Workshop, other))
    notices = [plain(f"{one.label} {one.text}") for one in document.notices]
    assert "Omformulert: 2 av 3 setninger har ord som ikke står på noen lapp." in notices
    assert _says(document)[0].startswith("Arrangørens oppsummering:"), "it is not theirs for that"
    assert _says(document)[2] == (
        "Buss: Busstilbudet er svært godt Mer lys. Deltakerne roste ordføreren."
    )


def test_opposed_notes_are_named_until_they_stand_together(db: Database) -> None:
    with db.writing() as tx:
        world = build(tx)
        first, second = heading(tx, world, "A"), heading(tx, world, "B")
        one, other = world.notes[0], world.notes[1]
        actions.oppose(tx, note=one, other=other, **operation())
        placed(tx, one, first)
        there = placed(tx, other, second)
        workshop = world.workshop
        tx.commit()
        apart = material_of(tx, workshop).questions[0].opposed
        assert apart == (("godt samarbeid", "Mer tid til å snakke"),)
        actions.move_entry(tx, entry=there, category=first, **operation())
        tx.commit()
        assert material_of(tx, workshop).questions[0].opposed == ()


def test_opposed_notes_stand_beside_each_other_when_it_is_chosen(db: Database) -> None:
    """In the order of print; what is not in print, or stands in one sentence with it, does not."""
    with db.writing() as tx:
        world = build(tx)
        first, second = heading(tx, world, "A"), heading(tx, world, "B")
        one, two, three, four, five = world.notes
        for pair in ((one, two), (three, four), (four, five)):
            actions.oppose(tx, note=pair[0], other=pair[1], **operation())
        there = placed(tx, four, first)
        placed(tx, two, first)
        placed(tx, one, second)
        actions.join_note(tx, into=there, note=three, text="Det ene og det andre.", **operation())
        tx.commit()
        plain_one = compose(tx, world.workshop)
        assert plain_one.sections[0].opposites is None
        before = world.workshop.report_options or {}
        world.workshop.report_options = {**before, "opposed": True}
        tx.commit()
        document = compose(tx, world.workshop)
    found = document.sections[0].opposites
    assert found
    assert found.grid.rows == (("Mer tid til å snakke.", "Godt samarbeid."),)
    printed = {one.id for lead in document.sections[0].listed for one in lead.sentences}
    assert {one.id for row in found.rows for one in row} <= printed
    leads = [lead for section in document.sections for lead in section.listed]
    assert leads == [lead for section in plain_one.sections for lead in section.listed]


def _says(document: Document) -> list[str]:
    section = document.sections[0]
    return [plain(f"{one.label} {one.text}") for one in (*section.summaries, *section.listed)]
