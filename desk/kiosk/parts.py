"""The parts of kiosk pages: things to touch, and words. Nothing touchable is under 60 pixels.

Every part is given its measures with each state it shows, because a citizen may ask for large
type in the middle of a page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from desk.kiosk.measures import Measures, Type
from desk.qt.theme import LIGHT, Tone
from desk.qt.theme.icons import paint_icon

SMALLEST = 60
_WRAP = Qt.TextFlag.TextWordWrap
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Typeface(Enum):
    """How a tile looks: the first choice, one of several, a quiet offer, or not to be had."""

    FILLED = "filled"
    CARD = "card"
    OFFER = "offer"
    SHUT = "shut"


@dataclass(frozen=True, slots=True)
class TouchWords:
    """A paragraph of a tile."""

    text: str
    kind: Type
    bold: bool = False
    tone: Tone = Tone.INK


class Touch(QAbstractButton):
    """Something to touch. Enter works as a touch does; a key held down counts once."""

    def __init__(self, run: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Measures()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda _checked: run())

    @property
    def radius(self) -> float:
        """Of its corners, in pixels; the focus ring follows them."""
        return self._look.px(14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() in _ENTER:
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the page handles arrows and digits

    def _box(self, painter: QPainter, ground: str, edge: str, *, dashed: bool = False) -> None:
        width = max(1.0, 1.5 * self._look.unit)
        pen = QPen(QColor(edge), width)
        if dashed:
            pen.setDashPattern([4, 3])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        half = width / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, self.radius, self.radius)


class Tile(Touch):
    """A card to touch: words at its head, words at its foot, a sign before, an arrow behind.

    A screen reader hears all its words; without a foot the head stands in the middle.
    """

    def __init__(self, run: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(run, parent)
        self._head: tuple[TouchWords, ...] = ()
        self._foot: tuple[TouchWords, ...] = ()
        self._face = Typeface.CARD
        self._icon = ""
        self._arrow = False
        self._pad = 36
        self._shown: tuple[object, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def radius(self) -> float:
        return self._look.px(22)

    @property
    def face(self) -> Typeface:
        """How it looks."""
        return self._face

    def say(
        self,
        look: Measures,
        head: tuple[TouchWords, ...],
        foot: tuple[TouchWords, ...] = (),
        *,
        face: Typeface = Typeface.CARD,
        icon: str = "",
        arrow: bool = False,
        dense: bool = False,
    ) -> None:
        """Show these words. A tile that is shut takes no touch; a dense one has less air."""
        shown = (look, head, foot, face, icon, arrow, dense)
        if shown == self._shown:
            return
        self._shown = shown
        self._pad = 24 if dense else 36
        self._look, self._head, self._foot = look, head, foot
        self._face, self._icon, self._arrow = face, icon, arrow
        words = [part.text for part in (*head, *foot) if part.text]
        self.setText(words[0] if words else "")
        self.setAccessibleName(", ".join(words))
        self.setEnabled(face is not Typeface.SHUT)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._words_room(width)
        heights = [self._height(part, room) for part in (*self._head, *self._foot)]
        gaps = self._look.px(10) * max(0, len(heights) - 1)
        between = self._look.px(22) if self._foot else 0
        return max(
            self._look.px(SMALLEST), sum(heights) + gaps + between + 2 * self._look.px(self._pad)
        )

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(400), self.heightForWidth(self._look.px(400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(160), self._look.px(SMALLEST))

    @property
    def _sign(self) -> int:
        """Space for the icon before the words."""
        return self._look.px(136) if self._icon else 0

    def _words_room(self, width: int) -> int:
        arrow = self._look.px(72) if self._arrow else 0
        return max(1, width - 2 * self._look.px(38) - self._sign - arrow)

    def _height(self, part: TouchWords, room: int) -> int:
        metrics = QFontMetrics(self._look.font(part.kind, bold=part.bold))
        return metrics.boundingRect(QRect(0, 0, room, 10_000), _WRAP, part.text).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        down = self.isDown()
        match self._face:
            case Typeface.FILLED:
                ground = LIGHT.act_pressed if down else LIGHT.act
                self._box(painter, ground, ground)
            case Typeface.OFFER:
                edge = LIGHT.key
                self._box(painter, LIGHT.act_soft if down else LIGHT.paper, edge, dashed=True)
            case Typeface.SHUT:
                self._box(painter, LIGHT.paper, LIGHT.line)
            case Typeface.CARD:
                self._box(painter, LIGHT.act_soft if down else LIGHT.card, LIGHT.line)
        left = self._look.px(38)
        if self._icon:
            side = self._look.px(92)
            area = QRectF(self._look.px(46), (self.height() - side) / 2, side, side)
            paint_icon(painter, self._icon, self._ink(Tone.ACT), area)
            left += self._sign
        room = self._words_room(self.width())
        total = sum(self._height(part, room) for part in self._head)
        total += self._look.px(10) * (len(self._head) - 1)
        top = self._look.px(self._pad) if self._foot else (self.height() - total) // 2
        for part in self._head:
            top += self._paint(painter, part, left, top, room) + self._look.px(10)
        bottom = self.height() - self._look.px(self._pad)
        for part in reversed(self._foot):
            bottom -= self._height(part, room)
            self._paint(painter, part, left, bottom, room)
        if self._arrow:
            side = self._look.px(48)
            x = self.width() - self._look.px(38) - side
            area = QRectF(x, (self.height() - side) / 2, side, side)
            paint_icon(painter, "arrow-right", self._ink(Tone.ACT), area)

    def _paint(self, painter: QPainter, part: TouchWords, left: int, top: int, room: int) -> int:
        painter.setFont(self._look.font(part.kind, bold=part.bold))
        painter.setPen(QColor(self._ink(part.tone)))
        height = self._height(part, room)
        painter.drawText(QRect(left, top, room, height), _WRAP, part.text)
        return height

    def _ink(self, tone: Tone) -> str:
        if self._face is Typeface.FILLED:
            return LIGHT.card if tone is not Tone.INK2 else LIGHT.act_soft
        if self._face is Typeface.SHUT and tone in (Tone.INK, Tone.ACT):
            return LIGHT.ink2
        return LIGHT.colour(tone)


class Button(Touch):
    """A word to touch: a language, large type, back, a figure of the keypad."""

    def __init__(self, run: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(run, parent)
        self._icon = ""
        self._chosen = False
        self._kind = Type.BUTTON
        self._height = 74.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(
        self,
        look: Measures,
        text: str,
        *,
        name: str = "",
        icon: str = "",
        chosen: bool = False,
        kind: Type = Type.BUTTON,
        height: float = 74,
    ) -> None:
        """Show a word, an icon, or both; `name` is what a screen reader says in their place."""
        shown = (look, text, icon, chosen, kind, height)
        before = (self._look, self.text(), self._icon, self._chosen, self._kind, self._height)
        if shown == before:
            return
        self._look, self._icon, self._chosen = look, icon, chosen
        self._kind, self._height = kind, height
        self.setText(text)
        self.setAccessibleName(name or text)
        self.updateGeometry()
        self.update()

    @property
    def chosen(self) -> bool:
        """Whether this is the current choice."""
        return self._chosen

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.font(self._kind, bold=self._chosen))
        sign = self._look.px(44 + 12) if self._icon and self.text() else 0
        width = metrics.horizontalAdvance(self.text()) + sign + 2 * self._look.px(30)
        height = max(self._look.px(self._height), metrics.height() + self._look.px(16))
        return QSize(max(width, self._look.px(SMALLEST)), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._chosen:
            self._box(painter, LIGHT.ink, LIGHT.ink)
        else:
            self._box(painter, LIGHT.act_soft if self.isDown() else LIGHT.card, LIGHT.key)
        ink = LIGHT.card if self._chosen else LIGHT.ink if self.isEnabled() else LIGHT.ink3
        font = self._look.font(self._kind, bold=self._chosen)
        metrics = QFontMetrics(font)
        side = self._look.px(44)
        words = metrics.horizontalAdvance(self.text())
        whole = words + (side if self._icon else 0)
        whole += self._look.px(12) if self._icon and words else 0
        x = (self.width() - whole) / 2
        if self._icon:
            paint_icon(painter, self._icon, ink, QRectF(x, (self.height() - side) / 2, side, side))
            x += side + self._look.px(12)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(x, self.height() / 2 + metrics.capHeight() / 2), self.text())


class TouchLine(QLabel):
    """Words of a page, in as many lines as they need."""

    def __init__(self, kind: Type, tone: Tone = Tone.INK, *, bold: bool = False) -> None:
        super().__init__()
        self._kind, self._bold = kind, bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("tone", tone.value)

    def say(self, look: Measures, text: str) -> None:
        """Show these words; none at all take no room."""
        self.setFont(look.font(self._kind, bold=self._bold))
        if text != self.text():
            self.setText(text)
        self.setVisible(bool(text))


class Thread(QWidget):
    """A hairline across the page; what is left of a countdown lies on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = 0.0
        self._look = Measures()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, look: Measures, left: float) -> None:
        """`left` of the time, between 0 and 1; 0 is no countdown."""
        if (look, left) != (self._look, self._left):
            self._look, self._left = look, left
            self.setFixedHeight(look.px(4))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(LIGHT.line))
        painter.fillRect(QRectF(0, 0, self.width() * self._left, self.height()), QColor(LIGHT.key))
