"""The local receipt number: ours, given before the region gives a case number.

``NN01-3-20261124-0007-K``: hall, window, day, sequence of that day, check character of ISO 7064 MOD
37,36 over the letters and digits before it. The check character detects one wrong character and two
swapped neighbours.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from stdnum.iso7064 import mod_37_36

_CODE = re.compile(r"[A-Z0-9]{1,8}")
_SHAPE = re.compile(r"([A-Z0-9]{1,8})-([A-Z0-9]{1,8})-([0-9]{8})-([0-9]{4,7})-([A-Z0-9])")


class NotALocalNumber(ValueError):
    """The text is no local receipt number, or its check character is wrong."""


@dataclass(frozen=True, slots=True)
class LocalNumber:
    """The parts of a local receipt number.

    `hall` and `window` are codes of 1 to 8 capital letters and digits; `sequence` counts from
    1 at that window on that day. Raises ValueError when a part cannot stand in a number.
    """

    hall: str
    window: str
    day: date
    sequence: int

    def __post_init__(self) -> None:
        for code in (self.hall, self.window):
            if not _CODE.fullmatch(code):
                raise ValueError(f"{code!r} is not 1 to 8 of A-Z and 0-9")
        if not 1 <= self.sequence <= 9_999_999:
            raise ValueError(f"{self.sequence} is no sequence of a day")

    @property
    def check_character(self) -> str:
        """The check character over hall, window, day and sequence."""
        return str(mod_37_36.calc_check_digit(self._body().replace("-", "")))

    def _body(self) -> str:
        return f"{self.hall}-{self.window}-{self.day:%Y%m%d}-{self.sequence:04d}"

    def __str__(self) -> str:
        return f"{self._body()}-{self.check_character}"


def compose_local_number(hall: str, window: str, day: date, sequence: int) -> str:
    """The local receipt number of these parts, as it is printed. Raises ValueError."""
    return str(LocalNumber(hall, window, day, sequence))


def looks_like_local_number(text: str) -> bool:
    """Whether `text` has the shape of a local receipt number, right or misread."""
    return _SHAPE.fullmatch(text) is not None


def parse_local_number(text: str) -> LocalNumber:
    """Parse a local receipt number. Raises `NotALocalNumber`, which never quotes it."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise NotALocalNumber("not the shape of a local receipt number")
    hall, window, day, sequence, check = found.groups()
    try:
        number = LocalNumber(hall, window, _day(day), int(sequence))
    except ValueError as error:
        raise NotALocalNumber("a part is impossible") from error
    if str(number) != text:
        raise NotALocalNumber(f"the check character is not {check}")
    return number


def _day(digits: str) -> date:
    return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007 — a day has no zone
