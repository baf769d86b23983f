"""Appointments: booked for a slot, checked in at the kiosk, called in the slot.

No name and no identity number is kept: an appointment is found by its six digits, or by a
digest that only the hall's own machines can make from an identity number (`holder_digest`).
"""

import hashlib
import hmac
import secrets
import uuid
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from desk.domain.tickets import (
    SLOT_GRACE,
    Appointment,
    Detail,
    HallMove,
    Priority,
    Ticket,
    TicketMove,
)
from desk.hall.change import Change
from desk.hall.face import Face
from desk.hall.failures import (
    AppointmentOver,
    AppointmentTaken,
    AppointmentUnknown,
    AppointmentUsed,
    DayClosed,
)
from desk.hall.tables import appointment


def holder_digest(key: bytes, identity_number: str) -> str:
    """By what an appointment is found when its holder lays an identity card on the kiosk.

    `key` is the hall's own secret, from the keyring; without it the digest cannot be undone.
    """
    return hmac.digest(key, identity_number.strip().upper().encode(), hashlib.sha256).hex()


HOLDER_KEY = "hall-appointments"
"""The name of the hall's secret in the keyring."""


def holder_key() -> bytes:
    """The key for `holder_digest` from this machine's keyring, made on first use.

    Machines that book and kiosks that check in find each other's holders only when their
    keyrings hold the same. Raises `KeyringMissing`, `KeyringRefused`, `KeyBroken`.
    """
    from desk.vault.keys import Keys  # a keyring is slow to load, and few need it

    return Keys().key(HOLDER_KEY)


class Booking(Face):
    """Books and keeps appointments."""

    def book(
        self,
        service_code: str,
        slot: datetime,
        *,
        code: str | None = None,
        holder: str | None = None,
        person: str | None = None,
        command: str | None = None,
    ) -> Appointment:
        """Keep a turn for `slot` (an aware time); `code` is made when none is given.

        Raises `ServiceUnknown`, and `AppointmentTaken` when the day has that code already.
        """
        if code is not None and not (len(code) == 6 and code.isascii() and code.isdigit()):
            raise ValueError("an appointment's code is six digits")
        with self._changing() as change:
            service = change.service(service_code)
            if change.settled_of_hall(command, HallMove.BOOKED):
                return self._kept(change, _id(command))
            local = slot.astimezone(change.local.tzinfo)
            taken = set(
                change.connection.scalars(
                    select(appointment.c.code).where(appointment.c.day == local.date())
                )
            )
            if code is not None and code in taken:
                raise AppointmentTaken(code=code)
            while code is None or code in taken:
                code = f"{secrets.randbelow(1_000_000):06d}"
            change.add(
                insert(appointment).values(
                    id=_id(command),
                    day=local.date(),
                    code=code,
                    service_code=service_code,
                    slot=slot,
                    holder=holder,
                )
            )
            change.record_of_hall(
                HallMove.BOOKED,
                person=person,
                command=command,
                detail=Detail(to_service=service_code, slot=slot.astimezone(UTC)),
            )
            return Appointment(code, service, slot)

    def appointments(self, day: date | None = None) -> tuple[Appointment, ...]:
        """The appointments of one of the hall's days, by default today's, by their slots."""
        with self._reading() as (connection, now):
            rows = connection.execute(
                select(appointment)
                .where(appointment.c.day == (day or now.day))
                .order_by(appointment.c.slot, appointment.c.code)
            )
            return tuple(map(self._as_booked, rows))

    def check_in(
        self,
        code: str | None = None,
        *,
        holder: str | None = None,
        person: str | None = None,
        command: str | None = None,
    ) -> Ticket:
        """The holder has come: give the ticket (Y…) that is called when the slot begins.

        Found by `code`, or by `holder` (`holder_digest`; the day's first one not checked in).
        Raises `AppointmentUnknown`, `AppointmentUsed`, `DayClosed`, and `AppointmentOver` from
        15 minutes after the beginning of the slot on: then an ordinary number is due.
        """
        with self._changing() as change:
            done = change.settled(command, TicketMove.TAKEN)
            if done is not None:
                return self._shown(done)
            if change.closed:
                raise DayClosed
            booked = self._booked(change, code, holder)
            if booked.ticket_id is not None:
                raise AppointmentUsed(number=change.ticket(booked.ticket_id).number)
            if change.at >= booked.slot + SLOT_GRACE:
                local = booked.slot.astimezone(change.local.tzinfo)
                raise AppointmentOver(slot=f"{local:%H:%M}")
            service = change.service(booked.service_code)
            standing = change.take(service, Priority.APPOINTMENT, command, booked.slot, person)
            change.add(
                update(appointment)
                .where(appointment.c.id == booked.id)
                .values(ticket_id=standing.id)
            )
            return self._shown(standing)

    def _kept(self, change: Change, appointment_id: str) -> Appointment:
        found = select(appointment).where(appointment.c.id == appointment_id)
        return self._as_booked(change.connection.execute(found).one())

    def _as_booked(self, row: Row[Any]) -> Appointment:
        service = self._setup.services[row.service_code]
        return Appointment(row.code, service, row.slot, row.ticket_id)

    def _booked(self, change: Change, code: str | None, holder: str | None) -> Row[Any]:
        if code is None and holder is None:
            raise ValueError("an appointment is found by its code or by its holder")
        found = select(appointment).where(appointment.c.day == change.day)
        if code is not None:
            found = found.where(appointment.c.code == code.strip())
        else:
            found = found.where(appointment.c.holder == holder)
        rows = change.connection.execute(found.order_by(appointment.c.slot)).all()
        if not rows:
            raise AppointmentUnknown
        fresh = (row for row in rows if row.ticket_id is None)
        return next(fresh, rows[0])


def _id(command: str | None) -> str:
    """An appointment's id: found again by the command that made it."""
    return uuid.uuid5(uuid.NAMESPACE_OID, command).hex if command else uuid.uuid4().hex
