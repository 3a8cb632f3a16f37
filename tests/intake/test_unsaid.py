"""What a row says beside its note comes along, or it is said that it does not."""

import pytest

from cafe.core.i18n import speaking
from cafe.core.limits import LINE, STATEMENT
from cafe.intake.facts import Wish
from cafe.intake.reading import Sheet
from tests.intake.tables import cafe, placed

SOURCE = Wish("origin", "Spørreskjema", 1)


@pytest.fixture(autouse=True)
def english() -> object:
    with speaking("en"):
        yield


@pytest.mark.parametrize("length", [20, LINE - 5, LINE + 5, STATEMENT + 5])
@pytest.mark.parametrize("rejected", ["ja", "nei", ""])
def test_no_words_of_a_reason_are_lost_unsaid(length: int, rejected: str) -> None:
    why = "b" * length
    rows = [["Forslag", "Avvist", "Begrunnelse"], ["Flere benker", rejected, why]]
    found = placed(Sheet("", rows), SOURCE)
    if length > STATEMENT:
        assert (found.coming, len(found.left)) == ([], 1)
        return
    (note,) = found.coming
    assert bool(note.reason) is (rejected == "ja")
    assert (why in note.reason) is not (why in note.elaborations)


def test_a_main_statement_that_was_rejected_comes_set_aside() -> None:
    rows = [["Lapp", "Bord", "Type", "Avvist"], ["Vi vil ha lys", "1", "hovedutsagn", "ja"]]
    (note,) = placed(Sheet("", rows)).coming
    assert (note.main, note.reason) == (False, "rejected in the file")


def test_a_stamp_that_is_no_revision_tells_none() -> None:
    assert cafe(id="abc").revision_of("abc " + "9" * 5_000) is None


def test_what_stands_beside_a_main_statement_is_told() -> None:
    heads = ["Lapp", "Bord", "Type", "Overskrift", "Utdyping"]
    rows = [heads, ["Vi vil ha lys", "1", "hovedutsagn", "Veier", "om kvelden"]]
    found = placed(Sheet("", rows))
    assert [one.main for one in found.coming] == [True]
    assert [one.row for one in found.differs] == [2, 2]
    assert ["om kvelden" in found.differs[0].why, "Veier" in found.differs[1].why] == [True, True]
