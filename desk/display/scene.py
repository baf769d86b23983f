"""The layout of the hall's screen, for any size.

All measures are those of a screen of 1920 by 1080, times a scale. On a 55-inch screen, which is
685 mm high, the digits of the number and of the window stand 75 mm tall or more, which can be
read from 15 m.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from desk.display import words
from desk.display.pieces import (
    Arrow,
    PaintedGround,
    Piece,
    TextLine,
    cap_of,
    fitted,
    metrics,
    shrunk,
    width_of,
)
from desk.display.presenter import DisplayState
from desk.display.strip import EDGE, ServiceStrip
from desk.domain.tickets import Call
from desk.qt.theme.tokens import SCREEN

TOP, PANEL, PANEL_EDGE = 96, 680, 56
ABOVE, NUMBER, WINDOW = 38, 400, 192
WINDOW_WORDS = 0.62
"""The words beside a window's code, and a name in words, to the size of the code."""

RECENT, RECENT_ROW = 84, 136
UPRIGHT = 1.15
"""A screen that is less wide than so many times its height has its list below the number."""

LIST_SHARE = 0.46
"""How much of an upright screen, between its top and the services, that list takes."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The pieces of one screen, the lowest first; `pages` is how many its services take."""

    pieces: tuple[Piece, ...]
    pages: int = 1
    call_area: QRectF | None = None


def compose(state: DisplayState, width: float, height: float, page: int = 0) -> Scene:
    """Lay the screen out; `page` counts the pages of its services, round and round."""
    return _Composer(state, width, height).scene(page)


