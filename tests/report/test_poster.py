import io

import pytest
from PIL import Image

from cafe.core.i18n import speaking
from cafe.document.compose import drawn_file
from cafe.document.material import PosterNote, Question, Table
from cafe.document.sheet import Field, Sheet, sheet_of
from cafe.model import Database, Workshop
from cafe.report.queries import compose, sheet_at
from cafe.writers.poster import draw
from tests.archive.archives import an_archive
from tests.report.samples import a_question, brought_in, table

PAPER = (246, 239, 224)
LONG_WORD = "x" * 120
PARTS = (("A", "Now"), ("B", "Later"))


def spoken(question: Question, at: Table) -> Sheet:
    with speaking("en"):
        return sheet_of(question, at)


def picture(question: Question, at: Table) -> Image.Image:
    [sheet] = draw([spoken(question, at)], "en")
    return Image.open(io.BytesIO(sheet)).convert("RGB")


def colours(sheet: Image.Image) -> dict[object, int]:
    """How many pixels there are of each colour."""
    return {colour: count for count, colour in sheet.getcolors(sheet.width * sheet.height) or []}


def edge_colours(sheet: Image.Image, width: int = 20) -> dict[object, int]:
    """The colours of the outermost `width` pixels, which slips may not reach."""
    inner = (width, width, sheet.width - width, sheet.height - width)
    sheet.paste(PAPER, inner)
    return colours(sheet)


@pytest.mark.parametrize("count", [0, 1, 7, 25, 80])
@pytest.mark.parametrize("words", ["ja", "mer lys i gangen og en stol ved døra", "y" * 300])
def test_any_number_of_slips_fits(count: int, words: str) -> None:
    sheet = picture(a_question(), table(1, slips=(PosterNote(words),) * count))
    assert sheet.size == (1400, 1050)
    assert set(edge_colours(sheet)) == {PAPER}


def test_slips_of_every_length_fit_together() -> None:
    texts = ["é", "ord " * 30, LONG_WORD, "tekst " * 330, "W" * 40, "a\n- b\n- c"] * 4
    sheet = picture(a_question(), table(1, slips=tuple(PosterNote(text) for text in texts)))
    assert set(edge_colours(sheet)) == {PAPER}


def test_long_names_and_questions_fit() -> None:
    question = a_question(text=f"{LONG_WORD} og hvordan " * 12 + "?", parts=PARTS)
    sheet = picture(question, table(1, cafe_name=f"KAFÉ {LONG_WORD}", by_parts=True))
    assert set(edge_colours(sheet)) == {PAPER}


def test_more_slips_are_more_ink() -> None:
    few, many = (
        picture(a_question(), table(1, slips=(PosterNote("mer lys"),) * count)) for count in (2, 20)
    )
    blank = [colours(sheet)[PAPER] for sheet in (few, many)]
    assert blank[0] > blank[1]


def test_a_split_poster_has_a_field_for_each_part_and_one_for_the_rest() -> None:
    slips = (PosterNote("one", "A"), PosterNote("two", "B"), PosterNote("three"))
    question = a_question(parts=PARTS)
    split = spoken(question, table(4, by_parts=True, slips=slips))
    whole = spoken(question, table(4, slips=slips))
    assert split.fields == (
        Field("A – Now", ("one",)),
        Field("B – Later", ("two",)),
        Field("", ("three",)),
    )
    assert whole.fields == (Field("", ("one", "two", "three")),)
    assert (split.table, split.label) == ("TABLE 4", "Question 1:")


def test_posters_come_in_the_order_asked_for() -> None:
    assert draw([], "en") == []
    first, second = (
        spoken(a_question(1), table(1)),
        spoken(a_question(2, text="Another?"), table(2)),
    )
    assert draw([first, second], "en") == [*draw([first], "en"), *draw([second], "en")]


def test_one_table_is_read_as_the_whole_document_reads_it(db: Database) -> None:
    here = brought_in(db, an_archive())
    with db.reading() as session:
        workshop = session.get_one(Workshop, here)
        drawn_there = {p.file: p.sheet for p in compose(session, workshop).pictures if p.sheet}
        assert len(drawn_there) > 1
        numbers = [table.number for q in workshop.questions for table in q.tables]
        alone = {drawn_file(n): sheet for n in numbers if (sheet := sheet_at(session, workshop, n))}
        assert alone == drawn_there
        assert sheet_at(session, workshop, 99) is None
        assert sheet_at(session, workshop, 1, 2) is None


def test_photographs_alone_are_drawn_nowhere(db: Database) -> None:
    archive = an_archive()
    third = archive["questions"][0]["tables"][1]
    assert third["posters"]
    third["notes"] = []
    archive["questions"][0] |= {"categories": [], "set_aside": [], "apart": [], "opposed": []}
    here = brought_in(db, archive)
    with db.reading() as session:
        workshop = session.get_one(Workshop, here)
        assert sheet_at(session, workshop, third["number"]) is None
        assert sheet_at(session, workshop, 1) is not None
