"""What the styles of the document are called, in Word and in other programs, and by people.

Word keeps the names of its own styles in English whatever language it speaks; LibreOffice and
others keep what stood on the screen. An id is a name without its spaces, in any of them.
"""

from typing import Any

from docx.oxml.ns import qn

# Each style that the document needs: its kind, its name as Word keeps it, and other names for it:
# English of LibreOffice, bokmål, nynorsk.
PARAGRAPH, TABLE, CHARACTER = "paragraph", "table", "character"
STYLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "Normal": (PARAGRAPH, ("Normal", "Default Paragraph Style", "Default Style", "Standard")),
    "Title": (PARAGRAPH, ("Title", "Tittel")),
    "Subtitle": (PARAGRAPH, ("Subtitle", "Undertittel")),
    "Heading 1": (PARAGRAPH, ("heading 1", "Overskrift 1")),
    "Heading 2": (PARAGRAPH, ("heading 2", "Overskrift 2")),
    "TOC Heading": (
        PARAGRAPH,
        (
            "TOC Heading",
            "Contents Heading",
            "Overskrift for innholdsfortegnelse",
            "Innholdsfortegnelse overskrift",
            "Overskrift for innhaldsliste",
            "Overskrift innhaldsliste",
        ),
    ),
    "toc 1": (PARAGRAPH, ("toc 1", "Contents 1", "INNH 1", "Innhold 1", "Innhald 1")),
    "List Bullet": (
        PARAGRAPH,
        ("List Bullet", "Punktliste", "Punktmerket liste", "Punktmerkt liste", "List 1"),
    ),
    "List Bullet 2": (
        PARAGRAPH,
        ("List Bullet 2", "Punktliste 2", "Punktmerket liste 2", "Punktmerkt liste 2"),
    ),
    "Caption": (PARAGRAPH, ("caption", "Bildetekst", "Bilettekst", "Figurtekst")),
    "Table Grid": (TABLE, ("Table Grid", "Tabellrutenett", "Tabellrutenet")),
}
CANONICAL = {name: names[0] for name, (_kind, names) in STYLES.items()}


def plain(name: str) -> str:
    """A name without what programs write differently: spaces and capitals."""
    return "".join(name.split()).casefold()


_OWN_NAMES = {plain(name): key for key, name in CANONICAL.items()}


def name_of(style: Any) -> str:
    """What a style is called; "" when it has no name."""
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"), ""))


def id_of(style: Any) -> str:
    """The id of a style, "" when it has none."""
    return str(style.get(qn("w:styleId"), ""))


def kind_of(style: Any) -> str:
    """Paragraph, character, table or numbering: a paragraph's when it does not say."""
    return str(style.get(qn("w:type"), PARAGRAPH))


def _aliases(style: Any) -> set[str]:
    said = style.find(qn("w:aliases"))
    return set() if said is None else {plain(one) for one in said.get(qn("w:val"), "").split(",")}


def matching(styles: list[Any], key: str) -> Any | None:
    """The style among `styles` that is what `key` asks for, or None.

    By Word's own name first, then by an alias, an id, and the names of other programs and
    languages; but not one that is by its name another of those that we need.
    """
    kind, names = STYLES[key]
    own, others = plain(names[0]), {plain(name) for name in names}
    free = [
        style
        for style in styles
        if kind_of(style) == kind and _OWN_NAMES.get(plain(name_of(style)), key) == key
    ]
    found: list[Any] = [style for style in free if plain(name_of(style)) == own]
    found += [style for style in free if _aliases(style) & others]
    found += [style for style in free if plain(id_of(style)) in others]
    found += [style for style in free if plain(name_of(style)) in others]
    return next(iter(found), None)
