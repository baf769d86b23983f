"""What is shown while the window is being opened: its frame, and one line.

It imports no more than it shows, so that it is shown early. A style sheet paints it: a painter, or
anything else that takes a member of the namespace `Qt`, first makes all of Qt's enumerations, a
quarter of the time in which an empty window is shown.
"""

from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

import resources
from desk.qt.theme import LIGHT, Size, ui_font

_SHEET = f"""
#opening {{ background: {LIGHT.paper}; }}
#bar {{ background: {LIGHT.card}; color: {LIGHT.ink}; padding-left: 20px;
    border: 0 solid {LIGHT.line}; }}
#bar[at="top"] {{ border-bottom-width: 1px; }}
#bar[at="bottom"] {{ border-top-width: 1px; }}
#line {{ color: {LIGHT.ink2}; }}
"""


class OpeningWindow(QFrame):
    """The frame of the window with the code `window`, until the window itself takes its place."""

    def __init__(self, window: str) -> None:
        super().__init__()
        self.painted = False
        self.setObjectName("opening")
        self.setWindowTitle(self.tr("Hall Desk"))
        self.setMinimumSize(1180, 640)
        self.setStyleSheet(_SHEET)
        line = QLabel(self.tr("Opening the queue and the visits"))
        line.setObjectName("line")
        line.setFont(ui_font(Size.TITLE))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(line)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        name = self.tr("Window {n}").format(n=window)
        layout.addWidget(_bar("top", LIGHT.top_bar, name))
        layout.addLayout(middle, 1)
        layout.addWidget(_bar("bottom", LIGHT.bottom_bar))

    def show_icon(self) -> None:
        """Set the window's icon; drawing it takes longer than the first paint."""
        self.setWindowIcon(QIcon(str(resources.path("icons/hall-desk.svg"))))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted = True


def _bar(at: str, height: int, text: str = "") -> QLabel:
    bar = QLabel(text)
    bar.setObjectName("bar")
    bar.setProperty("at", at)
    bar.setFont(ui_font(Size.SMALL))
    bar.setFixedHeight(height)
    return bar
