"""A matter's JSON Schema, read as the fields of a form.

Each property becomes one field. What the clerk types becomes a JSON value where it can; where
it cannot (letters in an amount, half a date) the text itself is kept, so that it is saved as
typed and the schema's own check names the fault. Amounts are in fen where a property's name
ends in ``_fen``, and are typed and shown in yuan.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desk.domain.form_rules import FormUnusable
from desk.domain.forms import rules_of
from desk.domain.identity import normal_name, normal_number
from desk.domain.names import plain_text

_FEN = 100
_WIDE = 60
"""Text that may be longer than this gets the whole width of the form."""
_FEW = 7
"""Up to so many choices are laid out as chips, more go into a list."""
_CHIP_TEXT = 60
"""Chips whose words are longer than this together go into a list, too."""
_SEVERAL = 24
"""Up to so many choices of which several may be chosen are laid out, more go into a list."""
_REFERENCES = 8
_UNIT = re.compile(r"(.+?)\s*[((]([^()()]+)[))]")
_NAMED = re.compile("姓名|联系人|监护人|经办人|代理人|负责人|法定代表人|收件人|配偶$")
"""Titles of fields that hold a person's name."""
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?(?=\.?[0-9])[0-9]{0,16}(?:\.[0-9]{0,10})?")
"""Figures as people write them: 1e6 and endless digits are kept as text and named a fault."""
_DATE = re.compile(r"(\d{4})(?:(\d{2})(\d{2})|\D(\d{1,2})\D(\d{1,2})\D?)")
"""Eight digits, or separators between all parts: half a date must not pass for a whole one."""


class FieldKind(StrEnum):
    """How a field is typed."""

    TEXT = "text"
    ID_NUMBER = "id_number"
    CREDIT_CODE = "credit_code"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    LIST = "list"
    MANY = "many"
    MANY_LIST = "many_list"


_KINDS = {
    "integer": FieldKind.INTEGER,
    "number": FieldKind.NUMBER,
    "date": FieldKind.DATE,
    "cn-id": FieldKind.ID_NUMBER,
    "uscc": FieldKind.CREDIT_CODE,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    `unit` is taken from a title such as ``核定载质量(千克)``; `options` are the values of an
    enumeration, `max_length` counts characters; `wide` asks for the form's whole width; `named`
    says that it holds a person's name.
    """

    name: str
    title: str
    kind: FieldKind
    required: bool = False
    unit: str = ""
    hint: str = ""
    options: tuple[Any, ...] = ()
    max_length: int | None = None
    wide: bool = False
    named: bool = False

    @property
    def pointer(self) -> str:
        """The JSON pointer (RFC 6901) of this field in the form."""
        return "/" + self.name.replace("~", "~0").replace("/", "~1")


def read_fields(schema: dict[str, Any]) -> tuple[Field, ...]:
    """The fields of an object schema, in its order; none of one that cannot be used.

    A schema that was not read before takes some milliseconds, a large one more:
    `desk.domain.forms.rules_of` reads it ahead.
    """
    try:
        rules = rules_of(schema).schema
    except FormUnusable:
        return ()
    required = set(rules.get("required", ()))
    definitions = rules.get("$defs", {})
    return tuple(
        _field(name, _resolved(part, definitions), name in required)
        for name, part in rules.get("properties", {}).items()
    )


def _resolved(part: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """A field's schema with what it refers to laid under it."""
    found: dict[str, Any] = part if isinstance(part, dict) else {}
    for _ in range(_REFERENCES):
        if "$ref" not in found:
            break
        below = definitions.get(str(found["$ref"]).removeprefix("#/$defs/"))
        own = {keyword: value for keyword, value in found.items() if keyword != "$ref"}
        found = {**(below if isinstance(below, dict) else {}), **own}
    return found


def _field(name: str, part: dict[str, Any], required: bool) -> Field:
    kind, options = _kind(name, part)
    title, unit = str(part.get("title", name)), ""
    if kind in (FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.MONEY, FieldKind.CHOICE):
        found = _UNIT.fullmatch(title)
        if found:
            title, unit = found.groups()
    max_length = part.get("maxLength")
    return Field(
        name=name,
        title=title,
        kind=kind,
        required=required,
        unit="元" if kind is FieldKind.MONEY else unit,
        hint=str(part.get("description", "")),
        options=options,
        max_length=max_length,
        wide=kind in (FieldKind.CHOICE, FieldKind.MANY)
        or (kind is FieldKind.TEXT and (max_length or 0) > _WIDE),
        named=kind is FieldKind.TEXT and _NAMED.search(title) is not None,
    )


def _kind(name: str, part: dict[str, Any]) -> tuple[FieldKind, tuple[Any, ...]]:
    items = part.get("items")
    several = items.get("enum") if isinstance(items, dict) else None
    if part.get("type") == "array" and several:
        laid_out = len(several) <= _SEVERAL and all(len(str(one)) <= _CHIP_TEXT for one in several)
        return (FieldKind.MANY if laid_out else FieldKind.MANY_LIST), tuple(several)
    options = (True, False) if part.get("type") == "boolean" else tuple(part.get("enum", ()))
    if options:
        few = len(options) <= _FEW and sum(len(str(one)) for one in options) <= _CHIP_TEXT
        return (FieldKind.CHOICE if few else FieldKind.LIST), options
    if part.get("type") == "integer" and name.endswith("_fen"):
        return FieldKind.MONEY, ()
    typed = str(part.get("format") or part.get("type"))
    return _KINDS.get(typed, FieldKind.TEXT), ()


def value_of(field: Field, typed: str) -> Any:
    """The JSON value of what was typed; None for an empty field, the text where it is no value."""
    if not typed.strip():
        return None
    if field.kind is FieldKind.TEXT:
        value: Any = (normal_name if field.named else plain_text)(typed)
    else:
        reader = _READERS.get(field.kind)
        value = reader(typed) if reader else typed
    # nothing may be left of it: a soft hyphen alone is no text, a dash alone no number
    return None if value == "" else value


def text_of(field: Field, value: Any) -> str:
    """What a typed field shows for `value`: the reverse of `value_of`."""
    if value is None:
        return ""
    if field.kind is FieldKind.MONEY and isinstance(value, int):
        yuan = Decimal(value) / _FEN
        return f"{yuan:.2f}" if value % _FEN else f"{yuan:.0f}"
    if isinstance(value, float):
        return f"{Decimal(str(value)):f}"
    return str(value)


def _plain(typed: str) -> str:
    return "".join(unicodedata.normalize("NFKC", typed).split()).replace(",", "")


def _integer(typed: str) -> int | str:
    text = _plain(typed)
    return int(text) if _INTEGER.fullmatch(text) else typed


def _decimal(typed: str) -> Decimal | None:
    text = _plain(typed)
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def _number(typed: str) -> int | float | str:
    number = _decimal(typed)
    if number is None:
        return typed
    return int(number) if number == number.to_integral_value() else float(number)


def _money(typed: str) -> int | str:
    yuan = _decimal(typed.strip().rstrip("元"))
    if yuan is None or (yuan * _FEN) % 1:
        return typed
    return int(yuan * _FEN)


def _date(typed: str) -> str:
    found = _DATE.fullmatch(_plain(typed))
    if not found:
        return typed
    year, month, day = (part for part in found.groups() if part)
    return f"{year}-{int(month):02d}-{int(day):02d}"


_READERS = {
    FieldKind.ID_NUMBER: normal_number,
    FieldKind.CREDIT_CODE: normal_number,
    FieldKind.INTEGER: _integer,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _money,
    FieldKind.DATE: _date,
}
