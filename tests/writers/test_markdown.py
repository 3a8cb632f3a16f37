import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.core.lines import apart, one_line
from cafe.document.addresses import runs
from cafe.document.compose import composed
from cafe.document.material import Category
from cafe.writers import markdown
from tests.report.samples import ODD, STARTS, a_question, material, table


def written(*headings: Category, **values: object) -> str:
    question = a_question(1, tables=(table(1), table(8)), headings=headings)
    document = composed(material(question, **{"intro": ("One.", "Two."), **values}))
    return markdown.write(document, {}).decode()


def shown(text: str) -> str:
    """What CommonMark shows for escaped text: backslashes before punctuation are gone."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def test_the_whole_form() -> None:
    headings = (
        Category("Light", ("More light.", "Who holds the key?")),
        Category("What now?", ("Nothing.",)),
        Category("Outside", ("Alone.",), listed=False),
    )
    assert written(*headings) == (
        "A GATHERING, 17 MAY 2026\n\n"
        "## DIALOGUE CAFÉ – SUMMARY\n\n"
        "Draft\n\n"
        "One.\n\nTwo.\n\n"
        "Ada  \norganiser, ORG  \nmay 2026\n\n"
        "## 1. Question 1?\n\n"
        "**The groups' summary:** Statement 1. Statement 8.\n\n"
        "- **Light:** More light. Who holds the key?\n"
        "- **What now?** Nothing.\n\n"
        "**Outside:** Alone.\n\n"
        "![Table 1](posters/bord-1.png)\n\n"
        "![Table 8](posters/bord-8.png)\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Kartlegging ⇒ behov + tiltak = verdi",
        "5 * 3, snake_case, 1 < 2 > 0, a & b, R&D; ok",
        "[sic] og [?], ca. ~10 og ~20, C:\\temp, 50 % $ # | «x» – 1. mai",
        "hva? ja! nei...",
    ],
)
def test_nothing_is_escaped_without_need(text: str) -> None:
    assert f"- **H:** {text}\n" in written(Category("H", (text,)))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("*fet* og **fet**", r"\*fet\* og \*\*fet\*\*"),
        ("_a_ og __b__ og a_b", r"\_a\_ og \_\_b\_\_ og a_b"),
        ("`kode`", r"\`kode\`"),
        ("[a](b) ![c](d)", r"[a\](b) ![c\](d)"),
        ("<b>x</b> <!-- y --> <http://z>", r"\<b>x\</b> \<!-- y --> \<http://z>"),
        ("&amp; &#65; &x", r"\&amp; \&#65; &x"),
        ("~~nei~~", r"\~\~nei\~\~"),
        (r"\* og \x", r"\\\* og \x"),
        ("slutt\\", "slutt\\\\"),
    ],
)
def test_what_would_mean_something_is_escaped(text: str, escaped: str) -> None:
    assert f"- **H:** {escaped}\n" in written(Category("H", (text,)))


@pytest.mark.parametrize("text", [*STARTS, "---", "* * *", "___", "- - -", "[a]: b", "#", "_ _ _"])
def test_a_paragraph_may_begin_with_anything(text: str) -> None:
    lines = written(intro=(text,), signature=(text, "x", text)).split("\n")
    opening = [line.removesuffix("  ") for line in (lines[6], lines[8], lines[10])]
    assert {shown(line) for line in opening} == {text.strip()}
    assert all("\\" in line[: len(text)] for line in opening)


@pytest.mark.parametrize("text", ["1968 was a year", "#hash", "-5 degrees", "1.5 hours", "=x"])
def test_a_beginning_that_means_nothing_is_left(text: str) -> None:
    assert f"\n\n{text}\n\n" in written(intro=(text,))


def test_a_heading_may_end_in_hashes() -> None:
    assert "\n## A \\##\n" in written(title="A ##")
    assert "\n## C#\n" in written(title="C#")


@given(st.text(min_size=1).map(one_line).filter(bool))
def test_every_text_shows_as_typed(text: str) -> None:
    document = composed(material(a_question(headings=(Category("H", (text, ODD)),)), intro=(text,)))
    written = markdown.write(document, {}).decode()
    assert shown(written.split("\n\n")[3]) == text
    assert f"- **H:** {' '.join(apart((text, one_line(ODD))))}" in shown(written)


@pytest.mark.parametrize(
    ("text", "written_as"),
    [
        ("se https://a.no/x_y*z(1).", "se <https://a.no/x_y*z(1)>."),
        ("*https://a.no*", r"\*<https://a.no>\*"),
        ("til ola_n@kommune.no!", "til <ola_n@kommune.no>!"),
        ("ola@øy.no, www.a_b.no", r"ola@øy.no, www.a_b.no"),
    ],
)
def test_an_address_leads_somewhere(text: str, written_as: str) -> None:
    assert f"- **H:** {written_as}\n" in written(Category("H", (text,)))
    assert "".join(run.text for run in runs(text)) == text
