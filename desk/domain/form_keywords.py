"""The values of JSON Schema keywords: read strictly, or not at all."""

import math
import re
from collections.abc import Callable
from typing import Any

LONGEST_NAME, LONGEST_TEXT = 200, 2000
"""The longest name of a field and the longest text that is shown, in characters."""

_HUGE = 10**15
_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})


class Unreadable(Exception):
    """The value of a keyword cannot be used; `args[0]` says why."""


def listed(value: object) -> list[object]:
    """A list as it is, anything else as a list of one."""
    return value if isinstance(value, list) else [value]


def plain_value(value: Any, depth: int = 0) -> Any:
    """A JSON value that the engine takes: no lone surrogates, not deep, no endless figures."""
    match value:
        case str():
            if len(value) > LONGEST_TEXT or re.search("[\ud800-\udfff]", value):
                raise Unreadable("a value that cannot be used")
        case float():
            if not math.isfinite(value):
                raise Unreadable("a value that cannot be used")
        case bool() | None:
            pass
        case int():
            if abs(value) > 10**300:
                raise Unreadable("a value that cannot be used")
        case list() if depth < 8:
            return [plain_value(one, depth + 1) for one in value]
        case dict() if depth < 8:
            return {
                plain_value(name, 8): plain_value(one, depth + 1) for name, one in value.items()
            }
        case _:
            raise Unreadable("a value that cannot be used")
    return value


def _count(value: object) -> int:
    number = _number(value)
    if number != int(number) or not 0 <= number <= _HUGE:
        raise Unreadable("not a count")
    return int(number)


def _number(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable("not a number")
    number: int | float = plain_value(value)
    return number


def _positive(value: object) -> int | float:
    number = _number(value)
    if number <= 0:
        raise Unreadable("not a positive number")
    return number


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unreadable("neither true nor false")
    return value


def _names(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Unreadable("not a list of names")
    return [plain_value(one) for one in dict.fromkeys(value)]


def _dependent(value: object) -> dict[str, list[str]]:
    if not isinstance(value, dict):
        raise Unreadable("not an object of lists")
    return {plain_value(name): _names(one) for name, one in value.items()}


def _type(value: object) -> str | list[str]:
    several = listed(value)
    if not several or not all(isinstance(one, str) and one in _TYPES for one in several):
        raise Unreadable("not a type")
    kinds = [str(one) for one in dict.fromkeys(several)]
    return kinds if isinstance(value, list) else kinds[0]


def _text(value: object) -> str:
    """Words to be shown: on one line, of some length."""
    if not isinstance(value, str):
        raise Unreadable("not a text")
    return " ".join(re.sub("[\ud800-\udfff]", "\ufffd", value[:LONGEST_TEXT]).split())


VALUES: dict[str, Callable[[object], Any]] = {
    "type": _type,
    "const": plain_value,
    "required": _names,
    "dependentRequired": _dependent,
    "uniqueItems": _yes_or_no,
    "multipleOf": _positive,
    "format": _text,
    "title": lambda value: _text(value)[:LONGEST_NAME],
    "description": _text,
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _number),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), _count),
    **dict.fromkeys(("minProperties", "maxProperties", "minContains", "maxContains"), _count),
}
