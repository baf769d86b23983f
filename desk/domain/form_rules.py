"""A form's JSON Schema as a platform sent it, made safe to show and to check against.

What cannot be understood is left out, rule by rule, and noted; the platform judges those rules
itself. What is kept obeys the 2020-12 meta-schema, refers to nothing outside itself, never to
itself in a circle, and is small enough that a check is a matter of milliseconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from desk.domain.form_keywords import (
    LONGEST_NAME,
    LONGEST_TEXT,
    VALUES,
    Unreadable,
    listed,
    plain_value,
)
from desk.domain.patterns import CHECKED, is_limited, is_readable

MOST_FIELDS = 1000
MOST_CHOICES = 50_000
DEEPEST = 32
MOST_WORK = 20_000
"""How many rules a check may visit, references followed; lists count as twenty entries."""

MOST_LIMITED = 10
"""How many patterns of a form may need look-around or back-references."""

_ENTRIES = 20

FORMATS = frozenset({"date", "cn-id", "uscc"})
"""The formats that are checked here; to JSON Schema the others are remarks."""

Path = tuple[str | int, ...]


class FormUnusable(Exception):
    """The schema describes no form, or one beyond the limits; `args[0]` says why."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A rule that is not checked here: a JSON pointer to it, and why."""

    pointer: str
    reason: str


@dataclass(frozen=True, slots=True)
class FormRules:
    """A schema that can be checked, and what of the original is not in it.

    `usable` is false for one that describes no form: nothing of it is kept.
    """

    schema: dict[str, Any]
    left_out: tuple[LeftOut, ...]
    usable: bool = True


def form_rules(schema: object) -> FormRules:
    """Read a schema. Raises `FormUnusable`, and nothing else, whatever it is given."""
    if not isinstance(schema, dict):
        raise FormUnusable("not an object")
    if "object" not in listed(schema.get("type", "object")):
        raise FormUnusable("not the schema of an object")
    properties = schema.get("properties", {})
    if not isinstance(properties, dict):
        raise FormUnusable("its properties are no object")
    if len(properties) > MOST_FIELDS:
        raise FormUnusable(f"more than {MOST_FIELDS} fields")
    return _Reader(schema).read()


