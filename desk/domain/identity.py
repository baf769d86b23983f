"""Identity numbers: their structure, their check characters, and what is wrong with one.

Citizens' numbers follow GB 11643-1999; the residence permits of Hong Kong, Macao and Taiwan
residents and the new permanent residence card of foreigners use the same 18 places. Credit
codes of organisations follow GB 32100-2015.
"""

import re
import unicodedata
from dataclasses import dataclass
from dataclasses import field as part
from datetime import date
from enum import StrEnum
from typing import Literal

from stdnum.cn import uscc

from desk.domain.matters import ApplicantKind
from desk.domain.names import DOT, refused_character, tidy_name, without_invisible

MAX_NAME = 100
"""The longest name that is taken: minority names reach 50 characters and more."""

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_ID_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_SHAPE = re.compile(f"[{_CREDIT_ALPHABET}]{{18}}")

_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
"""First two digits of GB/T 2260 region codes."""


class IdKind(StrEnum):
    """Which document carries the 18-digit number."""

    CITIZEN = "citizen"
    HONG_KONG = "hong_kong"
    MACAO = "macao"
    TAIWAN = "taiwan"
    FOREIGN_RESIDENT = "foreign_resident"


_PERMITS = {"810000": IdKind.HONG_KONG, "820000": IdKind.MACAO, "830000": IdKind.TAIWAN}


class IdentityRule(StrEnum):
    """The rule that a name or a number breaks."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    DOT = "dot"
    LENGTH = "length"
    CHARACTERS = "characters"
    REGION = "region"
    BIRTH_DATE = "birth_date"
    BIRTH_AHEAD = "birth_ahead"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class IdentityFault:
    """What is wrong, and in which field of an applicant; `character` is the one refused."""

    field: Literal["name", "number"]
    rule: IdentityRule
    character: str = part(default="", compare=False)


@dataclass(frozen=True, slots=True)
class IdNumber:
    """The parts of a valid 18-digit number. `region` is its first six digits."""

    text: str
    kind: IdKind
    region: str
    birth: date
    male: bool


def normal_number(typed: str) -> str:
    """A number as it is stored: half-width, letters in capitals, without blanks, hyphens and
    invisible characters."""
    text = unicodedata.normalize("NFKC", without_invisible(typed))
    text = "".join(c for c in text if not (c.isspace() or _is_hyphen(c))).upper()
    # parts that a blank separated may combine now
    return unicodedata.normalize("NFKC", text)


def _is_hyphen(character: str) -> bool:
    return character == "\u2212" or unicodedata.category(character) == "Pd"


def normal_name(typed: str, kind: ApplicantKind = ApplicantKind.PERSON) -> str:
    """A name as it is stored; `desk.domain.names` says what that means."""
    return tidy_name(typed, kind).name


def id_check_character(first_seventeen: str) -> str:
    """The 18th character that GB 11643 gives to 17 digits."""
    total = sum(w * int(d) for w, d in zip(_ID_WEIGHTS, first_seventeen, strict=True))
    return _ID_CHECKS[total % 11]


def check_id_number(number: str, today: date) -> IdentityFault | None:
    """The first fault of an 18-digit identity number in its normal form, or None.

    A birth date after `today` is a fault.
    """
    rule = _shape_rule(number) or _region_rule(number) or _birth_rule(number, today)
    if rule is None and number[17] != id_check_character(number[:17]):
        rule = IdentityRule.CHECK
    strange = _strange(number, "0123456789X") if rule is IdentityRule.CHARACTERS else ""
    return IdentityFault("number", rule, strange) if rule else None


def read_id_number(number: str) -> IdNumber:
    """Split a number that `check_id_number` found valid."""
    return IdNumber(
        number, _id_kind(number), number[:6], _birth(number), male=int(number[16]) % 2 == 1
    )


def _id_kind(number: str) -> IdKind:
    other = IdKind.FOREIGN_RESIDENT if number[0] == "9" else IdKind.CITIZEN
    return _PERMITS.get(number[:6], other)


def _birth(number: str) -> date:
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def _shape_rule(number: str) -> IdentityRule | None:
    if not number:
        return IdentityRule.MISSING
    if len(number) != 18:
        return IdentityRule.LENGTH
    return None if _ID_SHAPE.fullmatch(number) else IdentityRule.CHARACTERS


def _strange(number: str, alphabet: str) -> str:
    return next((character for character in number if character not in alphabet), "")


def _region_rule(number: str) -> IdentityRule | None:
    kind = _id_kind(number)
    if kind is IdKind.CITIZEN:
        known = _PROVINCE.match(number) is not None
    elif kind is IdKind.FOREIGN_RESIDENT:  # 9, then the province, then the nationality
        known = _PROVINCE.match(number, 1) is not None
    else:
        known = True
    return None if known else IdentityRule.REGION


def _birth_rule(number: str, today: date) -> IdentityRule | None:
    try:
        birth = _birth(number)
    except ValueError:
        return IdentityRule.BIRTH_DATE
    return IdentityRule.BIRTH_AHEAD if birth > today else None


def check_credit_code(code: str) -> IdentityFault | None:
    """The first fault of a unified social credit code in its normal form, or None."""
    if not code:
        return IdentityFault("number", IdentityRule.MISSING)
    if len(code) != 18:
        return IdentityFault("number", IdentityRule.LENGTH)
    if not _CREDIT_SHAPE.fullmatch(code):
        strange = _strange(code, _CREDIT_ALPHABET)
        return IdentityFault("number", IdentityRule.CHARACTERS, strange)
    if code[17] != uscc.calc_check_digit(code[:17]):
        return IdentityFault("number", IdentityRule.CHECK)
    return None


def check_name(name: str, kind: ApplicantKind = ApplicantKind.PERSON) -> IdentityFault | None:
    """The first fault of a name in its normal form, or None.

    Every Han character, letters of every script and the middle dot between two parts are allowed;
    what `refused_character` finds is not.
    """
    if not name:
        return IdentityFault("name", IdentityRule.MISSING)
    if len(name) > MAX_NAME:
        return IdentityFault("name", IdentityRule.TOO_LONG)
    if refused := refused_character(name, kind):
        return IdentityFault("name", IdentityRule.CHARACTERS, refused)
    if DOT in (name[0], name[-1]):
        return IdentityFault("name", IdentityRule.DOT, DOT)
    return None


def check_applicant(
    kind: ApplicantKind, name: str, number: str, today: date
) -> tuple[IdentityFault, ...]:
    """Every fault of an applicant, at most one for each field."""
    numbered = (
        check_id_number(number, today)
        if kind is ApplicantKind.PERSON
        else check_credit_code(number)
    )
    return tuple(fault for fault in (check_name(name, kind), numbered) if fault)
