"""Appointments: booked for a slot, checked in, called in the slot."""

import uuid
from datetime import UTC

from msgspec.structs import replace

from desk.domain.tickets import SLOT_GRACE, Detail, HallMove, Priority, TicketMove
from desk.hall import requests
from desk.hall.draft import Decision, Draft
from desk.hall.failures import (
    AppointmentOver,
    AppointmentTaken,
    AppointmentUnknown,
    AppointmentUsed,
    DayClosed,
)
from desk.hall.queries import appointments
from desk.hall.rules_of_tickets import next_number
from desk.hall.state import AppointmentRecord


def id_of(command: str) -> str:
    """An appointment's id: it is found again by the command that made it."""
    return uuid.uuid5(uuid.NAMESPACE_OID, command).hex


def book(draft: Draft, request: requests.Book) -> Decision:
    """Keep a turn."""
    import secrets  # slow to load, and few book

    service = draft.service(request.service)
    day = request.slot.astimezone(draft.local.tzinfo).date()
    taken = {one.code for one in appointments(draft.state, day)}
    code = request.code
    if code is not None and code in taken:
        raise AppointmentTaken(code=code)
    while code is None or code in taken:
        code = f"{secrets.randbelow(1_000_000):06d}"
    slot = request.slot.astimezone(UTC)
    booked = AppointmentRecord(
        id_of(request.command), day, code, service.code, slot, request.holder
    )
    draft.note(HallMove.BOOKED, detail=Detail(to_service=service.code, slot=slot))
    return draft.decision(draft.state.booked(booked), appointments=(booked,))


def check_in(draft: Draft, request: requests.CheckIn) -> Decision:
    """The holder has come: give the ticket that is called when the slot begins."""
    if draft.closed:
        raise DayClosed
    booked = _find(draft, request)
    if booked.ticket_id is not None:
        raise AppointmentUsed(number=draft.ticket(booked.ticket_id).number)
    if draft.at >= booked.slot + SLOT_GRACE:
        local = booked.slot.astimezone(draft.local.tzinfo)
        raise AppointmentOver(slot=f"{local:%H:%M}")
    service = draft.service(booked.service_code)
    record = draft.move(
        next_number(draft, service, Priority.APPOINTMENT),
        TicketMove.TAKEN,
        detail=Detail(slot=booked.slot),
        person=draft.requester.person,
    )
    kept = replace(booked, ticket_id=record.id)
    return draft.decision(draft.state.shown(record), appointments=(kept,))


def _find(draft: Draft, request: requests.CheckIn) -> AppointmentRecord:
    todays = appointments(draft.state, draft.state.day)
    if request.code is not None:
        found = [one for one in todays if one.code == request.code.strip()]
    else:
        found = [one for one in todays if request.holder and one.holder == request.holder]
    if not found:
        raise AppointmentUnknown
    fresh = (one for one in found if one.ticket_id is None)
    return next(fresh, found[0])
