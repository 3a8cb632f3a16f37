"""The Word file that a café's document is printed on: kept in the data folder, or not there."""

from pathlib import Path

from cafe.core import files
from cafe.core.files import letterhead_file
from cafe.core.i18n import _
from cafe.document.tree import Document
from cafe.errors import Invalid


def read(data_dir: Path, workshop_id: str) -> bytes | None:
    """The template of a workshop, or None."""
    return files.read(letterhead_file(data_dir, workshop_id))


def mark(data_dir: Path, workshop_id: str) -> int:
    """Another number for another template; 0 for none."""
    return files.mark(letterhead_file(data_dir, workshop_id))


def keep(data_dir: Path, workshop_id: str, template: bytes) -> None:
    """Keep `template`, whole or not at all. It must have been tried (`tried`)."""
    files.put(letterhead_file(data_dir, workshop_id), template)


def forget(data_dir: Path, workshop_id: str) -> None:
    """The document goes back to its plain paper."""
    files.remove(letterhead_file(data_dir, workshop_id))


def tried(template: bytes) -> str:
    """ "" when a document can be printed on `template`, else what is wrong with it. Slow."""
    from cafe.writers import docx
    from cafe.writers.docx import template as docx_template

    try:
        docx.write(Document("en", "-", "-", ("-",), (), ()), {}, template)
    except docx_template.NoTemplate as error:
        return str(error)
    except MemoryError:
        return docx_template.TOO_LARGE
    except Exception:  # whatever a strange file does to the writing of a document
        return docx_template.NOT_WORD
    return ""


def refused(why: str) -> Invalid:
    """What `tried` found, in words a person can act on."""
    from cafe.writers.docx import template as docx_template

    words = {
        docx_template.WITH_MACROS: _("The file holds macros. Save it as .docx without them."),
        docx_template.TOO_LARGE: _("The file is too large for a template."),
    }
    text = words.get(why) or _("This is not a Word file that can be used. Save it as .docx.")
    return Invalid(text, where="template")
