"""The file that sets up a hall: its services with their hours, and its windows.

::

    [[service]]
    code = "A"
    name = "企业开办"
    hint = "设立、变更、注销"
    name_en = "Companies"
    hint_en = "Founding, changes, closing"
    hours = ["Mon-Fri 09:00-12:00", "Mon-Fri 13:00-17:00"]

    [[window]]
    code = "3"
    serves = ["A", ["B", "C"]]
    direction = 90

`name_en` and `hint_en` are for those who do not read Chinese, and may be left out.
`prefix` is the service's code when it is left out, `hours` are in the hall's local time (none:
always open). `serves` names services by preference, those in a list of their own alike; without
it the window serves all. `direction` is where the window lies, seen from the hall's screen, in
degrees clockwise from straight up.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Annotated

import msgspec

from desk.commands.failures import SetUpBroken
from desk.domain.tickets import OpenHours, Priority, Service, Window
from desk.hall.state import PREFIXES

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS = re.compile(
    r"(?P<first>[A-Z][a-z]{2})(?:-(?P<last>[A-Z][a-z]{2}))? "
    r"(?P<opens>(?:[01]\d|2[0-3]):[0-5]\d)-(?P<closes>(?:[01]\d|2[0-3]):[0-5]\d)"
)

ServiceCode = Annotated[str, msgspec.Meta(pattern=r"^\S+$", max_length=16)]
WindowCode = Annotated[str, msgspec.Meta(pattern=r"^\S+$", max_length=8)]


class _Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: ServiceCode
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    prefix: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{1,2}$")] | None = None
    hint: Annotated[str, msgspec.Meta(max_length=100)] = ""
    hours: tuple[str, ...] = ()
    name_en: Annotated[str, msgspec.Meta(max_length=100)] = ""
    hint_en: Annotated[str, msgspec.Meta(max_length=100)] = ""


class _Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: WindowCode
    serves: tuple[ServiceCode | tuple[ServiceCode, ...], ...] = ()
    direction: Annotated[int, msgspec.Meta(ge=0, lt=360)] | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    service: tuple[_Service, ...] = ()
    window: tuple[_Window, ...] = ()


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a hall offers."""

    services: Sequence[Service]
    windows: Sequence[Window]


def read_set_up(file: Path, over: SetUp) -> SetUp:
    """What `file` says, laid over what there is: same codes are replaced, others are added.

    Raises `SetUpBroken` saying where the fault lies.
    """
    try:
        said = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _File)
        _once([service.code for service in said.service], "service")
        _once([window.code for window in said.window], "window")
        services = {s.code: s for s in over.services} | {s.code: s for s in _services(said)}
        windows = {w.code: w for w in over.windows} | {w.code: w for w in _windows(said)}
        _agree(services.values(), windows.values())
    except (OSError, ValueError) as error:
        raise SetUpBroken(file=str(file), detail=str(error)) from error
    return SetUp(tuple(services.values()), tuple(windows.values()))


def _services(said: _File) -> Iterable[Service]:
    for service in said.service:
        hours = tuple(map(_hours, service.hours))
        prefix = service.prefix or service.code
        yield Service(
            service.code,
            prefix,
            service.name,
            service.hint,
            hours,
            service.name_en,
            service.hint_en,
        )


def _windows(said: _File) -> Iterable[Window]:
    for window in said.window:
        serves = tuple(
            (code, rank)
            for rank, alike in enumerate(window.serves)
            for code in ((alike,) if isinstance(alike, str) else alike)
        )
        yield Window(window.code, serves, window.direction)


def _hours(said: str) -> OpenHours:
    found = _HOURS.fullmatch(said)
    if found is None:
        raise ValueError(f"hours {said!r} are not like 'Mon-Fri 09:00-17:00'")
    first, last = found["first"], found["last"] or found["first"]
    if first not in _DAYS or last not in _DAYS:
        raise ValueError(f"hours {said!r}: days are {', '.join(_DAYS)}")
    days = range(_DAYS.index(first), _DAYS.index(last) + 1)
    opens, closes = time.fromisoformat(found["opens"]), time.fromisoformat(found["closes"])
    if not days or opens >= closes:
        raise ValueError(f"hours {said!r} end before they begin")
    return OpenHours(frozenset(days), opens, closes)


def _once(codes: Sequence[str], what: str) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise ValueError(f"{what} {code} stands there more than once")


def _agree(services: Iterable[Service], windows: Iterable[Window]) -> None:
    owners: dict[str, str] = {
        PREFIXES[p]: p.value for p in (Priority.PRIORITY, Priority.APPOINTMENT)
    }
    codes = set()
    for service in services:
        codes.add(service.code)
        if not re.fullmatch(r"[A-Z]{1,2}", service.prefix):
            raise ValueError(f"service {service.code} needs a prefix of one or two letters A-Z")
        owner = owners.setdefault(service.prefix, service.code)
        if owner != service.code:
            raise ValueError(
                f"service {service.code} needs a prefix of its own; {service.prefix} is {owner}'s"
            )
    for window in windows:
        for code, _ in window.serves:
            if code not in codes:
                raise ValueError(f"window {window.code} serves {code}, which is no service")
