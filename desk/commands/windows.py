"""Windows that open, pause and close, and the end of the hall's day."""

from desk.commands import answers
from desk.commands.failures import WindowNotNamed
from desk.commands.running import CommandAnswer, Invocation, on_hall
from desk.domain.failures import QT_TRANSLATE_NOOP
from desk.domain.tickets import WindowStanding
from desk.hall.queue import HallQueue

_LINES = {
    WindowStanding.OPEN: QT_TRANSLATE_NOOP("Commands", "Window {window} is open"),
    WindowStanding.PAUSED: QT_TRANSLATE_NOOP("Commands", "Window {window} is paused"),
    WindowStanding.CLOSED: QT_TRANSLATE_NOOP("Commands", "Window {window} is closed"),
}
_REOPENED = QT_TRANSLATE_NOOP("Commands", "The day is open again")
_DAY_SET = QT_TRANSLATE_NOOP("Commands", "It is {day} in the hall")
_DAY_CLOSED = QT_TRANSLATE_NOOP("Commands", "The day is closed; tickets that expired: {expired}")


@on_hall
def open_(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """The window takes numbers again."""
    queue.open_window(_window(asked), asked.person, command=asked.command)
    return _standing(asked, queue)


@on_hall
def pause(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """Nobody is called to the window for a while."""
    reason = asked.options.reason
    queue.pause_window(_window(asked), asked.person, reason, command=asked.command)
    return _standing(asked, queue)


@on_hall
def close(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """Nobody is called to the window any more."""
    queue.close_window(_window(asked), asked.person, command=asked.command)
    return _standing(asked, queue)


@on_hall
def close_day(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """No more numbers today."""
    expired = queue.close_day(asked.person, command=asked.command)
    data = {"day_closed": True, "expired": expired}
    return CommandAnswer(data, asked.say(_DAY_CLOSED, expired=expired))


@on_hall
def reopen(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """Numbers again, on a day that was closed by mistake."""
    queue.reopen(asked.person, command=asked.command)
    return CommandAnswer({"day_closed": False}, asked.say(_REOPENED))


@on_hall
def set_day(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """The hall's day, after its clock was wrong."""
    day = asked.options.day
    queue.set_day(day, asked.person, command=asked.command)
    return CommandAnswer({"day": day}, asked.say(_DAY_SET, day=day.isoformat()))


def _window(asked: Invocation) -> str:
    if not asked.window:
        raise WindowNotNamed
    return asked.window


def _standing(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    status = next(w for w in queue.overview().windows if w.window == asked.window)
    line = asked.say(_LINES[status.standing], window=status.window)
    return CommandAnswer(
        {"window": answers.window(status)}, f"{line} ({status.reason})" if status.reason else line
    )
