"""What is written to a file has plain spaces, also where a screen holds a number to its word."""

import pytest

from cafe.core.i18n import NBSP, gettext, speaking
from cafe.document.compose import composed
from cafe.document.material import Material, Typed
from cafe.document.options import NAMES, Options
from cafe.document.raw import raw_tables
from tests.report.samples import a_question, material, table

PILES = {"typed": 3, "printed": 1, "absorbed": 0, "aside": 1, "struck": 0, "unplaced": 1}


def everything(language: str) -> Material:
    typed = (
        Typed("a", "more light", "printed", heading="Light", beside=2),
        Typed("b", "a key", "aside", reason="Elsewhere."),
        Typed("c", "a door", "unplaced"),
    )
    first = a_question(tables=(table(1, typed=typed), table(8)), piles=PILES, unplaced=1)
    all_of_it = Options(**dict.fromkeys(NAMES, True), only=(1,))
    return material(first, a_question(2), options=all_of_it, language=language)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_document_and_spreadsheet(language: str) -> None:
    cafe = everything(language)
    with speaking(language):
        assert gettext("Table %(number)s") == "Bord %(number)s"
    written = repr((composed(cafe), raw_tables(cafe)))
    assert "Bord 8" in written
    assert repr(NBSP)[1:-1] not in written
