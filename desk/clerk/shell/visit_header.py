"""The visit at a glance: number, citizen, matter, promise and step."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from desk.clerk.shell.presenter import ShellState, is_done
from desk.domain.masking import number_on_screen
from desk.domain.visits import STEPS, Visit
from desk.qt.theme import LIGHT, Size, Tone
from desk.qt.widgets import BigNumber, Chip, ElidedLabel, Ground, Timeline
from desk.qt.words import matter_name, minutes, promise, step_name


class VisitHeader(Ground):
    """Renders the open visit; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(LIGHT.header)
        self._number = BigNumber(Size.FIGURE)
        self._name = ElidedLabel(size=Size.TITLE, bold=True)
        self._id = ElidedLabel(size=Size.BODY, tone=Tone.INK2)
        self._facts = ElidedLabel(tone=Tone.INK2)
        self._chip = Chip()
        self._line = Timeline([step_name(step) for step in STEPS])
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._name)
        first.addWidget(self._id, 1, Qt.AlignmentFlag.AlignBottom)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._facts)
        second.addWidget(self._chip)
        second.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addLayout(first)
        words.addLayout(second)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.setSpacing(26)
        layout.addWidget(self._number)
        layout.addLayout(words, 1)
        layout.addWidget(self._line)
        self._name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def render_state(self, state: ShellState) -> None:
        """Show this state's visit."""
        visit = state.visit
        if visit is None or state.shown is None or state.called:
            self.hide()
            return
        self.show()
        self._number.set_number(visit.ticket_number)
        applicant = visit.applicant
        if applicant is None:
            self._name.setText(self.tr("Not identified yet"))
            self._id.setText("")
        else:
            self._name.setText(applicant.name)
            self._id.setText(number_on_screen(applicant.kind, applicant.number))
        self._facts.setText(" · ".join(self._lines(visit)))
        self._chip.set_chip(promise(visit.matter.promised_days) if visit.matter else "", Tone.ACT)
        done = [is_done(visit, step) for step in STEPS]
        self._line.show_place(done, STEPS.index(state.shown))

    def _lines(self, visit: Visit) -> list[str]:
        waited = self.tr("waited {time}").format(time=minutes(visit.waited_s))
        if visit.matter is None:
            return [visit.service_name, waited]
        return [matter_name(visit.matter), visit.matter.authority, waited]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._line.setFixedWidth(92 * len(STEPS) if self.width() >= 1400 else 80 * len(STEPS))
        super().resizeEvent(event)