class _Composer:
    def __init__(self, state: DisplayState, width: float, height: float) -> None:
        self._state = state
        self._whole = QRectF(0, 0, width, height)
        self._upright = width < UPRIGHT * height
        across, down = (1080, 1920) if self._upright else (1920, 1080)
        self._scale = min(width / across, height / down)

    def _px(self, measure: float) -> int:
        return round(measure * self._scale)

    def scene(self, page: int) -> Scene:
        state, whole = self._state, self._whole
        pieces: list[Piece] = [PaintedGround(whole, SCREEN.ground), *self._top()]
        below = whole.adjusted(0, self._px(TOP), 0, 0)
        if not state.seen:
            pieces += self._sentences(below, *words.connecting_lines(state.trouble))
            return Scene(tuple(pieces))
        if state.closed and state.call is None:
            pieces += [*self._sentences(below, *words.closing_lines()), *self._age(below)]
            return Scene(tuple(pieces))
        pages = 1
        if state.services:
            rows = 3 if self._upright else 2
            strip = ServiceStrip(state.services, whole.width(), self._scale, rows)
            pages = len(strip.pages)
            bottom = QRectF(0, whole.bottom() - strip.height, whole.width(), strip.height)
            pieces += [PaintedGround(bottom, SCREEN.strip), *strip.pieces(bottom, page % pages)]
            below.setBottom(bottom.top())
        if state.call is None and not state.recent:
            pieces += [*self._sentences(below, *words.waiting_lines()), *self._age(below)]
            return Scene(tuple(pieces), pages)
        main, side = QRectF(below), QRectF(below)
        if self._upright:
            main.setHeight(round(below.height() * (1 - LIST_SHARE)))
            side.setTop(main.bottom())
        else:
            main.setWidth(whole.width() - self._px(PANEL))
            side.setLeft(main.right())
        pieces += [PaintedGround(side, SCREEN.panel), *self._recent(side), *self._age(main)]
        if state.call is None:
            pieces += self._sentences(main, *words.waiting_lines())
        else:
            pieces += self._call(state.call, main)
        return Scene(tuple(pieces), pages, main)

    def _top(self) -> Iterator[Piece]:
        """The hall and the floor on the left; day and time on the right."""
        state, edge, size = self._state, self._px(EDGE), self._px(34)
        clock, day = f"{state.now:%H:%M}", words.date_words(state.now)
        baseline = (self._px(TOP) + cap_of(size)) / 2
        right = self._whole.right() - edge - width_of(clock, size, bold=True)
        yield TextLine(clock, right, baseline, size, SCREEN.text, bold=True)
        right -= self._px(16) + width_of(day, size)
        yield TextLine(day, right, baseline, size, SCREEN.quiet)
        room = right - self._px(40) - edge
        names = [(state.hall, SCREEN.text, True), (state.floor, SCREEN.quiet, False)]
        names = [name for name in names if name[0]]
        gap = self._px(16)
        if sum(width_of(text, size, bold) + gap for text, _, bold in names) - gap <= room:
            for text, colour, bold in names:
                yield TextLine(text, edge, baseline, size, colour, bold)
                edge += round(width_of(text, size, bold)) + gap
            return
        for place, (text, colour, bold) in enumerate(names):
            size = shrunk(text, self._px(28), room, bold)
            middle = self._px(TOP) / 2 + (place - (len(names) - 1) / 2) * self._px(40)
            yield TextLine(text, edge, middle + cap_of(size, bold) / 2, size, colour, bold)

    def _call(self, call: Call, area: QRectF) -> Iterator[Piece]:
        """Where to go, then the number, then the arrow and the window; room is left below."""
        left, room = area.left() + self._px(EDGE), area.width() - 2 * self._px(EDGE)
        above, where = fitted(words.call_line(call.calls), self._px(ABOVE), room)
        share = 1.0
        while True:
            # a low screen, or a window with a long name: all of it smaller, alike
            number = shrunk(call.number, self._px(NUMBER * share), room, bold=True)
            tall = cap_of(self._px(WINDOW * share), bold=True)
            aside = 0.0 if call.direction is None else 1.4 * tall
            rows = _window_rows(call.window, self._px(WINDOW * share), room - aside)
            step = max(1.25 * size for _, size in rows[0])
            gaps = (self._px(60 * share), self._px(80 * share))
            caps = (cap_of(above), cap_of(number, bold=True), tall)
            more = (1.7 * above * (len(where) - 1), step * (len(rows) - 1))
            free = area.height() - sum((*gaps, *caps, *more))
            if free >= self._px(150) or share < 0.5:
                break
            share -= 0.02
        baseline = area.top() + 0.36 * free + caps[0]
        for place, text in enumerate(where):
            yield TextLine(text, left, baseline + place * 1.7 * above, above, SCREEN.quiet)
        baseline += more[0] + gaps[0] + caps[1]
        # the ink of a large letter begins a little right of where it is set
        ink = metrics(number, True).tightBoundingRect(call.number).left()
        yield TextLine(call.number, left - ink, baseline, number, SCREEN.text, bold=True)
        baseline += gaps[1] + tall
        if call.direction is not None:
            yield Arrow(QRectF(left, baseline - tall, tall, tall), call.direction)
        for place, row in enumerate(rows):
            at = left + aside
            for text, size in row:
                yield TextLine(text, at, baseline + place * step, size, SCREEN.window, bold=True)
                at += width_of(text, size, bold=True)

    def _recent(self, area: QRectF) -> Iterator[Piece]:
        """The other numbers that were called, the newest on top; as many as fit."""
        edge = self._px(EDGE if self._upright else PANEL_EDGE)
        left, right = area.left() + edge, area.right() - edge
        title, size = area.top() + self._px(62), self._px(30)
        yield TextLine(words.recent_title(), left, title, size, SCREEN.quiet)
        top, bottom = title + self._px(10), area.bottom() - self._px(16)
        rows = max(1, int((bottom - top) // self._px(RECENT_ROW)))
        row, large = (bottom - top) / rows, self._px(RECENT)
        for place, call in enumerate(self._state.recent[:rows]):
            middle = top + (place + 0.5) * row
            if place:
                rule = QRectF(left, round(top + place * row), right - left, max(1, self._px(2)))
                yield PaintedGround(rule, SCREEN.rule)
            size = shrunk(call.number, large, 0.55 * (right - left), bold=True)
            baseline = middle + cap_of(size, bold=True) / 2
            yield TextLine(call.number, left, baseline, size, SCREEN.text, bold=True)
            room = right - left - width_of(call.number, size, bold=True) - self._px(40)
            size, name = fitted(words.window_short(call.window), large, room, least=0.5)
            for number, text in enumerate(name):
                baseline = middle + cap_of(size) / 2 + (number - (len(name) - 1) / 2) * 1.2 * size
                yield TextLine(text, right - width_of(text, size), baseline, size, SCREEN.window)

    def _age(self, area: QRectF) -> Iterator[Piece]:
        """Since when the screen is not right any more, when it is not."""
        if self._state.as_of is None:
            return
        mark = self._px(14)
        left, room = area.left() + self._px(EDGE), area.width() - 2 * self._px(EDGE) - 2 * mark
        text = words.age_words(self._state.as_of, self._state.now)
        size, lines = fitted(text, self._px(32), room)
        first = area.bottom() - self._px(34) - 1.4 * size * (len(lines) - 1)
        yield PaintedGround(
            QRectF(left, first - (cap_of(size) + mark) / 2, mark, mark), SCREEN.window
        )
        for place, line in enumerate(lines):
            at = first + place * 1.4 * size
            yield TextLine(line, left + 2 * mark, at, size, SCREEN.window)

    def _sentences(self, area: QRectF, title: str, *lines: str) -> Iterator[Piece]:
        """A calm title and what belongs to it, in the upper half of `area`."""
        left, room = area.left() + self._px(EDGE), area.width() - 2 * self._px(EDGE)
        baseline = area.top() + 0.38 * area.height()
        for place, text in enumerate((title, *lines)):
            bold, colour = (True, SCREEN.text) if place == 0 else (False, SCREEN.quiet)
            size, parts = fitted(text, self._px(46 if place else 96), room, bold=bold)
            baseline += size if place else 0
            for part in parts:
                yield TextLine(part, left, baseline, size, colour, bold)
                baseline += 1.35 * size


def _window_rows(code: str, size: int, room: float) -> list[list[tuple[str, int]]]:
    """The rows of a window's name: texts and their sizes, none wider than `room`."""
    before, name, after = words.window_parts(code)
    if not before and not after:
        size, lines = fitted(name, round(WINDOW_WORDS * size), room, bold=True)
        return [[(line, size)] for line in lines]
    while True:
        small = max(1, round(WINDOW_WORDS * size))
        row = [(text, small if text != name else size) for text in (before, name, after) if text]
        if size <= 1 or sum(width_of(text, large, bold=True) for text, large in row) <= room:
            return [row]
        size -= 1
