"""The list of cases that somebody must see to: lines at the left, what can be done at the right."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desk.clerk.cases.lines import CaseLines
from desk.clerk.cases.presenter import CasesPresenter, CasesState
from desk.clerk.cases.words import delay_words, fault_count, fault_text, number_words
from desk.clerk.steps.step_view import StepView
from desk.domain.visits import Visit
from desk.qt.actions import Action, Bar
from desk.qt.counts import counts
from desk.qt.theme import LIGHT, Size, Tone, ui_font
from desk.qt.widgets import Ground, KeyCap, Label, Rule
from desk.qt.widgets.cards import CardMark
from desk.visit.attention_store import AttentionItem, AttentionReason

_RIGHT = 356


@dataclass(frozen=True, slots=True)
class _Deed:
    """Something that can be done about the current case."""

    key: str
    title: str
    line: str
    run: Callable[[], None]
    done: bool = False


class DeedCard(QWidget):
    """A deed as a card: a mark, its words, its key. `first` is framed as the next action."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first = False
        self._mark = CardMark()
        self._title = Label(size=Size.BODY, bold=True)
        self._line = Label(tone=Tone.INK2, wrap=True)
        self._cap = KeyCap("F1")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 11, 14, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.addWidget(self._mark, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._title, 0, 1)
        self._grid.addWidget(self._line, 1, 1, 1, 2)
        self._grid.setColumnStretch(1, 1)

    def show_deed(self, deed: _Deed, *, first: bool) -> None:
        """Show what can be done."""
        self._first = first
        self._title.setText(deed.title)
        self._line.setText(deed.line)
        self._line.setVisible(bool(deed.line))
        self._mark.set_tone(Tone.HELD if deed.done else Tone.QUIET)
        self._grid.removeWidget(self._cap)
        self._cap.deleteLater()
        self._cap = KeyCap(deed.key, self)
        self._grid.addWidget(self._cap, 0, 2, Qt.AlignmentFlag.AlignTop)
        self._cap.show()
        self.setAccessibleName(f"{deed.title}. {deed.line} ({deed.key})")
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self._first else 1.0
        painter.setPen(QPen(QColor(LIGHT.act if self._first else LIGHT.line), width))
        painter.setBrush(QColor(LIGHT.card))
        half = width / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, LIGHT.radius, LIGHT.radius)


