"""Schemas of forms: real ones, real ones damaged, hostile ones; and values typed into them."""

import copy
import json
import random
import string
from collections.abc import Callable
from importlib.resources import files
from typing import Any

MATTERS: list[dict[str, Any]] = json.loads(
    files("resources").joinpath("sample", "matters.json").read_text(encoding="utf-8")
)["matters"]

PATTERNS = [
    "^(a+)+$",
    "^(a|aa)+$",
    r"^(\w+\s?)*$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"(.*)*x",
    "^(.|\\s)*$",
    "[",
    "(",
    "a{2,1}",
    "*",
    "\\",
    "(?<",
    "(?P<n>a)",
    "\\p{Nope}",
    "[z-a]",
    "a" * 3000,
    "(a{999}){999}",
    r"^\p{Script=Han}+$",
    r"^\p{L}[\p{L}\p{M}·]{0,40}$",
    r"^[\u4e00-\u9fa5]{2,}$",
    r"^\d{6}(18|19|20)\d{9}[\dX]$",
    r"^(?=.*\d)(?=.*[a-z]).{8,}$",
    r"^(?!000)\d+$",
    r"^(a)\1$",
    r"(.+)\1+$",
    r"^(?=(?=a)b)c",
    r"^(?<=a)b",
    r"^1[3-9]\d{9}$",
    "^桂[A-Z][A-Z0-9]{5,6}$",
    "",
    ".",
    "^$",
    "\\u{110000}",
    "[\\ud800]",
    "(?i)abc",
]
REFERENCES = [
    "#",
    "#/properties/a",
    "#/properties/b",
    "#/$defs/a",
    "#/$defs/b",
    "#/$defs/a/items",
    "#nowhere",
    "#/",
    "",
    "http://127.0.0.1:9/x.json",
    "https://example.com/#/a",
    "file:///etc/passwd",
    "other.json",
    "#/$defs/a~1b",
    "#/%24defs/a",
    "urn:x",
    "#/properties/a/anyOf/0",
]
WORDS = [
    "韦丽",
    "Wei",
    "a",
    "a" * 40 + "!",
    "",
    " ",
    "450102198803162133",
    "2026-02-30",
    "𠮷",
    "\u202e",
    "0",
    "é" * 300,
    "x" * 10_001,
    "桂A12345",
]
KEYWORDS = [
    "type",
    "enum",
    "const",
    "pattern",
    "format",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "multipleOf",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "required",
    "properties",
    "patternProperties",
    "additionalProperties",
    "items",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "$ref",
    "$dynamicRef",
    "$id",
    "$anchor",
    "$defs",
    "$schema",
    "title",
    "description",
    "default",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contentEncoding",
    "x-unknown",
]
NAMES = [
    "a",
    "b",
    "c",
    "姓名",
    "a/b",
    "~",
    "",
    "credit_code",
    "amount_fen",
    "contact_name",
    "n" * 300,
]
TYPES = ["string", "integer", "number", "boolean", "array", "object", "null"]


def value(source: random.Random, depth: int = 0) -> Any:
    """Anything that JSON can say."""
    kind = source.randrange(9 if depth < 3 else 6)
    if kind == 0:
        return source.choice([None, True, False])
    if kind == 1:
        return source.choice([0, 1, -1, 2**31, 2**63, 10**30, -(10**20), 17])
    if kind == 2:
        return source.choice([0.5, -1.5, 1e300, 1e-300, 3.0])
    if kind in (3, 4, 5):
        return source.choice(WORDS)
    if kind in (6, 7):
        return [value(source, depth + 1) for _ in range(source.randrange(4))]
    return {source.choice(NAMES): value(source, depth + 1) for _ in range(source.randrange(4))}


def rule(source: random.Random, keyword: str, depth: int) -> Any:
    """What might stand behind a keyword; now and then nothing sensible."""
    if source.random() < 0.12:
        return value(source)
    if keyword in _MAKERS:
        return _MAKERS[keyword](source, depth)
    if keyword.startswith(("min", "max")):
        return source.choice([0, 1, 2, 5, 3.0, 10**9, -1, 1.5])
    return schema(source, depth + 1)


def _named(source: random.Random, depth: int) -> Any:
    names = source.sample(NAMES, source.randrange(1, 5))
    return {name: schema(source, depth + 1) for name in names}


def _listed(source: random.Random, depth: int) -> Any:
    return [schema(source, depth + 1) for _ in range(source.randrange(4))]


def _text(source: random.Random, _depth: int) -> Any:
    return source.choice([*WORDS[:3], "核定载质量(千克)", "(" * 500, "x" * 3000])


def _reference(source: random.Random, _depth: int) -> Any:
    return source.choice(REFERENCES)


