"""A field of a form: its label, its input, and beside it what is wrong with it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desk.qt.theme import LIGHT, Size, Tone, ui_font
from desk.qt.theme.icons import icon_pixmap
from desk.qt.widgets.labels import Label


class FieldRow(QWidget):
    """Label at the left, input in the middle, fault or hint at the right, or below when narrow.

    The input's accessible name is the label, its description the fault or the hint; `mono` is
    for codes.
    """

    NARROW = 640

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        required: bool = False,
        label_width: int = 112,
        editor_width: int = 380,
        mono: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint, self._fault = hint, ""
        self._narrow = False
        self._label = Label(label, Size.BODY, Tone.INK2, wrap=True)
        self._label.setBuddy(editor)
        head = QHBoxLayout()
        head.setSpacing(3)
        head.addWidget(self._label)
        if required:
            head.addWidget(Label("*", Size.BODY, Tone.STOP))
        head.addStretch(1)
        self._head = QWidget()
        self._head.setFixedWidth(label_width)
        self._head.setLayout(head)
        head.setContentsMargins(0, 8, 0, 0)
        editor.setFont(ui_font(Size.BODY, mono=mono))
        editor.setAccessibleName(label)
        editor.setMaximumWidth(editor_width)
        editor.setMinimumWidth(min(220, editor_width))
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, editor.sizePolicy().verticalPolicy())
        self._sign: QLabel | None = None
        self._words: Label | None = None
        self._beside = QWidget()
        self._beside.setMinimumWidth(120)
        self._air = QHBoxLayout(self._beside)
        self._air.setSpacing(6)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._grid.addWidget(self._head, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(editor, 0, 1, Qt.AlignmentFlag.AlignTop)
        self._place()
        self._say()

    @property
    def fault(self) -> str:
        """What is shown as wrong; empty when nothing is."""
        return self._fault

    def set_label(self, label: str) -> None:
        """Name the field anew."""
        self._label.setText(label)
        self.editor.setAccessibleName(label)

    def show_fault(self, words: str) -> None:
        """Say beside the field what is wrong; empty words take it back."""
        if words != self._fault:
            self._fault = words
            self._say()

    def set_hint(self, words: str) -> None:
        """What stands beside the field while nothing is wrong."""
        if words != self._hint:
            self._hint = words
            self._say()

    def _say(self) -> None:
        words = self._fault or self._hint
        tone = Tone.STOP if self._fault else Tone.INK3
        if words or self._words is not None:
            self._said_in(tone).setText(words)
        if self._fault or self._sign is not None:
            self._signed().setVisible(bool(self._fault))
        self.editor.setAccessibleDescription(words)
        if bool(self.editor.property("fault")) != bool(self._fault):
            self.editor.setProperty("fault", bool(self._fault))
            style = self.editor.style()
            style.unpolish(self.editor)
            style.polish(self.editor)
        self._beside.setVisible(bool(words) or not self._narrow)

    def _said_in(self, tone: Tone) -> Label:
        """The words beside the input; most fields of a long form never need them."""
        if self._words is None:
            self._words = Label(tone=tone, wrap=True)
            self._words.setMinimumWidth(120)
            self._air.addWidget(self._words, 1)
        self._words.set_tone(tone)
        return self._words

    def _signed(self) -> QLabel:
        if self._sign is None:
            self._sign = QLabel()
            ratio = self.devicePixelRatioF()
            self._sign.setPixmap(icon_pixmap("exclamation", LIGHT.stop, 18, ratio))
            self._air.insertWidget(0, self._sign, 0, Qt.AlignmentFlag.AlignTop)
        return self._sign

    def _place(self) -> None:
        self._grid.removeWidget(self._beside)
        if self._narrow:
            self._grid.addWidget(self._beside, 1, 1)
            self._air.setContentsMargins(0, 0, 0, 4)
        else:
            self._grid.addWidget(self._beside, 0, 2, Qt.AlignmentFlag.AlignTop)
            self._air.setContentsMargins(0, 9, 0, 0)
        self._grid.setColumnStretch(1, 1 if self._narrow else 3)
        self._grid.setColumnStretch(2, 0 if self._narrow else 2)
        self._beside.setVisible(bool(self._fault or self._hint) or not self._narrow)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            narrow = self.width() < self.NARROW
            if narrow != self._narrow:
                self._narrow = narrow
                self._place()
        return super().event(event)