class CasesView(StepView):
    """Renders the list; while Space is held the current applicant is shown unmasked."""

    def __init__(self, presenter: CasesPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", False)  # the current line is marked
        self.lines = CaseLines()
        self.lines.chosen.connect(presenter.choose)
        self.lines.opened.connect(presenter.open)
        self._title = Label(self.tr("Cases that need somebody"), Size.TITLE, bold=True)
        self._line = Label(tone=Tone.INK2)
        self._none = Label(size=Size.BODY, tone=Tone.INK2)
        self._none.setContentsMargins(14, 24, 0, 0)
        head = Ground("card")
        words = QVBoxLayout(head)
        words.setContentsMargins(20, 18, 20, 18)
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._line)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 14, 24, 0)
        column.setSpacing(0)
        column.addWidget(self._none)
        column.addWidget(self.lines, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left, 1)
        body.addWidget(Rule(standing=True))
        body.addWidget(self._right())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(Rule())
        layout.addLayout(body, 1)
        presenter.subscribe(self._render)

    def _right(self) -> QWidget:
        panel = Ground("panel")
        panel.setFixedWidth(_RIGHT)
        self._caption = Label(tone=Tone.INK2)
        self._cards = [DeedCard() for _ in range(4)]
        for place, card in enumerate(self._cards):
            card.clicked.connect(lambda place=place: self._clicked(place))
        self._faults_caption = Label(tone=Tone.INK2)
        self._faults = QPlainTextEdit()
        self._faults.setReadOnly(True)
        self._faults.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._faults.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._faults.setFont(ui_font(Size.SMALL))
        self._faults.setStyleSheet("border: none; background: transparent; padding: 0;")
        column = QVBoxLayout(panel)
        column.setContentsMargins(22, 20, 22, 12)
        column.setSpacing(9)
        column.addWidget(self._caption)
        for card in self._cards:
            column.addWidget(card)
        column.addSpacing(8)
        column.addWidget(self._faults_caption)
        column.addWidget(self._faults, 100)
        column.addStretch(1)
        return panel

    def enter(self, visit: Visit | None) -> None:
        self.presenter.enter()
        self.setFocus()

    def leave(self) -> None:
        self.presenter.leave()

    # what is shown

    def _render(self, state: CasesState) -> None:
        late = delay_words(state.delayed)
        words = self.tr(
            "The platform did not take them, or something came up later. "
            "Each stays here until somebody has dealt with it."
        )
        self._line.setText(late or words)
        self._line.set_tone(Tone.WAIT if late else Tone.INK2)
        self._none.setVisible(not state.lines)
        self._none.setText(self.tr("Nothing waits for anybody."))
        self.lines.show_items(state.lines, state.place, state.more, whole=state.whole)
        item = state.item
        deeds = self._deeds(state)
        number = number_words(item)[0] if item is not None else ""
        self._caption.setText(self.tr("{number} · what can be done").format(number=number))
        self._caption.setVisible(bool(deeds))
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(deeds))
            if place < len(deeds):
                card.show_deed(deeds[place], first=place == 0)
        self._show_faults(item)
        self.bar_changed.emit()

    def _show_faults(self, item: AttentionItem | None) -> None:
        text = fault_text(item) if item is not None and not item.settled else ""
        caption = self.tr("What the platform says")
        if item is not None and item.contradicted:
            caption = self.tr("What it means")
        self._faults_caption.setText(caption)
        for part in (self._faults_caption, self._faults):
            part.setVisible(bool(text))
        if text != self._faults.toPlainText():
            self._faults.setPlainText(text)

    def _deeds(self, state: CasesState) -> list[_Deed]:
        item, presenter = state.item, self.presenter
        if item is None or item.settled:
            return []
        told = _Deed(
            "F7",
            self.tr("Note who was told"),
            self.tr("Told · not reached · another time"),
            presenter.ask_how_told,
            done=item.told,
        )
        give_up = _Deed(
            "Del",
            self.tr("The applicant gives up"),
            self.tr("With a reason; it stands in the log"),
            presenter.ask_why_given_up,
        )
        if item.why is AttentionReason.LOOKED_UP:
            again = self.tr("Print its last paper once more")
            return [_Deed("F9", again, "", presenter.print, done=state.printed == item.id)]
        if item.why is AttentionReason.NOT_PRINTED:
            again = self.tr("Print it again")
            line = self.tr("The paper is kept here as it was made")
            dropped = _Deed(
                "Del",
                self.tr("Not needed any more"),
                self.tr("With a reason; it stands in the log"),
                presenter.ask_why_given_up,
            )
            return [_Deed("F9", again, line, presenter.print), told, dropped]
        if item.contradicted:
            give_up = replace(give_up, title=self.tr("Settled with the authority"))
        if item.contradicted or item.why is AttentionReason.PAPER_REFUSED:
            return [told, give_up]
        notice = _Deed(
            "F9",
            self.tr("Print the one-time notice"),
            counts.written_once(max(1, fault_count(item.visit.case))),
            presenter.print,
            done=state.printed == item.id,
        )
        if not item.correctable:
            return [told, notice, give_up]
        sheets = sum(material.sheets for material in item.visit.materials)
        open_it = _Deed(
            "Enter",
            self.tr("Open and correct it"),
            counts.pages_kept(sheets) if sheets else self.tr("Order and promises as before"),
            presenter.open,
        )
        return [open_it, told, notice, give_up]

    # keys

    def bar(self) -> Bar:
        state, presenter = self.presenter.state, self.presenter
        deeds = self._deeds(state)
        keys: list[Action] = []
        if state.lines:
            keys += [
                Action("Up", "", lambda: presenter.choose_by(-1)),
                Action("Down", self.tr("choose"), lambda: presenter.choose_by(1)),
                Action("", self.tr("Hold Space: the whole number"), _nothing),
                Action("", self.tr("Scan a receipt: straight to its case"), _nothing),
            ]
        named = {"Enter": "Return", "Del": "Del"}
        actions = [
            Action(named.get(deed.key, deed.key), deed.title, deed.run, not state.busy)
            for deed in deeds
        ]
        for action in actions[2:]:
            keys.append(Action(action.key, "", action.run, action.enabled, drawn=False))
        primary = actions[0] if actions else None
        second = actions[1] if len(actions) > 1 else None
        return Bar(primary=primary, second=second, keys=tuple(keys))

    def _clicked(self, place: int) -> None:
        deeds = self._deeds(self.presenter.state)
        if place < len(deeds) and not self.presenter.state.busy:
            deeds[place].run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self.presenter.show_whole(True)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.presenter.show_whole(False)
            return
        super().keyReleaseEvent(event)


def _nothing() -> None:
    """A hint that does nothing by itself."""
