"""The services at the bottom of the hall's screen: how many wait, and how long it takes.

Columns are about as wide as the longest words need, which are set a little smaller or in two
lines rather than cut. Two rows stand at most, three on an upright screen; services that do not fit
take turns, on pages as full as each other.
"""

from collections.abc import Iterator

from PySide6.QtCore import QRectF

from desk.display import words
from desk.display.pieces import Piece, TextLine, fitted, shrunk, width_of
from desk.display.presenter import ServiceLine
from desk.qt.theme.tokens import SCREEN

NAME, FIGURES = 30, 38
GAP, EDGE = 56, 64
ROW, MARGIN = 122, 30
LAST_ROW = 94
NARROW = 0.82
"""How much of its full width the longest line gets."""

LONG_NAME = 272
"""A name that needs more than this stands in two lines, and makes no column wider."""

LEAST_COLUMNS = 2
USUAL = ServiceLine("", 88, 88, True)


class ServiceStrip:
    """Lays `services` out on `width` pixels at `scale`; `height` is what that takes."""

    def __init__(
        self, services: tuple[ServiceLine, ...], width: float, scale: float, most_rows: int
    ) -> None:
        self._scale = scale
        gap, edge = GAP * scale, EDGE * scale
        room = width - 2 * edge + gap
        # not the current waits: columns must not move when a wait gets another digit
        figures = width_of(words.service_words(USUAL), self._px(FIGURES))
        names = max(width_of(line.name, self._px(NAME)) for line in services)
        needed = max(NARROW * figures, min(NARROW * names, self._px(LONG_NAME)))
        fitting = int(room // min(needed + gap, room / LEAST_COLUMNS))
        count = -(-len(services) // (fitting * most_rows))
        share = -(-len(services) // count)
        rows = -(-share // fitting)
        self._columns = -(-share // rows)
        # few services do not spread over the whole width
        self._column = room / max(self._columns, min(fitting, 4))
        self._room = self._column - gap
        self.pages = tuple(services[at : at + share] for at in range(0, len(services), share))
        self.height = self._px(2 * MARGIN + ROW * (rows - 1) + LAST_ROW)

    def pieces(self, area: QRectF, page: int) -> Iterator[Piece]:
        """What stands on one page, in `area`."""
        edge = area.left() + self._px(EDGE)
        for place, line in enumerate(self.pages[page]):
            row, column = divmod(place, self._columns)
            top = area.top() + self._px(MARGIN + ROW * row)
            yield from self._service(line, edge + round(column * self._column), top)
        if len(self.pages) > 1:
            text, size = f"{page + 1}/{len(self.pages)}", self._px(22)
            left = area.right() - self._px(EDGE) - width_of(text, size)
            yield TextLine(text, left, area.bottom() - self._px(12), size, SCREEN.quiet)

    def _service(self, line: ServiceLine, left: float, top: float) -> Iterator[Piece]:
        size, parts = fitted(line.name, self._px(NAME), self._room)
        baseline = top + self._px(32)
        for above, part in zip(range(len(parts) - 1, -1, -1), parts, strict=True):
            yield TextLine(part, left, baseline - above * 1.25 * size, size, SCREEN.quiet)
        said = words.service_words(line)
        size = shrunk(said, self._px(FIGURES), self._room)
        yield TextLine(said, left, top + self._px(82), size, SCREEN.text)

    def _px(self, measure: float) -> int:
        return round(measure * self._scale)
