"""Simulated days on a real hall, and the judgement on them.

Without processes everything happens in this one, an event after the other; the same seed makes
the same days. With processes every window is one of its own and races for the tickets, on a
clock that runs a fixed number of times as fast as ours.
"""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from desk.domain.clock import hall_zone
from desk.domain.tickets import Service, TicketEvent, TicketMove, Window
from desk.hall import HallQueue, create_hall, open_hall, sqlite_url
from desk.hall.failures import HallAlreadyThere
from desk.hall.sample import CODE, NAME, SERVICES
from desk.simulate.actors import Floor, Promise, SimulatedCitizens, SimulatedClerk
from desk.simulate.checker import check
from desk.simulate.clocks import LeapingClock, RunningClock, SimulatedClock
from desk.simulate.failures import HallAtWork
from desk.simulate.loop import Loop
from desk.simulate.people import OPENS, plan_day
from desk.simulate.racing import Race
from desk.simulate.report import Checks, Report, make_report

MANAGER = "manager"

BEFORE = timedelta(minutes=15)
"""So long before the doors open the simulated day begins."""

FASTEST = 600.0
"""How much faster than ours the clock of racing windows runs when nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class SimulateOptions:
    """What to simulate.

    `url` names a hall in which no ticket was taken yet, or a place where there is none: then
    one is made there. Without it a hall is made in a temporary file. `windows` is how many
    windows work: the first of those that the hall has (None: all of them), or 12 of a hall that
    is made. `load` is the share of the windows' time that
    the citizens would need. `speed` is how many times as fast as ours the clock runs; None is as
    fast as it goes, or 600 with `processes`, which makes every window a process of its own.
    """

    url: str | None = None
    windows: int | None = None
    days: int = 1
    load: float = 0.9
    seed: int = 1
    speed: float | None = None
    processes: bool = False
    estimates: bool = True


def simulate(options: SimulateOptions, on_day: Callable[[date], None] = lambda day: None) -> Report:
    """Simulate the days and check them; `on_day` is called with each before it begins.

    Raises `HallAtWork` when something happened in that hall before, `WindowProcessDied`, and
    what `open_hall` raises.
    """
    with _hall(options) as url:
        first = _first_day(url)
        begun = time.perf_counter()
        called: list[tuple[str, str]] = []
        turned_away: list[str] = []
        promises: dict[str, Promise] = {}
        for number in range(options.days):
            opens = datetime.combine(first.date() + timedelta(days=number), OPENS, first.tzinfo)
            on_day(opens.date())
            played = _play_day(options, url, opens, number)
            called += played.called
            turned_away += played.turned_away
            promises |= played.promises
        took_s = time.perf_counter() - begun
        with open_hall(url, clock=lambda: opens + timedelta(hours=14)) as queue:
            return make_report(
                queue.history(first.date(), opens.date()),
                [e for e in queue.events_since(0) if isinstance(e, TicketEvent)],
                checks=_judge(queue, called),
                promises=promises,
                turned_away=turned_away,
                took_s=took_s,
                windows=len(_working(options, queue)),
            )


@contextmanager
def _hall(options: SimulateOptions) -> Iterator[str]:
    windows = mixed_windows(options.windows or 12, SERVICES)
    if options.url is not None:
        with suppress(HallAlreadyThere):
            create_hall(options.url, CODE, NAME, SERVICES, windows)
        yield options.url
        return
    with tempfile.TemporaryDirectory(prefix="hall-desk-") as folder:
        url = sqlite_url(Path(folder) / "hall.db")
        create_hall(url, CODE, NAME, SERVICES, windows)
        yield url


def mixed_windows(count: int, services: Sequence[Service]) -> list[Window]:
    """Windows as a hall has them: every third serves all, the others have preferences.

    One or two serve all, so that nobody waits in vain.
    """
    codes = [service.code for service in services]
    windows = []
    for place in range(count):
        first = place % len(codes)
        serves = ((codes[first], 0), (codes[(first + 1) % len(codes)], 1))
        windows.append(Window(str(place + 1), () if place % 3 == 2 or count < 3 else serves))
    return windows


def _first_day(url: str) -> datetime:
    """Today as the hall sees it. Raises `HallAtWork`."""
    with open_hall(url) as queue:
        if any(True for _ in queue.ticket_events()):
            raise HallAtWork
        seen = queue.overview()
        return seen.at.astimezone(hall_zone(seen.utc_offset_min))


def _working(options: SimulateOptions, queue: HallQueue) -> tuple[Window, ...]:
    return queue.windows()[: options.windows]


def _close_the_rest(options: SimulateOptions, queue: HallQueue) -> None:
    """Close the windows that are not manned, so that no estimate counts on them."""
    working = {window.code for window in _working(options, queue)}
    for window in queue.windows():
        if window.code not in working:
            queue.close_window(window.code, MANAGER, command=f"simulate closes {window.code}")


@dataclass(slots=True)
class _Played:
    called: list[tuple[str, str]]
    turned_away: list[str]
    promises: dict[str, Promise]


def _play_day(options: SimulateOptions, url: str, opens: datetime, number: int) -> _Played:
    if options.processes:
        return _race(options, url, opens, number)
    begins = (opens - BEFORE).astimezone(UTC)
    clock: SimulatedClock = LeapingClock(begins)
    if options.speed is not None:
        clock = RunningClock(begins, time.time(), options.speed)
    with open_hall(url, clock=clock) as queue:
        _close_the_rest(options, queue)
        floor = _floor(options, queue, clock, opens, number)
        SimulatedCitizens(floor, ask=options.estimates).plan()
        for place, window in enumerate(floor.windows):
            SimulatedClerk(floor, window, place).plan()
        floor.loop.run()
        queue.close_day(MANAGER)
    return _Played(floor.called, floor.turned_away, floor.promises)


def _race(options: SimulateOptions, url: str, opens: datetime, number: int) -> _Played:
    with open_hall(url) as queue:
        codes = [window.code for window in _working(options, queue)]
    told = {"options": options, "url": url, "opens": opens, "number": number}
    with Race(codes, _window, told) as race:
        begins = (opens - BEFORE).astimezone(UTC)
        clock = race.start(begins, options.speed or FASTEST)
        with open_hall(url, clock=clock) as queue:
            _close_the_rest(options, queue)
            floor = _floor(options, queue, clock, opens, number)
            SimulatedCitizens(floor, ask=options.estimates).plan()
            floor.loop.run()
            floor.called += race.called()
            queue.close_day(MANAGER)
    return _Played(floor.called, floor.turned_away, floor.promises)


def _window(
    clock: SimulatedClock,
    place: int,
    *,
    options: SimulateOptions,
    url: str,
    opens: datetime,
    number: int,
) -> list[tuple[str, str]]:
    """One window's day, in a process of its own; returns whom it called."""
    with open_hall(url, clock=clock) as queue:
        floor = _floor(options, queue, clock, opens, number)
        SimulatedClerk(floor, floor.windows[place], place).plan()
        floor.loop.run()
        return floor.called


