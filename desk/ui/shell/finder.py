"""The finder: one field over the window, and under it what answers to what is typed."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk.domain.matters import MatterLine
from desk.domain.tickets import Ticket, TicketState
from desk.region.contract import CaseAnswer
from desk.ui.shell.finding import FinderPresenter, FinderState, Found
from desk.ui.theme import LIGHT, Size, Tone, ui_font
from desk.ui.widgets import ElidedLabel, KeyHint, Label, Rule
from desk.ui.words import case_state, clock, day, matter_name, promise, ticket_state
from printing.words import local

_WIDTH, _LINES = 720, 8


class _Line(QWidget):
    """One thing that was found: what it is, its name, its facts."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen = False
        self._kind = Label(size=Size.TINY, tone=Tone.INK2)
        self._kind.setFixedWidth(64)
        self._title = ElidedLabel(size=Size.BODY, bold=True)
        self._facts = ElidedLabel(tone=Tone.INK2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 7, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self._kind)
        layout.addLayout(words, 1)

    def show_found(self, kind: str, title: str, facts: str, chosen: bool) -> None:
        self._kind.setText(kind)
        self._title.setText(title)
        self._facts.setText(facts)
        self._chosen = chosen
        self.setAccessibleName(f"{kind}: {title}, {facts}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._chosen:
            painter = QPainter(self)
            painter.fillRect(self.rect(), QColor(LIGHT.act_soft))
            painter.fillRect(0, 0, 3, self.height(), QColor(LIGHT.act))


class Finder(QWidget):
    """Lies over the window while it is open; Esc closes it."""

    closed = Signal()

    def __init__(self, presenter: FinderPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        self.field = QLineEdit()
        self.field.setFont(ui_font(Size.BODY))
        self.field.setPlaceholderText(
            self.tr("Matter by characters, pinyin or initials; case, receipt or ticket number")
        )
        self.field.setAccessibleName(self.tr("Find"))
        self.field.textEdited.connect(presenter.type)
        self.field.installEventFilter(self)
        self._lines = [_Line() for _ in range(_LINES)]
        self._standing = Label(tone=Tone.INK2)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.setSpacing(18)
        foot.addWidget(self._standing, 1)
        foot.addWidget(KeyHint(("Up", "Down"), self.tr("choose")))
        foot.addWidget(KeyHint("Enter", self.tr("use"), presenter.use))
        foot.addWidget(KeyHint("Esc", self.tr("close"), presenter.close))
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 12)
        head.addWidget(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Rule())
        for line in self._lines:
            layout.addWidget(line)
        layout.addWidget(Rule())
        layout.addLayout(foot)
        self.hide()
        presenter.subscribe(self._render)

    def open(self, text: str = "") -> None:
        """Open over the window, and look for `text` when there is one."""
        self._presenter.open(text)

    def _render(self, state: FinderState) -> None:
        was_open = self.isVisible()
        if self.field.text() != state.text:
            self.field.setText(state.text)
        for place, line in enumerate(self._lines):
            found = state.found[place] if place < len(state.found) else None
            line.setVisible(found is not None)
            if found is not None:
                line.show_found(*self._words(found), place == state.chosen)
        self._standing.setText(self._standing_words(state))
        self.setVisible(state.opened and self.parentWidget() is not None)
        if state.opened:
            self.lay()
        if state.opened and not was_open:
            self.raise_()
            self.field.setFocus()
        elif was_open and not state.opened:
            self.closed.emit()

    def _standing_words(self, state: FinderState) -> str:
        if state.asking:
            return self.tr("Looking")
        if state.text.strip() and not state.found:
            return self.tr("Nothing answers to this")
        return ""

    def _words(self, found: Found) -> tuple[str, str, str]:
        if isinstance(found, MatterLine):
            facts = f"{found.authority} · {found.kind} · {promise(found.promised_days)}"
            return self.tr("Matter"), matter_name(found), facts
        if isinstance(found, Ticket):
            return self.tr("Ticket"), found.number, self._ticket_facts(found)
        return self.tr("Case"), found.case_no, self._case_facts(found)

    def _ticket_facts(self, ticket: Ticket) -> str:
        facts = [ticket.service.name, ticket_state(ticket.state)]
        facts.append(self.tr("taken at {time}").format(time=clock(local(ticket.taken_at))))
        if ticket.window and ticket.state in (TicketState.CALLED, TicketState.SERVING):
            facts.append(self.tr("at window {window}").format(window=ticket.window))
        return " · ".join(facts)

    def _case_facts(self, case: CaseAnswer) -> str:
        facts = [case_state(case.state)]
        facts.append(self.tr("receipt {number}").format(number=case.local_no))
        if case.promised_by:
            facts.append(self.tr("promised by {day}").format(day=day(case.promised_by)))
        return " · ".join(facts)

    def lay(self) -> None:
        """Sit in the upper middle of the window."""
        window = self.parentWidget()
        if window is None:
            return
        self.setFixedWidth(min(_WIDTH, window.width() - 80))
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, LIGHT.top_bar + 12)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        keys = {
            Qt.Key.Key_Up: lambda: self._presenter.choose_by(-1),
            Qt.Key.Key_Down: lambda: self._presenter.choose_by(1),
            Qt.Key.Key_Return: self._presenter.use,
            Qt.Key.Key_Enter: self._presenter.use,
            Qt.Key.Key_Escape: self._presenter.close,
        }
        act = keys.get(Qt.Key(event.key()))
        if act is None:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress:
            act()
            return True
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(LIGHT.edge), 1))
        painter.setBrush(QColor(LIGHT.card))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, LIGHT.radius, LIGHT.radius)
