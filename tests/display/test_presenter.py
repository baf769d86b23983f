"""What the hall's screen shows and says, told by the hall and its events."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.display.presenter import (
    FRESH_S,
    HOLD_S,
    LINGER_S,
    PATIENCE_S,
    STALE_S,
    DisplayPresenter,
)
from desk.domain.tickets import Call, HallEvent, HallMove, Priority, TicketEvent, TicketMove
from desk.hall.failures import HallUnreachable
from tests.display.samples import DIRECTIONS, MANY, NOW, call, overview

M = TicketMove


class Voice:
    """Notes what it is asked to say."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.withdrawn: list[str] = []

    def announce(self, number: str, window: str) -> None:
        self.told.append((number, window))

    def withdraw(self, number: str) -> None:
        self.withdrawn.append(number)


class Screen:
    """A presenter whose time a test moves."""

    def __init__(self, *, silent: bool = True, windows: tuple[str, ...] = ()) -> None:
        self.seconds = 0.0
        self.voice = Voice()
        self.presenter = DisplayPresenter(
            windows=windows,
            speaker=None if silent else self.voice,
            steady=lambda: self.seconds,
        )
        self._seq = 200

    @property
    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    @property
    def large(self) -> str | None:
        call = self.presenter.state.call
        return call.number if call else None

    @property
    def recent(self) -> list[str]:
        return [call.number for call in self.presenter.state.recent]

    def look(self, *calls: Call, **changed: object) -> None:
        self.presenter.see(
            overview(calls, at=self.now, **changed),  # type: ignore[arg-type]
            DIRECTIONS,
        )

    def event(
        self, number: str, move: TicketMove, window: str = "3", *, ago_s: float = 0
    ) -> TicketEvent:
        self._seq += 1
        at = self.now - timedelta(seconds=ago_s)
        return TicketEvent(
            self._seq, number, number, move, window, "weili", at, "A", Priority.NORMAL
        )

    def called(self, *numbers: str, window: str = "3", ago_s: float = 0) -> list[TicketEvent]:
        events = [self.event(n, M.CALLED, window, ago_s=ago_s) for n in numbers]
        self.presenter.happened(events)
        return events

    def moved(self, number: str, move: TicketMove) -> None:
        self.presenter.happened([self.event(number, move)])

    def pass_by(self, seconds: float) -> None:
        end = self.seconds + seconds
        while self.seconds < end:
            self.seconds = min(end, self.seconds + 0.25)
            self.presenter.tick()


@pytest.fixture(params=["silent", "spoken"])
def screen(request: pytest.FixtureRequest) -> Screen:
    screen = Screen(silent=request.param == "silent")
    screen.look(call(20, "A001", "1", 300))
    return screen


def test_a_screen_that_begins_shows_the_last_call_and_speaks_of_nothing() -> None:
    screen = Screen(silent=False)
    screen.look(call(20, "A001", "1", 300), call(19, "B001", "2", 5))
    assert (screen.large, screen.recent) == ("A001", ["B001"])
    assert screen.voice.told == []


def test_a_call_is_shown_from_its_event_with_the_way_to_its_window(screen: Screen) -> None:
    screen.called("A024")
    shown = screen.presenter.state.call
    assert shown is not None
    assert (shown.number, shown.window, shown.direction, shown.calls) == ("A024", "3", 90, 1)
    assert screen.recent == ["A001"]


def test_an_event_and_the_look_after_it_are_one_call() -> None:
    for event_first in (True, False):
        screen = Screen(silent=False)
        screen.look()
        event = screen.event("A024", M.CALLED)
        seen = Call(event.seq, "A024", "3", event.at, 1, 90)
        if event_first:
            screen.presenter.happened([event])
        screen.look(seen)
        screen.presenter.happened([event])
        screen.look(seen)
        assert screen.voice.told == [("A024", "3")]
        assert (screen.large, screen.recent) == ("A024", [])


def test_a_call_that_no_event_told_of_is_shown_and_spoken() -> None:
    screen = Screen(silent=False)
    screen.look()
    screen.look(call(120, "A024", "3", 4))
    assert screen.large == "A024"
    assert screen.voice.told == [("A024", "3")]


