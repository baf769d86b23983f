"""The bottom bar: quiet keys left, the one next action bottom right with its key on it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk.qt.actions import Action, Bar
from desk.qt.theme import LIGHT, Tone
from desk.qt.widgets import ElidedLabel, Ground, KeyHint, PrimaryButton, SecondaryButton

_SPACING = 22


class _Hints(QWidget):
    """Key hints in a row; the last ones are left out when there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: list[KeyHint] = []
        self._shown: tuple[tuple[tuple[str, ...], Action], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_actions(self, actions: Sequence[Action]) -> None:
        """Show these; hints that say the same as before stay, since the bar is laid often."""
        shown: list[tuple[tuple[str, ...], Action]] = []
        caps: tuple[str, ...] = ()
        for action in actions:
            caps += (action.key,) if action.key else ()
            if action.label:  # without a word of its own it shares the next one's: ↑ ↓ choose
                shown.append((caps, action))
                caps = ()
        before, self._shown = self._shown, tuple(shown)
        if [_face(*one) for one in before] != [_face(*one) for one in shown]:
            self._make()
            self.updateGeometry()
            self._lay()

    def _make(self) -> None:
        for hint in self._hints:
            hint.hide()
            hint.deleteLater()
        self._hints = []
        for place, (caps, action) in enumerate(self._shown):
            run = partial(self._run, place) if action.key else None
            hint = KeyHint(caps, action.label, run, parent=self)
            hint.setEnabled(action.enabled)
            self._hints.append(hint)

    def _run(self, place: int) -> None:
        self._shown[place][1].run()

    def sizeHint(self) -> QSize:
        """As wide as all hints; the bar gives the row less where it may shrink."""
        widths = [hint.sizeHint().width() for hint in self._hints]
        return QSize(sum(widths) + _SPACING * max(len(widths) - 1, 0), 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 22)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        x = 0
        for hint in self._hints:
            size = hint.sizeHint()
            hint.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            hint.setVisible(x + size.width() <= self.width())
            x += size.width() + _SPACING


def _face(caps: tuple[str, ...], action: Action) -> tuple[object, ...]:
    """The visible parts of an action."""
    return caps, bool(action.key), action.label, action.enabled


class BottomBar(Ground):
    """Renders a step's `Bar`, with the shell's own keys before the step's."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(LIGHT.bottom_bar - 1)
        self._hints = _Hints()
        self._progress = ElidedLabel(tone=Tone.INK2)
        self._beside = _Hints()
        self._beside.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.second = SecondaryButton()
        self.primary = PrimaryButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.setSpacing(22)
        layout.addWidget(self._hints, 1)
        layout.addWidget(self._progress)
        layout.addWidget(self._beside)
        layout.addWidget(self.second)
        layout.addWidget(self.primary)
        self._progress.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def render_bar(self, bar: Bar, keys: Sequence[Action]) -> None:
        """Show `bar`; `keys` are all quiet keys, in order."""
        self._hints.show_actions([action for action in keys if action.drawn])
        self._progress.setText(bar.progress)
        self._progress.setVisible(bool(bar.progress))
        self._beside.show_actions([bar.beside] if bar.beside else [])
        self._beside.setVisible(bar.beside is not None)
        self.second.set_action(bar.second)
        self.primary.set_action(bar.primary)
