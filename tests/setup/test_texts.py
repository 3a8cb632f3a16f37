"""From message ids in three kinds of source to texts that gettext and the browser read."""

import gettext
from pathlib import Path

import pytest

from cafe.core.i18n import ngettext, speaking
from cafe.setup import catalogues, texts

PYTHON = """from cafe.core.i18n import _, ngettext
a = _("Table %(number)s", number=3)
b = ngettext("%(count)s note", "%(count)s notes", 2)
"""
TEMPLATE = "<h1>{{ _('The wall') }}</h1>"
SCRIPT = """import { n, t } from "../core/texts.js";
export const line = (count) => t("Waiting") + n("%(count)s note", "%(count)s notes", count);
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for path, text in {
        "cafe/wall/rules.py": PYTHON,
        "templates/wall/page.html": TEMPLATE,
        "static/js/wall/page.js": SCRIPT,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def _translate(root: Path, message: str, text: str | tuple[str, str]) -> Path:
    po = texts.path_of(root, "nb")
    catalog = catalogues.read(po)
    catalog[message].string = text
    po.write_text(texts._as_text(catalog), encoding="utf-8")
    return po


def test_new_ids_come_in_empty_and_english_needs_no_catalogue(sources: Path) -> None:
    assert texts.update(sources) == {"nb": 4, "nn": 4}
    nb = texts.path_of(sources, "nb").read_text()
    assert "#: cafe/wall/rules.py static/js/wall/page.js\n" in nb
    assert 'msgid_plural "%(count)s notes"' in nb
    assert "POT-Creation-Date" not in nb
    with speaking("en"):
        assert ngettext("%(count)s note", "%(count)s notes", 1) == "1 note"
        assert ngettext("%(count)s note", "%(count)s notes", 0) == "0 notes"


def test_templates_inside_templates_keep_their_texts(sources: Path) -> None:
    script = """const view = (many) => html`<p>${many ? html`<b>${t("Why?")}</b>` : t('Add')}
      ${go({ on: true })} ${t("Poster %(place)s", { place: 1 })} ${format("Not a text")}</p>`;"""
    (sources / "static/js/wall/page.js").write_text(script)
    po = texts.path_of(sources, "nb")
    texts.update(sources)
    found = {m.id for m in catalogues.read(po) if m.id and m.locations[0][0].endswith("page.js")}
    assert found == {"Why?", "Add", "Poster %(place)s"}


def test_a_second_run_changes_nothing(sources: Path) -> None:
    texts.update(sources)
    po = _translate(sources, "The wall", "Veggen")
    before = po.read_bytes()
    assert texts.update(sources)["nb"] == 3
    assert po.read_bytes() == before


def test_unused_ids_go_and_changed_ids_are_empty(sources: Path) -> None:
    texts.update(sources)
    po = _translate(sources, "The wall", "Veggen")
    (sources / "templates/wall/page.html").write_text("{{ _('The walls') }}")
    assert texts.update(sources)["nb"] == 4
    assert "Veggen" not in po.read_text()
    assert "fuzzy" not in po.read_text()


def test_compiled_for_gettext_and_cut_down_for_the_browser(sources: Path) -> None:
    texts.update(sources)
    _translate(sources, "The wall", "Veggen")
    po = _translate(sources, "%(count)s note", ("%(count)s lapp", "%(count)s lapper"))
    catalogues.compile_catalogue(po)
    with po.with_suffix(".mo").open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    assert spoken.gettext("The wall") == "Veggen"
    assert spoken.ngettext("%(count)s note", "%(count)s notes", 0) == "%(count)s lapper"
    # "The wall" is the server's, "Waiting" has no translation yet.
    assert catalogues.browser_texts(po, sources / "static" / "js") == {
        "%(count)s note": ["%(count)s lapp", "%(count)s lapper"]
    }


def test_a_template_that_does_not_parse_is_not_skipped(sources: Path) -> None:
    (sources / "templates/wall/page.html").write_text("{{ _('The wall') ")
    with pytest.raises(Exception, match="unexpected end of template"):
        texts.update(sources)
