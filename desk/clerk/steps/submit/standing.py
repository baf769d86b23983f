"""The right column: the state of the case, large, and what is to be corrected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.clerk.steps.refusals import refused_more
from desk.clerk.steps.submit.presenter import SubmissionState, SubmitState
from desk.clerk.steps.submit.words import (
    acknowledged_words,
    case_rows,
    gap_line,
    progress_words,
    refusal_words,
)
from desk.qt.theme import Size, Tone
from desk.qt.widgets import Facts, KeyHint, Label
from desk.qt.widgets.aloud import said
from desk.qt.widgets.cards import CardMark
from desk.qt.widgets.checklist import Checklist
from desk.qt.widgets.notes import Note
from desk.qt.widgets.progress import ProgressLine
from desk.qt.words import until

_TONES = {
    SubmissionState.OPEN: Tone.WAIT,
    SubmissionState.READY: Tone.ACT,
    SubmissionState.QUEUED: Tone.ACT,
    SubmissionState.SENDING: Tone.ACT,
    SubmissionState.KEPT: Tone.WAIT,
    SubmissionState.ACKNOWLEDGED: Tone.HELD,
    SubmissionState.PARKED: Tone.STOP,
}


class StandingPanel(QWidget):
    """Says one thing large. `chosen` and `opened` carry the place of a gap."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = CardMark()
        self._title = Label(size=Size.TITLE, bold=True, wrap=True)
        self._text = Label(size=Size.BODY, tone=Tone.INK2, wrap=True)
        self._line = ProgressLine()
        self._progress = Label(tone=Tone.INK2)
        self._number = Label(size=Size.TITLE, bold=True, mono=True)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._promise_label = Label(tone=Tone.INK2)
        self._promise = Label(size=Size.TITLE, bold=True, tone=Tone.ACT)
        self._facts = Facts(label_width=104)
        self._note = Note()
        self.gaps = Checklist()
        self.gaps.chosen.connect(self.chosen)
        self.gaps.opened.connect(self.opened)
        self._keys = QWidget()
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(12)
        keys.addWidget(KeyHint(("Up", "Down"), self.tr("choose")))
        keys.addWidget(KeyHint("Enter", self.tr("mend it there")))
        keys.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(10)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 5, 0, 0)
        mark.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(mark)
        head.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addLayout(head)
        parts: tuple[QWidget, ...] = (self._text, self._line, self._progress, self._number)
        for part in parts:
            column.addWidget(part)
        column.addSpacing(2)
        parts = (self._promise_label, self._promise, self._facts, self._note)
        for part in parts:
            column.addWidget(part)
        self.gaps.add_below(self._keys)
        column.addWidget(self.gaps, 100)
        column.addStretch(1)

    @property
    def said(self) -> str:
        """Everything that stands here, for reading aloud."""
        return said(self)

    def show_state(self, state: SubmitState) -> None:
        """Render the state of the case."""
        standing, visit = state.standing, state.visit
        self._mark.set_tone(_TONES[standing])
        self._mark.setVisible(_TONES[standing] is not Tone.ACT)
        title, text = self._words(state)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        moving = standing in (SubmissionState.SENDING, SubmissionState.QUEUED)
        self._line.setVisible(moving)
        self._line.set_share(state.sent / state.size if state.size else 0.0)
        self._progress.setText(progress_words(state))
        self._progress.setVisible(moving and bool(state.size))
        case = visit.case if visit else None
        done = standing is SubmissionState.ACKNOWLEDGED and case is not None
        self._number.setText(case.case_no or "" if case and done else "")
        self._number.setVisible(bool(self._number.text()))
        promised = case.promised_by if case and done else None
        self._promise_label.setText(self.tr("Promised"))
        estimated = case is not None and case.estimated
        self._promise.setText(until(promised, estimated=estimated) if promised else "")
        for label in (self._promise_label, self._promise):
            label.setVisible(promised is not None)
        kept = done or standing is SubmissionState.KEPT
        self._facts.show_rows(case_rows(visit) if visit and kept else ())
        self._facts.setVisible(kept)
        if case is not None and case.estimated and done:
            text = self.tr("The holidays of that year are not known yet.")
            self._note.say(self.tr("The day is an estimate"), text)
        else:
            self._note.say("")
        lines = [gap_line(gap, visit) for gap in state.gaps] if visit else []
        self.gaps.show_lines(lines, state.chosen if lines else -1)
        self.gaps.setVisible(bool(lines))

    def _words(self, state: SubmitState) -> tuple[str, str]:
        count = len(state.gaps)
        case = state.visit.case if state.visit else None
        if state.standing is SubmissionState.PARKED:
            more = refused_more(state.visit) if state.visit else 0
            mend = self.tr("%n thing(s) to mend; then submit again.", "", count + more)
            if more:
                mend += " " + self.tr("These are the first {n}.").format(n=count)
            title, why = refusal_words(case)
            return title, mend if count else why
        if state.standing is SubmissionState.ACKNOWLEDGED:
            return acknowledged_words(case), ""
        return {
            SubmissionState.OPEN: (self.tr("%n thing(s) still open", "", count), ""),
            SubmissionState.READY: (
                self.tr("Ready to submit"),
                self.tr("Everything the guide asks for is there."),
            ),
            SubmissionState.QUEUED: (
                self.tr("Waiting to be sent"),
                self.tr("The case is stored on this PC."),
            ),
            SubmissionState.SENDING: (
                self.tr("Sending to the platform"),
                self.tr("Nothing is lost if the link breaks: it goes on from where it stopped."),
            ),
            SubmissionState.KEPT: (
                self.tr("Kept here, will be sent by itself"),
                self.tr(
                    "The platform cannot be reached now. Give the citizen the materials receipt; "
                    "the notice of acceptance follows when the platform has answered."
                ),
            ),
        }[state.standing]
