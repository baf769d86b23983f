"""The answers of commands to programs: plain data, the same names everywhere.

Times are ISO 8601 in UTC, durations seconds, words those of `desk.domain.tickets`; what is not
known or does not apply is null. docs/hall-commands.md lists the fields.
"""

from datetime import UTC
from typing import Any

from desk.domain.tickets import (
    Appointment,
    Call,
    Event,
    HallOverview,
    Service,
    ServiceOutlook,
    Ticket,
    TicketEvent,
    WindowStatus,
)


def ticket(shown: Ticket, ahead: int | None = None, expected_s: int | None = None) -> Any:
    """A ticket; `ahead` and `expected_s` only mean something while it waits."""
    return {
        "id": shown.id,
        "number": shown.number,
        "service": service(shown.service),
        "priority": shown.priority,
        "state": shown.state,
        "window": shown.window,
        "taken_at": shown.taken_at,
        "called_at": shown.called_at,
        "calls": shown.calls,
        "slot": shown.slot and shown.slot.astimezone(UTC),
        "for_window": shown.for_window,
        "served_s": shown.served_s,
        "ahead": ahead,
        "expected_wait_s": expected_s,
    }


def service(shown: Service) -> Any:
    """A service by its code and name."""
    return {"code": shown.code, "name": shown.name}


def appointment(shown: Appointment) -> Any:
    """A booked turn."""
    return {
        "code": shown.code,
        "service": service(shown.service),
        "slot": shown.slot.astimezone(UTC),
        "ticket_id": shown.ticket_id,
    }


def overview(shown: HallOverview) -> Any:
    """The whole hall."""
    return {
        "hall": shown.hall,
        "name": shown.hall_name,
        "seq": shown.seq,
        "at": shown.at,
        "utc_offset_min": shown.utc_offset_min,
        "day_closed": shown.day_closed,
        "waiting": shown.waiting,
        "services": [_outlook(outlook) for outlook in shown.services],
        "windows": [window(status) for status in shown.windows],
        "calls": [_call(call) for call in shown.calls],
    }


def window(shown: WindowStatus) -> Any:
    """A window, and the number that it is with."""
    return {
        "code": shown.window,
        "standing": shown.standing,
        "reason": shown.reason,
        "person": shown.person,
        "number": shown.ticket_number,
        "state": shown.state,
    }


def event(shown: Event) -> Any:
    """One row of the hall's history; what its kind of event does not say is left out."""
    said = {
        "seq": shown.seq,
        "at": shown.at,
        "move": shown.move,
        "window": shown.window,
        "person": shown.person,
    }
    if isinstance(shown, TicketEvent):
        said |= {
            "ticket_id": shown.ticket_id,
            "number": shown.number,
            "service": shown.service_code,
            "priority": shown.priority,
        }
    detail = shown.detail
    more = {name: getattr(detail, name) for name in detail.__struct_fields__}
    return said | {name: value for name, value in more.items() if value}


def _outlook(shown: ServiceOutlook) -> Any:
    return {
        **service(shown.service),
        "prefix": shown.service.prefix,
        "waiting": shown.waiting,
        "longest_wait_s": shown.longest_s,
        "expected_wait_s": shown.expected_s,
        "windows_open": shown.windows_open,
        "gives_tickets": shown.gives_tickets,
    }


def _call(shown: Call) -> Any:
    return {
        "seq": shown.seq,
        "number": shown.number,
        "window": shown.window,
        "at": shown.at,
        "calls": shown.calls,
    }
