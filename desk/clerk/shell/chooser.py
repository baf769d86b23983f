"""The chooser: a question over the window, answered with the arrows and Enter, or by number."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk.clerk.shell.numbered import NumberedLine
from desk.clerk.shell.overlay import Overlay, OverlayLine
from desk.clerk.shell.question import QuestionPresenter, QuestionState
from desk.qt.theme import LIGHT, Size, Tone, ui_font
from desk.qt.widgets import KeyHint, Label, Rule

_LINES = 7
_NUMBERED_WIDTH = 640


class Chooser(Overlay):
    """Shows the question that its presenter has, with as many answers as there is room for."""

    def __init__(self, presenter: QuestionPresenter) -> None:
        super().__init__(presenter.choose_by, presenter.use, presenter.close)
        self._presenter = presenter
        self._first = 0
        self._numbered = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", False)  # the current answer is marked
        self.listen(self)
        self._title = Label(size=Size.TITLE, bold=True, wrap=True)
        self._line = Label(tone=Tone.INK2, wrap=True)
        self.field = QLineEdit()
        self.field.setFont(ui_font(Size.BODY))
        self.field.textEdited.connect(presenter.type)
        self.listen(self.field)
        self._lines = [OverlayLine() for _ in range(_LINES)]
        self._numbers = [NumberedLine(place + 1) for place in range(_LINES)]
        for place, (line, number) in enumerate(zip(self._lines, self._numbers, strict=True)):
            line.clicked.connect(partial(self._clicked, place))
            number.clicked.connect(partial(self._clicked, place))
        self._more = Label(tone=Tone.INK2)
        self._foot = self._keys()
        self._rules = (Rule(), Rule())
        self._head = QVBoxLayout()
        self._head.setSpacing(4)
        self._head.addWidget(self._title)
        self._head.addWidget(self._line)
        self._head.addSpacing(4)
        self._head.addWidget(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(self._rules[0])
        for part in (*self._lines, *self._numbers):
            layout.addWidget(part)
        self._air = QWidget()
        self._air.setFixedHeight(14)
        layout.addWidget(self._air)
        layout.addWidget(self._rules[1])
        layout.addWidget(self._foot)
        presenter.subscribe(self._render)

    def _keys(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 10)
        row.setSpacing(18)
        row.addWidget(self._more, 1)
        row.addWidget(KeyHint(("Up", "Down"), self.tr("choose")))
        row.addWidget(KeyHint("Enter", self.tr("use"), self._presenter.use))
        row.addWidget(KeyHint("Esc", self.tr("leave it"), self._presenter.close))
        return foot

    def _render(self, state: QuestionState) -> None:
        question = state.question
        if question is not None:
            self._numbered = question.numbered
            self._title.setText(question.title)
            self._line.setText(question.line)
            self._line.setVisible(bool(question.line))
            self.field.setVisible(bool(question.field))
            self.field.setPlaceholderText(question.field)
            self.field.setAccessibleName(question.field)
            self.field.setMaxLength(question.longest)
            echo = QLineEdit.EchoMode
            self.field.setEchoMode(echo.Password if question.secret else echo.Normal)
            self.setAccessibleName(f"{question.title}. {question.line}")
            if self.field.text() != state.typed:
                self.field.setText(state.typed)
            side = 28 if question.numbered else 16
            self._head.setContentsMargins(side, side - 4 if question.numbered else 14, side, 12)
            self._show_answers(state)
        field = bool(question and question.field)
        self.appear(question is not None, self.field if field else self)

    def _show_answers(self, state: QuestionState) -> None:
        """The answers around the current one; those of a numbered question are few."""
        answers = state.answers
        for part in (*self._rules, self._foot):
            part.setVisible(not self._numbered)
        self._air.setVisible(self._numbered)
        if self._numbered:
            self._first = 0
        self._first = min(self._first, state.chosen)
        self._first = max(self._first, state.chosen - _LINES + 1)
        self._first = max(0, min(self._first, len(answers) - _LINES))
        pairs = zip(self._lines, self._numbers, strict=True)
        for place, (line, number) in enumerate(pairs, self._first):
            there = place < len(answers)
            line.setVisible(there and not self._numbered)
            number.setVisible(there and self._numbered)
            if not there:
                continue
            answer, chosen = answers[place], place == state.chosen
            if self._numbered:
                number.show_line(answer.title, answer.facts, chosen)
            else:
                line.show_line(answer.kind, answer.title, answer.facts, chosen)
        left = len(answers) - _LINES
        words = self.tr("and {n} more").format(n=left) if left > 0 else ""
        self._more.setText(words if answers else self.tr("Nothing answers to this"))

    def act(self, event: QKeyEvent) -> Callable[[], None] | None:
        digit = event.text()
        if self._numbered and len(digit) == 1 and digit in "123456789":
            return partial(self._presenter.give, int(digit) - 1)
        return super().act(event)

    def lay(self) -> None:
        super().lay()
        window = self.parentWidget()
        if window is not None and self._numbered:
            self.setFixedWidth(min(_NUMBERED_WIDTH, window.width() - 80))
            layout = self.layout()
            if layout is not None:
                self.resize(self.width(), layout.totalHeightForWidth(self.width()))
            top = LIGHT.top_bar + LIGHT.header + 12
            top = max(8, min(top, (window.height() - self.height()) // 2))
            self.move((window.width() - self.width()) // 2, top)

    def _clicked(self, place: int) -> None:
        self._presenter.choose(self._first + place)
        self._presenter.use()