def _figure(source: random.Random, _depth: int) -> Any:
    return source.choice([0, 1, -5, 0.01, 1e300, 10**400, 3.5])


_FORMATS = ["date", "cn-id", "uscc", "email", "uri", "regex", "date-time", "nope"]
_MAKERS: dict[str, Callable[[random.Random, int], Any]] = {
    "type": lambda s, _: s.choice([s.choice(TYPES), s.sample(TYPES, 2), "text"]),
    "enum": lambda s, _: s.choice(
        [[], ["a", "b"], [1, "1", None, True], WORDS[:6], [[1], {"a": 1}]]
    ),
    "pattern": lambda s, _: s.choice(PATTERNS),
    "format": lambda s, _: s.choice(_FORMATS),
    "required": lambda s, _: s.sample(NAMES, s.randrange(4)),
    "dependentRequired": lambda s, _: {s.choice(NAMES): s.sample(NAMES, 2)},
    "patternProperties": lambda s, depth: {s.choice(PATTERNS): schema(s, depth + 1)},
    "$anchor": lambda s, _: s.choice(["x", "a", 5]),
    "uniqueItems": lambda s, _: s.choice([True, False]),
    **dict.fromkeys(("properties", "dependentSchemas", "$defs"), _named),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _listed),
    **dict.fromkeys(("$ref", "$dynamicRef", "$id", "$schema"), _reference),
    **dict.fromkeys(("title", "description", "contentEncoding"), _text),
    **dict.fromkeys(("const", "default", "x-unknown"), lambda s, _: value(s)),
    **dict.fromkeys(
        ("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"), _figure
    ),
}


def schema(source: random.Random, depth: int = 0) -> Any:
    """A schema of a few keywords, mostly right."""
    if depth > 4 or source.random() < 0.05:
        return source.choice([True, False, {}, "text", None, {"type": "string"}])
    keywords = source.sample(KEYWORDS, source.randrange(1, 5))
    return {keyword: rule(source, keyword, depth) for keyword in keywords}


def invented(source: random.Random) -> Any:
    """The schema of a form, with whatever stands in it."""
    names = source.sample(NAMES, source.randrange(1, len(NAMES)))
    made: dict[str, Any] = {
        "type": "object",
        "properties": {name: schema(source) for name in names},
        "$defs": {name: schema(source) for name in ("a", "b", "a/b")},
    }
    for keyword in source.sample(KEYWORDS, source.randrange(4)):
        made.setdefault(keyword, rule(source, keyword, 1))
    return made


def damaged(source: random.Random) -> Any:
    """A real form's schema with a few places replaced, taken away or put in."""
    made = copy.deepcopy(source.choice(MATTERS)["form"])
    for _ in range(source.choice([1, 1, 2, 5])):
        places = list(_places(made))
        holder, key = source.choice(places)
        match source.randrange(4):
            case 0:
                holder[key] = value(source)
            case 1 if isinstance(holder, dict):
                del holder[key]
            case 2 if isinstance(holder, dict):
                keyword = source.choice(KEYWORDS)
                holder[keyword] = rule(source, keyword, 2)
            case _:
                holder[key] = schema(source, 2)
    return made


def _places(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        own: list[tuple[Any, Any]] = [(value, key) for key in value]
        return own + [place for one in value.values() for place in _places(one)]
    if isinstance(value, list):
        own = [(value, place) for place in range(len(value))]
        return own + [place for one in value for place in _places(one)]
    return []


def large(source: random.Random) -> Any:
    """Hundreds of fields or thousands of choices."""
    fields = {f"f{n}": schema(source, 3) for n in range(source.choice([60, 300]))}
    options = [
        "".join(source.choices(string.ascii_letters, k=6)) for _ in range(source.choice([10, 5000]))
    ]
    fields["choice"] = {"enum": options}
    fields["several"] = {"type": "array", "items": {"enum": options[:500]}}
    return {"type": "object", "properties": fields, "required": list(fields)[::3]}


def any_schema(source: random.Random) -> Any:
    """One of all kinds."""
    kind = source.random()
    if kind < 0.45:
        return damaged(source)
    if kind < 0.9:
        return invented(source)
    if kind < 0.93:
        return large(source)
    return value(source)


def values_for(source: random.Random, made: Any) -> dict[str, Any]:
    """What might be typed into the form of this schema."""
    names = list(NAMES)
    if isinstance(made, dict) and isinstance(made.get("properties"), dict):
        names = list(made["properties"])[:40] or names
    count = source.randrange(min(len(names), 12) + 1)
    chosen = source.sample(names, count)
    typed = [*WORDS, "half a sign \ud83d"]
    return {name: source.choice([source.choice(typed), value(source)]) for name in chosen}
