"""Choosing a matter: one field, its matches, and the guide of the current line."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desk.clerk.steps.matter.guide import GuidePanel
from desk.clerk.steps.matter.presenter import MatterPresenter, MatterState
from desk.clerk.steps.step_view import StepView
from desk.domain.matters import ApplicantKind
from desk.domain.visits import Visit
from desk.qt.actions import Action, Bar
from desk.qt.theme import Size, Tone, ui_font
from desk.qt.widgets import Card, Label, Rule
from desk.qt.words import matter_name, promise

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -6, Qt.Key.Key_PageDown: 6}


class MatterView(StepView):
    """The keyboard stays in the search field; arrows move in the list, Enter chooses."""

    def __init__(self, presenter: MatterPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._field = QLineEdit()
        self._field.setFont(ui_font(Size.BODY))
        self._field.setMinimumHeight(44)
        self._field.setPlaceholderText(self.tr("Name of the matter, pinyin, or initials"))
        self._field.setAccessibleName(self.tr("Search matters"))
        self._field.setClearButtonEnabled(False)
        self._field.textEdited.connect(presenter.type)
        self._field.installEventFilter(self)
        self._count = Label(tone=Tone.INK2)
        self._cards: list[Card] = []
        self._list = QWidget()
        self._list.setObjectName("bare")
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(5, 5, 9, 5)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(85, 32, 40, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(5, 0, 9, 0)
        head.addWidget(self._field)
        head.addSpacing(6)
        head.addWidget(self._count)
        column.addLayout(head)
        column.addSpacing(6)
        column.addWidget(self._scroll, 1)
        self._guide = GuidePanel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left, 1)
        layout.addWidget(Rule(standing=True))
        layout.addWidget(self._guide)
        presenter.subscribe(self._render)

    def enter(self, visit: Visit | None) -> None:
        if visit is not None:
            self.presenter.enter(visit)
            self._field.setFocus()
            self._field.selectAll()

    def _render(self, state: MatterState) -> None:
        if self._field.text() != state.text:
            self._field.setText(state.text)
        self._count.setText(self._found_words(state))
        while len(self._cards) < len(state.lines):
            card = Card()
            place = len(self._cards)
            card.clicked.connect(lambda place=place: self.presenter.choose(place))
            self._column.insertWidget(place, card)
            self._cards.append(card)
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(state.lines))
            if place < len(state.lines):
                line = state.lines[place]
                tone = Tone.ACT if line.code == state.taken else Tone.QUIET
                tone = tone if line.usable else Tone.STOP
                facts, days = f"{line.authority} · {line.kind}", promise(line.promised_days)
                if not line.usable:
                    facts, days = self.tr("Cannot be applied for at this window"), ""
                card.show_line(tone, matter_name(line), facts, days)
                card.mark.setVisible(line.code == state.taken or not line.usable)
                card.set_chosen(place == state.chosen)
        if state.lines:
            self._scroll.ensureWidgetVisible(self._cards[state.chosen], 0, 12)
        self._guide.show_guide(state.guide, state.kind, state.fits, state.line)
        self.bar_changed.emit()

    def _found_words(self, state: MatterState) -> str:
        if not state.searched:
            return self.tr("Looking")
        if not state.text.strip():
            return self.tr("The ticket was taken for {service}").format(service=state.service)
        if not state.lines:
            return self.tr("No matter answers to this. Try fewer characters or its initials.")
        return self.tr("%n matter(s)", "", len(state.lines))

    def bar(self) -> Bar:
        state, presenter = self.presenter.state, self.presenter
        ready = state.usable and state.fits and not state.working
        progress = ""
        if state.working:
            progress = self.tr("Asking the platform what it holds already")
        kind = self.tr("an organisation")
        if state.kind is ApplicantKind.PERSON:
            kind = self.tr("a person")
        label = self.tr("Choose this matter")
        if not state.fits:
            progress = self.tr("Not for {kind}").format(kind=kind)
        elif state.line is not None and not state.usable:
            progress = self.tr("Cannot be applied for at this window")
        return Bar(
            primary=Action("Return", label, presenter.take, ready),
            keys=(
                Action("Up", "", lambda: presenter.choose_by(-1)),
                Action("Down", self.tr("choose"), lambda: presenter.choose_by(1)),
                *self._kept(state),
            ),
            progress=progress,
        )

    def _kept(self, state: MatterState) -> tuple[Action, ...]:
        """With a matter taken already, F9 keeps it."""
        if not state.taken:
            return ()
        return (Action("F9", self.tr("keep the chosen one"), self.presenter.keep),)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Page keys move in the list; the arrows are the shell's shortcuts."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = _STEPS.get(Qt.Key(event.key()))
            if steps is not None:
                self.presenter.choose_by(steps)
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._guide.setFixedWidth(420 if self.width() >= 1400 else 380)
