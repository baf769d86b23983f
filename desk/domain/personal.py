"""Numbers that identify a person or an organisation, recognised by their form.

Addresses of requests end up in access logs, proxies and histories, so personal numbers, valid or
misread, are never put there.
"""

import re
import unicodedata
from enum import StrEnum
from urllib.parse import unquote

from desk.domain.identity import normal_number
from desk.domain.numbers import NotALocalNumber, parse_local_number


class PersonalKind(StrEnum):
    """What kind of number it is."""

    IDENTITY = "identity"
    CREDIT_CODE = "credit_code"
    PHONE = "phone"
    DOCUMENT = "document"
    BANK_CARD = "bank_card"


_PROVINCE = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_AREA = rf"(?:{_PROVINCE}[0-9]{{4}}|9{_PROVINCE}[0-9]{{3}})"
_YEAR = "(?:18|19|20)[0-9]{2}"
_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"

_IDENTITY = re.compile(rf"{_AREA}{_YEAR}[0-9]{{7}}[0-9X]?|{_PROVINCE}[0-9]{{6}}{_DAY}[0-9]{{3}}")
"""18 places with whatever date and check character, 17 of them, or the old 15."""
_IDENTITY_INSIDE = re.compile(
    rf"(?<![0-9])(?:{_AREA}{_YEAR}{_DAY}[0-9]{{3}}[0-9X]?|{_PROVINCE}[0-9]{{6}}{_DAY}[0-9]{{3}})(?![0-9])"
)
_CREDIT_LETTERS = "0-9A-HJ-NPQRTUWXY"
_CREDIT_CODE = re.compile(
    rf"(?:[159][1-9]|[2-46-8A-GY]1|N[1-39])[0-9]{{6}}[{_CREDIT_LETTERS}]{{9,10}}"
)
_CREDIT_INSIDE = re.compile(rf"(?<![0-9A-Z])(?:{_CREDIT_CODE.pattern})(?![0-9A-Z])")
_MOBILE = "(?:(?:00|\\+)?86)?1[3-9][0-9]{9}"
_PHONE = re.compile(rf"{_MOBILE}|(?:(?:00|\+)?86)?0?(?:10|2[0-9]|[3-9][0-9]{{2}})[2-8][0-9]{{6,7}}")
_PHONE_INSIDE = re.compile(rf"(?<![0-9A-Z]){_MOBILE}(?![0-9A-Z])")
_DOCUMENT = re.compile("[A-Z]{1,2}[0-9]{7,10}|[A-Z][A-Z0-9][0-9]{7}")
"""Passports and travel permits."""
_BANK_CARD = re.compile("(?:62|4|5[1-5]|3[57]|60)[0-9]{13,17}")
_BEGUN = re.compile(
    rf"[A-Z][A-Z0-9]?[0-9]{{0,10}}|[0-9A-Z]{{2}}[0-9]{{6}}[{_CREDIT_LETTERS}]{{0,10}}"
)
"""Documents, and credit codes behind their sixth place."""
_LONGEST = 19
_MATTER = re.compile("[0-9A-Z]{31}(?:[0-9A-Z]{2})?")
_UUID = re.compile("[0-9a-fA-F]{8}(-?)(?:[0-9a-fA-F]{4}\\1){3}[0-9a-fA-F]{12}")
_OPAQUE = frozenset({"since", "state", "code", "code_challenge", "nonce"})
"""Parameters whose values were given by the other side, or are random."""


def personal_kind(text: str) -> PersonalKind | None:
    """What kind of personal number `text` is as a whole, however it is written; None for none."""
    number = normal_number(text).replace("(", "").replace(")", "").replace(".", "")
    for kind, form in (
        (PersonalKind.IDENTITY, _IDENTITY),
        (PersonalKind.PHONE, _PHONE),
        (PersonalKind.CREDIT_CODE, _CREDIT_CODE),
        (PersonalKind.DOCUMENT, _DOCUMENT),
    ):
        if form.fullmatch(number):
            return kind
    return PersonalKind.BANK_CARD if _BANK_CARD.fullmatch(number) and _luhn(number) else None


def _luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def holds_personal_number(text: str) -> bool:
    """Whether a personal number stands in `text`, as a whole or among other characters."""
    if personal_kind(text):
        return True
    wide = unicodedata.normalize("NFKC", text).upper()
    packed = re.sub(r"(?<=[0-9X])[\s\u2010-\u2015\u2212.-]+(?=[0-9X])", "", wide)
    return any(
        form.search(one)
        for one in (wide, packed)
        for form in (_IDENTITY_INSIDE, _CREDIT_INSIDE, _PHONE_INSIDE)
    )


def may_become_personal(text: str) -> bool:
    """Whether a number that is still being typed may become a personal one: until it is longer than
    any of them, or has a letter where none of them has one."""
    number = normal_number(text)
    if number.isdigit():
        return len(number) <= _LONGEST
    return personal_kind(text) is not None or _BEGUN.fullmatch(number) is not None


def address_is_clean(path: str, query: str = "") -> bool:
    """Whether no personal number stands in an address's path or query.

    What is known to be none is let through: our own local numbers, codes of matters, which
    begin with the credit code of the authority, and UUIDs.
    """
    parts = [part for part in path.split("/") if part]
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        parts += [] if name in _OPAQUE else [name, value.replace("+", " ")]
    texts = (unquote(part) for part in parts)
    return not any(holds_personal_number(text) for text in texts if not _is_known(text))


def _is_known(text: str) -> bool:
    if _MATTER.fullmatch(text) or _UUID.fullmatch(text):
        return True
    try:
        parse_local_number(text)
    except NotALocalNumber:
        return False
    return True
