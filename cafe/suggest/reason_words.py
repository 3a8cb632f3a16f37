"""Why two notes are offered as a pair, in words a person reads."""

from cafe.core.i18n import _
from cafe.suggest.reasons import Reason, Words


def in_words(reason: Reason) -> str:
    """The reason as one line: what is the same, then what speaks against it."""
    said = [_of_kind(reason)]
    if reason.kind in ("within", "stems") and reason.near:
        said.append(_("akin: %(words)s", words=_pairs(reason.near)))
    if reason.opposed:
        said.append(_("but perhaps opposite: %(words)s", words=_pairs(reason.opposed)))
    return " · ".join(said)


def _of_kind(reason: Reason) -> str:
    if reason.kind == "identical":
        return _identical(reason.but)
    shared = ", ".join(reason.shared)
    if reason.kind == "within":
        return _("one holds the words of the other: %(words)s", words=shared)
    if reason.kind == "stems":
        return _("same stems: %(words)s", words=shared)
    if reason.kind == "kin":
        return _("words akin: %(words)s", words=_pairs(reason.near))
    if reason.near:
        return _("spelled alike: %(words)s", words=_pairs(reason.near))
    return _("many letters alike")


def _identical(but: tuple[str, ...]) -> str:
    if not but:
        return _("the same words exactly")
    names = {
        "case": _("capital letters"),
        "spacing": _("spaces"),
        "punctuation": _("punctuation"),
    }
    differ = ", ".join(names[one] for one in but)
    return _("the same words; they differ only in: %(what)s", what=differ)


def _pairs(pairs: tuple[Words, ...]) -> str:
    return ", ".join(" – ".join(word for word in two if word) for two in pairs)
