"""The paper step on the screen: the promise large, the printers, the paper as it will be."""

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.clerk.steps.paper.presenter import PaperPresenter, PaperState
from desk.clerk.steps.step_view import StepView
from desk.domain.visits import CaseStanding, Visit
from desk.qt.actions import Action, Bar
from desk.qt.theme import Size, Tone
from desk.qt.widgets import KeyHint, Label, Rule
from desk.qt.widgets.checklist import Checklist, ChecklistLine
from desk.qt.widgets.notes import Note
from desk.qt.widgets.page_viewer import PageViewer
from desk.qt.words import listed_words, working_days
from printing.coverage import undrawn
from printing.queue import PaperKind

_LEFT = 400


class PaperView(StepView):
    """Renders the paper that fits now; forwards the choice of a printer and the last key."""

    def __init__(self, presenter: PaperPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._state = PaperState()
        self.viewer = PageViewer()
        self.viewer.width_wanted.connect(presenter.look)
        self.printers = Checklist()
        self.printers.setAccessibleName(self.tr("Printers"))
        self.printers.chosen.connect(presenter.choose)
        self.printers.opened.connect(lambda _place: presenter.print_and_finish())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left())
        layout.addWidget(Rule(standing=True))
        layout.addWidget(self.viewer, 1)
        presenter.subscribe(self._render)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(_LEFT)
        self._kind = Label(tone=Tone.INK2)
        self._day = Label(size=Size.FIGURE, bold=True, tone=Tone.ACT)
        self._day.setContentsMargins(0, -6, 0, -8)
        self._term = Label(size=Size.BODY, tone=Tone.INK2)
        self._title = Label(size=Size.TITLE, bold=True, wrap=True)
        self._number_label = Label(tone=Tone.INK2)
        self._number = Label(size=Size.TITLE, bold=True, mono=True)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = Note()
        self._gaps = Note()
        choose = QWidget()
        hints = QHBoxLayout(choose)
        hints.setContentsMargins(0, 0, 0, 0)
        hints.setSpacing(12)
        hints.addWidget(KeyHint(("Up", "Down"), self.tr("choose")))
        hints.addStretch(1)
        self.printers.add_below(choose)
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 22, 24, 16)
        column.setSpacing(6)
        for part in (self._kind, self._day, self._title, self._term):
            column.addWidget(part)
        column.addSpacing(12)
        column.addWidget(self._number_label)
        column.addWidget(self._number)
        column.addSpacing(12)
        column.addWidget(self._note)
        column.addWidget(self._gaps)
        column.addSpacing(12)
        column.addWidget(Label(self.tr("Printer"), tone=Tone.INK2))
        column.addWidget(self.printers, 1)
        return left

    def enter(self, visit: Visit | None) -> None:
        if visit is not None:
            self._presenter.enter(visit)
        self.printers.focus()

    def bar(self) -> Bar:
        state, presenter = self._state, self._presenter
        free = not state.busy
        again = Action("Ctrl+P", self.tr("Print once more"), presenter.print, enabled=free)
        progress = self.tr("Printing") if state.busy else ""
        if state.printed:
            done = Action("F9", self.tr("Finish"), presenter.finish, enabled=free)
            return Bar(primary=done, second=again, progress=progress)
        ready = free and state.offer is not None and bool(state.printers)
        words = self.tr("Print and finish")
        primary = Action("F9", words, presenter.print_and_finish, enabled=ready)
        only = Action("Ctrl+P", self.tr("Print only"), presenter.print, enabled=ready)
        if state.failed or not state.printers:
            leave = Action("F8", self.tr("Finish without printing"), presenter.finish, enabled=free)
            return Bar(primary=primary, second=leave, keys=(only,), progress=progress)
        return Bar(primary=primary, keys=(only,), progress=progress)

    def _render(self, state: PaperState) -> None:
        before, self._state = self._state, state
        self._render_promise(state)
        self._render_note(state)
        lines = [
            ChecklistLine(
                Tone.ACT if place == state.printer else Tone.QUIET,
                name,
                self.tr("Saves the paper as a file")
                if place in state.folders
                else self.tr("Printer of this PC"),
            )
            for place, name in enumerate(state.printers)
        ]
        self.printers.show_lines(lines, state.printer)
        if state.offer is not None:
            name = f"{self._kind.text()} {state.offer.number}"
            self.viewer.show_sheet(state.offer, state.picture, name)
        else:
            self.viewer.show_words(self.tr("No paper yet"), self.tr("Submit the case first."))
        shown = (before.offer, before.printers, before.busy, before.printed, before.failed)
        now = (state.offer, state.printers, state.busy, state.printed, state.failed)
        if shown != now:
            self.bar_changed.emit()

    def _render_promise(self, state: PaperState) -> None:
        notice = state.offer is not None and state.offer.kind is PaperKind.NOTICE
        case = state.visit.case if state.visit else None
        promised = case.promised_by if case and notice else None
        self._kind.setText(self.tr("Notice of acceptance") if notice else self.tr("Paper"))
        for label in (self._day, self._term):
            label.setVisible(promised is not None)
        self._title.setVisible(promised is None)
        self._title.setText(self.tr("Materials receipt"))
        if promised is not None:
            day = QDate(promised.year, promised.month, promised.day)
            self._day.setText(QLocale().toString(day, self.tr("d MMMM")))
            self._term.setText(self._term_words(state, case))
        caption = self.tr("Case number") if notice else self.tr("Receipt number")
        self._number_label.setText(caption)
        self._number.setText(state.offer.number if state.offer else "")

    def _term_words(self, state: PaperState, case: CaseStanding | None) -> str:
        matter = state.visit.matter if state.visit else None
        days = working_days(matter.promised_days) if matter else ""
        words = self.tr("promised by this day, inclusive · {days}").format(days=days)
        if case is not None and case.estimated:
            words = " · ".join((words, self.tr("estimated")))
        return words

    def _say_gaps(self, visit: Visit | None) -> None:
        """Say before it is printed which characters of the name the paper cannot draw."""
        gaps = undrawn(visit.applicant.name) if visit and visit.applicant else ()
        if not gaps:
            self._gaps.say("")
            return
        title = self.tr("{characters} cannot be printed").format(characters=listed_words(gaps))
        text = self.tr("The paper has an empty frame there: write it in by hand.")
        self._gaps.say(title, text, Tone.WAIT)

    def _render_note(self, state: PaperState) -> None:
        receipt = state.offer is not None and state.offer.kind is PaperKind.MATERIALS_RECEIPT
        self._say_gaps(state.visit)
        if state.failed:
            self._note.say(self.tr("The paper was not printed"), tone=Tone.STOP)
        elif state.printed:
            self._note.say(self.tr("Printed"), self.tr("Hand it to the citizen."), Tone.HELD)
        elif receipt:
            text = self.tr("The case is sent by itself; the notice of acceptance follows.")
            self._note.say(self.tr("Not accepted yet"), text, Tone.WAIT)
        else:
            self._note.say("")
