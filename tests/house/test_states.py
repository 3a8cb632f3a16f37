"""Nothing goes around the rule that a session finds only the notes that hang (model/note.py)."""

import ast
from collections.abc import Iterator

from tests.house.sources import ROOT, files, short

# Who may reach beneath the ORM: a café is taken away whole, in whatever state its notes are.
BENEATH = {"cafe/model/erase.py"}
# Statements that the rule does not reach, when they are about notes.
WRITES = ("update", "delete", "insert")
ESCAPES = ("__table__", "every_state", "EVERY_STATE", "sorted_too", "SORTED_TOO")
# Who asks for notes that do not hang, and why.
ASKS = {
    "cafe/api/queries.py": "how many notes each table and source has",
    "cafe/model/note.py": "the rule itself, and the two queries that lift it",
    "cafe/plan/actions/questions.py": "the parts that anything stands under",
    "cafe/plan/guards.py": "what was brought in to a question, and may come back by a redo",
    "cafe/sort/queries.py": "how many wait; the accounts",
    "cafe/table/actions/poster.py": "what was used in a main statement",
    # What came from elsewhere is sorted and printed, and hangs nowhere.
    **dict.fromkeys(
        (
            "cafe/sort/history/gathered.py",
            "cafe/sort/history/lines.py",
            "cafe/sort/history/past.py",
            "cafe/sort/keeping.py",
            "cafe/sort/meanwhile.py",
            "cafe/sort/offers.py",
            "cafe/sort/origins/actions.py",
            "cafe/sort/origins/keeping.py",
            "cafe/sort/pairs.py",
            "cafe/sort/wordings.py",
            "cafe/report/queries.py",
            "cafe/report/queries_words.py",
            "cafe/archive/beside.py",
            "cafe/live/snapshot.py",
            "cafe/model/sealing.py",
            "cafe/erasure/actions/erase.py",
            "cafe/erasure/plan.py",
            "cafe/erasure/shown.py",
        ),
        "the sorting's, the document's, the archive's, the history's",
    ),
}


def found() -> Iterator[tuple[str, int, str]]:
    """File, line and name of whatever could go around the rule."""
    for path in files("cafe/**/*.py"):
        name = short(path)
        if "/migrations/" in name or name in BENEATH:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for what in _escapes(node):
                yield name, getattr(node, "lineno", 0), what


def _escapes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute | ast.Name):
        named = node.attr if isinstance(node, ast.Attribute) else node.id
        if named in ESCAPES:
            yield named
    if isinstance(node, ast.Constant) and node.value in ESCAPES:
        yield str(node.value)
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        if called in WRITES and any(map(_is_note, node.args)):
            yield f"{called}(Note)"
        words = [a.value for a in node.args if isinstance(a, ast.Constant)]
        if called in ("text", "exec_driver_sql") and "note" in " ".join(map(str, words)).split():
            yield f"{called}(… note …)"


def _is_note(node: ast.expr) -> bool:
    return (node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")) == "Note"


def test_nothing_goes_around_the_rule() -> None:
    there = list(found())
    assert [one for one in there if one[0] not in ASKS] == [], "use late_notes() or the like"
    assert {name for name, _line, _what in there} == ASKS.keys()


def test_what_goes_around_is_seen() -> None:
    source = (
        "update(Note); delete(model.Note); Note.__table__; text('SELECT * FROM note'); "
        "select(Note).execution_options(every_state=True, **EVERY_STATE)"
    )
    seen = {what for node in ast.walk(ast.parse(source)) for what in _escapes(node)}
    assert {"update(Note)", "delete(Note)", "__table__", "text(… note …)", "EVERY_STATE"} <= seen
    assert (ROOT / "cafe").is_dir()
