"""What a hall's server and its clients say to each other besides requests and their answers.

Every message may grow: fields that a version does not know are passed over, and so are kinds of
events. `PROTOCOL` rises when that is not enough. `at` is the hall's clock when it was said.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from desk.domain.tickets import Ticket
from desk.hall.state import Change, HallState

PROTOCOL = 1
"""The version of what is said on the wire."""

Waits = Mapping[str, int | None]
"""In how many seconds whoever takes a number now is called, by service; None: nobody can tell."""


class About(msgspec.Struct, frozen=True):
    """What the server is; told to anybody. `oldest` is the oldest protocol that it speaks."""

    version: str
    protocol: int = PROTOCOL
    oldest: int = 1


class Snapshot(msgspec.Struct, frozen=True):
    """The whole hall, for somebody who knows nothing of it (event ``snapshot``).

    Nothing is said of appointments.
    """

    at: datetime
    state: HallState
    waits: Waits


class Told(msgspec.Struct, frozen=True):
    """What happened, in order (event ``change``); its id is the last one's `seq`.

    Nothing is said of appointments.
    """

    at: datetime
    change: Change


class WaitsTold(msgspec.Struct, frozen=True):
    """How long to wait from now on (event ``waits``)."""

    at: datetime
    waits: Waits


class Position(msgspec.Struct, frozen=True):
    """How far the hall has come: the number of its last event."""

    at: datetime
    seq: int


SEQ_HEADER = "Hall-Seq"
"""The header of an answer to a request that tells the number of the hall's last event."""


class TicketSeen(msgspec.Struct, frozen=True):
    """A ticket, how many are before it, and in how many seconds it will be called.

    `expected_s` is None when nobody can tell.
    """

    ticket: Ticket
    ahead: int
    expected_s: int | None
