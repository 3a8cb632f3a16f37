"""Bytes into rows: every encoding, dialect and kind of workbook."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cafe.core.i18n import speaking
from cafe.errors import Invalid
from cafe.intake.reading import Book, from_json, read, read_as, readings
from cafe.intake.reading.book import MOST_COLUMNS, MOST_ROWS
from cafe.intake.reading.delimited import DELIMITERS, delimiter_of, rows_of, written
from cafe.intake.recognising.headers import known_in
from tests.intake.tables import ods, xlsx

NORDIC = "Bord;Tekst\r\n1;Møteplasser på øya – nå\r\n2;Åpne gymsalen\r\n"
# Letters of every kind that a cell may hold; a lone surrogate is no text.
CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5)


def even(rows: Any) -> list[list[str]]:
    """Without what a table cannot tell apart: cells and rows that are empty, at the end."""
    kept = [list(row) for row in rows]
    for row in kept:
        while row and row[-1] == "":
            row.pop()
    while kept and not kept[-1]:
        kept.pop()
    return kept


@settings(max_examples=60)
@given(
    rows=ROWS, delimiter=st.sampled_from(DELIMITERS), ended=st.sampled_from(["\r\n", "\n", "\r"])
)
def test_what_is_written_is_read_again(rows: list[list[str]], delimiter: str, ended: str) -> None:
    rows = [[cell.replace("\r", "") for cell in row] for row in rows]
    text = written(rows, delimiter).replace("\r\n", ended)
    assert even(rows_of(text, delimiter)) == even(rows)


@settings(max_examples=40)
@given(rows=ROWS, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@example(rows=[["", "\0"]], encoding="utf-8")
def test_unicode_is_read_as_it_was_written(rows: list[list[str]], encoding: str) -> None:
    rows = [["Bord", "Tekst"], *([["x", *row] for row in rows])]
    book = read_as(written(rows).encode(encoding), delimiter=";")
    garbled = book.doubtful  # it may read like a file that was saved twice: then a person is asked
    assert even(book.sheets[0].rows) == even(rows) or garbled


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp865", "mac_roman"],
)
def test_norwegian_is_never_garbled(encoding: str) -> None:
    text = NORDIC if encoding != "cp865" else NORDIC.replace("–", "-")
    assert read(text.encode(encoding)).sheets[0].rows[1][1].startswith("Møteplasser på øya")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("words", ["Привет всем, да", "مرحبا بالعالم", "漢字かな", "Sámi čáhci"])
def test_any_script_is_read_without_its_mark(words: str, encoding: str) -> None:
    text = f"Tekst;Bord\n{words};1\n{words};2\n"
    assert read(text.encode(encoding)).sheets[0].rows[1] == [words, "1"]


def test_what_a_file_does_not_say_is_doubtful_and_shown_in_its_readings() -> None:
    old = NORDIC.encode("cp1252")
    assert read(old).doubtful
    samples = dict(readings(old))
    assert "Møteplasser på øya – nå" in samples["cp1252"]
    assert len(samples) > 1
    assert not read(NORDIC.encode()).doubtful


def test_a_text_that_was_saved_twice_can_be_read_as_it_was() -> None:
    twice = NORDIC.encode().decode("cp1252").encode()
    assert read(twice).doubtful
    assert [name for name, _sample in readings(twice)] == ["utf-8", "twice"]
    assert read_as(twice, encoding="twice").sheets[0].rows[2][1] == "Åpne gymsalen"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('"Utsikten" er fin;1', [['"Utsikten" er fin', "1"]]),
        ('"uten slutt;1\nneste;2', [['"uten slutt', "1"], ["neste", "2"]]),
        ('"a;b";"c ""d"""', [["a;b", 'c "d"']]),
        ('"to\nlinjer";x\r\ny', [["to\nlinjer", "x"], ["y"]]),
        ("a;b\n\n;\nc", [["a", "b"], [], ["", ""], ["c"]]),
        ("sep=;\r\na;b", [["a", "b"]]),
        ("a\0b;c", [["a\0b", "c"]]),
    ],
)
def test_quotes_breaks_and_ragged_rows(text: str, rows: list[list[str]]) -> None:
    assert rows_of(text, ";") == rows


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Bord,Tekst\n1,Mer lys; og benker\n2,Ro", ","),
        ("Bord\tTekst\n1\tMer, mer lys", "\t"),
        ("Innspill fra kafeen\n\nBord;Tekst\n1;a\n2;b", ";"),
        ("| Bord | Tekst |\n| 1 | Lys |", "|"),
        ("Kaffe, te og kaker\nSaft, vann og frukt", ""),
        ("Kom; og bli\nSitt; og spis", ""),
        ("Bare én linje, med komma", ""),
        ("sep=|\na;b|c", "|"),
    ],
)
def test_the_delimiter_is_recognised(text: str, delimiter: str) -> None:
    assert delimiter_of(text, known_in) == delimiter


KINDS: dict[str, Callable[..., bytes]] = {"xlsx": xlsx, "ods": ods}
PLAIN = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"), max_codepoint=0xFFFF),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() == text and "  " not in text and not text.startswith("="))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=10)
@given(rows=st.lists(st.lists(PLAIN, min_size=1, max_size=4), min_size=1, max_size=5))
def test_a_workbook_has_the_same_rows(kind: str, rows: list[list[str]]) -> None:
    assert even(read(KINDS[kind](rows)).sheets[0].rows) == rows


