"""Appointments: booked by another system, checked in when the holder comes.

An identity number is read from standard input, so that it stands in no list of processes and
in no shell's history; the hall only keeps a digest of it.
"""

import sys
from datetime import datetime

from desk.commands import answers
from desk.commands.failures import NoKeyForCards
from desk.commands.running import CommandAnswer, Invocation, on_hall
from desk.domain.clock import hall_zone
from desk.domain.failures import QT_TRANSLATE_NOOP
from desk.hall.queue import HallQueue

_BOOKED = QT_TRANSLATE_NOOP("Commands", "{code}: {service} at {slot}")


@on_hall
def book(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """A turn at a time of the hall's day."""
    zone = hall_zone(queue.overview().utc_offset_min)
    at: datetime = asked.options.at
    booked = queue.book(
        asked.options.service,
        at if at.tzinfo else at.replace(tzinfo=zone),
        code=asked.options.code,
        holder=holder_of(asked, queue) if asked.options.id_card else None,
        person=asked.person,
        command=asked.command,
    )
    line = asked.say(
        _BOOKED,
        code=booked.code,
        service=booked.service.name,
        slot=f"{booked.slot.astimezone(zone):%Y-%m-%d %H:%M}",
    )
    return CommandAnswer({"appointment": answers.appointment(booked)}, line)


def holder_of(asked: Invocation, queue: HallQueue) -> str:
    """The digest of the identity number on standard input."""
    from getpass import getpass

    from desk.hall.booking import holder_digest, holder_key
    from desk.hall.client.addresses import is_server
    from desk.vault.keys import KeyringMissing

    if asked.holder is None:
        number = getpass("ID: ") if sys.stdin.isatty() else sys.stdin.readline()
        if is_server(asked.hall_url):
            from desk.hall.client.blocking import BlockingHall

            assert isinstance(queue, BlockingHall)
            asked.holder = queue.holder_of(number)
            return asked.holder
        try:
            asked.holder = holder_digest(holder_key(), number)
        except KeyringMissing as missing:
            raise NoKeyForCards from missing
    return asked.holder
