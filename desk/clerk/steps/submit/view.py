"""The submit step on the screen: what is submitted at the left, its state at the right."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.clerk.steps.step_view import StepView
from desk.clerk.steps.submit.presenter import SubmissionState, SubmitPresenter, SubmitState
from desk.clerk.steps.submit.standing import StandingPanel
from desk.clerk.steps.submit.summary import SubmissionSummary
from desk.domain.visits import Visit
from desk.qt.actions import Action, Bar
from desk.qt.widgets import Rule

_RIGHT = 420


class SubmitView(StepView):
    """Renders what is submitted and how it stands; forwards the clerk's decisions."""

    def __init__(self, presenter: SubmitPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._state = SubmitState()
        self.summary = SubmissionSummary(presenter.is_estimated)
        self.standing = StandingPanel()
        self.standing.setFixedWidth(_RIGHT)
        self.standing.chosen.connect(presenter.choose)
        self.standing.opened.connect(presenter.mend)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.summary, 1)
        layout.addWidget(Rule(standing=True))
        layout.addWidget(self.standing)
        presenter.subscribe(self._render)

    def enter(self, visit: Visit | None) -> None:
        if visit is not None:
            self._presenter.enter(visit)
        self.standing.gaps.focus()

    def bar(self) -> Bar:
        state, presenter = self._state, self._presenter
        free = not state.busy
        submit = Action("F9", self.tr("Submit"), presenter.submit, enabled=free)
        again = Action("F9", self.tr("Submit again"), presenter.submit, enabled=free)
        paper = Action("F9", self.tr("To the paper"), presenter.go_on)
        unseen = state.next_gap is not None
        mend = Action("F9", self.tr("Mend the next"), presenter.mend_next)
        on_its_way = Bar(
            primary=replace(paper, enabled=False),
            second=Action("F8", self.tr("Materials receipt"), presenter.go_on),
        )
        return {
            SubmissionState.OPEN: Bar(primary=mend if unseen else self._mend_chosen()),
            SubmissionState.READY: Bar(primary=submit),
            SubmissionState.QUEUED: on_its_way,
            SubmissionState.SENDING: on_its_way,
            SubmissionState.KEPT: Bar(
                primary=Action("F9", self.tr("Print the materials receipt"), presenter.go_on)
            ),
            SubmissionState.ACKNOWLEDGED: Bar(primary=paper),
            SubmissionState.PARKED: Bar(primary=mend, second=replace(again, key="F8"))
            if unseen
            else Bar(primary=again),
        }[state.standing]

    def _mend_chosen(self) -> Action:
        place = self._state.chosen
        return Action("F9", self.tr("Mend it"), lambda: self._presenter.mend(place))

    def _render(self, state: SubmitState) -> None:
        before, self._state = self._state, state
        if state.visit is not None:
            self.summary.show_visit(state.visit)
        self.standing.show_state(state)
        if state.gaps and not before.gaps and self.isVisible():
            self.standing.gaps.focus()
        told = (before.standing, before.busy, before.next_gap, before.chosen)
        if told != (state.standing, state.busy, state.next_gap, state.chosen):
            self.bar_changed.emit()
