"""No text stops a document: a file that cannot be made names the words and the place."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from cafe.archive.commands import import_file
from cafe.archive.export import export_to
from cafe.core.files import photo_folder
from cafe.core.i18n import speaking
from cafe.document.compose import composed
from cafe.document.material import Category, PosterNote, Typed
from cafe.document.raw import raw_of
from cafe.document.tree import Document
from cafe.errors import NotFound
from cafe.model import Version
from cafe.report.export import in_every_format
from cafe.report.versions.keep import keep
from cafe.report.versions.queries import file_of
from cafe.verify.package import Package
from cafe.writers.naming import NotWritten, named
from cafe.writers.pictures import drawn
from tests.report.samples import a_question, material, table
from tests.sort.world import new_id
from tests.verify.cafes import fresh, settings_in
from tests.writers.anything.cafe import packed_with

Writer = Callable[[object, Mapping[str, bytes]], bytes]


def falls_over(*words: str) -> Writer:
    """A writer that cannot take a document with all of `words` in it."""

    def write(piece: object, _pictures: Mapping[str, bytes]) -> bytes:
        if all(word in str(piece) for word in words):
            raise ValueError("whatever it is")
        return b"written"

    return write


def a_document() -> Document:
    slips = (PosterNote("more light"), PosterNote("a slip of lead"))
    headings = (
        Category("Light", ("More light.", "Lead in the pipes.")),
        Category("Air", ("Air.",)),
    )
    first = a_question(1, tables=(table(1), table(3, slips=slips)), headings=headings)
    return composed(material(first, a_question(2)))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Lead in", "“Lead in the pipes.” (question 1, under “Light:”)"),
        ("of lead", "“a slip of lead” (question 1, Table 3)"),
        ("Question 2?", "“Question 2?” (question 2)"),
    ],
)
def test_the_words_and_the_place_are_named(words: str, told: str) -> None:
    with pytest.raises(NotWritten) as refused, speaking("en"):
        named("pdf", falls_over(words), a_document(), {})
    assert f"The PDF file could not be made because of {told}." in refused.value.message
    assert named("pdf", falls_over("Nothing of it"), a_document(), {}) == b"written"


@pytest.mark.parametrize("words", [("Lead in", "Air."), ("–",), ("SUMMARY",)])
def test_what_is_of_no_one_text_is_told_without(words: tuple[str, ...]) -> None:
    """Two that do not go together, everything, or what has no place but the whole."""
    with pytest.raises(NotWritten) as refused, speaking("en"):
        named("odt", falls_over(*words), a_document(), {})
    assert refused.value.message == (
        "The OpenDocument file could not be made. The other formats can."
    )


def test_a_row_of_the_raw_material_is_named() -> None:
    notes = (Typed("a", "air", "unplaced"), Typed("b", "lead", "unplaced"))
    raw = raw_of(material(a_question(1, tables=(table(4, typed=notes),))))
    with pytest.raises(NotWritten, match=r"“lead” \(Notes, 1, Table 4\)"), speaking("en"):
        named("xlsx", falls_over("lead"), raw, {})


def test_a_broken_photograph_is_named_and_the_others_come_out(tmp_path: Path) -> None:
    """On the disk something happened to it: what does not need it is there all the same."""
    settings = settings_in(tmp_path / "data")
    db, file = fresh(settings), tmp_path / "in.zip"
    file.write_bytes(packed_with({}))
    here = import_file(db, settings, file)
    broken = photo_folder(settings.data_dir, here) / "3-1.jpg"
    broken.write_bytes(broken.read_bytes()[:90])
    keep(db, settings, here, final=False, by="terminal", operation=new_id())
    export_to(db, settings, here, "zip", tmp_path / "out.zip")
    said = (Package(tmp_path / "out.zip").read("not-made.txt") or b"").decode().splitlines()
    made = {name for name in Package(tmp_path / "out.zip").names if name.startswith("document.")}
    assert made == {"document.html", "document.md"}
    assert [line.split()[1] for line in said] == ["Word", "OpenDocument", "PDF"]
    assert all("3-1.jpg (question 1)" in line for line in said)
    with db.reading() as session, pytest.raises(NotFound, match="PDF file could not be made"):
        file_of(settings.data_dir, session.query(Version).one(), "pdf")
    db.engine.dispose()


def test_who_asks_for_all_is_told_of_the_first() -> None:
    document = a_document()
    sheets = drawn(document)
    broken = dict.fromkeys(sheets, b"broken")
    with pytest.raises(NotWritten, match="Word"), speaking("en"):
        list(in_every_format(document, {}, broken, None))