def test_calls_of_one_moment_are_large_one_after_the_other_and_none_is_skipped() -> None:
    screen = Screen()
    screen.look()
    screen.called("A001", "A002", "B001", "A003")
    shown = []
    for _ in range(5):
        shown.append(screen.large)
        assert sorted(["A001", "A002", "B001", "A003"]) == sorted(
            [str(screen.large), *screen.recent]
        ), "every number once, from the first moment on"
        screen.pass_by(HOLD_S - 0.25)
        assert screen.large == shown[-1], "each stays its time"
        screen.pass_by(0.25)
    assert shown == ["A001", "A002", "B001", "A003", "A003"]
    assert screen.recent == ["B001", "A002", "A001"]


def test_a_call_after_a_quiet_while_is_large_at_once(screen: Screen) -> None:
    screen.called("A002")
    screen.pass_by(HOLD_S + 1)
    screen.called("A003")
    assert screen.large == "A003"


def test_a_voice_decides_which_number_is_large() -> None:
    screen = Screen(silent=False)
    screen.look()
    screen.called("A001", "A002", "A003")
    assert screen.voice.told == [("A001", "3"), ("A002", "3"), ("A003", "3")]
    screen.presenter.speaking("A001")
    screen.pass_by(4 * HOLD_S)
    assert screen.large == "A001", "it is still being spoken"
    screen.presenter.speaking(None)
    screen.presenter.speaking("A002")
    assert screen.large == "A002"
    screen.presenter.speaking(None)
    screen.presenter.speaking("A003")
    screen.presenter.speaking(None)
    assert screen.large == "A003"


def test_a_voice_that_says_nothing_holds_no_number_back_for_ever() -> None:
    screen = Screen(silent=False)
    screen.look()
    screen.called("A001", "A002")
    screen.pass_by(PATIENCE_S + 1)
    assert screen.large == "A002"


def test_a_recall_is_spoken_again_and_counted(screen: Screen) -> None:
    screen.called("A002")
    screen.moved("A002", M.RECALLED)
    shown = screen.presenter.state.call
    assert shown is not None
    assert (shown.number, shown.calls) == ("A002", 2)
    assert screen.recent == ["A001"]
    if screen.presenter._speaker is not None:
        assert screen.voice.told == [("A002", "3")] * 2


def test_a_number_recalled_from_another_window_names_that_window(screen: Screen) -> None:
    screen.called("A002", "A003", window="3")
    screen.called("A003", window="6")
    assert {c.number: c.window for c in screen.presenter.state.recent}["A003"] == "6"


def test_who_stands_at_the_window_is_called_no_more() -> None:
    screen = Screen(silent=False)
    screen.look()
    screen.called("A001", "A002", "A003")
    screen.moved("A002", M.SERVED_FROM)
    assert screen.voice.withdrawn == ["A002"]
    silent = Screen()
    silent.look()
    silent.called("A001", "A002", "A003")
    silent.moved("A002", M.SERVED_FROM)
    silent.pass_by(HOLD_S + 0.25)
    assert silent.large == "A003"


def test_after_an_absence_old_calls_are_shown_and_only_fresh_ones_spoken() -> None:
    screen = Screen(silent=False)
    screen.look(call(20, "A001", "1", 300))
    screen.pass_by(400)
    screen.called("A002", "A003", ago_s=FRESH_S + 30)
    assert (screen.large, screen.recent) == ("A003", ["A002", "A001"])
    screen.called("A004", ago_s=FRESH_S - 30)
    assert (screen.large, screen.recent) == ("A004", ["A003", "A002", "A001"])
    assert screen.voice.told == [("A004", "3")]


def test_a_screen_for_some_windows_shows_and_speaks_only_theirs() -> None:
    screen = Screen(silent=False, windows=("2", "3"))
    screen.look(call(20, "A001", "1", 30), call(19, "B001", "2", 60))
    assert (screen.large, screen.recent) == ("B001", [])
    screen.called("A002", window="4")
    screen.called("A003", window="3")
    assert (screen.large, screen.recent) == ("A003", ["B001"])
    assert screen.voice.told == [("A003", "3")]


def test_a_screen_for_some_services_shows_their_waits_in_its_order() -> None:
    presenter = DisplayPresenter(services=("C", "A", "never was"))
    presenter.see(overview(services=MANY), {})
    assert [line.name for line in presenter.state.services] == ["社会保障", "企业开办"]


