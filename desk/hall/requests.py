"""What can be asked of a hall, one message for each request.

The queue decides on these messages (`desk.hall.queue.HallQueue.carry_out`), and they are what
travels between a hall's server and its clients: JSON, told apart by ``"do"``. Who asks is a
`Requester`, which a server takes from the client's credential and never from the request.

`command` identifies a request. Given a second time, with the same request, nothing is done and
the answer is as things stand now; with another request it is refused (`CommandReused`). So a
client that lost an answer asks again.

Limits on lengths are checked by msgspec when a message is decoded, not when one is made here.
"""

import re
import typing
import uuid
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

import msgspec

from desk.domain.tickets import Appointment, Outcome, Priority, Service, Ticket, Window

A_co = TypeVar("A_co", covariant=True)


def new_command() -> str:
    """An id for one request."""
    return uuid.uuid4().hex


CommandId = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
TicketId = Annotated[str, msgspec.Meta(min_length=1, max_length=32)]
Number = Annotated[str, msgspec.Meta(min_length=1, max_length=12)]
ServiceCode = Annotated[str, msgspec.Meta(min_length=1, max_length=16)]
WindowCode = Annotated[str, msgspec.Meta(min_length=1, max_length=8)]
AppointmentCode = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}\Z")]
Holder = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
PersonId = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]

REASON = 40
"""The most characters of a window's reason for a pause."""


class Requester(msgspec.Struct, frozen=True):
    """As which window somebody asks, and who it is; None where there is none."""

    window: WindowCode | None = None
    person: PersonId | None = None


