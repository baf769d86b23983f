"""A matter's form, checked against its JSON Schema (draft 2020-12).

Both sides of the wire use these rules, so that a form that the window lets through is not refused
by the region for its shape. Faults are typed; the caller that shows them chooses the words.

The schema comes from outside: `desk.domain.form_rules` says what is kept of it. Patterns run in
an engine whose time grows with the text and no faster (jsonschema-rs), and nothing is ever
fetched. A check is bounded, but it may take tens of milliseconds: not on the event loop.
"""

import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from desk.domain.form_rules import (
    FormRules,
    FormUnusable,
    LeftOut,
    form_rules,
    pointer,
)
from desk.domain.identity import check_credit_code, check_id_number
from desk.domain.patterns import CHECKED, PATTERN_SIZE, CheckedPattern

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, ValidationError

LONGEST_ANSWER = 10_000
"""How many characters one answer may have."""

MOST_ENTRIES = 2000
"""How many entries a list in a form may have."""

_DEEPEST_ANSWER = 8
_MOST_SAID = 5
_WITHOUT_BOUND = frozenset({"anyOf", "oneOf", "not", "propertyNames"})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_NO_JSON = (TypeError, ValueError, RecursionError, msgspec.MsgspecError)

K = TypeVar("K")
V = TypeVar("V")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FormFault:
    """One fault of a form.

    `pointer` is a JSON pointer (RFC 6901) into the form; `rule` is the schema's keyword that
    is broken (``required``, ``pattern``, ``format`` …) and `bound` its value there; `title` is
    the field's title in the schema, or its name when it has none.
    """

    pointer: str
    rule: str
    bound: Any
    title: str


def form_faults(
    schema: dict[str, Any], values: dict[str, Any], today: date
) -> tuple[FormFault, ...]:
    """Every fault of `values`, in the order of the schema's fields; `today` bounds birth dates.

    Formats understood: ``date``, ``cn-id`` (GB 11643) and ``uscc`` (GB 32100). Rules that
    cannot be read are not checked, nor is a schema that cannot be used at all: the region
    judges them. Answers beyond `LONGEST_ANSWER` and `MOST_ENTRIES` are faults. The answer is
    remembered for `known_faults`.
    """
    key = _key(schema, values, today)
    known = _FAULTS.get(key)
    if known is None:
        known = _found(schema, values, today)
        _FAULTS.keep(key, known)
    return known


def known_faults(
    schema: dict[str, Any], values: dict[str, Any], today: date
) -> tuple[FormFault, ...] | None:
    """The remembered result of `form_faults` for exactly these values, or None."""
    return _FAULTS.get(_key(schema, values, today))


def known_rules(schema: object) -> FormRules | None:
    """The remembered result of `rules_of` for this schema, or None."""
    try:
        return _RULES.get(msgspec.json.encode(schema))
    except _NO_JSON:
        return None


def _key(schema: object, values: object, today: date) -> tuple[bytes, bytes, date] | None:
    try:
        return msgspec.json.encode(schema), msgspec.json.encode(values), today
    except _NO_JSON:
        return None


def _found(schema: dict[str, Any], values: dict[str, Any], today: date) -> tuple[FormFault, ...]:
    try:
        rules = rules_of(schema)
        validator = _validator(msgspec.json.encode(rules.schema), today)
    except FormUnusable:
        return ()
    oversized: list[FormFault] = []
    checked = _checkable(values, (), oversized, rules.schema)
    faults = {(fault.pointer, fault.rule): fault for fault in oversized}
    for error in validator.iter_errors(checked):
        for fault in _faults(error, rules.schema):
            faults.setdefault((fault.pointer, fault.rule), fault)
    order = {name: place for place, name in enumerate(rules.schema.get("properties", {}))}

    def place(fault: FormFault) -> int:
        return order.get(_first_name(fault.pointer), len(order))

    return tuple(sorted(faults.values(), key=place))


def rules_of(schema: object) -> FormRules:
    """The part of a schema that is shown and checked; cached. Raises `FormUnusable`."""
    try:
        written = msgspec.json.encode(schema)
        rules = _RULES.get(written)
        if rules is None:
            rules = _read(msgspec.json.decode(written))
            _RULES.keep(written, rules)
    except _NO_JSON as error:
        raise FormUnusable("not JSON") from error
    if not rules.usable:
        raise FormUnusable(rules.left_out[0].reason)
    return rules


def rules_unread(schema: object) -> int:
    """How many rules of a schema only the platform checks."""
    try:
        return len(rules_of(schema).left_out)
    except FormUnusable:
        return 1


