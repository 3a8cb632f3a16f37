"""What hosts added at the poster, in the document only when the organiser says so."""

from sqlalchemy import select

from cafe.model import Category, Database, Entry, Note, Question, Source, Workshop
from cafe.report.queries import compose
from cafe.writers import html, markdown
from cafe.writers.pictures import drawn
from tests.support.vernissage import Vernissage


def printed(db: Database, hall: Vernissage) -> str:
    with db.reading() as session:
        document = compose(session, session.get_one(Workshop, hall.workshop.id))
    assert document.sections[0].heading.startswith("1. ")
    return "".join(
        write(document, drawn(document)).decode() for write in (markdown.write, html.write)
    )


def test_off_unless_the_organiser_prints_them(db: Database) -> None:
    hall = Vernissage(db)
    with db.writing() as tx:
        question = tx.scalars(select(Question).where(Question.number == 1)).one()
        here = Note.uid.in_([hall.notes["mer lys"], hall.notes["rom for alle"]])
        notes = tx.scalars(select(Note).where(here).order_by(Note.id)).all()
        category = Category(id="c" * 8, question_id=question.id, heading="Lys", position=1)
        entry = Entry(id="e" * 8, category=category, text="Mer lys.", position=1)
        tx.add(category)
        for place, note in enumerate(notes):
            tx.add(Source(entry=entry, note=note, absorbed=place > 0, position=place))
        # The introduction tells that so many notes were elaborated on, never how.
        for note in notes:
            note.elaborations = ["elsewhere"]
    before = printed(db, hall)
    with db.writing() as tx:
        for text, more in (("mer lys", ["ved porten"]), ("rom for alle", ["og <alle>"])):
            tx.scalars(select(Note).where(Note.text == text)).one().elaborations = more
    assert printed(db, hall) == before
    with db.writing() as tx:
        tx.get_one(Workshop, hall.workshop.id).print_elaborations = True
    after = printed(db, hall)
    assert "Mer lys. (Elaborated at the table: ved porten / og \\<alle>)" in after
    assert "Mer lys. (Elaborated at the table: ved porten / og &lt;alle&gt;)" in after