@pytest.mark.parametrize("kind", KINDS)
def test_cells_are_as_a_person_sees_them(kind: str) -> None:
    import datetime as dt

    day, moment = dt.date(2026, 3, 12), dt.datetime(2026, 3, 12, 14, 30)  # noqa: DTZ001
    data = KINDS[kind]([["a", 3, 2.5, True, day, moment]])
    with speaking("nb"):
        seen = read(data).sheets[0].rows[0]
    assert seen == ["a", "3", "2,5", "SANN", "12.03.2026", "12.03.2026 14:30"]
    with speaking("en"):
        assert read(data).sheets[0].rows[0][2:5] == ["2.5", "TRUE", "2026-03-12"]


def test_hidden_merged_and_empty_formulas_are_told() -> None:
    def change(book: Any) -> None:
        sheet = book.active
        sheet["A5"] = "=B5"
        sheet.merge_cells("A2:A4")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        book.create_sheet("Skjult").append(["hemmelig"])
        book["Skjult"].sheet_state = "hidden"

    rows: list[list[Any]] = [
        ["Bord", "Tekst", "x"],
        [1, "a", "x"],
        [None, "b"],
        [None, "c"],
        [None, "d"],
    ]
    first, second = read(xlsx(rows, change=change)).sheets
    assert [row[0] for row in first.rows] == ["Bord", "1", "1", "1", ""]
    assert first.told == {
        "rows": ["3"],
        "columns": ["C"],
        "merged": ["A2:A4"],
        "formulas": ["A5"],
    }
    assert (first.hidden, second.hidden) == (False, True)


def test_the_same_is_told_of_opendocument() -> None:
    def change(book: Any) -> None:
        table = book.body.tables[0]
        table.set_span("A2:A4")
        row = table.get_row(2)
        row.set_attribute("table:visibility", "collapse")
        table.set_row(2, row)

    rows: list[list[Any]] = [["Bord", "Tekst"], [1, "a"], ["", "b"], ["", "c"]]
    sheet = read(ods(rows, change=change)).sheets[0]
    assert [row[0] for row in sheet.rows] == ["Bord", "1", "1", "1"]
    assert sheet.told == {"rows": ["3"], "merged": ["A2:A4"]}


def test_two_thousand_rows_are_read() -> None:
    rows: list[list[Any]] = [["Bord", "Tekst"]]
    rows += [[number % 9, f"Lapp {number}"] for number in range(2000)]
    assert len(read(xlsx(rows)).sheets[0].rows) == 2001
    assert len(read(written([list(map(str, row)) for row in rows]).encode()).sheets[0].rows) == 2001


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * (39 * 1024 * 1024))
    return file.getvalue()


def _far() -> bytes:
    return xlsx([["a"]], change=lambda book: book.active.cell(1_000_000, 3, "langt borte"))


def _wide() -> bytes:
    return xlsx([["a"]], change=lambda book: book.active.cell(1, 9000, "langt borte"))


def _locked() -> bytes:
    return b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (_bomb(), "larger than"),
        (_far(), "1000000 rows"),
        (_wide(), "columns"),
        (_locked(), "protected by a password"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "broken, or is no spreadsheet"),
        (b"PK\x03\x04rubbish", "broken, or is no spreadsheet"),
        (b"PK\x05\x06" + bytes(18), "broken, or is no spreadsheet"),  # a zip with nothing in it
        (xlsx([["", ""]]), "all its cells are empty"),
        (b"", "all its cells are empty"),
        ("\ufeff\r\n\r\n".encode(), "all its cells are empty"),
        (b"<html><table><tr><td>a</td></tr></table>", "web page"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "no table that can be read"[3:]),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "table that can be read"),
        (b"x;y\n" * 100_000, "Divide it into several files"),
        (b"a" * (10 * 1024 * 1024 + 1), "larger than"),
    ],
)
def test_what_cannot_be_used_says_what_to_do(data: bytes, says: str) -> None:
    with speaking("en"), pytest.raises(Invalid, match=says):
        read(data)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_damaged_workbook_is_refused_or_read(changes: list[tuple[int, int]]) -> None:
    data = bytearray(xlsx([["Tekst", "Bord"], ["a", 1], ["b", 2]]))
    for at, byte in changes:
        data[-1 - at] = byte
    with contextlib.suppress(Invalid):
        assert read(bytes(data)).sheets


def test_an_encoding_that_does_not_fit_is_refused() -> None:
    with speaking("en"), pytest.raises(Invalid, match="cannot be read as UTF-8"):
        read_as(NORDIC.encode("cp1252"), encoding="utf-8")
    with pytest.raises(Invalid):
        read_as(b"a", encoding="../../etc")


def test_a_book_lies_on_the_disk_as_json() -> None:
    book: Book = read(xlsx([["Bord", "Tekst"], [1, "a"]], [["b"]]))
    assert from_json(book.as_json()) == book
    assert MOST_ROWS >= 2000


@pytest.mark.parametrize("sign", [":", '"', "x", " "])
def test_a_sign_between_cells_that_nobody_parts_by_is_none(sign: str) -> None:
    book = read(f"sep={sign}\r\nLapp;Bord\r\nMer lys;1\r\n".encode(), known_in)
    assert book.delimiter == ";"
    assert book.sheets[0].rows == [["Lapp", "Bord"], ["Mer lys", "1"]]


def test_of_what_is_too_large_the_rest_is_counted_and_not_read() -> None:
    long = rows_of("a;b\n" * (MOST_ROWS + 9), ";")
    assert (len(long), long[-1]) == (MOST_ROWS + 9, [])
    wide, after = rows_of("a;" * (MOST_COLUMNS + 9) + "\nb", ";")
    assert (len(wide), wide[-1], after) == (MOST_COLUMNS + 10, "", ["b"])
