"""One document, every odd character and every option: each format is read back to the same tree."""

from dataclasses import replace

import pytest
from page import ValidationProfile, validate_pdf_bytes

from cafe.document.compose import composed
from cafe.document.material import Behind, Category, Origin, Typed, VisitorQuestion
from cafe.document.options import NAMES, PLAIN, Options, options_of
from cafe.document.tree import Document
from cafe.report.export import WRITERS
from cafe.sort.ledger.rewording import Class
from cafe.sort.ledger.sources import Worded
from cafe.writers import docx, html, markdown, odt, pdf
from cafe.writers.pictures import drawn
from tests.report.samples import EMOJI, ODD, RIGHT_TO_LEFT, STARTS, a_question, material, table
from tests.writers.pdf_tree import from_pdf, solid
from tests.writers.readers import (
    blocks,
    from_markdown,
    from_open_document,
    from_page,
    from_word,
    plain,
)

LONG = ("Long – «long» " * 800)[:10_000]
TEXTS = (
    ODD,
    *STARTS,
    "⇒ + ÷ = [ ] « » ☺ $ & < > | * _ #",
    "--- dashes",
    RIGHT_TO_LEFT,
    EMOJI,
    LONG,
)
ALL = Options(**dict.fromkeys(NAMES, True), only=(1,))
PILES = {"typed": 3, "printed": 1, "absorbed": 0, "aside": 1, "struck": 0, "unplaced": 1}


FORM = "A form (in | parts) <1> * «q»"
FROM_FORM = Behind("e99", (ODD,), origins=(FORM, "12 March"), elsewhere=True)


def only_with(name: str) -> Options:
    if name == "struck":
        return options_of({"notes": True, name: True}, False)
    return options_of({name: True}, False) if name != "elaborations" else options_of(None, True)


def cafe(options: Options) -> Document:
    kinds: list[Class] = ["content", "own", "form"]
    behind = tuple(
        Behind(
            f"e{at}",
            (text,),
            (1, 8),
            at,
            worded=Worded("same" if text == LONG else kinds[at % 3], f"{ODD}?", ()),
        )
        for at, text in enumerate(TEXTS)
    )
    headings = (
        Category("Odd * | one", TEXTS, behind=behind),
        Category("Other?", TEXTS[:2], behind=behind[:2]),
        Category("Outside", TEXTS, listed=False, behind=behind),
        Category("From elsewhere", TEXTS[:2], behind=(FROM_FORM, FROM_FORM)),
    )
    typed = (
        *(Typed(f"n{at}", text, "printed", heading="A") for at, text in enumerate(TEXTS)),
        Typed("b", ODD, "aside", reason=ODD, elaborations=(ODD,)),
        Typed("s", f"was here {ODD}", "struck"),
        Typed("c", RIGHT_TO_LEFT, "unplaced", asked=(VisitorQuestion(ODD, "written", EMOJI),)),
    )
    tables = (table(1, typed=typed, cafe_name="KAFÉ | <1> *"), table(8, main_statement=ODD))
    origins = (Origin(FORM, (Typed("d", ODD, "printed", heading="A"),)),)
    more = {"origins": origins, "piles": PILES, "unplaced": 1}
    more["opposites"] = (("e0", "e3"), ("e99", "e1"), ("e1", "e1"), ("e1", "gone"))
    first = a_question(1, tables=tables, headings=headings, **more)
    second = a_question(2, summary=ODD)
    return composed(material(first, second, options=options, intro=TEXTS))


# The café has no line breaks and no short forms; what readers may take of it changes nothing in it.
SILENT = ("breaks", "abbreviations", "tagged")
SAID = [name for name in NAMES if name not in SILENT]


@pytest.fixture(scope="module", params=["plain", *SAID, "only", "all"])
def document(request: pytest.FixtureRequest) -> Document:
    chosen = {"plain": PLAIN, "all": ALL, "only": replace(PLAIN, only=(2,))}
    return cafe(chosen.get(request.param) or only_with(request.param))


@pytest.fixture(scope="module")
def pictures(document: Document) -> dict[str, bytes]:
    return drawn(document)


def test_word(document: Document, pictures: dict[str, bytes]) -> None:
    assert from_word(docx.write(document, pictures)) == blocks(document)


def test_open_document(document: Document, pictures: dict[str, bytes]) -> None:
    assert from_open_document(odt.write(document, pictures)) == blocks(document)


def test_web_page(document: Document, pictures: dict[str, bytes]) -> None:
    assert from_page(html.write(document, pictures)) == blocks(document)


def test_markdown(document: Document) -> None:
    assert from_markdown(markdown.write(document, {})) == blocks(document, pictures="caption")


def test_pdf(document: Document) -> None:
    """Valid for everybody and for keeping; and tagged as what it is, every word of it."""
    file = pdf.write(document, {})
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf_bytes(file, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]
    counted = {solid(aim.heading) for aim in document.aims}
    found = [(kind, _uncounted(text, counted)) for kind, text in from_pdf(file)]
    wanted = [(kind, solid(text)) for kind, text in blocks(document)]
    assert [as_set(block) for block in found] == [as_set(block) for block in wanted]


def _uncounted(text: str, counted: set[str]) -> str:
    """A line of the contents says on which page it is, too."""
    bare = text.rstrip("0123456789")
    return bare if bare in counted else text


def as_set(block: tuple[str, str]) -> tuple[str, str]:
    """What is written from right to left stands in a PDF in the order of its letters' places."""
    kind, text = block
    odd = any(word in text or word[::-1] in text for word in map(solid, RIGHT_TO_LEFT.split()))
    return (kind, "".join(sorted(text))) if odd else block


def test_each_writer_is_tried_here() -> None:
    assert {"docx", "odt", "html", "md", "pdf"} == set(WRITERS)


def test_an_option_says_something() -> None:
    assert len({str(blocks(cafe(only_with(name)))) for name in SAID}) == len(SAID)
    assert plain(LONG) in str(blocks(cafe(PLAIN)))
    for name in SILENT:
        assert cafe(only_with(name)) == cafe(PLAIN), "else it is tried in every format, too"