def test_waits_are_told_in_whole_minutes_rounded_up() -> None:
    presenter = DisplayPresenter()
    presenter.see(overview(services=(("a", 1, 0), ("b", 1, 61), ("c", 3, None))), {})
    assert [line.minutes for line in presenter.state.services] == [0, 2, None]


def test_what_is_old_says_since_when_and_comes_back_by_itself(screen: Screen) -> None:
    screen.called("A002")
    screen.pass_by(STALE_S - 1)
    assert screen.presenter.state.as_of is None
    screen.pass_by(2)
    state = screen.presenter.state
    assert state.as_of == NOW
    assert (screen.large, screen.recent) == ("A002", ["A001"]), "what was shown stays"
    screen.look(call(20, "A001", "1", 300))
    assert screen.presenter.state.as_of is None
    assert (screen.large, screen.recent) == ("A002", ["A001"])


def test_a_hall_that_cannot_be_reached_is_said_at_once(screen: Screen) -> None:
    screen.pass_by(2)
    screen.presenter.away(HallUnreachable(reason="gone"))
    assert screen.presenter.state.as_of == NOW
    screen.look(call(20, "A001", "1", 300))
    assert screen.presenter.state.as_of is None


def test_a_hall_that_was_never_seen_says_why() -> None:
    presenter = DisplayPresenter()
    presenter.away(HallUnreachable(reason="gone"))
    assert not presenter.state.seen
    assert isinstance(presenter.state.trouble, HallUnreachable)


def test_the_clock_is_the_halls(screen: Screen) -> None:
    screen.pass_by(61)
    assert screen.presenter.state.now == NOW + timedelta(minutes=1)


def test_a_closed_day_lets_the_last_call_stand_a_while(screen: Screen) -> None:
    screen.called("A002")
    screen.look(day_closed=True)
    assert [screen.large] == ["A002"]
    screen.pass_by(LINGER_S + 1)
    assert [screen.large] == [None]
    assert screen.presenter.state.closed
    screen.called("A003")
    assert [screen.large] == ["A003"], "whoever is called all the same is shown"


def test_a_screen_that_begins_after_the_day_shows_no_call() -> None:
    screen = Screen()
    screen.look(call(20, "A001", "1", 3_000), day_closed=True)
    assert screen.large is None


def test_the_next_day_begins_empty(screen: Screen) -> None:
    screen.called("A002")
    screen.seconds += 24 * 3600
    screen.look()
    assert (screen.large, screen.recent) == (None, [])
    screen.called("A001")
    assert screen.large == "A001"


def test_what_happens_to_windows_and_the_day_changes_no_call(screen: Screen) -> None:
    screen.presenter.happened([HallEvent(300, HallMove.WINDOW_PAUSED, "3", "weili", NOW)])
    assert screen.large == "A001"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.integers(0, 11), max_size=6, unique=True),  # called together
            st.floats(0, 9),  # then so many seconds pass
            st.booleans(),  # and the hall is looked at
        ),
        max_size=12,
    )
)
def test_however_calls_come_each_is_large_for_its_time_and_listed_once(
    steps: list[tuple[list[int], float, bool]],
) -> None:
    screen = Screen()
    screen.look()
    stood: dict[str, float] = {}
    called: set[str] = set()
    calls: dict[str, Call] = {}

    def note(seconds: float) -> None:
        end = screen.seconds + seconds
        while screen.seconds < end:
            before = screen.large
            screen.pass_by(0.25)
            if before is not None:
                stood[before] = stood.get(before, 0) + 0.25

    for places, seconds, looked in steps:
        events = screen.called(*(f"A{place:03d}" for place in places))
        for event in events:
            called.add(event.number)
            calls[event.number] = Call(event.seq, event.number, "3", event.at, 1, 90)
        if looked:
            screen.look(*calls.values())
        listed = [*([screen.large] if screen.large else []), *screen.recent]
        assert sorted(listed) == sorted(called)
        note(seconds)
    note(len(called) * (HOLD_S + 0.5))
    assert set(stood) == called
    assert all(seconds >= HOLD_S - 0.5 for seconds in stood.values()), stood