def _tag(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Request(
    msgspec.Struct,
    Generic[A_co],
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="do",
    tag=_tag,
):
    """One request; the parameter is the type of its answer.

    A field that this version does not know is refused and not passed over: it may be the one
    that matters.
    """

    command: CommandId = msgspec.field(default_factory=new_command)


def answer_type(request: type[Request[Any]]) -> Any:
    """The type of the answer to a kind of request, for msgspec to decode."""
    (base,) = request.__orig_bases__  # type: ignore[attr-defined]  # as every generic class has
    return typing.get_args(base)[0]


# -- citizens, kiosks


class TakeTicket(Request[Ticket], frozen=True, kw_only=True):
    """Give the day's next number for a service.

    Fails with `ServiceUnknown`, `ServiceClosed`, `DayClosed`, and `TooLateToday` when the service
    would be closed before the number is called.
    """

    service: ServiceCode
    priority: Priority = Priority.NORMAL


class CheckIn(Request[Ticket], frozen=True, kw_only=True):
    """The holder of an appointment has come: give the ticket that is called in its slot.

    Found by `code`, or by `holder` (`desk.hall.booking.holder_digest`; the day's first one that
    is not checked in). Fails with `AppointmentUnknown`, `AppointmentUsed`, `DayClosed`, and
    `AppointmentOver` from 15 minutes after the beginning of the slot on.
    """

    code: AppointmentCode | None = None
    holder: Holder | None = None


class Return(Request[Ticket], frozen=True, kw_only=True):
    """A citizen who missed the call is here: today's ticket waits behind three numbers more.

    Fails with `TicketUnknown`, `TicketClosed`, `NotMissed`.
    """

    number: Number


class Cancel(Request[Ticket], frozen=True, kw_only=True):
    """The citizen leaves. Fails with `TicketUnknown`, `TicketClosed`."""

    ticket: TicketId


class Book(Request[Appointment], frozen=True, kw_only=True):
    """Keep a turn for the time of `slot`; `code` is made when none is given.

    Fails with `ServiceUnknown`, and `AppointmentTaken` when the day has that code already.
    """

    service: ServiceCode
    slot: Moment
    code: AppointmentCode | None = None
    holder: Holder | None = None


# -- windows


class CallNext(Request[Ticket | None], frozen=True, kw_only=True):
    """Call the ticket whose turn it is; None, and no event, when nobody waits.

    Fails with `WindowUnknown`, `WindowNotOpen`, and `WindowBusy` while the window is with
    another ticket.
    """


class CallNumber(Request[Ticket], frozen=True, kw_only=True):
    """Call today's ticket with this number out of its turn, also one that was missed.

    Fails with `TicketUnknown`, `TicketNotWaiting`, `TicketClosed`, `WindowUnknown`,
    `WindowNotOpen`, `WindowBusy`.
    """

    number: Number


class Recall(Request[Ticket], frozen=True, kw_only=True):
    """Call the same number once more; `Ticket.calls` counts them.

    Also after it was served from: then somebody else had come to the window, and the one who
    was called is waited for again. Fails with `TicketNotHere`, `TicketClosed`.
    """

    ticket: TicketId


class Serve(Request[Ticket], frozen=True, kw_only=True):
    """The citizen has come to the window. Fails with `TicketNotHere`, `TicketClosed`."""

    ticket: TicketId


class MarkNoShow(Request[Ticket], frozen=True, kw_only=True):
    """Nobody came; the ticket can still be called by its number.

    Also after it was served from: then the one who came was somebody else. Fails with
    `TicketNotHere`, `TicketClosed`.
    """

    ticket: TicketId


class Hold(Request[Ticket], frozen=True, kw_only=True):
    """Set the ticket aside, so that the window is free.

    Fails with `TicketNotHere`, `TicketClosed`.
    """

    ticket: TicketId


class Resume(Request[Ticket], frozen=True, kw_only=True):
    """Go on with a ticket on hold, at any free window.

    Fails with `TicketUnknown`, `TicketClosed`, `TicketNotHere`, `WindowUnknown`,
    `WindowNotOpen`, `WindowBusy`.
    """

    ticket: TicketId


class Finish(Request[Ticket], frozen=True, kw_only=True):
    """The visit is over, with a case or by another `outcome`.

    Fails with `TicketNotHere`, `TicketClosed`.
    """

    ticket: TicketId
    outcome: Outcome | None = None


class SendBack(Request[Ticket], frozen=True, kw_only=True):
    """The wrong citizen was called: the ticket waits again, where it waited before.

    Fails with `TicketNotHere`, `TicketClosed`.
    """

    ticket: TicketId


class Transfer(Request[Ticket], frozen=True, kw_only=True):
    """Hand a ticket on: to another service, to one window, or both. It keeps its arrival.

    Without a window of the requester it is done from the hall's desk. Fails with
    `TicketNotHere`, `TicketClosed`, `ServiceUnknown`, `WindowUnknown`, `NotServed`.
    """

    ticket: TicketId
    to_service: ServiceCode | None = None
    to_window: WindowCode | None = None


class OpenWindow(Request[None], frozen=True, kw_only=True):
    """The window takes numbers again. Fails with `WindowUnknown`."""


class PauseWindow(Request[None], frozen=True, kw_only=True):
    """The window calls nobody for a while; whoever stands at it is served to the end.

    `reason` is shown on the hall's screens. Fails with `WindowUnknown`.
    """

    reason: Annotated[str, msgspec.Meta(max_length=REASON)] = ""


class CloseWindow(Request[None], frozen=True, kw_only=True):
    """The window calls nobody today; whoever stands at it is served to the end.

    Fails with `WindowUnknown`.
    """


# -- managers


class Arrange(Request[None], frozen=True, kw_only=True):
    """Set up services and windows: those named are made, or take what is given here.

    What is not named stays as it is. Fails with `SetUpContradicts` when two services would share
    a prefix.
    """

    services: tuple[Service, ...] = ()
    windows: tuple[Window, ...] = ()


class CloseDay(Request[int], frozen=True, kw_only=True):
    """No more numbers today, and whoever still waits is told to come again.

    The answer is how many tickets expired. Whoever stands at a window is served to the end. The
    next day opens by itself.
    """


class Reopen(Request[None], frozen=True, kw_only=True):
    """The day was closed by mistake: numbers are given again.

    Whoever was told to come again has no ticket any more. Nothing happens on a day that is open.
    """


class SetDay(Request[None], frozen=True, kw_only=True):
    """Say what day it is in the hall, after its clock was wrong or after a long time without any.

    `day` must be what the hall's clock shows now: naming it is the manager's word that the clock
    is right. Whoever waits on another day is told to come again; numbers go on after the highest
    that was given on that day. Fails with `NotToday`.
    """

    day: date


AnyRequest = (
    TakeTicket
    | CheckIn
    | Return
    | Cancel
    | Book
    | CallNext
    | CallNumber
    | Recall
    | Serve
    | MarkNoShow
    | Hold
    | Resume
    | Finish
    | SendBack
    | Transfer
    | OpenWindow
    | PauseWindow
    | CloseWindow
    | Arrange
    | CloseDay
    | Reopen
    | SetDay
)
"""Every request, as msgspec decodes one."""
