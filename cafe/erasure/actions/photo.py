"""A photograph leaves its table, or another one hangs in its place."""

from sqlalchemy.orm import Session

from cafe.model import Poster


def erase_photo(tx: Session, *, poster: Poster, file: str, size: int) -> None:
    """Take `poster` away; with `file`, hang that up in its place, as another photograph.

    Another one: browsers keep what they have seen under a photograph's address for a day.
    """
    table = poster.table
    about = {name: getattr(poster, name) for name in ("alt", "uid", "sheet", "parts")}
    tx.delete(poster)
    tx.flush()  # the other one has its uid
    if file:
        tx.add(Poster(table=table, file=file, size=size, **about))
    tx.flush()
