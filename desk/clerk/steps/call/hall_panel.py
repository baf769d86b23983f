"""The hall at a glance: loads by service, every window, this clerk's day."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from desk.clerk.steps.call.presenter import CallState
from desk.domain.tickets import HallSnapshot, ServiceLoad, WindowStanding, WindowStatus
from desk.qt.theme import Tone
from desk.qt.widgets import Facts, Ground, Label, LoadBar, WindowTile
from desk.qt.words import minutes, minutes_and_seconds, standing_words

_LOADS, _TILES, _ACROSS, _MISSED = 6, 18, 6, 4


class HallPanel(Ground):
    """Three groups, top to bottom; what does not fit is counted."""

    def __init__(self, window: str) -> None:
        super().__init__("panel")
        self._own = window
        self._bars = [LoadBar() for _ in range(_LOADS)]
        self._more_loads = Label(tone=Tone.INK2)
        self._tiles: list[WindowTile] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(7)
        self._more_tiles = Label(tone=Tone.INK2)
        self._day = Facts(label_width=58)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 26, 24, 20)
        layout.setSpacing(0)
        layout.addWidget(Label(self.tr("Waiting by service"), tone=Tone.INK2))
        layout.addSpacing(14)
        bars = QVBoxLayout()
        bars.setSpacing(11)
        for bar in self._bars:
            bars.addWidget(bar)
        bars.addWidget(self._more_loads)
        layout.addLayout(bars)
        layout.addSpacing(30)
        layout.addWidget(Label(self.tr("Windows of the hall"), tone=Tone.INK2))
        layout.addSpacing(12)
        layout.addLayout(self._grid)
        layout.addWidget(self._more_tiles)
        layout.addSpacing(32)
        layout.addWidget(Label(self.tr("My day"), tone=Tone.INK2))
        layout.addSpacing(14)
        layout.addWidget(self._day)
        layout.addStretch(1)

    def show_state(self, state: CallState) -> None:
        """Show the hall; nothing changes before it was first seen."""
        if state.hall is not None:
            self._show_loads(state.hall.loads)
            self._show_windows(state.hall.windows)
            self._show_day(state.hall, state.pending)

    def _show_loads(self, loads: tuple[ServiceLoad, ...]) -> None:
        loads = tuple(sorted(loads, key=lambda load: -load.waiting))
        fullest = max((load.waiting for load in loads), default=0)
        for place, bar in enumerate(self._bars):
            bar.setVisible(place < len(loads))
            if place < len(loads):
                load = loads[place]
                words = self.tr("nobody")
                if load.waiting:
                    words = self.tr("{n} waiting · {time}")
                words = words.format(n=load.waiting, time=minutes(load.longest_s))
                bar.show_load(load.service.name, load.waiting / fullest if fullest else 0, words)
        left = loads[_LOADS:]
        self._more_loads.setVisible(bool(left))
        words = self.tr("{services} more services: {n} waiting")
        waiting = sum(load.waiting for load in left)
        self._more_loads.setText(words.format(services=len(left), n=waiting))

    def _show_windows(self, windows: tuple[WindowStatus, ...]) -> None:
        shown = _around(windows, self._own)
        while len(self._tiles) < len(shown):
            tile = WindowTile()
            place = len(self._tiles)
            self._grid.addWidget(tile, place // _ACROSS, place % _ACROSS)
            self._tiles.append(tile)
        for place, tile in enumerate(self._tiles):
            tile.setVisible(place < len(shown))
            if place < len(shown):
                status = shown[place]
                idle = status.ticket_number is None
                tile.show_window(
                    status.window,
                    standing_words(status),
                    own=status.window == self._own,
                    closed=idle and status.standing is not WindowStanding.OPEN,
                )
        left = len(windows) - len(shown)
        self._more_tiles.setVisible(left > 0)
        self._more_tiles.setText(self.tr("and {n} more windows").format(n=left))

    def _show_day(self, hall: HallSnapshot, pending: int) -> None:
        served = self.tr("{n} · {time} each on average")
        if not hall.served_today:
            served = self.tr("nobody yet")
        rows = [
            (
                self.tr("Served"),
                served.format(n=hall.served_today, time=minutes_and_seconds(hall.mean_service_s)),
            ),
            (
                self.tr("To send"),
                self.tr("%n case(s)", "", pending) if pending else self.tr("none"),
            ),
            (
                self.tr("On hold"),
                self.tr("%n visit(s)", "", len(hall.on_hold)) if hall.on_hold else self.tr("none"),
            ),
        ]
        if hall.missed:
            numbers = ", ".join(ticket.number for ticket in hall.missed[-_MISSED:][::-1])
            if len(hall.missed) > _MISSED:
                numbers = self.tr("{numbers} and {n} more").format(
                    numbers=numbers, n=len(hall.missed) - _MISSED
                )
            rows.append((self.tr("Missed"), numbers))
        self._day.show_rows(rows)


def _around(windows: tuple[WindowStatus, ...], own: str) -> tuple[WindowStatus, ...]:
    """At most `_TILES` windows, the rows around the clerk's own."""
    place = next((i for i, status in enumerate(windows) if status.window == own), 0)
    first = max(0, min(place // _ACROSS - 1, (len(windows) - 1) // _ACROSS - 2)) * _ACROSS
    return windows[first : first + _TILES]
