"""The files that go with an erasure: noted before it is done, taken away after, whatever happens.

The note names files and no words. Whoever finds one after a crash takes away what no row names.
"""

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from cafe.core import files
from cafe.core.i18n import _
from cafe.core.text.parsed import parsed
from cafe.errors import Invalid
from cafe.jobs.folder import ABOUT, is_alive

NOTED = ".erasing"  # how such a note is called, behind the café's id
TOLD = ".told"
WHOLE = 1000  # a photograph's side, in parts of which a field is given
GREY = (90, 84, 78)
Box = tuple[int, int, int, int]
ABANDONED_SECONDS = 3600  # nobody writes one photograph for so long


def note(data_dir: Path, workshop_id: str, names: Collection[str]) -> None:
    """On the disk: of these files and folders, those without a row are to go."""
    before = set(noted(data_dir, workshop_id))
    content = json.dumps(sorted(before | set(names))).encode()
    files.put(_path(data_dir, workshop_id), content)


def noted(data_dir: Path, workshop_id: str) -> list[str]:
    """What `note` put there. Of a damaged note: all that nobody is writing any more."""
    content = files.read(_path(data_dir, workshop_id))
    if content is None:
        return []
    with suppress(ValueError):
        names = parsed(content)
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            return names
    folders = (
        files.versions_folder(data_dir, workshop_id),
        files.photo_folder(data_dir, workshop_id),
    )
    return [name for folder in folders for name in files.older(folder, ABANDONED_SECONDS)]


def all_noted(data_dir: Path) -> list[str]:
    """The cafés in which an erasure was begun, and its files may not be gone yet."""
    folder = files.all_jobs(data_dir)
    return sorted(path.name.removesuffix(NOTED) for path in folder.glob(f"*{NOTED}"))


def forget(data_dir: Path, workshop_id: str) -> None:
    """All is gone."""
    files.remove(_path(data_dir, workshop_id))


def nobodys(data_dir: Path, workshop_id: str) -> list[str]:
    """What lies among the kept versions: whole folders, and those that were half written when a
    process was killed."""
    return files.older(files.versions_folder(data_dir, workshop_id), -1)


def take_away(data_dir: Path, workshop_id: str, known: Collection[str]) -> None:
    """Take away what was noted and is in none of the rows, which name `known`; also where it was
    only half written."""
    photos = files.photo_folder(data_dir, workshop_id)
    versions = files.versions_folder(data_dir, workshop_id)
    for name in noted(data_dir, workshop_id):
        if name not in known:
            folder = photos if ".jpg" in name else versions
            for one in (name, *files.unfinished(folder, name)):
                _drop(folder / one)
    for name in files.older(photos, ABANDONED_SECONDS):  # of somebody who was killed, too
        if name.startswith("."):
            files.remove(photos / name)


def _drop(path: Path) -> None:
    files.remove(path) if files.there(path) else files.remove_all(path)


def tell(data_dir: Path, workshop_id: str, first: int) -> None:
    """Leave word for the server: it announces what this process has changed since revision
    `first`, or since an earlier one that it has not heard of yet."""
    path = files.all_jobs(data_dir) / f"{workshop_id}{TOLD}"
    before = files.read(path) or b""
    files.put(path, str(min(first, int(before) if before.isdigit() else first)).encode())


def told(data_dir: Path) -> list[tuple[str, int]]:
    """Each café that there is word of, and since which revision; each is given once."""
    found = []
    for path in files.all_jobs(data_dir).glob(f"*{TOLD}"):
        content = files.read(path)
        files.remove(path)
        if content and content.isdigit():  # a power cut may have left it empty
            found.append((path.name.removesuffix(TOLD), int(content)))
    return found


def unread(data_dir: Path, name: str) -> list[Path]:
    """What was asked for, in files called `name`, and never read, as its process was killed: it has
    the words."""
    begun = files.all_jobs(data_dir).glob(f"erasing-*/*/{ABOUT}")
    asked = (about.with_name(name) for about in begun if not is_alive(about.parent))
    return [path for path in asked if files.there(path)]


def _path(data_dir: Path, workshop_id: str) -> Path:
    return files.all_jobs(data_dir) / f"{workshop_id}{NOTED}"


def covered(picture: bytes, boxes: Sequence[Box]) -> bytes:
    """The photograph with each field filled, a JPEG written anew without metadata: nothing is left
    beneath.

    A field is [left, top, width, height], each in parts of a thousand of the photograph's sides.
    Raises Invalid for a damaged one.
    """
    from PIL import Image, ImageDraw

    try:
        with Image.open(BytesIO(picture), formats=("JPEG",)) as image:
            paper = image.convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        told = _("This photograph is damaged, and nothing in it can be covered. Erase it whole.")
        raise Invalid(told) from error
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
