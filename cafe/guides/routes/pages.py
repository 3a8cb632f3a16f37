"""The guides, for anybody: a list, each as a page, and each as a sheet to print."""

from flask import Response

from cafe.core.i18n import LANGUAGES, _, language
from cafe.core.text.file_names import words_of
from cafe.errors import NotFound
from cafe.guides.pdf import kept_pdf
from cafe.guides.room import room
from cafe.guides.rules import ABOUT_SOMETHING, FOR_SOMEBODY, NAMES, runs
from cafe.guides.texts import address, guide
from cafe.web.addresses import base_address
from cafe.web.files import handed
from cafe.web.pages import page
from cafe.web.state import cafe, set_alone


@room.get("/guides")
def guides() -> Response:
    """What guides there are."""
    here = language()
    parts = ((_("For you who …"), FOR_SOMEBODY), (_("How to do it"), ABOUT_SOMETHING))
    groups = [(title, [guide(name, here) for name in names]) for title, names in parts]
    return page("guides/list.html", groups=groups)


@room.get("/guides/<name>")
def read_guide(name: str) -> Response:
    """A guide in the reader's language."""
    check(name)
    found = guide(name, language())
    return page("guides/guide.html", guide=found, runs=runs, address=address)


@room.get("/guides/<language>/<name>.pdf")
def guide_sheet(language: str, name: str) -> Response:
    """A guide as one sheet of A4."""
    check(name, language)
    base = base_address(cafe().settings)
    content = set_alone(kept_pdf, name, language, base)
    called = "-".join(words_of(f"Dialogkafé {guide(name, language).title}"))
    return handed(content, "application/pdf", f"{called}.pdf", kept=False)


def check(name: str, spoken: str = "nb") -> None:
    """Raise NotFound unless there is such a guide in the language `spoken`."""
    if name not in NAMES or spoken not in LANGUAGES:
        raise NotFound(
            _("There is no such guide. All of them are at %(address)s", address="/guides")
        )
