r"""Patterns of ECMA-262 (with the flag ``u``, as JSON Schema has them), without the danger.

Most patterns run in an engine whose time grows with the text and no faster (Rust's regex by way of
jsonschema-rs, which knows ``\p{Script=Han}``). Look-around and back-references need a backtracking
engine: such patterns are matched against short answers only, with a limited number of steps.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

LONGEST_PATTERN = 2000
PATTERN_SIZE = 4 * 1024 * 1024
"""The largest compiled pattern, in bytes: a name of forty letters of any script needs 2 MiB."""

CHECKED = "checkedPattern"
"""The keyword of a pattern in schemas as we keep them. Each is compiled by itself: all of a long
form in one go would hold the interpreter for a third of a second."""

LONGEST_FOR_LIMITED = 200
"""Longer answers are not matched against a pattern with look-around: the platform judges them."""

_MOST_LOOKS = 8
_TRIES = 10_000


def is_readable(pattern: str) -> bool:
    """Whether a pattern can be checked here."""
    return len(pattern) <= LONGEST_PATTERN and (
        _linear(pattern) is not None or (_bounded(pattern) and _limited(pattern) is not None)
    )


def is_limited(pattern: str) -> bool:
    """Whether a pattern needs the backtracking engine: long answers are not checked against it."""
    return _linear(pattern) is None


@lru_cache(512)
def _linear(pattern: str) -> "Draft202012Validator | None":
    from jsonschema_rs import Draft202012Validator, RegexOptions

    options = RegexOptions(size_limit=PATTERN_SIZE)
    try:
        return Draft202012Validator({"pattern": pattern}, pattern_options=options, offline=True)
    except ValueError:
        return None


@lru_cache(64)
def _limited(pattern: str) -> "Draft202012Validator | None":
    from jsonschema_rs import Draft202012Validator, FancyRegexOptions

    options = FancyRegexOptions(backtrack_limit=_TRIES, size_limit=PATTERN_SIZE)
    try:
        return Draft202012Validator({"pattern": pattern}, pattern_options=options, offline=True)
    except ValueError:
        return None


def _bounded(pattern: str) -> bool:
    """Whether there are few look-arounds, and none inside another."""
    looks = place = 0
    open_groups: list[bool] = []
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            place += 1
        elif sign == "[":
            place = _end_of_class(pattern, place)
        elif sign == "(":
            looking = pattern.startswith(("(?=", "(?!", "(?<=", "(?<!"), place)
            if looking and any(open_groups):
                return False
            looks += looking
            open_groups.append(looking)
        elif sign == ")" and open_groups:
            open_groups.pop()
        place += 1
    return looks <= _MOST_LOOKS


def _end_of_class(pattern: str, place: int) -> int:
    place += 1
    while place < len(pattern) and pattern[place] != "]":
        place += 2 if pattern[place] == "\\" else 1
    return place


class CheckedPattern:
    """The keyword `CHECKED`, as jsonschema-rs takes keywords of its users."""

    def __init__(self, _parent: dict[str, Any], value: Any, _path: list[str | int]) -> None:
        self._pattern = str(value)

    def validate(self, instance: Any) -> None:
        """Raise ValueError for a text that does not match, as far as that can be told."""
        if not isinstance(instance, str):
            return
        validator = _linear(self._pattern)
        if validator is not None:
            matches = validator.is_valid(instance)
        elif len(instance) > LONGEST_FOR_LIMITED or (tries := _limited(self._pattern)) is None:
            return
        else:
            kinds = [type(error.kind).__name__ for error in tries.iter_errors(instance)]
            matches = "Pattern" not in kinds  # running out of steps proves nothing
        if not matches:
            raise ValueError(self._pattern)
