"""What happens to tickets: taken, called, served, set aside, handed on, finished."""

from collections.abc import Callable
from functools import partial
from typing import Any

from desk.commands import answers
from desk.commands.failures import NobodyHere, SeveralHeld, WindowNotNamed
from desk.commands.running import CommandAnswer, Invocation, on_hall
from desk.domain.failures import QT_TRANSLATE_NOOP
from desk.domain.tickets import Priority, Ticket, TicketEvent, TicketState
from desk.hall.failures import TicketUnknown
from desk.hall.queue import HallQueue

_WAITS = QT_TRANSLATE_NOOP("Commands", "{number} ({service}): {ahead} ahead, about {minutes} min")
_WAITS_UNKNOWN = QT_TRANSLATE_NOOP("Commands", "{number} ({service}): {ahead} ahead")
_NOBODY = QT_TRANSLATE_NOOP("Commands", "Nobody is waiting")
_CALLED = QT_TRANSLATE_NOOP("Commands", "{number} to window {window}")
_CALLED_AGAIN = QT_TRANSLATE_NOOP("Commands", "{number} to window {window}, call {calls}")
_SERVING = QT_TRANSLATE_NOOP("Commands", "{number} is being served at window {window}")
_ON_HOLD = QT_TRANSLATE_NOOP("Commands", "{number} is on hold")
_MISSED = QT_TRANSLATE_NOOP("Commands", "{number} was missed")
_SERVED = QT_TRANSLATE_NOOP("Commands", "{number} is finished")
_CANCELLED = QT_TRANSLATE_NOOP("Commands", "{number} is cancelled")
_EXPIRED = QT_TRANSLATE_NOOP("Commands", "{number} has expired")

_LINES = {
    TicketState.SERVING: _SERVING,
    TicketState.ON_HOLD: _ON_HOLD,
    TicketState.NO_SHOW: _MISSED,
    TicketState.SERVED: _SERVED,
    TicketState.CANCELLED: _CANCELLED,
    TicketState.EXPIRED: _EXPIRED,
}


