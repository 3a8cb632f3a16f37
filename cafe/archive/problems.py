"""What is wrong with an archive, in words a person can act on."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cafe.core.i18n import _
from cafe.core.text import path_of
from cafe.errors import Invalid


def explained(error: ValidationError) -> Invalid:
    """The first thing wrong, with its path: `questions[0].tables[1].notes[3].text: …`."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        return Invalid(
            _("The file is not JSON that can be read: %(why)s.", why=first["ctx"]["error"])
        )
    path, words = in_words(error, "")
    return Invalid(f"{path}: {words}", where=path)


def in_words(error: ValidationError, within: str) -> tuple[str, str]:
    """The path of the first thing wrong, inside of what lies at `within`, and what is wrong."""
    first = error.errors(include_url=False)[0]
    path = path_of(first["loc"])
    path = f"{within}.{path}" if within and path else within or path or "archive"
    return path, _in_words(first)


def _in_words(problem: ErrorDetails) -> str:
    limits = problem.get("ctx", {})
    kind = problem["type"]
    if kind == "value_error":
        return str(limits["error"])
    if kind == "literal_error":
        return _("must be %(expected)s.", expected=limits["expected"])
    if kind == "greater_than_equal":
        return _("must be at least %(least)s.", least=limits["ge"])
    if kind == "less_than_equal":
        return _("must be at most %(most)s.", most=limits["le"])
    words = {
        "missing": _("is missing."),
        "extra_forbidden": _("is not a key of this format."),
        "string_type": _("must be text."),
        "bool_type": _("must be true or false."),
        "int_type": _("must be a whole number."),
        "list_type": _("must be a list."),
        "model_type": _("must be an object."),
        "string_pattern_mismatch": _("does not have the form it must have."),
    }
    if kind.startswith("date_"):
        return _("must be a date, as 2026-05-17.")
    return words.get(kind) or _("cannot be used here.")
