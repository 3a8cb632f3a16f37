"""What a file is called when somebody takes it away. Pure."""

import re

from cafe.core.text import as_drawn

LONGEST = 48  # letters of a file's name that are the café's own, or an extract's


def file_name(title: str, id: str, what: str, end: str) -> str:
    """The beginning of the café's header line (or the series' name), `what` it is, and its `id`, in
    words that every file system takes.

    >>> file_name("LEVE HELE LIVET – 12. mars", "abc123", "Plakater, bord 3", "pdf")
    'leve-hele-livet-12-mars-plakater-bord-3-abc123.pdf'
    """
    return f"{_beginning(title)}{'-'.join(words_of(what))}-{id}.{end}"


def shortened(text: str) -> str:
    """The first words of `text`, as many as a file's name has room for."""
    return _beginning(text).rstrip("-")


def _beginning(text: str) -> str:
    name = ""
    for word in words_of(text):
        if len(name) + len(word) >= LONGEST:
            break
        name += f"{word}-"
    return name


def words_of(text: str) -> list[str]:
    """The words of `text` as a file's name has them: in small letters, however they are composed.

    >>> words_of("Bla\u030aba\u0308r & kaffe")
    ['blåbär', 'kaffe']
    """
    return re.findall(r"[^\W_]+", as_drawn(text).lower())
