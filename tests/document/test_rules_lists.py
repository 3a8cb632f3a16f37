"""Lists that were typed inside a note: real ones in every format, and no letter comes or goes."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from cafe.document.compose import composed
from cafe.document.sentences.lists import Items, in_blocks, run_together
from cafe.document.tree import Document
from cafe.report.export import written
from cafe.verify.reading import READERS
from tests.document.test_sentences import a_cafe
from tests.writers.letterhead.usable import USABLE
from tests.writers.pdf_tree import from_pdf, solid

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
NOTES = ("Vi trenger:\n- benker\n- lys\nog mer", "Så dette", "Husk\n3) spør\n5) lytt", "• a\n• b")
ITEMS = ["- benker", "- lys", "3) spør", "5) lytt.", "• a", "• b."]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("- a", "ul"),
        ("– a", "ul"),
        ("•\ta", "ul"),
        ("\u2068- ש\u2069", "ul"),
        ("1. a", "ol"),
        ("12) a", "ol"),
        ("b) a", "ol"),
        ("-a", ""),
        ("-", ""),
        ("1.5 m", ""),
        ("2026. mars", ""),
        ("17:30 kaffe", ""),
        ("i. dag", "ol"),
        ("plain", ""),
    ],
)
def test_what_begins_an_item(line: str, kind: str) -> None:
    _first, second = in_blocks(f"x\n{line}") if kind else (*in_blocks(f"x\n{line}"), None)
    assert second == (Items((line,), kind == "ol") if kind else None)
    assert in_blocks(line) == [line]  # one line is no list


@given(st.lists(st.sampled_from(["- a", "1. b", "c", "", "* d", "\u2068- e\u2069"]), min_size=1))
def test_no_letter_comes_or_goes(lines: list[str]) -> None:
    text = "\n".join(lines)
    said = ["\n".join(one.lines) if isinstance(one, Items) else one for one in in_blocks(text)]
    assert "\n".join(said) == text
    assert run_together([text]) == in_blocks(text)


def test_running_text_goes_on_until_a_list_begins() -> None:
    assert run_together(["a", "b\n- c", "d", "e"]) == ["a b", Items(("- c",), False), "d e"]
    assert run_together([]) == []


def document(*, lists: bool) -> Document:
    """Under a heading of the list, under one outside it, and in the table of notes."""
    asked = a_cafe(*NOTES, breaks=True, notes=True, lists=lists)
    [question] = asked.questions
    [heading] = question.headings
    two = (heading, replace(heading, listed=False))
    return composed(replace(asked, questions=(replace(question, headings=two),)))


def of_page(file: bytes) -> list[str]:
    root = html.document_fromstring(file.decode())
    return [one.text_content() for one in root.iter("li") if one.getparent().get("class")]


def of_word(file: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        numbering = etree.fromstring(package.read("word/numbering.xml"))
    bare = {
        one.get(f"{W}abstractNumId")
        for one in numbering.iter(f"{W}abstractNum")
        if all(sign.get(f"{W}val") == "" for sign in one.iter(f"{W}lvlText"))
    }
    ours = {
        one.get(f"{W}numId")
        for one in numbering.iter(f"{W}num")
        if one.find(f"{W}abstractNumId").get(f"{W}val") in bare
    }
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in body.iter(f"{W}p")
        if (found := paragraph.find(f"{W}pPr/{W}numPr/{W}numId")) is not None
        and found.get(f"{W}val") in ours
    ]


def of_open_document(file: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        root = etree.fromstring(package.read("content.xml"))
    lists = (one for one in root.iter(f"{TEXT}list") if one.get(f"{TEXT}style-name") == "Typed")
    return ["".join(item.itertext()) for one in lists for item in one]


def of_pdf(file: bytes) -> list[str]:
    solid_items = list(map(solid, ITEMS))
    return [ITEMS[solid_items.index(text)] for kind, text in from_pdf(file) if text in solid_items]


READ: dict[str, tuple[Callable[[bytes], list[str]], bytes | None]] = {
    "html": (of_page, None),
    "docx": (of_word, None),
    "docx on paper": (of_word, USABLE["logo twice"]()),
    "odt": (of_open_document, None),
    "pdf": (of_pdf, None),
}


@pytest.mark.parametrize("lists", [False, True], ids=["run on", "a line each"])
@pytest.mark.parametrize("name", READ)
def test_they_are_lists_in_every_format(name: str, lists: bool) -> None:
    read, paper = READ[name]
    format = name.partition(" ")[0]
    file = written(document(lists=lists), format, {}, paper)
    unended = [item.removesuffix(".") for item in ITEMS]  # in the table they are as typed
    in_the_table = [] if format == "pdf" else unended
    assert read(file) == ITEMS + ITEMS + in_the_table
    said = "\n".join(piece.text for piece in READERS[format](file))
    for note in NOTES:
        for line in note.split("\n"):
            assert said.count(line) >= 3 or solid(said).count(solid(line)) >= 3


def test_markdown_makes_them_of_their_own_signs() -> None:
    file = written(document(lists=False), "md", {}, None).decode()
    root = html.fragment_fromstring(MarkdownIt("commonmark").render(file), create_parent=True)
    items = [one.text_content().strip() for one in root.iter("li") if one.find("ul") is None]
    # Numbers that are not in order would be others when they are shown.
    assert items == ["benker", "lys", "3) spør", "5) lytt.", "• a", "• b."] * 2
    assert "  - benker\n  - lys\n" in file
    assert '<ol start="3">' in MarkdownIt("commonmark").render("x\n\n3) a\n4) b")
