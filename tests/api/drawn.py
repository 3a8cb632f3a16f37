"""Requests drawn from the description alone: what it allows, and what is nearly so."""

import json
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

Schema = dict[str, Any]
ODD: tuple[str, ...] = (
    "",
    "\u202e",
    "\u200b",
    "e\u0301",
    "\U0001f469\u200d\U0001f3eb",
    "\0",
    "0",
    "-1",
    "1e999",
)
ODD += ("9" * 40, "../..", "%2e", "' OR 1=1", "null", "x" * 5000)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(ODD)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def of(schema: Schema, schemas: Schema) -> st.SearchStrategy[Any]:
    """What the schema describes; only what pydantic writes of our forms is understood."""
    if "$ref" in schema:
        return st.deferred(lambda: of(schemas[schema["$ref"].rpartition("/")[2]], schemas))
    if several := schema.get("anyOf") or schema.get("oneOf"):
        return st.one_of(*(of(one, schemas) for one in several))
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    made: st.SearchStrategy[Any] = _KINDS[schema.get("type", "object")](schema, schemas)
    return made


def _string(schema: Schema, _schemas: Schema) -> st.SearchStrategy[Any]:
    if schema.get("format") == "uuid":
        return st.uuids().map(str)
    if "pattern" in schema:
        return st.from_regex(
            schema["pattern"], fullmatch=True, alphabet=st.characters(codec="ascii")
        )
    least, most = schema.get("minLength", 0), min(schema.get("maxLength", 40), 40)
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=least, max_size=most)


def _integer(schema: Schema, _schemas: Schema) -> st.SearchStrategy[Any]:
    least = schema.get("minimum", 0)
    whole = st.integers(least, schema.get("maximum")) | st.integers(least, 3)
    return whole | whole.map(float)  # 3.0 is a whole number, too


def _array(schema: Schema, schemas: Schema) -> st.SearchStrategy[Any]:
    least, most = schema.get("minItems", 0), min(schema.get("maxItems", 3), 3)
    return st.lists(of(schema["items"], schemas), min_size=least, max_size=most)


def _object(schema: Schema, schemas: Schema) -> st.SearchStrategy[Any]:
    keys = {name: of(one, schemas) for name, one in schema.get("properties", {}).items()}
    needed = {name: one for name, one in keys.items() if name in schema.get("required", ())}
    rest = {name: one for name, one in keys.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=rest)


_KINDS: dict[str, Any] = {
    "string": _string,
    "integer": _integer,
    "array": _array,
    "object": _object,
    "boolean": lambda _schema, _schemas: st.booleans(),
    "null": lambda _schema, _schemas: st.none(),
}


@st.composite
def spoiled(draw: st.DrawFn, good: st.SearchStrategy[Any]) -> Any:
    """One of `good` with something in it that is something else, missing, or one too many."""
    found = json.loads(json.dumps(draw(good)))
    at: Any = found
    while isinstance(at, dict) and at:
        name = draw(st.sampled_from(sorted(at)))
        if isinstance(at[name], dict) and draw(st.booleans()):
            at = at[name]
            continue
        match draw(st.sampled_from(("other", "gone", "more"))):
            case "other":
                at[name] = draw(ANYTHING)
            case "gone":
                del at[name]
            case _:
                at[draw(TEXT)] = draw(ANYTHING)
        return found
    return draw(ANYTHING)


@st.composite
def requests(
    draw: st.DrawFn, path: str, says: Schema, schemas: Schema, known: dict[str, list[str]]
) -> tuple[str, Any, dict[str, str], bool]:
    """An address, body and heads for one operation; and whether all is as described.

    `known`: what places in the address may be filled with so that something is there.
    """
    asked, heads, good = {}, {}, draw(st.booleans())
    for one in says["parameters"]:
        name, right = one["name"], of(one["schema"], schemas)
        if one["in"] == "path":
            there = st.sampled_from(known[name]) if name in known else right
            value = draw(there if good or draw(st.booleans()) else TEXT)
            path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
        elif good or draw(st.booleans()):
            value = draw(right if good else right | TEXT)
            if one["in"] == "query":
                asked[name] = value
            elif str(value).isascii() and str(value).isprintable():
                heads[name] = str(value)
    body = None
    if "requestBody" in says:
        right = of(says["requestBody"]["content"]["application/json"]["schema"], schemas)
        body = draw(right if good else spoiled(right) | ANYTHING)
    return (f"{path}?{urlencode(asked)}" if asked else path), body, heads, good
