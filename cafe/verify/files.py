"""A file as it should be beside the file as it is."""

import io
import re
import zipfile
from collections.abc import Iterator

from cafe.core.i18n import _
from cafe.verify.compare import differences
from cafe.verify.pieces import Finding, placed
from cafe.verify.reading import BROKEN, READERS

PACKAGES = ("docx", "odt", "xlsx")
# Ids of sentences and headings are others in each installation; in which order they come is not.
_IDS = re.compile(rb'id="[sc]-([^"]{1,64})"')


def without_ids(page: bytes) -> bytes:
    """A web page whose sentences and headings are numbered in the order they come."""
    numbers: dict[bytes, int] = {}

    def numbered(found: re.Match[bytes]) -> bytes:
        return b'id="%c-%d"' % (found[0][4], numbers.setdefault(found[1], len(numbers)))

    return _IDS.sub(numbered, page)


def compared(name: str, should: bytes, says: bytes, *, to_the_byte: bool) -> Iterator[Finding]:
    """What differs in the file `name`. Not `to_the_byte`: only words, links and their order."""
    if should == says:
        return
    format = name.rpartition(".")[2]
    try:
        read = READERS[format]
        found = list(differences(list(placed(read(should))), list(placed(read(says)))))
    except BROKEN:
        yield Finding(name, _("cannot be read"))
        return
    for place, message in found:
        yield Finding(f"{name}, {place}" if place else name, message)
    if not found and to_the_byte:
        where = ", ".join(_parts(should, says)) if format in PACKAGES else ""
        place = f"{name}, {where}" if where else name
        yield Finding(place, _("says the same words, but is not the file that is written"))


def _parts(should: bytes, says: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(should)) as one, zipfile.ZipFile(io.BytesIO(says)) as other:
        names = dict.fromkeys([*one.namelist(), *other.namelist()])
        both = {*one.namelist()} & {*other.namelist()}
        return [name for name in names if name not in both or one.read(name) != other.read(name)]
