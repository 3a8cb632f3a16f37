"""Every writing that people in a hall bring along, in every field and every format."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from page import ValidationProfile, validate_pdf_bytes

from cafe.core.lines import direction, left_open
from cafe.document.compose import composed
from cafe.document.material import Category, PosterNote, Typed
from cafe.document.options import options_of
from cafe.document.tree import Document
from cafe.setup.paths import static_dir
from cafe.writers import docx, html, markdown, odt, pdf
from cafe.writers.letters import fonts
from tests.report.samples import a_question, material, table
from tests.writers.pdf_text import alternatives_of, text_of
from tests.writers.pdf_tree import solid
from tests.writers.readers import from_markdown, from_open_document, from_page, from_word

SAMPLES = {
    "Sámi": "Čáhppes ŋieida, ŧ đ š ž",
    "Vietnamese": "Chúng tôi muốn nhiều không gian hơn",
    "Greek": "Περισσότεροι χώροι συνάντησης",
    "Cyrillic": "Більше місць для зустрічей",
    "Arabic": "نريد المزيد من المعلومات",
    "Urdu": "ہمیں مزید معلومات چاہئیں",
    "Persian": "فضای بیشتری می‌خواهیم",
    "Hebrew": "אנחנו רוצים יותר מקומות",
    "Thai": "เราต้องการพื้นที่มากขึ้น",
    "Ethiopic": "ተጨማሪ ቦታ እንፈልጋለን",
    "Devanagari": "हमें और जगह चाहिए",
    "Tamil": "எங்களுக்கு இடம் வேண்டும்",
    "Georgian": "მეტი სივრცე",
    "Burmese": "နေရာပိုလိုတယ်",
    "symbols": "⇒ ✓ ☐ ★ ∑ ➜ ■ ½ €",
    "emoji": "👍 👩‍👩‍👧 ❤️ 🫖 👍🏽",
}
TURNED, NEXT = "\u202eabc is turned", "Then (1) comes."
CHINESE = "我们需要更多空间"


def cafe(*samples: str) -> Document:
    """Each sample as title, heading, sentence, note, café name, question and main statement."""
    notes = tuple(Typed(f"n{at}", text, "printed", heading="A") for at, text in enumerate(samples))
    tables = tuple(
        table(
            at,
            cafe_name=text,
            main_statement=text,
            slips=(PosterNote(text),),
            typed=notes if at == 1 else (),
        )
        for at, text in enumerate(samples, 1)
    )
    headings = (
        *(Category(text, (text, NEXT)) for text in samples),
        Category("Turned", (TURNED, NEXT)),
    )
    questions = [
        a_question(1, text=samples[0], tables=tables, headings=headings),
        *(a_question(at, text=text) for at, text in enumerate(samples[1:], 2)),
    ]
    options = options_of({"contents": True, "notes": True, "accounts": True}, False)
    title = " – ".join(samples)
    return composed(material(*questions, options=options, intro=samples, title=title))


@pytest.fixture(scope="module")
def everything() -> Document:
    return cafe(*SAMPLES.values())


@pytest.fixture(scope="module")
def file(everything: Document) -> bytes:
    return pdf.write(everything, {})


def test_a_pdf_has_a_drawing_for_every_letter(file: bytes) -> None:
    """No glyph is the one that stands for none, no box stands for a letter, all are read."""
    assert not [alt for alt in alternatives_of(file) if not alt.startswith("Table ")]
    assert 0 not in _glyphs(file)
    # These have no drawing of their own: they join, or colour, what stands before them.
    joining = set("\u200c\u200d\ufe0f🏽")
    assert set(solid("".join(SAMPLES.values()))) <= set(text_of(file)) | joining


@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
def test_it_is_for_everybody_and_for_keeping(file: bytes, profile: ValidationProfile) -> None:
    report = validate_pdf_bytes(file, profile=profile)
    assert report.is_compliant, [failure.message for failure in report.failures]


def _glyphs(file: bytes) -> set[int]:
    found: set[int] = set()
    with pikepdf.open(io.BytesIO(file)) as opened:
        for page in opened.pages:
            for one in pikepdf.parse_content_stream(page):
                if str(one.operator) in ("Tj", "TJ"):
                    found |= _codes(one.operands)
    return found


def _codes(operands: object) -> set[int]:
    assert isinstance(operands, list | pikepdf._core._ObjectList)
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
    texts = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    return {int.from_bytes(text[at : at + 2]) for text in texts for at in range(0, len(text), 2)}


def test_what_no_font_has_touches_only_itself() -> None:
    """An unknown letter, and a mark that no font can put on its letter, beside the same letters."""
    texts = ("معلومات مهمة", "م\U0001e900", "מ\u0e49 م", CHINESE if not fonts.large() else "ꡀ")
    file = pdf.write(composed(material(a_question(headings=(Category("H", texts),)))), {})
    boxes = "".join(alt for alt in alternatives_of(file) if not alt.startswith("Table "))
    assert "\U0001e900" in boxes
    assert "م" not in boxes
    assert text_of(file).count("م") >= sum(text.count("م") for text in texts)


def test_the_machines_own_fonts_are_never_used() -> None:
    ours = (static_dir() / "dist" / "fonts", fonts._folder(fonts.SMALL))
    paths = [Path(str(one.path)).parent for one in fonts.small().fonts()]
    assert set(paths) == set(ours)


@pytest.mark.parametrize("name", ["docx", "odt", "html", "md"])
def test_every_format_holds_every_sample_and_isolates_it(everything: Document, name: str) -> None:
    """Without posters: those are drawn as in the PDF."""
    written = {
        "docx": lambda: from_word(docx.write(everything, {})),
        "odt": lambda: from_open_document(odt.write(everything, {})),
        "html": lambda: from_page(html.write(everything, {})),
        "md": lambda: from_markdown(markdown.write(everything, {})),
    }[name]()
    said = "\n".join(text for _kind, text in written)
    for text in SAMPLES.values():
        assert text in said
        if direction(text) == "rtl":
            assert f"\u2068{text}\u2069: \u2068{text}\u2069 \u2068{NEXT}\u2069" in said
    assert f"Turned: \u2068{TURNED}\u2069 \u2068{NEXT}\u2069" in said


def test_a_pdf_turns_nobody_elses_words(file: bytes) -> None:
    after = text_of(file).partition("Turned:")[2]
    assert solid(NEXT) in after[:60]


def test_word_and_open_document_say_how_paragraphs_run() -> None:
    document = cafe(SAMPLES["Arabic"], "norsk")
    word = _part(docx.write(document, {}), "word/document.xml")
    arabic = next(p for p in re.findall(r"<w:p>.*?</w:p>", word, re.DOTALL) if "معلومات" in p)
    assert "<w:bidi/>" in arabic
    assert "<w:rtl/>" in arabic
    assert 'w:cs="Arial"' in arabic
    open_text = _part(odt.write(document, {}), "content.xml")
    assert re.search(r'text:style-name="Text_20_body_20_from_20_right"[^>]*>نريد', open_text)


def _part(file: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return package.read(name).decode()


@pytest.mark.parametrize(
    ("write", "counted"),
    [(docx.write, "{*}fldSimple"), (odt.write, "{*}bookmark-ref | {*}page-number")],
    ids=["docx", "odt"],
)
def test_nobodys_words_turn_the_number_of_a_page(write: Callable[..., bytes], counted: str) -> None:
    """Neither in the contents nor at the foot, where the café's header line stands beside it."""
    options = options_of({"contents": True}, False)
    question = a_question(1, text=TURNED, headings=(Category("A", (NEXT,)),))
    file = write(composed(material(question, options=options, header=TURNED)), {})
    before = []
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        for name in parts.namelist():
            if not re.search(r"(document|footer\d*|content|styles)\.xml$", name):
                continue
            for paragraph in etree.fromstring(parts.read(name)).iter("{*}p"):
                numbers = [one for tag in counted.split(" | ") for one in paragraph.iter(tag)]
                if numbers:
                    before.append("".join(_texts_before(paragraph, numbers[0])))
    assert sum(TURNED in one for one in before) >= 2
    assert [one for one in before if left_open(one)] == []


def _texts_before(paragraph: etree._Element, number: etree._Element) -> Iterator[str]:
    for one in paragraph.iter():
        if one is number:
            return
        yield one.text or ""
