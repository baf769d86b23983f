"""The measures of a kiosk's screen: the tokens' colours, in sizes that an outstretched arm reads.

Everything is drawn for 1080 × 1920 standing or 1920 × 1080 lying, and grows or shrinks with the
screen. Large type makes small words a third larger and large ones less so; pages make room, so that
nothing is cut.
"""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont

from desk.qt.theme import ui_font

STANDING = QSize(1080, 1920)


class Type(float, Enum):
    """The type sizes of the kiosk, in pixels of the standing screen."""

    NOTE = 25
    HINT = 28
    LEAD = 34
    WAIT = 32
    BUTTON = 31
    OFFER = 38
    NAME = 46
    ENTRY = 60
    TITLE = 68
    FIGURE = 92
    NUMBER = 280


def _larger(size: float) -> float:
    """What large type makes of a size: up to 34 pixels a third more, from 60 on nothing."""
    return max(1.0, min(1.33, 1.33 - (size - 34) / 26 * 0.33))


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures for one screen. `unit` is 1 on the screen that they are given for."""

    unit: float = 1.0
    large: bool = False
    standing: bool = True

    @property
    def cramped(self) -> bool:
        """Whether large words have little height: then second lines are left out."""
        return self.large and not self.standing

    @classmethod
    def on(cls, size: QSize, *, large: bool) -> "Measures":
        """The measures for a window of this size."""
        standing = size.height() >= size.width()
        drawn = STANDING if standing else STANDING.transposed()
        unit = min(size.width() / drawn.width(), size.height() / drawn.height())
        return cls(max(0.3, unit), large, standing)

    def px(self, measure: float) -> int:
        """A measure of the drawn screen in pixels of this one."""
        return max(1, round(measure * self.unit))

    def font(self, kind: Type, *, bold: bool = False) -> QFont:
        """The font for this kind of text."""
        font = ui_font(bold=bold)
        larger = _larger(kind.value) if self.large else 1.0
        larger = min(larger, 1.2) if self.cramped else larger
        font.setPixelSize(self.px(kind.value * larger))
        return font
