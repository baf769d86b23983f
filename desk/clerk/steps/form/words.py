"""What is wrong with a field of the form, in the clerk's language."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from desk.clerk.steps.form.schema import Field, FieldKind, text_of
from desk.domain.forms import FormFault
from desk.qt.counts import counts

translate = QCoreApplication.translate


def fault_words(fault: FormFault, field: Field | None) -> str:
    """One short sentence beside the field; `field` is None for one that the form does not have."""
    say = _RULES.get(fault.rule)
    return say(fault.bound, field) if say else translate("Form", "Does not meet the rules")


def _type(bound: Any, field: Field | None) -> str:
    if field is not None and field.kind is FieldKind.MONEY:
        return translate("Form", "An amount in yuan, such as 1200 or 1200.50")
    if bound == "integer":
        return translate("Form", "A whole number")
    if bound == "number":
        return translate("Form", "A number")
    return translate("Form", "Not in the right form")


def _format(bound: Any, _field: Field | None) -> str:
    known = {
        "date": translate("Form", "A date that exists, such as 2026-11-24"),
        "cn-id": translate("Form", "Not a right ID number; compare it with the card"),
        "uscc": translate("Form", "Not a right credit code; compare it with the licence"),
    }
    return known.get(str(bound), translate("Form", "Not in the right form"))


def _shown(bound: Any, field: Field | None) -> str:
    return text_of(field, bound) if field is not None else str(bound)


_RULES: dict[str, Callable[[Any, Field | None], str]] = {
    "required": lambda bound, field: translate("Form", "Required"),
    "additionalProperties": lambda bound, field: translate("Form", "Not part of this form"),
    "minLength": lambda bound, field: counts.at_least_characters(bound),
    "maxLength": lambda bound, field: counts.at_most_characters(bound),
    "pattern": lambda bound, field: translate("Form", "Not in the right form"),
    "enum": lambda bound, field: translate("Form", "Choose one of these"),
    "type": _type,
    "format": _format,
    "minimum": lambda bound, field: translate("Form", "At least {bound}").format(
        bound=_shown(bound, field)
    ),
    "maximum": lambda bound, field: translate("Form", "At most {bound}").format(
        bound=_shown(bound, field)
    ),
    "exclusiveMinimum": lambda bound, field: translate("Form", "More than {bound}").format(
        bound=_shown(bound, field)
    ),
    "exclusiveMaximum": lambda bound, field: translate("Form", "Less than {bound}").format(
        bound=_shown(bound, field)
    ),
    "minItems": lambda bound, field: counts.at_least_chosen(bound),
    "maxItems": lambda bound, field: counts.at_most_chosen(bound),
    "uniqueItems": lambda bound, field: translate("Form", "Each only once"),
}
