"""A matter's form, checked against its JSON Schema (draft 2020-12).

Both sides of the wire use these rules, so that a form that the window lets through is not
refused by the region for its shape. Faults are typed: who shows them chooses the words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from desk.domain.identity import check_credit_code, check_id_number

if TYPE_CHECKING:
    from jsonschema import FormatChecker
    from jsonschema.exceptions import ValidationError


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

    Formats understood: ``date``, ``cn-id`` (GB 11643) and ``uscc`` (GB 32100).
    """
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(schema, format_checker=_formats(today))
    faults = {
        (fault.pointer, fault.rule): fault
        for error in validator.iter_errors(values)
        for fault in _faults(error, schema)
    }
    order = {name: place for place, name in enumerate(schema.get("properties", {}))}

    def place(fault: FormFault) -> int:
        return order.get(_first_name(fault.pointer), len(order))

    return tuple(sorted(faults.values(), key=place))


def _formats(today: date) -> "FormatChecker":
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=("date",))

    def is_id_number(value: object) -> bool:
        return not isinstance(value, str) or check_id_number(value, today) is None

    def is_credit_code(value: object) -> bool:
        return not isinstance(value, str) or check_credit_code(value) is None

    checker.checks("cn-id")(is_id_number)
    checker.checks("uscc")(is_credit_code)
    return checker


def _faults(error: "ValidationError", schema: dict[str, Any]) -> Iterator[FormFault]:
    path = [str(part) for part in error.absolute_path]
    rule = str(error.validator)
    if rule == "required":
        # one error for each missing name, which stands only in its words: name them all each time
        for name in (name for name in error.validator_value if name not in error.instance):
            yield FormFault(_pointer([*path, name]), rule, True, _title(schema, [*path, name]))
    elif rule == "additionalProperties":
        for name in sorted(set(error.instance) - set(error.schema.get("properties", {}))):
            yield FormFault(_pointer([*path, name]), rule, False, name)
    else:
        yield FormFault(_pointer(path), rule, error.validator_value, _title(schema, path))


def _pointer(path: list[str]) -> str:
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)


def _first_name(pointer: str) -> str:
    return pointer[1:].split("/", 1)[0].replace("~1", "/").replace("~0", "~")


def _title(schema: dict[str, Any], path: list[str]) -> str:
    title = path[-1] if path else ""
    for part in path:
        if part.isdigit():
            schema = schema.get("items", {})
        else:
            schema = schema.get("properties", {}).get(part, {})
            title = part
        title = schema.get("title", title)
    return title
