"""Pictures made on the spot."""

from io import BytesIO
from typing import Any

from PIL import ExifTags, Image


def picture(
    kind: str, size: tuple[int, int], mode: str = "RGB", colour: Any = 1, **options: Any
) -> bytes:
    """A one-coloured picture file."""
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def camera_picture(width: int, height: int, *, orientation: int) -> bytes:
    """A JPEG as a phone makes it: lying, with a note of how it was held and where."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "secret place"
    where = exif.get_ifd(ExifTags.IFD.GPSInfo)
    where[ExifTags.GPS.GPSLatitudeRef] = "N"
    where[ExifTags.GPS.GPSLatitude] = (60.0, 23.0, 34.5)
    where[ExifTags.GPS.GPSLongitudeRef] = "E"
    where[ExifTags.GPS.GPSLongitude] = (5.0, 19.0, 20.1)
    where[ExifTags.GPS.GPSMapDatum] = "secret datum"
    return picture("JPEG", (width, height), exif=exif)
