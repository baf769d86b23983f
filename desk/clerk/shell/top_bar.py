"""The top bar: where this is, whether the region answers, who waits, who works, what time it is."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk.clerk.shell.presenter import Link, ShellPresenter, ShellState
from desk.qt.theme import LIGHT, Tone
from desk.qt.widgets import Dot, ElidedLabel, Ground, KeyCap, KeyHint, Label, RichLabel
from desk.qt.words import clock, minutes

_TONES = {Link.CHECKING: Tone.QUIET, Link.ONLINE: Tone.HELD, Link.OFFLINE: Tone.WAIT}


class TopBar(Ground):
    """Renders the shell's state; its commands open the finder and the list of cases."""

    def __init__(
        self,
        presenter: ShellPresenter,
        find: KeyHint,
        open_list: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        """`leave` asks whether the clerk locks the window, hands it on, or signs out."""
        super().__init__()
        self._presenter = presenter
        self.setFixedHeight(LIGHT.top_bar - 1)
        self._place = ElidedLabel(bold=True)
        self._dot = Dot()
        self._link = Label(tone=Tone.INK2)
        self._pending = RichLabel()
        self._attention = AttentionHint(open_list)
        self._waiting = RichLabel()
        self._find = find
        self._clerk = ElidedLabel(tone=Tone.INK2)
        self._leave = KeyHint("F12", "", leave)
        self._leave.setAccessibleName(self.tr("Lock, change of shift, sign out"))
        self._clock = Label(bold=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.setSpacing(0)
        layout.addWidget(self._place)
        layout.addSpacing(22)
        layout.addWidget(self._dot)
        layout.addSpacing(7)
        layout.addWidget(self._link)
        layout.addSpacing(22)
        layout.addWidget(self._pending)
        layout.addSpacing(22)
        layout.addWidget(self._attention)
        self._gap = QWidget()
        self._gap.setFixedWidth(22)
        layout.addWidget(self._gap)
        layout.addWidget(self._waiting)
        layout.addStretch(1)
        layout.addWidget(self._find)
        layout.addSpacing(22)
        layout.addWidget(self._clerk)
        layout.addSpacing(8)
        layout.addWidget(self._leave)
        layout.addSpacing(22)
        layout.addWidget(self._clock)
        for giving in (self._place, self._clerk):
            giving.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._show_time)
        self._tick.start(1000)
        self._show_time()

    def render_state(self, state: ShellState) -> None:
        """Show this state."""
        place = self.tr("{hall} · Window {window}")
        self._place.setText(place.format(hall=state.hall, window=state.window))
        self._dot.set_tone(_TONES[state.link])
        self._link.setText(link_words(state.link))
        signed_in = state.shown is not None
        late = bool(state.delayed)
        words = (
            self.tr("Waits long to be sent <b>{n}</b>") if late else self.tr("To send <b>{n}</b>")
        )
        self._pending.say(words, n=state.pending)
        self._pending.set_tone(Tone.WAIT if late else Tone.INK2)
        self._attention.show_count(state.attention, key=state.free and not state.listing)
        if state.hall_trouble is not None:
            self._waiting.say(self.tr("Queue out of reach"))
        elif state.waiting:
            words = self.tr("Waiting <b>{n}</b> · longest <b>{time}</b>")
            self._waiting.say(words, n=state.waiting, time=minutes(state.longest_s))
        else:
            self._waiting.say(self.tr("Nobody waits"))
        quiet: tuple[QWidget, ...] = (self._pending, self._waiting, self._find)
        for part in quiet:
            part.setVisible(signed_in)
        for part in (self._attention, self._gap):
            part.setVisible(signed_in and bool(state.attention))
        clerk = state.clerk
        self._clerk.setText(" · ".join((clerk.name, clerk.role)) if clerk else "")
        self._clerk.setVisible(clerk is not None)
        self._leave.setVisible(clerk is not None)

    def _show_time(self) -> None:
        self._clock.setText(clock(self._presenter.now()))


class AttentionHint(QWidget):
    """How many cases need somebody, in the colour of *stop*, with the key of their list."""

    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run
        self._count = Label(bold=True, tone=Tone.STOP)
        self._cap = KeyCap("F10")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(self._count)
        row.addWidget(self._cap)

    def show_count(self, count: int, *, key: bool) -> None:
        """So many; with `key` the list can be opened now."""
        self._count.setText(self.tr("%n need(s) somebody", "", count))
        self._cap.setVisible(key)
        self.setAccessibleName(f"{self._count.text()} (F10)" if key else self._count.text())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._run()


def link_words(link: Link) -> str:
    """The region's standing in words."""
    translate = QCoreApplication.translate
    words = {
        Link.CHECKING: translate("Link", "Asking the platform"),
        Link.ONLINE: translate("Link", "Platform online"),
        Link.OFFLINE: translate("Link", "Platform out of reach"),
    }
    return words[link]
