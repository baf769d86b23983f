"""A window with a barcode gun over it, and a clock that the test moves."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.qt.barcode_scanner import GAP_MS, BarcodeScanner

PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
CODE = "A024-20261127"


@dataclass
class Desk:
    """A window with a field, a button and a gun over it, and a clock that the test moves."""

    app: QApplication
    window: QWidget
    field: QLineEdit
    button: QPushButton
    barcode_scanner: BarcodeScanner
    scans: list[str]
    entered: list[str]
    time_ms: int = 1000

    def press(
        self,
        text: str,
        gap_ms: int = 5,
        key: int | None = None,
        modifiers: Qt.KeyboardModifier = PLAIN,
        repeat: bool = False,
    ) -> None:
        """One key, `gap_ms` after the one before, to whatever has the focus."""
        self.time_ms += gap_ms
        code = ord(text.upper()) if key is None else key
        target = self.app.focusWidget() or self.window
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, modifiers, text, repeat)
            event.setTimestamp(self.time_ms)
            QCoreApplication.sendEvent(target, event)

    def type(self, text: str, gap_ms: int = 5) -> None:
        """Several keys, evenly apart."""
        for character in text:
            self.press(character, gap_ms)

    def enter(self, gap_ms: int = 5) -> None:
        """The Enter key."""
        self.press("\r", gap_ms, Qt.Key.Key_Return)

    def rest(self) -> None:
        """Nobody touches a key for longer than a burst's gap."""
        QTest.qWait(GAP_MS * 3)
        for _ in range(500):
            if not self.barcode_scanner.holding:
                return
            QTest.qWait(10)
        raise AssertionError("keys are held for ever")


def shown_desk(qapp: QApplication) -> Iterator[Desk]:
    """A shown window whose field has the focus, until the test is over."""
    window = QWidget()
    field, button = QLineEdit(), QPushButton("press")
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(button)
    barcode_scanner = BarcodeScanner(window)
    scans: list[str] = []
    entered: list[str] = []
    barcode_scanner.scanned.connect(scans.append)
    field.returnPressed.connect(lambda: entered.append(field.text()))
    qapp.installEventFilter(barcode_scanner)
    window.show()
    window.activateWindow()
    field.setFocus()
    qapp.processEvents()
    yield Desk(qapp, window, field, button, barcode_scanner, scans, entered)
    qapp.removeEventFilter(barcode_scanner)
    window.close()
    window.deleteLater()
    qapp.processEvents()
