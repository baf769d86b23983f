"""Commands that read a hall: its state, and its events as they happen."""

import gc
import queue as queues
import signal

from desk.commands import answers
from desk.commands.failures import HallNotNamed
from desk.commands.running import (
    CommandAnswer,
    Invocation,
    complain,
    on_hall,
    open_queue,
    write_json,
)
from desk.domain.clock import hall_zone
from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.domain.tickets import Event, HallOverview, TicketState, WindowStanding
from desk.hall.queue import HallQueue

_HALL = QT_TRANSLATE_NOOP("Commands", "{name}, {time}: {waiting} waiting")
_DAY_OVER = QT_TRANSLATE_NOOP("Commands", "{name}, {time}: closed for today")
_SERVICE = QT_TRANSLATE_NOOP("Commands", "{code} {name}: {waiting} waiting, about {minutes} min")
_SERVICE_UNSERVED = QT_TRANSLATE_NOOP(
    "Commands", "{code} {name}: {waiting} waiting, no window open"
)
_FREE = QT_TRANSLATE_NOOP("Commands", "Window {window}: free")
_AWAY = {
    WindowStanding.PAUSED: QT_TRANSLATE_NOOP("Commands", "Window {window}: paused"),
    WindowStanding.CLOSED: QT_TRANSLATE_NOOP("Commands", "Window {window}: closed"),
}
_WITH = {
    TicketState.CALLED: QT_TRANSLATE_NOOP("Commands", "Window {window}: {number} called"),
    TicketState.SERVING: QT_TRANSLATE_NOOP("Commands", "Window {window}: serving {number}"),
}


@on_hall
def status(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """Who waits for what, and what every window does."""
    shown = queue.overview()
    return CommandAnswer(answers.overview(shown), "\n".join(_lines(asked, shown)))


def events(asked: Invocation) -> CommandAnswer | None:
    """The hall's history as JSON lines; with ``--follow`` for as long as somebody reads."""
    from desk.hall.client.addresses import is_server
    from desk.hall.follower import HallFollower
    from desk.hall.store import open_hall

    if not asked.hall_url:
        raise HallNotNamed
    since: int | None = asked.options.since
    if not asked.options.follow:
        with open_queue(asked.hall_url) as queue:
            for event in queue.events_since(since or 0):
                write_json(answers.event(event))
        return None
    gc.enable()  # this one may run for days
    if is_server(asked.hall_url):
        import asyncio

        asyncio.run(_follow_server(asked, since))
        return None
    heard: queues.SimpleQueue[list[Event] | Failure | None] = queues.SimpleQueue()
    if since is not None:
        open_hall(asked.hall_url).close()  # a hall that is not there is reported at once
    follower = HallFollower(asked.hall_url, heard.put, heard.put)
    follower.start(since)
    try:
        while True:
            news = heard.get()
            if isinstance(news, Failure):
                complain(news, asked.words)
            for event in news if isinstance(news, list) else ():
                write_json(answers.event(event))
    finally:
        follower.stop()


async def _follow_server(asked: Invocation, since: int | None) -> None:
    """Write what happens, from now on or from after an event, until nobody reads any more."""
    import asyncio

    from desk.hall.client.blocking import ROLES
    from desk.hall.client.credentials import credential_for
    from desk.hall.client.remote import RemoteHall

    client = RemoteHall(asked.hall_url, credential_for(asked.hall_url, ROLES))
    news: asyncio.Queue[Failure | None] = asyncio.Queue()
    client.on_change(lambda _: news.put_nowait(None))
    client.on_trouble(news.put_nowait)
    try:
        await client.start()
        written = (client.mirror.seq or 0) if since is None else since
        while True:
            async for event in client.history(written):
                write_json(answers.event(event))
                written = event.seq
            told = await news.get()
            if told is not None:
                complain(told, asked.words)
    finally:
        await client.close()


def today(asked: Invocation) -> CommandAnswer | None:
    """The day as tables and charts, in a window."""
    from desk.qt.screen import NoScreen, has_screen

    if not asked.hall_url:
        raise HallNotNamed
    if not has_screen():
        raise NoScreen
    from desk.figures.main import run_figures

    gc.enable()  # a window may stay open for days
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop does not see KeyboardInterrupt
    run_figures(asked.settings)
    return None


def _lines(asked: Invocation, shown: HallOverview) -> list[str]:
    time = f"{shown.at.astimezone(hall_zone(shown.utc_offset_min)):%H:%M}"
    first = _DAY_OVER if shown.day_closed else _HALL
    lines = [asked.say(first, name=shown.hall_name, time=time, waiting=shown.waiting)]
    for outlook in shown.services:
        lines.append(
            asked.say(
                _SERVICE_UNSERVED if outlook.expected_s is None else _SERVICE,
                code=outlook.service.code,
                name=outlook.service.name,
                waiting=outlook.waiting,
                minutes=round((outlook.expected_s or 0) / 60),
            )
        )
    for window in shown.windows:
        line = _AWAY.get(window.standing, _FREE) if window.state is None else _WITH[window.state]
        said = asked.say(line, window=window.window, number=window.ticket_number)
        lines.append(f"{said} ({window.reason})" if window.reason else said)
    return lines
