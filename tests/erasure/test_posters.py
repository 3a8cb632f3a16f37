"""A drawn poster has a grey field where words were erased, and says so in words."""

from dataclasses import replace

from cafe.core.i18n import speaking
from cafe.document.material import PosterNote
from cafe.document.sheet import Field, sheet_of
from cafe.document.tree import Document, Picture, Section
from cafe.erasure.gone import Gone
from cafe.erasure.kept import document_without, then
from cafe.writers.poster import draw
from tests.report.samples import a_question, table

GREY = 'fill="#d8d4cd"'


def test_the_field_is_grey_and_says_what_it_is() -> None:
    slips = (PosterNote("Light", "A", "n1"), PosterNote("", "A", "n2", erased=True))
    with speaking("en"):
        whole = sheet_of(a_question(), table(1, slips=slips))
        parts = a_question(parts=(("A", "Why?"),))
        divided = sheet_of(parts, table(1, slips=slips, by_parts=True))
    for sheet in (whole, divided):
        assert sheet.fields[0].slips == ("Light", "erased for good")
        assert sheet.fields[0].erased == (1,)
        bare = replace(sheet, fields=(replace(sheet.fields[0], erased=()),))
        with_it, without = (page.decode() for page in draw([sheet, bare], "en", "svg"))
        assert (with_it.count(GREY), without.count(GREY)) == (1, 0)


def test_a_kept_version_s_poster_is_drawn_so_as_well() -> None:
    sheet = replace(
        sheet_of(a_question(), table(1)), fields=(Field("", ("Kari is ill", "Kari is ill too")),)
    )
    poster = Picture("drawn-1.png", "Table 1", "A poster", sheet)
    document = Document(
        "en", "", "", (), (), (Section(1, "Why?", None, (), (), pictures=(poster,)),)
    )
    gone = Gone(notes=frozenset({"n1"}), asked=frozenset({"kari is ill"}))
    with speaking("en"):
        new = document_without(document, then(gone, document, None, {}))
    [field] = new.pictures[0].sheet.fields  # type: ignore[union-attr]
    assert field == Field("", ("erased for good", "Kari is ill too"), (0,))
