"""Who may ask what of a hall: by the role and the window that a device was enrolled with.

As which window somebody asks comes from the device's credential, never from the request; only
scripts and managers act for windows that they name. Who the clerk is comes from the sign-in,
which the device names.
"""

from typing import Any

import msgspec

from desk.hall import requests
from desk.hall.adapters.device_store import Device
from desk.hall.enrolment import Role
from desk.hall.requests import AnyRequest, PersonId, Request, Requester, WindowCode
from desk.hall.server_failures import NotAllowed, WindowNotYours

_FOR_CITIZENS: frozenset[type[Request[Any]]] = frozenset(
    {requests.TakeTicket, requests.CheckIn, requests.Return}
)
_AT_A_WINDOW: frozenset[type[Request[Any]]] = frozenset(
    {
        requests.CallNext,
        requests.CallNumber,
        requests.Recall,
        requests.Serve,
        requests.MarkNoShow,
        requests.Hold,
        requests.Resume,
        requests.Finish,
        requests.SendBack,
        requests.Transfer,
        requests.Cancel,
        requests.OpenWindow,
        requests.PauseWindow,
        requests.CloseWindow,
    }
)
_OF_TICKETS = _FOR_CITIZENS | _AT_A_WINDOW | {requests.Book}

_REQUESTS: dict[Role, frozenset[type[Request[Any]]] | None] = {
    Role.WINDOW: _FOR_CITIZENS | _AT_A_WINDOW,
    Role.KIOSK: _FOR_CITIZENS,
    Role.DISPLAY: frozenset(),
    Role.SCRIPT: _OF_TICKETS,
    Role.MANAGER: None,
}
"""What each role may ask; None is everything."""

_FIGURES = frozenset({Role.MANAGER, Role.SCRIPT})
_APPOINTMENTS = frozenset({Role.MANAGER, Role.SCRIPT, Role.KIOSK})
_DEVICES = frozenset({Role.MANAGER})


class Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a device sends: a request, the clerk who makes it, and for which window.

    `window` may be left out; only a device that is no window itself may name one.
    """

    request: AnyRequest
    person: PersonId | None = None
    window: WindowCode | None = None


def requester_of(device: Device, asked: Asked) -> Requester:
    """As whom a device asks. Raises `NotAllowed`, `WindowNotYours`."""
    allowed = _REQUESTS[device.role]
    if allowed is not None and type(asked.request) not in allowed:
        raise _not_allowed(device, type(asked.request).__name__)
    if device.role is Role.WINDOW:
        if asked.window not in (None, device.window):
            raise WindowNotYours(own=device.window or "–", window=asked.window or "–")
        return Requester(device.window, asked.person)
    if device.role is Role.KIOSK:
        if asked.window is not None:
            raise _not_allowed(device, "window")
        return Requester(None, device.name)
    return Requester(asked.window, asked.person or device.name)


def require_figures(device: Device) -> None:
    """Raise `NotAllowed` unless the device may see what clerks did."""
    _require(device, _FIGURES, "figures")


def require_appointments(device: Device) -> None:
    """Raise `NotAllowed` unless the device may see the day's appointments."""
    _require(device, _APPOINTMENTS, "appointments")


def require_devices(device: Device) -> None:
    """Raise `NotAllowed` unless the device may see, enrol and revoke devices."""
    _require(device, _DEVICES, "devices")


def _require(device: Device, roles: frozenset[Role], what: str) -> None:
    if device.role not in roles:
        raise _not_allowed(device, what)


def _not_allowed(device: Device, what: str) -> NotAllowed:
    return NotAllowed(role=device.role.value, what=what)