def _floor(
    options: SimulateOptions, queue: HallQueue, clock: SimulatedClock, opens: datetime, number: int
) -> Floor:
    services, windows = queue.services(), _working(options, queue)
    day = plan_day(
        random.Random(f"{options.seed}/day {number}"),
        opens,
        services,
        windows=len(windows),
        load=options.load,
    )
    loop = Loop(clock)
    return Floor(queue, loop, options.seed, services, windows, day, glancing=options.processes)


# -- the judgement


def _judge(queue: HallQueue, called: list[tuple[str, str]]) -> Checks:
    events = queue.events_since(0)
    of_tickets = [event for event in events if isinstance(event, TicketEvent)]
    calls = [event for event in of_tickets if event.move is TicketMove.CALLED]
    acknowledged = Counter(called)
    recorded = Counter((event.ticket_id, event.window or "") for event in calls)
    ended = {e.ticket_id for e in of_tickets if e.move in (TicketMove.CALLED, TicketMove.CANCELLED)}
    taken = {e.ticket_id for e in of_tickets if e.move is TicketMove.TAKEN}
    return Checks(
        events=len(events),
        calls=len(calls),
        wrong=tuple(check(events, queue.services(), queue.windows())),
        never_called=len(taken - ended),
        acknowledged_lost=sum((acknowledged - recorded).values()),
        calls_unknown=sum((recorded - acknowledged).values()),
        states_agree=queue.project() == queue.standings(),
    )
