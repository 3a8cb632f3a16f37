"""How full each page of a PDF is, looked at as another engine than wrote it draws it."""

import io
import re

import pypdfium2

# Of a page, in points: where its text begins and ends.
TOP, BOTTOM = 22 / 25.4 * 72, (22 + 250) / 25.4 * 72
LEAST, WHITE = 0.6, 250


def filled(file: bytes) -> list[float]:
    """How far down each page something stands, of the height that its text has."""
    with pypdfium2.PdfDocument(io.BytesIO(file)) as printed:
        return [_filled(page) for page in printed]


def _filled(page: pypdfium2.PdfPage) -> float:
    image = page.render(scale=1).to_pil().convert("L")
    inside = image.crop((0, round(TOP), image.width, round(BOTTOM)))
    marks = inside.point(lambda value: 255 * (value < WHITE)).getbbox()
    return marks[3] / inside.height if marks else 0.0


def wanting(file: bytes) -> list[tuple[int, float]]:
    """The pages, by number, that are too empty and not the last of a question or an appendix."""
    shares = filled(file)
    with pypdfium2.PdfDocument(io.BytesIO(file)) as printed:
        starts = [_begins(page) for page in printed]
    last = [not start or bool(re.match(r"\d+\. ", start)) for start in (*starts[1:], "")]
    pages = zip(range(1, len(shares) + 1), shares, last, strict=True)
    return [(number, share) for number, share, end in pages if share < LEAST and not end]


def _begins(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    return str(
        text.get_text_bounded(bottom=page.get_height() - BOTTOM, top=page.get_height() - TOP)
    )
