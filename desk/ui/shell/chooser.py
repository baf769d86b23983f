"""The chooser: a question over the window, answered with the arrows and Enter."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from desk.ui.shell.overlay import Overlay, OverlayLine
from desk.ui.shell.question import QuestionPresenter, QuestionState
from desk.ui.theme import Size, Tone, ui_font
from desk.ui.widgets import KeyHint, Label, Rule

_LINES = 7


class Chooser(Overlay):
    """Shows the question that its presenter has, with as many answers as there is room for."""

    def __init__(self, presenter: QuestionPresenter) -> None:
        super().__init__(presenter.choose_by, presenter.use, presenter.close)
        self._presenter = presenter
        self._first = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.listen(self)
        self._title = Label(size=Size.TITLE, bold=True)
        self._line = Label(tone=Tone.INK2, wrap=True)
        self.field = QLineEdit()
        self.field.setFont(ui_font(Size.BODY))
        self.field.setMaxLength(40)
        self.field.textEdited.connect(presenter.type)
        self.listen(self.field)
        self._lines = [OverlayLine() for _ in range(_LINES)]
        for place, line in enumerate(self._lines):
            line.clicked.connect(partial(self._clicked, place))
        self._more = Label(tone=Tone.INK2)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.setSpacing(18)
        foot.addWidget(self._more, 1)
        foot.addWidget(KeyHint(("Up", "Down"), self.tr("choose")))
        foot.addWidget(KeyHint("Enter", self.tr("use"), presenter.use))
        foot.addWidget(KeyHint("Esc", self.tr("leave it"), presenter.close))
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 12)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._line)
        head.addSpacing(4)
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
        presenter.subscribe(self._render)

    def _render(self, state: QuestionState) -> None:
        question = state.question
        if question is not None:
            self._title.setText(question.title)
            self._line.setText(question.line)
            self._line.setVisible(bool(question.line))
            self.field.setVisible(bool(question.field))
            self.field.setPlaceholderText(question.field)
            self.field.setAccessibleName(question.field)
            self.setAccessibleName(f"{question.title}. {question.line}")
            if self.field.text() != state.typed:
                self.field.setText(state.typed)
            self._show_answers(state)
        field = bool(question and question.field)
        self.appear(question is not None, self.field if field else self)

    def _show_answers(self, state: QuestionState) -> None:
        """The answers around the one in hand."""
        answers = state.answers
        self._first = min(self._first, state.chosen)
        self._first = max(self._first, state.chosen - _LINES + 1)
        self._first = max(0, min(self._first, len(answers) - _LINES))
        for place, line in enumerate(self._lines, self._first):
            line.setVisible(place < len(answers))
            if place < len(answers):
                answer = answers[place]
                line.show_line(answer.kind, answer.title, answer.facts, place == state.chosen)
        left = len(answers) - _LINES
        words = self.tr("and {n} more").format(n=left) if left > 0 else ""
        self._more.setText(words if answers else self.tr("Nothing answers to this"))

    def _clicked(self, place: int) -> None:
        self._presenter.choose(self._first + place)
        self._presenter.use()
