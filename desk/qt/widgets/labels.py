"""Words on the screen: labels in the tokens' sizes and tones, chips, the big number, rules."""

import re

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desk.qt.theme import LIGHT, Size, Tone, ui_font

_MARKUP = re.compile(r"(</?(?:b|em)>)")


class Label(QLabel):
    """Plain text in one of the tokens' sizes and tones. Never reads its text as markup."""

    def __init__(
        self,
        text: str = "",
        size: Size = Size.SMALL,
        tone: Tone = Tone.INK,
        *,
        bold: bool = False,
        mono: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(ui_font(size, bold, mono))
        self.setWordWrap(wrap)
        self.set_tone(tone)

    def set_tone(self, tone: Tone) -> None:
        """Change what the colour says."""
        self._tone = tone
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it comes anyway
                self.style().unpolish(self)
                self.style().polish(self)


class ElidedLabel(Label):
    """A label that elides: what does not fit ends in an ellipsis and is in the tool tip."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(int(width) + 2, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), int(self.alignment()), shown)


class BigNumber(QWidget):
    """A ticket's number, as tall as its digits, without the font's leading above or below."""

    def __init__(self, size: Size = Size.FIGURE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone = Tone.ACT
        self.setFont(ui_font(size, bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_number(self, text: str, tone: Tone = Tone.ACT) -> None:
        """Show `text`; a screen reader hears it digit by digit."""
        if (text, tone) == (self._text, self._tone):
            return
        self._text, self._tone = text, tone
        self.setAccessibleName(" ".join(text))
        self.updateGeometry()
        self.update()

    @property
    def number(self) -> str:
        """What is shown."""
        return self._text

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(
            int(metrics.horizontalAdvance(self._text or "0")) + 2, int(metrics.capHeight()) + 4
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(self.font())
        painter.setPen(QColor(LIGHT.colour(self._tone)))
        painter.drawText(QPointF(0, self.height() - 2), self._text)


class Chip(Label):
    """A word or two on a soft, round ground: a promise, a priority."""

    def __init__(self, text: str = "", tone: Tone = Tone.ACT, parent: QWidget | None = None):
        super().__init__(text, Size.TINY, tone, parent=parent)
        self._ground = tone
        self.setContentsMargins(9, 2, 9, 3)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_chip(self, text: str, tone: Tone) -> None:
        """Change the words and what the colour says; empty words hide the chip."""
        self._ground = tone
        self.set_tone(tone)
        self.setText(text)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.ground(self._ground)))
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.end()
        super().paintEvent(event)


class Dot(QWidget):
    """A dot of 8 pixels; the word that says what it means stands beside it."""

    def __init__(self, tone: Tone = Tone.QUIET, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedSize(8, 10)  # stands as low as the middle of the words beside it

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.colour(self._tone)))
        painter.drawEllipse(QRectF(0, 2, 8, 8))


class Ground(QWidget):
    """A plain surface in one of the style sheet's grounds: card, panel, paper or desk."""

    def __init__(self, name: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Rule(QFrame):
    """A hairline, lying or standing."""

    def __init__(self, *, standing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rule")
        if standing:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class RichLabel(Label):
    """One line of text whose ``<b>`` words are bold and dark, and its ``<em>`` words dark.

    Facts are never read as markup.
    """

    def __init__(self, size: Size = Size.SMALL, tone: Tone = Tone.INK2) -> None:
        super().__init__(size=size, tone=tone)
        self._plain, self._bold = ui_font(size), ui_font(size, bold=True)
        self._runs: list[tuple[str, str]] = []

    def say(self, template: str, **facts: str | int) -> None:
        """Show `template` with its ``{name}`` fields filled."""
        runs, mark = [], ""
        for part in _MARKUP.split(template):
            if _MARKUP.fullmatch(part):
                mark = "" if part.startswith("</") else part.strip("<>")
            elif part:
                runs.append((mark, part.format(**facts)))
        self._runs = runs
        self.setText("".join(words for _, words in runs))

    def _font(self, mark: str) -> QFont:
        return self._bold if mark == "b" else self._plain

    def sizeHint(self) -> QSize:
        width = sum(
            QFontMetricsF(self._font(mark)).horizontalAdvance(words) for mark, words in self._runs
        )
        return QSize(int(width) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetricsF(self._plain)
        x, base = 0.0, (self.height() - metrics.height()) / 2 + metrics.ascent()
        for mark, words in self._runs:
            painter.setFont(self._font(mark))
            painter.setPen(QColor(LIGHT.ink if mark else LIGHT.colour(self._tone)))
            painter.drawText(QPointF(x, round(base)), words)
            x += QFontMetricsF(painter.font()).horizontalAdvance(words)