def _read(schema: object) -> FormRules:
    try:
        rules = form_rules(schema)
    except FormUnusable as unusable:
        log.warning("a form cannot be used: %s", unusable)
        return FormRules({}, (LeftOut("", str(unusable)),), usable=False)
    for one in rules.left_out[:_MOST_SAID]:
        log.warning("a rule of a form is left to the platform: %s: %s", one.pointer, one.reason)
    if len(rules.left_out) > _MOST_SAID:
        log.warning("%d rules of a form are left to the platform", len(rules.left_out))
    return rules


class _Remembered(Generic[K, V]):
    """A small cache of results by arguments, safe for all threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K | None) -> V | None:
        with self._lock:
            return self._kept.get(key) if key is not None else None

    def keep(self, key: K | None, value: V) -> None:
        if key is None:
            return
        with self._lock:
            self._kept[key] = value
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)


_RULES = _Remembered[bytes, FormRules](32)
_FAULTS = _Remembered[tuple[bytes, bytes, date], tuple[FormFault, ...]](16)


@lru_cache(16)
def _validator(written: bytes, today: date) -> "Draft202012Validator":
    from jsonschema_rs import Draft202012Validator, RegexOptions

    def is_date(value: str) -> bool:
        if not _DATE.fullmatch(value):
            return False
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
        return True

    try:
        return Draft202012Validator(
            msgspec.json.decode(written),
            formats={
                "date": is_date,
                "cn-id": lambda value: check_id_number(value, today) is None,
                "uscc": lambda value: check_credit_code(value) is None,
            },
            validate_formats=True,
            pattern_options=RegexOptions(size_limit=PATTERN_SIZE),
            keywords={CHECKED: CheckedPattern},
            offline=True,
        )
    except ValueError as error:
        log.warning("a form cannot be checked: %s", error)
        raise FormUnusable("its rules contradict the standard") from error


def _checkable(
    value: Any, path: tuple[str | int, ...], faults: list[FormFault], schema: dict[str, Any]
) -> Any:
    """A value as the engine takes it; one beyond the limits becomes a fault and null."""

    def fault(rule: str, bound: Any) -> None:
        faults.append(FormFault(pointer(path), rule, bound, _title(schema, path)))

    checkable: Any = None
    match value:
        case str() if len(value) > LONGEST_ANSWER:
            fault("maxLength", LONGEST_ANSWER)
        case str():
            checkable = _whole(value)
        case list() | tuple() | dict() if len(path) > _DEEPEST_ANSWER:
            fault("type", "string")
        case list() | tuple() | dict() if len(value) > MOST_ENTRIES:
            fault("maxItems", MOST_ENTRIES)
        case list() | tuple():
            checkable = [
                _checkable(one, (*path, place), faults, schema) for place, one in enumerate(value)
            ]
        case dict():
            checkable = {
                _whole(str(name)): _checkable(one, (*path, str(name)), faults, schema)
                for name, one in value.items()
            }
        case bool() | int() | float() | None:
            checkable = value
        case _:
            checkable = str(value)
    return checkable


def _whole(text: str) -> str:
    """The text without lone surrogates."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _faults(error: "ValidationError", schema: dict[str, Any]) -> Iterator[FormFault]:
    path = [*error.instance_path]
    kind: Any = error.kind
    if kind.name == CHECKED:
        yield FormFault(pointer(tuple(path)), "pattern", kind.message, _title(schema, path))
        return
    rule = str(kind.name)
    if rule == "required":
        where = [*path, str(kind.property)]
        yield FormFault(pointer(tuple(where)), rule, True, _title(schema, where))
    elif rule in ("additionalProperties", "unevaluatedProperties"):
        for name in sorted(kind.unexpected):
            yield FormFault(pointer((*path, name)), rule, False, name)
    elif rule == "type":
        kinds = list(kind.types)
        bound = kinds[0] if len(kinds) == 1 else kinds
        yield FormFault(pointer(tuple(path)), rule, bound, _title(schema, path))
    else:
        bound = None if kind.name in _WITHOUT_BOUND else kind.value
        yield FormFault(pointer(tuple(path)), rule, bound, _title(schema, path))


def _first_name(where: str) -> str:
    return where[1:].split("/", 1)[0].replace("~1", "/").replace("~0", "~")


def _title(schema: dict[str, Any], path: Iterable[str | int]) -> str:
    found: Any = schema
    title = ""
    for part in path:
        inside = found if isinstance(found, dict) else {}
        if isinstance(part, int):
            found = inside.get("items", {})
        else:
            found = inside.get("properties", {}).get(part, {})
            title = part
        title = found.get("title", title) if isinstance(found, dict) else title
    return title or ""
