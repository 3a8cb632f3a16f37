"""The Word file that a café's document is printed on: kept in the data folder, or not there."""

from pathlib import Path
from typing import NamedTuple

from cafe.core import files
from cafe.core.files import letterhead_file, letterhead_page
from cafe.core.i18n import _
from cafe.errors import Invalid


def read(data_dir: Path, workshop_id: str) -> bytes | None:
    """The template of a workshop, or None."""
    return files.read(letterhead_file(data_dir, workshop_id))


def first_page(data_dir: Path, workshop_id: str) -> bytes | None:
    """Page one of a trial document on it, as PNG; None when there is none."""
    return files.read(letterhead_page(data_dir, workshop_id))


def mark(data_dir: Path, workshop_id: str) -> int:
    """Another number for another template; 0 for none."""
    return files.mark(letterhead_file(data_dir, workshop_id))


class InUse(NamedTuple):
    """`mark` of the template, and whether its first page can be `shown`."""

    mark: int
    shown: bool


def in_use(data_dir: Path, workshop_id: str) -> InUse:
    """Whether a workshop has a template."""
    shown = files.there(letterhead_page(data_dir, workshop_id))
    return InUse(mark(data_dir, workshop_id), shown)


def keep(data_dir: Path, workshop_id: str, template: bytes, page: bytes) -> None:
    """Keep `template`, whole or not at all, and its first `page`. It must have been `tried`."""
    files.put(letterhead_page(data_dir, workshop_id), page)
    files.put(letterhead_file(data_dir, workshop_id), template)


def forget(data_dir: Path, workshop_id: str) -> None:
    """The document goes back to its plain paper."""
    files.remove(letterhead_file(data_dir, workshop_id))
    files.remove(letterhead_page(data_dir, workshop_id))


def tried(template: bytes, language: str) -> bytes:
    """Page one of a document with everything in it, printed on `template` and read again.

    Raises Invalid with what is wrong with it. Slow.
    """
    from cafe.report import letterhead_trial
    from cafe.writers.docx.letterhead import package

    try:
        return letterhead_trial.first_page(template, language)
    except package.NoTemplate as error:
        raise refused(str(error)) from error
    except MemoryError as error:
        raise refused(package.TOO_LARGE) from error
    except Exception as error:  # whatever a strange file does to the writing of a document
        raise refused(package.NOT_WORD) from error


def refused(why: str) -> Invalid:
    """Why a template cannot be used, in words a person can act on."""
    from cafe.writers.docx.letterhead import package

    words = {
        package.WITH_MACROS: _("The file holds macros. Save it as .docx without them."),
        package.TOO_LARGE: _(
            "The file is too large for a template: take the text and large pictures out of it, and"
            " send it again."
        ),
        package.PROTECTED: _(
            "The file is locked with a password. Take the password off in Word, and send it again."
        ),
        package.OLD_WORD: _(
            "This is a file of an older Word (.doc). Open it, save it as .docx, and send that."
        ),
        package.OTHER_KIND: _(
            "This is another kind of file than Word's. Open it in Word or LibreOffice, save it as"
            " .docx, and send that."
        ),
        package.NO_ROOM: _(
            "The margins leave no room for text. Make them smaller in the template, and send it"
            " again."
        ),
    }
    otherwise = _(
        "This is not a Word file that can be used. Open it in Word, save it as .docx, and send it"
        " again."
    )
    return Invalid(words.get(why, otherwise), where="template")
