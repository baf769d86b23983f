"""The kiosk's one window: a page, and below it the languages, large type and the time left."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

import resources
from desk.kiosk.appointment import AppointmentPage
from desk.kiosk.confirm import ConfirmPage
from desk.kiosk.measures import Measures, Type
from desk.kiosk.pages import PageView
from desk.kiosk.parts import Button, Thread, Touch, TouchLine
from desk.kiosk.presenter import KioskPresenter
from desk.kiosk.result import RefusedPage, TicketPage
from desk.kiosk.start import StartPage
from desk.kiosk.state import KioskPage, KioskState
from desk.qt.barcode_scanner import BarcodeScanner
from desk.qt.language import speak
from desk.qt.theme import LIGHT, Tone
from desk.qt.widgets import FocusRing
from desk.qt.widgets.aloud import announce

LANGUAGES = (("zh_CN", "中文"), ("za", "Vahcuengh"), ("en", "English"))
"""Each by the name that its readers give it."""

_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}
_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class KioskRing(FocusRing):
    """The focus ring, in the kiosk's measures, and only for those who use a keyboard."""

    unit = 1.0
    by_keys = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.by_keys:
            return
        width = max(2.0, 5 * self.unit)
        focus = QApplication.focusWidget()
        radius = focus.radius + 2 if isinstance(focus, Touch) else LIGHT.radius
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(LIGHT.focus), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, radius, radius)


class KioskWindow(QWidget):
    """Shows its presenter's state. Keys, touches and the gun go to the presenter."""

    def __init__(self, presenter: KioskPresenter, app: QApplication) -> None:
        super().__init__()
        self._presenter = presenter
        self._app = app
        self._language = ""
        self._news = ""
        self.setObjectName("paper")
        self.setWindowTitle("Hall Desk")
        self.setWindowIcon(QIcon(str(resources.path("icons/hall-desk.svg"))))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.pages: dict[KioskPage, PageView] = {
            KioskPage.START: StartPage(presenter),
            KioskPage.PRIORITY: StartPage(presenter, priority=True),
            KioskPage.CONFIRM: ConfirmPage(presenter),
            KioskPage.APPOINTMENT: AppointmentPage(presenter),
            KioskPage.TICKET: TicketPage(presenter),
            KioskPage.REFUSED: RefusedPage(presenter),
        }
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        self.time_left = TouchLine(Type.NOTE, Tone.INK2)
        self.thread_ = Thread()
        self.languages = {code: Button(partial(presenter.speak, code)) for code, _ in LANGUAGES}
        self.large = Button(lambda: presenter.enlarge(not presenter.state.large))
        self._foot = QHBoxLayout()
        for button in self.languages.values():
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        self._foot.addWidget(self.large)
        self._whole = QVBoxLayout(self)
        # the screen's size is fixed, whatever a page's size hint is
        self._whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._whole.addWidget(self._stack, 1)
        self._whole.addWidget(self.time_left)
        self._whole.addWidget(self.thread_)
        self._whole.addLayout(self._foot)
        self._ring = KioskRing(self)
        self.barcode_scanner = BarcodeScanner(self)
        self.barcode_scanner.scanned.connect(presenter.scanned)
        self.barcode_scanner.broke_off.connect(presenter.scan_broke_off)
        app.installEventFilter(self.barcode_scanner)
        app.installEventFilter(self)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)
        presenter.subscribe(self._render)

    @property
    def page(self) -> PageView:
        """The page that is shown."""
        return self.pages[self._presenter.state.page]

    def _render(self, state: KioskState) -> None:
        if state.language != self._language:
            self._language = state.language
            speak(self._app, state.language)
        look = Measures.on(self.size(), large=state.large)
        page = self.pages[state.page]
        turned = self._stack.currentWidget() is not page
        self._lay(look)
        if turned and isinstance(page, StartPage):
            page.services.begin()
        page.render_state(state, look)
        self._render_foot(state, look)
        if turned or self._app.focusWidget() is None:
            self._stack.setCurrentWidget(page)
            start = page.start_here()
            if start is not None:
                start.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_aloud(page, turned=turned)

    def _lay(self, look: Measures) -> None:
        side = look.px(72)
        top = look.px(88 if look.standing else 56)
        self._whole.setContentsMargins(side, top, side, look.px(56 if look.standing else 36))
        self._whole.setSpacing(look.px(30 if look.standing else 20))
        self._foot.setSpacing(look.px(28))
        self._ring.unit = look.unit

    def _render_foot(self, state: KioskState, look: Measures) -> None:
        for code, name in LANGUAGES:
            self.languages[code].say(look, name, chosen=code == state.language)
        self.large.say(look, self.tr("Large type"), chosen=state.large)
        left = state.leaves_in
        said = self.tr("Back to the start in {n} s. Touch the screen to stay.")
        if state.page is KioskPage.TICKET:
            said = self.tr("Back to the start in {n} s")
        quiet = (
            " "
            if state.language != "za"
            else self.tr(
                "Zhuang words are shown where a source confirms them, the others in Chinese"
            )
        )
        self.time_left.say(look, said.format(n=left) if left is not None else quiet)
        self.thread_.say(look, min(1.0, (left or 0) / self._presenter.counts_from))

    def _say_aloud(self, page: PageView, *, turned: bool) -> None:
        """Let a screen reader read a page when it comes, and afterwards its changes."""
        if turned:
            announce(self, page.spoken)
        elif page.news.strip() and page.news != self._news:
            announce(self, page.news)
        self._news = page.news

    # -- keys and touches

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and isinstance(watched, QWidget) and watched.window() is self:
            self._presenter.touched()
            self._by_keys(False)
        elif event.type() == QEvent.Type.KeyPress and watched is self.windowHandle():
            self._presenter.touched()
            self._by_keys(True)
        return False

    def _by_keys(self, by_keys: bool) -> None:
        if self._ring.by_keys != by_keys:
            self._ring.by_keys = by_keys
            self._ring.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._move(_ARROWS[key])
        elif key == Qt.Key.Key_Escape:
            self._presenter.back()
        elif self._presenter.state.page is KioskPage.APPOINTMENT and event.text():
            if key == Qt.Key.Key_Backspace:
                self._presenter.erase()
            else:
                self._presenter.type(event.text())

    def _move(self, way: QPoint) -> None:
        """Move the keyboard focus to the next widget in this direction."""
        here = self._app.focusWidget()
        if not isinstance(here, Touch):
            return
        begin = here.mapTo(self, here.rect().center())
        best: tuple[float, Touch] | None = None
        for part in self._reachable():
            step = part.mapTo(self, part.rect().center()) - begin
            along = step.x() * way.x() + step.y() * way.y()
            across = abs(step.x() * way.y()) + abs(step.y() * way.x())
            if part is not here and along > 0 and (best is None or along + 2 * across < best[0]):
                best = along + 2 * across, part
        if best is not None:
            best[1].setFocus(Qt.FocusReason.TabFocusReason)

    def _reachable(self) -> Iterator[Touch]:
        return (part for part in self.findChildren(Touch) if part.isVisible() and part.isEnabled())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._render(self._presenter.state)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._app.removeEventFilter(self.barcode_scanner)
        self._app.removeEventFilter(self)
        super().closeEvent(event)
