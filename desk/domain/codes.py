"""What a scanned code means, and what the codes on papers say.

A barcode gun types a line and Enter. It may have read the Code 128 of a ticket or a paper, or
a QR, which holds the address of a public page at the region.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlsplit

from desk.domain.identity import normal_number
from desk.domain.numbers import (
    LocalNumber,
    NotALocalNumber,
    looks_like_local_number,
    parse_local_number,
)
from desk.domain.personal import PersonalKind, personal_kind

_TICKET = re.compile(r"([A-Z][0-9]{3,6})(?:-([0-9]{8}))?")
_CASE = re.compile(r"(?=[A-Z0-9-]{6,40}$)(?=.*[0-9])[A-Z0-9]+(?:-[A-Z0-9]+)*")
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_MAX_BURST = 300

TICKET_PAGE, CASE_PAGE, CHECK_PAGE = "t", "c", "v"
"""First path segment of the region's public pages: a ticket's turn, a case, a paper's check."""


@dataclass(frozen=True, slots=True)
class TicketCode:
    """A queue ticket. `day` is None when only the number was scanned or typed."""

    number: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class CaseCode:
    """A case at the region, by the number that the region gave."""

    number: str


@dataclass(frozen=True, slots=True)
class LocalReceiptCode:
    """A materials receipt of a window, by its local number; its check character is right."""

    number: str
    parts: LocalNumber


@dataclass(frozen=True, slots=True)
class PersonalCode:
    """A personal number: it never names a case. Never log it or query by it."""

    kind: PersonalKind
    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """Something else, or a misread. The text may be personal: never log it."""

    text: str


ScannedCode = TicketCode | CaseCode | LocalReceiptCode | PersonalCode | UnknownCode


def read_code(burst: str) -> ScannedCode:
    """Classify a scanned line. Case and width of letters do not matter; never raises.

    A symbology identifier in front (ISO/IEC 15424: ``]C1``) is left out. A line with anything
    unprintable in it is unknown as a whole.
    """
    line = burst.rstrip("\r\n")
    if len(line) > _MAX_BURST or not line.isprintable():
        return UnknownCode(burst)
    text = unicodedata.normalize("NFKC", line).strip()
    if symbology := _AIM.match(text):
        text = text[symbology.end() :]
    if not text.isprintable() or "\ufffd" in text:
        return UnknownCode(burst)
    if text.lower().startswith(("http://", "https://")):
        return _read_address(text) or UnknownCode(burst)
    return _read_plain(text.upper()) or UnknownCode(burst)


def _read_plain(text: str) -> ScannedCode | None:
    ticket = _TICKET.fullmatch(text)
    if ticket:
        number, digits = ticket.groups()
        day = _day(digits) if digits else None
        return None if digits and day is None else TicketCode(number, day)
    if looks_like_local_number(text):
        try:
            return LocalReceiptCode(text, parse_local_number(text))
        except NotALocalNumber:
            return None  # a misread: it must not be taken for a case
    if kind := personal_kind(text):
        return PersonalCode(kind, normal_number(text))
    if _is_product(text):
        return None
    return CaseCode(text) if _CASE.fullmatch(text) else None


def _is_product(text: str) -> bool:
    """Whether it is the number of an article in a shop (GTIN-8, -12, -13, -14)."""
    if not (text.isdigit() and len(text) in (8, 12, 13, 14)):
        return False
    weighted = (int(digit) * (1, 3)[place % 2] for place, digit in enumerate(reversed(text)))
    return sum(weighted) % 10 == 0


def _read_address(address: str) -> ScannedCode | None:
    try:
        segments = urlsplit(address).path.strip("/").split("/")
    except ValueError:
        return None
    match segments:
        case [*_, page, _, digits, number] if page.lower() == TICKET_PAGE:
            return _read_plain(f"{number}-{digits}".upper())
        case [*_, page, number] if page.lower() in (CASE_PAGE, CHECK_PAGE):
            return _read_plain(number.upper())
    return None


def _day(digits: str) -> date | None:
    try:
        return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007 — a day has no zone
    except ValueError:
        return None


def ticket_code(number: str, day: date) -> str:
    """What a ticket's Code 128 says: yesterday's A024 must not call today's."""
    return f"{number}-{day:%Y%m%d}"


def ticket_address(public_url: str, hall: str, day: date, number: str) -> str:
    """The public page on which the holder of a ticket sees how many are ahead."""
    return f"{public_url.rstrip('/')}/{TICKET_PAGE}/{hall}/{day:%Y%m%d}/{number}"


def case_address(public_url: str, number: str) -> str:
    """The public page of a case, by case number or local number: progress, rating."""
    return f"{public_url.rstrip('/')}/{CASE_PAGE}/{number}"


def check_address(public_url: str, number: str) -> str:
    """The public page that says what the paper with this number must say."""
    return f"{public_url.rstrip('/')}/{CHECK_PAGE}/{number}"