@on_hall
def take(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """A new number for a service."""
    priority = Priority.PRIORITY if asked.options.priority else Priority.NORMAL
    taken = queue.take(
        asked.options.service,
        priority,
        person=asked.options.kiosk or asked.person,
        command=asked.command,
    )
    return _answer(asked, queue, taken)


@on_hall
def check_in(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """The number of an appointment whose holder has come."""
    from desk.commands.booking import holder_of

    taken = queue.check_in(
        asked.options.code,
        holder=holder_of(asked, queue) if asked.options.code is None else None,
        person=asked.options.kiosk or asked.person,
        command=asked.command,
    )
    return _answer(asked, queue, taken)


@on_hall
def call(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """Whose turn it is, or the ticket that is named."""
    number, window = asked.options.number, _own_window(asked)
    if number is None:
        called = queue.call_next(window, asked.person, command=asked.command)
    else:
        called = queue.call(number, window, asked.person, command=asked.command)
    return _answer(asked, queue, called)


@on_hall
def resume(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """Go on with what was set aside: the ticket that is named, or the only one of the window."""
    found = _named(asked, queue) or _held(asked, queue)
    return _answer(
        asked,
        queue,
        queue.resume(found[0], found[1] or _own_window(asked), asked.person, command=asked.command),
    )


@on_hall
def finish(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """The visit is over; a ticket that was only called is served first."""
    ticket_id, window = _at_a_window(asked, queue)
    done = asked.repeated and queue.done(asked.command) is not None
    if not done and queue.ticket(ticket_id).state is TicketState.CALLED:
        queue.serve(ticket_id, window, asked.person)
    return _answer(
        asked, queue, queue.finish(ticket_id, window, asked.person, command=asked.command)
    )


@on_hall
def cancel(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """The citizen leaves."""
    ticket_id, window = _named(asked, queue) or _at_own_window(asked, queue)
    return _answer(
        asked, queue, queue.cancel(ticket_id, window, asked.person, command=asked.command)
    )


@on_hall
def transfer(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """Handed on to another service, to one window, or both."""
    if asked.options.to_service is None and asked.options.to_window is None:
        asked.options.wrong_usage("transfer needs --to-service or --to-window")
    ticket_id, window = _named(asked, queue) or _at_own_window(asked, queue)
    handed_on = queue.transfer(
        ticket_id,
        window,
        asked.person,
        to_service=asked.options.to_service,
        to_window=asked.options.to_window,
        command=asked.command,
    )
    return _answer(asked, queue, handed_on)


@on_hall
def return_(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """Missed, and here now."""
    back = queue.return_to_row(
        asked.options.number, asked.window or None, asked.person, command=asked.command
    )
    return _answer(asked, queue, back)


def _move(move: Callable[..., Ticket], asked: Invocation, queue: HallQueue) -> CommandAnswer:
    ticket_id, window = _at_a_window(asked, queue)
    return _answer(
        asked, queue, move(queue, ticket_id, window, asked.person, command=asked.command)
    )


recall = on_hall(partial(_move, HallQueue.recall))
"""The same number once more."""

serve = on_hall(partial(_move, HallQueue.serve))
"""The citizen has come."""

hold = on_hall(partial(_move, HallQueue.hold))
"""Set aside."""

no_show = on_hall(partial(_move, HallQueue.no_show))
"""Nobody came."""


def _answer(asked: Invocation, queue: HallQueue, shown: Ticket | None) -> CommandAnswer:
    if shown is None:
        return CommandAnswer({"ticket": None}, asked.say(_NOBODY))
    ahead: int | None = None
    expected_s: int | None = None
    if shown.state is TicketState.WAITING:
        ahead = queue.ahead(shown.id)
        expected_s = queue.expected_wait_of(shown.id)
    data = answers.ticket(shown, ahead, expected_s)
    facts: dict[str, Any] = {
        "number": shown.number,
        "service": shown.service.name,
        "window": shown.window,
        "calls": shown.calls,
        "ahead": ahead,
        "minutes": round((expected_s or 0) / 60),
    }
    if shown.state is TicketState.WAITING:
        line = _WAITS_UNKNOWN if expected_s is None else _WAITS
    elif shown.state is TicketState.CALLED:
        line = _CALLED if shown.calls <= 1 else _CALLED_AGAIN
    else:
        line = _LINES[shown.state]
    return CommandAnswer({"ticket": data}, asked.say(line, **facts))


def _own_window(asked: Invocation) -> str:
    if not asked.window:
        raise WindowNotNamed
    return asked.window


def _named(asked: Invocation, queue: HallQueue) -> tuple[str, str | None] | None:
    """The ticket that is meant, by its id, and the window as which it is moved.

    The window is the one that was named, else the one where the ticket stands. A repeated
    command means the ticket that it moved, and the window at which it did, when it came first.
    None when no number was given.
    """
    if asked.repeated:
        done = queue.done(asked.command)
        if isinstance(done, TicketEvent):
            return done.ticket_id, asked.window or done.window
    number = asked.options.number
    if number is None:
        return None
    found = queue.find(number)
    if found is None:
        raise TicketUnknown(number=number)
    return found.id, asked.window or found.window


def _at_a_window(asked: Invocation, queue: HallQueue) -> tuple[str, str]:
    """The ticket and the window for a move that only the ticket's window can make."""
    ticket_id, window = _named(asked, queue) or _at_own_window(asked, queue)
    return ticket_id, window or _own_window(asked)


def _at_own_window(asked: Invocation, queue: HallQueue) -> tuple[str, str]:
    window = _own_window(asked)
    found = queue.at_window(window)
    if found is None:
        raise NobodyHere(window=window)
    return found.id, window


def _held(asked: Invocation, queue: HallQueue) -> tuple[str, str]:
    window = _own_window(asked)
    held = [ticket for ticket in queue.snapshot(window).on_hold if ticket.window == window]
    if not held:
        raise NobodyHere(window=window)
    if len(held) > 1:
        numbers = ", ".join(ticket.number for ticket in held)
        raise SeveralHeld(window=window, numbers=numbers)
    return held[0].id, window
