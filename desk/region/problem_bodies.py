"""The content of an error answer, from any platform.

Our contract is RFC 9457 with ``errors[]`` of ``{pointer, detail}``. Other platforms list their
faults in other shapes: ``invalid-params``, ``violations``, a ``detail`` that is a list, an
object of messages by field; and they point at fields as JSON pointers, dotted paths or lists
of names. All of them are read here into `FieldFault`, so that no platform's words are lost.
Nothing here raises, whatever the body holds, and what is kept is bounded.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from desk.domain.visits import FieldFault
from desk.region.plain_text import plain

MOST_FAULTS = 20_000
"""So many faults of one refusal are kept; the rest is counted."""

MOST_CHARACTERS = 1_000_000
"""So many characters of faults are kept in all."""

LONGEST_DETAIL = 4_000
"""The longest text about a whole refusal, in characters."""

LONGEST_FAULT = 1_000
_LONGEST_POINTER = 200
_LONGEST_TYPE = 300

_LISTS = (
    "errors", "invalid-params", "invalid_params", "invalidParams", "violations",
    "fieldErrors", "field_errors", "details", "detail", "message",
)  # fmt: skip
_POINTERS = ("pointer", "path", "loc", "location", "field", "name", "param", "property", "source")
_WORDS = ("detail", "message", "msg", "reason", "description", "error", "title", "code")
_WHOLE = ("detail", "message", "msg", "error_description")
_PLACES = frozenset({"body", "query", "header", "path", "$", "#", ""})
_INDEX = re.compile(r"\[(\d+)\]|\[['\"]?([^\]'\"]*)['\"]?\]")


@dataclass(frozen=True, slots=True)
class ProblemBody:
    """An error answer in words.

    `kind` is the last part of the problem's type in lower case, whatever stands before it;
    empty for ``about:blank``. `left_out` counts faults beyond those that are kept.
    """

    kind: str = ""
    detail: str = ""
    faults: tuple[FieldFault, ...] = ()
    left_out: int = 0


def read_problem(media_type: str, body: bytes) -> ProblemBody:
    """The error answer `body`; empty when it is no JSON object."""
    if not media_type.endswith("json"):
        return ProblemBody()
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ProblemBody()  # the status still speaks
    if isinstance(told, list):
        told = {"errors": told}
    if not isinstance(told, dict):
        return ProblemBody()
    inner = told.get("error")
    if isinstance(inner, dict):  # {"error": {"code": …, "message": …, "details": […]}}
        told = {**inner, **told}
    faults, left_out = _bounded(_listed(told))
    kind = _kind(told.get("type"))
    # the title of about:blank is only the status in words
    words = _whole(told, (*_WHOLE, "title") if kind else _WHOLE)
    return ProblemBody(kind, words, faults, left_out)


def _kind(told: object) -> str:
    if not isinstance(told, str) or len(told) > _LONGEST_TYPE:
        return ""
    last = re.split(r"[/#:?]", told.strip().rstrip("/#"))[-1].lower().replace("_", "-")
    return "" if last == "blank" else last


def _whole(told: Mapping[str, Any], names: Sequence[str]) -> str:
    for name in names:
        words = told.get(name)
        if isinstance(words, str) and words.strip():
            return plain(words, LONGEST_DETAIL)
    return ""


def _bounded(found: Iterator[FieldFault]) -> tuple[tuple[FieldFault, ...], int]:
    kept: list[FieldFault] = []
    size = left_out = 0
    for fault in found:
        size += len(fault.detail)
        if len(kept) < MOST_FAULTS and size <= MOST_CHARACTERS:
            kept.append(fault)
        else:
            left_out += 1
    return tuple(kept), left_out


def _listed(told: Mapping[str, Any]) -> Iterator[FieldFault]:
    """The faults under the first name that lists any."""
    for name in _LISTS:
        listed = told.get(name)
        faults = iter(())  # type: Iterator[FieldFault]
        if isinstance(listed, list):
            faults = _of_list(listed)
        elif isinstance(listed, dict) and name != "detail":
            faults = _of_fields(listed)
        first = next(faults, None)
        if first is not None:
            yield first
            yield from faults
            return


def _of_list(listed: Sequence[Any]) -> Iterator[FieldFault]:
    for one in listed:
        if isinstance(one, str) and one.strip():
            yield FieldFault("", plain(one, LONGEST_FAULT))
        elif isinstance(one, dict):
            words = _first_words(one)
            pointer = next((one[name] for name in _POINTERS if one.get(name)), "")
            if words or pointer:
                yield FieldFault(pointer_of(pointer), words)


def _of_fields(listed: Mapping[str, Any]) -> Iterator[FieldFault]:
    """``{"form.phone": ["too short", "not a number"]}``"""
    for name, told in listed.items():
        for one in told if isinstance(told, list) else [told]:
            if isinstance(one, str):
                yield FieldFault(pointer_of(name), plain(one, LONGEST_FAULT))
            elif isinstance(one, dict):
                yield FieldFault(pointer_of(name), _first_words(one))


def _first_words(one: Mapping[str, Any]) -> str:
    for name in _WORDS:
        words = one.get(name)
        if isinstance(words, str) and words.strip():
            return plain(words, LONGEST_FAULT)
    return ""


def pointer_of(told: object) -> str:
    """A JSON pointer (RFC 6901) for a field, from any of the known notations.

    ``/form/phone``, ``#/form/phone``, ``$.form.phone``, ``form.phone``, ``materials[0].files``
    and ``["body", "form", "phone"]`` are understood.
    """
    if isinstance(told, dict):  # JSON:API: {"source": {"pointer": …}}
        told = told.get("pointer", "")
    if isinstance(told, list):
        parts = [str(part)[:_LONGEST_POINTER] for part in told[:20]]
        while parts and parts[0] in _PLACES:
            parts.pop(0)
        return _bounded_pointer("".join("/" + _escaped(part) for part in parts))
    if not isinstance(told, str):
        return ""
    text = told[: 2 * _LONGEST_POINTER].strip()
    text = text.removeprefix("#")
    if text.startswith("/"):
        return _bounded_pointer(text)
    dotted = _INDEX.sub(lambda match: "." + (match[1] or match[2] or ""), text)
    parts = dotted.split(".")
    while parts and parts[0] in _PLACES:
        parts.pop(0)
    return _bounded_pointer("".join("/" + _escaped(part) for part in parts if part))


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def _bounded_pointer(pointer: str) -> str:
    return plain(pointer, _LONGEST_POINTER).replace("\n", " ")
