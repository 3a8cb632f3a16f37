"""A photograph with fields drawn over what must not be seen: nothing of it is left beneath."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

WHOLE = 1000  # a side, in parts of which a field is given
GREY = (90, 84, 78)
Box = tuple[int, int, int, int]


def covered(picture: bytes, boxes: Sequence[Box]) -> bytes:
    """The JPEG with each field filled, written anew without any metadata.

    A field is [left, top, width, height], each in parts of a thousand of the photograph's sides.
    """
    with Image.open(BytesIO(picture), formats=("JPEG",)) as image:
        paper = image.convert("RGB")
    draw = ImageDraw.Draw(paper)
    for left, top, width, height in boxes:
        draw.rectangle(
            (
                left * paper.width // WHOLE,
                top * paper.height // WHOLE,
                # One dot more than asked for: what is cut through can still be read.
                (left + width) * paper.width // WHOLE + 1,
                (top + height) * paper.height // WHOLE + 1,
            ),
            fill=GREY,
        )
    out = BytesIO()
    paper.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return out.getvalue()