class _Reader:
    """Reads one schema; `left_out` grows on the way."""

    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root
        self._left_out: list[LeftOut] = []
        self._losses = self._remarks = self._nodes = 0
        self._definitions: dict[str, Any] = {}
        self._known: dict[str, tuple[str, int, bool]] = {}
        self._open: set[str] = set()
        self._choices = self._limited = 0
        self._anchors: dict[str, str] | None = None

    def read(self) -> FormRules:
        read, work = self._schema(self._root, (), 0)
        if not isinstance(read, dict):
            raise FormUnusable("not an object")
        if work > MOST_WORK:
            raise FormUnusable("too many rules")
        read["type"] = "object"
        if self._definitions:
            read["$defs"] = self._definitions
        return FormRules(read, tuple(self._left_out))

    def _leave_out(self, path: Path, reason: str) -> None:
        self._losses += 1
        where = pointer(path)
        if not self._left_out or self._left_out[-1].pointer != where:
            self._left_out.append(LeftOut(where, reason))

    def _schema(self, schema: object, path: Path, depth: int) -> tuple[Any, int]:
        """The schema as it is kept, and how much work one check of it is."""
        if isinstance(schema, bool):
            return schema, 1
        if not isinstance(schema, dict):
            self._leave_out(path, "not a schema")
            return {}, 1
        if depth > DEEPEST:
            self._leave_out(path, "too deep")
            return {}, 1
        self._nodes += 1
        if self._nodes > MOST_WORK:
            raise FormUnusable("too many rules")
        read: dict[str, Any] = {}
        work, before = 1, self._losses
        for keyword, value in schema.items():
            at = (*path, keyword)
            losses = self._losses + self._remarks
            try:
                found = self._keyword(keyword, value, at, depth)
            except Unreadable as error:
                self._leave_out(at, str(error))
                continue
            if found is None:
                continue
            if keyword == "pattern":
                read[CHECKED] = found[0]
                work += found[1]
                continue
            if self._losses + self._remarks > losses and keyword in _FRAGILE:
                self._leave_out(at, "depends on a rule that is left out")
                continue
            read[keyword] = found[0]
            work += found[1]
        if self._losses > before:
            self._drop_dependents(read, path, schema)
        return read, work

    def _drop_dependents(self, read: dict[str, Any], path: Path, schema: Mapping[str, Any]) -> None:
        """Rules about "all the others" turn stricter when one of those named is left out."""
        unsure = {"unevaluatedProperties", "unevaluatedItems"}
        for named in ("properties", "patternProperties"):
            kept = read.get(named, {})
            whole = schema.get(named, {})
            if not isinstance(whole, dict) or len(kept) < len(whole):
                unsure.add("additionalProperties")
        if "prefixItems" in schema and "prefixItems" not in read:
            unsure.add("items")
        if "if" in schema and "if" not in read:
            unsure |= {"then", "else"}
        for keyword in unsure & read.keys():
            del read[keyword]
            self._leave_out((*path, keyword), "depends on a rule that is left out")

    def _keyword(self, keyword: str, value: object, at: Path, depth: int) -> tuple[Any, int] | None:
        """A keyword's value as it is kept, and its work; None for one that is no rule."""
        if keyword in _ONE or keyword in _LISTS or keyword in _MAPS or keyword == "$ref":
            return self._schemas(keyword, value, at, depth)
        if keyword in ("$dynamicRef", "$recursiveRef"):
            raise Unreadable("refers to what is not fixed")
        if keyword == "enum":
            return self._enumeration(value), 1
        if keyword == "pattern":
            return self._pattern(value), 1
        if keyword == "format" and isinstance(value, str) and value not in FORMATS:
            self._remarks += 1  # no rule; but "not" of it would be one
            return None
        check = VALUES.get(keyword)
        return (check(value), 1) if check else None

    def _schemas(self, keyword: str, value: object, at: Path, depth: int) -> tuple[Any, int]:
        if keyword in _ONE:
            read, work = self._schema(value, at, depth + 1)
            return read, work * (_ENTRIES if keyword in _REPEATED else 1)
        if keyword in _LISTS:
            return self._list(value, at, depth)
        if keyword in _MAPS:
            return self._map(keyword, value, at, depth)
        return self._reference(value, depth)

    def _list(self, value: object, at: Path, depth: int) -> tuple[Any, int]:
        if not isinstance(value, list) or not value:
            raise Unreadable("not a list of schemas")
        parts = [self._schema(one, (*at, place), depth + 1) for place, one in enumerate(value)]
        return [part for part, _ in parts], sum(work for _, work in parts)

    def _map(self, keyword: str, value: object, at: Path, depth: int) -> tuple[Any, int]:
        if not isinstance(value, dict):
            raise Unreadable("not an object of schemas")
        read: dict[str, Any] = {}
        total = 0
        for name, part in value.items():
            if keyword == "patternProperties":
                try:
                    if is_limited(self._pattern(name)):
                        raise Unreadable("a pattern with look-around")
                except Unreadable as error:
                    self._leave_out((*at, name), str(error))
                    continue
            elif len(name) > LONGEST_NAME:
                self._leave_out((*at, name[:20]), "the name is too long")
                continue
            read[name], work = self._schema(part, (*at, name), depth + 1)
            total += work * (_ENTRIES if keyword == "patternProperties" else 1)
        return read, total

    def _pattern(self, value: object) -> str:
        if not isinstance(value, str):
            raise Unreadable("not a pattern")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Unreadable("not a pattern") from None
        if not is_readable(value):
            raise Unreadable("a pattern that cannot be read")
        if is_limited(value):
            self._remarks += 1  # long answers pass it; "not" of it would refuse them
            self._limited += 1
            if self._limited > MOST_LIMITED:
                raise Unreadable("too many patterns with look-around")
        return value

    def _enumeration(self, value: object) -> list[Any]:
        if not isinstance(value, list) or not value:
            raise Unreadable("not a list of values")
        self._choices += len(value)
        if self._choices > MOST_CHOICES:
            raise FormUnusable(f"more than {MOST_CHOICES} choices")
        return [plain_value(one) for one in value]

    def _reference(self, value: object, depth: int) -> tuple[str, int]:
        """A reference within the schema; what it means is read once, as a definition."""
        if not isinstance(value, str):
            raise Unreadable("not a reference")
        own = self._root.get("$id")
        base, _, fragment = value.partition("#")
        if base and not (isinstance(own, str) and base == own.partition("#")[0]):
            raise Unreadable("refers to something outside")
        place = "#" + unquote(fragment)
        if place in self._open:
            raise Unreadable("refers to itself")
        if place not in self._known:
            target = self._target(place)
            name = f"part{len(self._known)}"
            self._open.add(place)
            before = self._losses + self._remarks
            try:
                read, work = self._schema(target, ("$ref", value), depth + 1)
            finally:
                self._open.discard(place)
            self._definitions[name] = read
            self._known[place] = (name, work, self._losses + self._remarks > before)
        elif self._known[place][2]:
            self._losses += 1  # noted where it was read; what depends on it is here, too
        name, work, _ = self._known[place]
        return f"#/$defs/{name}", min(work, MOST_WORK + 1)

    def _target(self, place: str) -> object:
        if place == "#":
            raise Unreadable("refers to itself")
        if not place.startswith("#/"):
            place = self._named(place[1:])
        target: Any = self._root
        for token in place[2:].split("/"):
            name = token.replace("~1", "/").replace("~0", "~")
            if isinstance(target, dict) and name in target:
                target = target[name]
            elif isinstance(target, list) and name.isdecimal() and int(name) < len(target):
                target = target[int(name)]
            else:
                raise Unreadable("refers to nothing")
        if target is self._root:
            raise Unreadable("refers to itself")
        return target

    def _named(self, anchor: str) -> str:
        if self._anchors is None:
            self._anchors = dict(_anchors(self._root, (), 0))
        if anchor not in self._anchors:
            raise Unreadable("refers to nothing")
        return self._anchors[anchor]


def _anchors(value: object, path: Path, depth: int) -> list[tuple[str, str]]:
    """The places that have a name (`$anchor`)."""
    found: list[tuple[str, str]] = []
    if depth > DEEPEST:
        return found
    if isinstance(value, dict):
        anchor = value.get("$anchor")
        if isinstance(anchor, str):
            found.append((anchor, "#" + pointer(path)))
        for name, one in value.items():
            found += _anchors(one, (*path, name), depth + 1)
    elif isinstance(value, list) and len(value) <= LONGEST_TEXT:
        for place, one in enumerate(value):
            found += _anchors(one, (*path, place), depth + 1)
    return found


def pointer(path: Path) -> str:
    """The JSON pointer (RFC 6901) of a path."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


_ONE = frozenset(
    {
        *("not", "if", "then", "else", "items", "contains", "additionalProperties"),
        *("propertyNames", "unevaluatedItems", "unevaluatedProperties"),
    }
)
_REPEATED = _ONE - {"not", "if", "then", "else"}
_LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_MAPS = frozenset({"properties", "patternProperties", "dependentSchemas"})
_FRAGILE = frozenset({"not", "if", "oneOf", "contains"})
"""Keywords that may refuse more, not less, when a rule inside them is left out."""
