"""What happened while nobody watched: one line, until Esc or the next call."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.domain.clock import local_time
from desk.qt.theme import LIGHT, Tone
from desk.qt.widgets import ElidedLabel, KeyHint
from desk.qt.words import clock, minutes

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.visit.absence import WhileAway


class AwayNote(QWidget):
    """Shows the counts of a `WhileAway`; hidden without one."""

    def __init__(self, close: Callable[[], None]) -> None:
        super().__init__()
        self.setFixedHeight(36)
        self._words = ElidedLabel(tone=Tone.INK)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(16)
        layout.addWidget(self._words, 1)
        layout.addWidget(KeyHint("Esc", self.tr("close"), close))

    def show_away(self, away: WhileAway | None) -> None:
        """Show these counts; what is 0 is left out."""
        self.setVisible(away is not None)
        if away is None:
            return
        counted = (
            (away.called, self.tr("%n called by others", "", away.called)),
            (away.taken, self.tr("%n new", "", away.taken)),
            (away.handed, self.tr("%n handed to you", "", away.handed)),
        )
        parts = [words for count, words in counted if count]
        if away.longest_s:
            parts.append(self.tr("longest wait {time}").format(time=minutes(away.longest_s)))
        told = self.tr("Since {time}: {what}").format(
            time=clock(local_time(away.since)), what=" · ".join(parts)
        )
        self._words.setText(told)
        self.setAccessibleName(told)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(LIGHT.act_soft))
        painter.setBrush(QColor(LIGHT.act_soft))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, LIGHT.radius, LIGHT.radius)
