"""The services as tiles: as many as the screen has room for, the rest one touch further."""

import math
from collections.abc import Callable
from enum import Enum
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.domain.tickets import ServiceOutlook
from desk.kiosk import words
from desk.kiosk.measures import Measures, Type
from desk.kiosk.parts import Tile, TouchWords, Typeface
from desk.kiosk.state import KioskState
from desk.qt.theme import Tone
from desk.qt.words import service_hint, service_name

TALLEST = 330
GAP = 28
COLUMNS = 2
UNLIMITED = 16_777_215
BACK_MS = 30_000
"""How long further services stay before the first ones come back."""


class Air(Enum):
    """How much room a tile has: less of it takes the margins first, then the hint."""

    PLENTY = "plenty"
    ENOUGH = "enough"
    LITTLE = "little"


class ServiceGrid(QWidget):
    """One tile a service, in the hall's order."""

    def __init__(self, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._choose = choose
        self._look, self._state = Measures(), KioskState()
        self._tiles: dict[str, Tile] = {}
        self._screen = 0
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(BACK_MS)
        self._forget.timeout.connect(self._turn_back)
        self._more = Tile(self._turn, self)
        self._more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles on the screen, in their order."""
        return tuple(t for t in (*self._tiles.values(), self._more) if t.isVisibleTo(self))

    def tile(self, service: str) -> Tile:
        """The tile of a service, by its code."""
        return self._tiles[service]

    def begin(self) -> None:
        """Show the first services again, for a new citizen."""
        self._screen = 0

    def show_services(self, state: KioskState, look: Measures) -> None:
        """Show the hall's services as they stand; while it is away none can be chosen."""
        self._look, self._state = look, state
        codes = [outlook.service.code for outlook in self._outlooks]
        for code in set(self._tiles) - set(codes):
            self._tiles.pop(code).deleteLater()
        for code in codes:
            if code not in self._tiles:
                self._tiles[code] = Tile(partial(self._choose, code), self)
        self._tiles = {code: self._tiles[code] for code in codes}
        self._more.say(
            look, (TouchWords(self.tr("More services"), Type.NAME, bold=True),), arrow=True
        )
        rows = math.ceil(len(codes) / COLUMNS)
        tallest = rows * look.px(TALLEST) + max(0, rows - 1) * look.px(GAP)
        self.setMaximumHeight(tallest if look.standing else UNLIMITED)
        self._place()

    @property
    def _outlooks(self) -> tuple[ServiceOutlook, ...]:
        return self._state.overview.services if self._state.overview else ()

    def _fill(self, air: Air) -> None:
        """Fill every tile with what there is room for."""
        overview = self._state.overview
        assert overview is not None
        for outlook in self._outlooks:
            service = outlook.service
            closed = words.shut(outlook, overview)
            foot = closed or words.waiting(outlook, self._state.before.get(service.code, 0))
            hint = service_hint(service) if air is not Air.LITTLE else ""
            kind = Type.OFFER if air is Air.LITTLE else Type.NAME
            tone = Tone.INK2 if closed or outlook.expected_s is None else Tone.ACT
            self._tiles[service.code].say(
                self._look,
                (
                    TouchWords(service_name(service), kind, bold=True),
                    *((TouchWords(hint, Type.HINT, tone=Tone.INK2),) if hint else ()),
                ),
                (TouchWords(foot, Type.WAIT, bold=not closed, tone=tone),),
                face=Typeface.SHUT if closed or self._state.away is not None else Typeface.CARD,
                dense=air is not Air.PLENTY,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _turn_back(self) -> None:
        """Go back to the first services after the citizen has left."""
        self.begin()
        self._place()

    def _turn(self) -> None:
        self._screen += 1
        self._forget.start()
        self._place()
        if self.tiles:
            self.tiles[0].setFocus()

    def _place(self) -> None:
        """Lay the tiles out as spaciously as all of them fit; the rest is on further screens."""
        if not self._tiles or self.width() < 10:
            return
        gap = self._look.px(GAP)
        width = (self.width() - gap * (COLUMNS - 1)) // COLUMNS
        tiles = list(self._tiles.values())
        fits = 0
        for air in Air:
            self._fill(air)
            least = max(tile.heightForWidth(width) for tile in tiles)
            fits = max(1, (self.height() + gap) // (least + gap)) * COLUMNS
            if len(tiles) <= fits:
                break
        shown = tiles
        if len(tiles) > fits:
            begin = self._screen % math.ceil(len(tiles) / (fits - 1)) * (fits - 1)
            shown = [*tiles[begin : begin + fits - 1], self._more]
        rows = math.ceil(min(len(tiles), fits) / COLUMNS)
        height = (self.height() - gap * (rows - 1)) // rows
        for tile in (*tiles, self._more):
            tile.setVisible(tile in shown)
        for place, tile in enumerate(shown):
            row, column = divmod(place, COLUMNS)
            tile.setGeometry(column * (width + gap), row * (height + gap), width, height)
        for before, tile in pairwise(shown):
            QWidget.setTabOrder(before, tile)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(900), self._look.px(TALLEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(300), self._look.px(200))
