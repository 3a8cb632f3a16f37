"""A zip file whose moments are taken out of it: the same contents always give the same bytes."""

import io
import zipfile

# The earliest that a zip file can say.
WHEN = (1980, 1, 1, 0, 0, 0)
PICTURES = (".png", ".jpg", ".jpeg")  # as small as they will be


def stilled(package: bytes) -> bytes:
    """`package`, a zip file that we wrote, as if each of its files had been put in at `WHEN`."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as before,
        zipfile.ZipFile(buffer, "w") as after,
    ):
        for file in before.infolist():
            named = zipfile.ZipInfo(file.filename, WHEN)
            small = file.filename.lower().endswith(PICTURES)
            kind = zipfile.ZIP_STORED if small else file.compress_type
            after.writestr(named, before.read(file), compress_type=kind)
    return buffer.getvalue()
