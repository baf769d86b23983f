"""The clerk's window: bars above and below, one step between them, and every shortcut."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

import resources
from desk.clerk.shell.asked import Asked, WhereTo
from desk.clerk.shell.bottom_bar import BottomBar
from desk.clerk.shell.chooser import Chooser
from desk.clerk.shell.ending import EndingCommands
from desk.clerk.shell.finder import Finder
from desk.clerk.shell.presenter import ShellPresenter, ShellState
from desk.clerk.shell.question import QuestionPresenter
from desk.clerk.shell.questions import Questions
from desk.clerk.shell.top_bar import TopBar
from desk.clerk.shell.visit_header import VisitHeader
from desk.clerk.shell.work import WorkCommands
from desk.clerk.steps.step_view import StepView
from desk.domain.codes import PersonalCode, read_code
from desk.domain.visits import Step
from desk.logs import current_log
from desk.qt.actions import Action, Bar
from desk.qt.barcode_scanner import BarcodeScanner
from desk.qt.barcode_scanner_x11 import keys_before_input_method
from desk.qt.language import failure_words
from desk.qt.theme import Tone
from desk.qt.theme.fonts import RareFonts
from desk.qt.widgets import FocusRing, KeyHint, NoticeStrip, NoticeWords, Rule

ViewMaker = Callable[[], StepView]
CASES = "cases"
Place = Step | str | None
"""What is shown: a step of the visit, the list of cases, or (None) signing in."""


@dataclass(frozen=True, slots=True)
class Commands:
    """The commands of the shell's own keys: ending a visit, leaving the window."""

    ending: EndingCommands
    work: WorkCommands


_BARE = {"Space": Qt.Key.Key_Space, "Return": Qt.Key.Key_Return, "Enter": Qt.Key.Key_Return}
_RARE_AFTER_MS = 400


class Shell(QWidget):
    """Shows the step that its presenter says, and owns the keys of that step's bar.

    `places` make what can be shown, when it is first shown: each step's view, signing in (at
    None), and the list of cases that need somebody. `finder` opens with Ctrl+K. A key without
    modifiers that types something (Space, Enter) is taken only when whatever has the focus did
    not want it. `closed` is emitted when the window has closed.
    """

    closed = Signal()

    def __init__(
        self,
        presenter: ShellPresenter,
        commands: Commands,
        places: Mapping[Place, ViewMaker],
        finder: Finder,
    ) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setWindowTitle(self.tr("Hall Desk"))
        self.setWindowIcon(QIcon(str(resources.path("icons/hall-desk.svg"))))
        self.setMinimumSize(1180, 640)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._presenter = presenter
        self._makers = dict(places)
        self._views: dict[Place, StepView] = {}
        self._entered: tuple[Place, str] | None = None
        self._bare: dict[int, Action] = {}
        self._shortcuts: list[QShortcut] = []

        find = KeyHint("Ctrl+K", self.tr("Find matters, cases, tickets"), self._find, after=True)
        self._commands = commands
        self._may_close = False
        self.top = TopBar(presenter, find, presenter.open_list, self._leave_window)
        self.header = VisitHeader()
        self.notice = NoticeStrip()
        self.notice.dismissed.connect(presenter.back)
        self.stack = QStackedWidget()
        self.bottom = BottomBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._under_header = Rule()
        for part in (self.top, Rule(), self.header, self._under_header, self.notice):
            layout.addWidget(part)
        layout.addWidget(self.stack, 1)
        layout.addWidget(Rule())
        layout.addWidget(self.bottom)
        self.finder = finder
        finder.setParent(self)
        finder.opened.connect(self._lay_bar)
        finder.closed.connect(self._found)
        self.questions = Questions(presenter, commands.ending, commands.work, self)
        self._asking = QuestionPresenter(presenter.show_failure, presenter.ask_nothing)
        self._asked: Asked | None = None
        self.chooser = Chooser(self._asking)
        self.chooser.setParent(self)
        self.chooser.opened.connect(self._lay_bar)
        self.chooser.closed.connect(self._answered)
        self._ring = FocusRing(self)
        self.barcode_scanner = self._listen_to_gun()
        self._keys = keys_before_input_method(self)
        presenter.subscribe(self._render)
        self._rare = RareFonts(self)
        self._rare.come(_RARE_AFTER_MS)

    @property
    def view(self) -> StepView:
        """The step that is shown."""
        view = self.stack.currentWidget()
        assert isinstance(view, StepView)
        return view

    @property
    def views(self) -> tuple[StepView, ...]:
        """The views that were made so far."""
        return tuple(self._views.values())

    def prepare(self, step: Place) -> StepView:
        """The view of `step`, made now if it was not yet, without showing it."""
        view = self._views.get(step)
        if view is None:
            view = self._views[step] = self._makers[step]()
            view.setObjectName(view.objectName() or "paper")
            view.bar_changed.connect(self._lay_bar)
            self.stack.addWidget(view)
            for part in (view, *view.findChildren(QWidget)):
                part.ensurePolished()
        return view

    def _render(self, state: ShellState) -> None:
        self.top.render_state(state)
        self.header.render_state(state)
        self._under_header.setVisible(self.header.isVisibleTo(self))
        if state.notice is None:
            self.notice.say(None)
        else:
            words = failure_words(state.notice)
            tone = Tone.WAIT if state.passing else Tone.STOP
            self.notice.say(NoticeWords(words.title, words.text, words.code, tone))
            logs = current_log()
            self.notice.setToolTip(self.tr("Log: {path}").format(path=logs) if logs else "")
        if state.shown is None:
            self.finder.dismiss()
        self._show_step(state)
        if state.asked != self._asked:
            self._asked = state.asked
            if isinstance(state.asked, WhereTo):
                self.view.leave()  # as for holding; `_answered` enters again
            self._asking.ask(self.questions.question(state.asked))
        self._lay_bar()

    def _show_step(self, state: ShellState) -> None:
        at: Place = CASES if state.lists else state.shown
        place = (at, state.visit.id if state.visit else "")
        if place == self._entered:
            return
        if self._entered is not None:
            self.view.leave()
        self._entered = place
        view = self.prepare(at)
        self.stack.setCurrentWidget(view)
        self.setFocus()
        view.enter(state.visit)

    # keys

    def _lay_bar(self) -> None:
        bar = self._bar()
        own = [action for action in self._own_keys() if action.key not in _keys_of(bar)]
        self.bottom.render_bar(bar, sorted([*own, *bar.keys], key=_place))
        actions = [*own, *bar.keys, bar.beside, bar.second, bar.primary]
        self._bind([action for action in actions if action is not None])

    def _bar(self) -> Bar:
        """The step's bar; while a notice stands, Esc is the notice's."""
        bar = self.view.bar()
        if self._presenter.state.notice is None:
            return bar
        second = bar.second
        if second is not None and second.key == "Esc":
            second = replace(second, key="")
        return replace(bar, second=second, keys=tuple(a for a in bar.keys if a.key != "Esc"))

    def _own_keys(self) -> list[Action]:
        presenter, state, keys = self._presenter, self._presenter.state, []
        if state.may_hold:
            keys.append(Action("F3", self._hold_words(), self._hold))
            keys.append(Action("F6", self.tr("Hand on"), presenter.ask_where_to))
        if state.may_end:
            keys.append(Action("F11", self.tr("End without submitting"), self._end))
        if state.may_put_back:
            keys.append(Action("F3", self.tr("Put it back into the list"), self._hold))
        if state.free and not state.listing:
            keys.append(
                Action("F10", self.tr("Cases that need somebody"), presenter.open_list, drawn=False)
            )
            keys.append(Action("F8", self.tr("Pause the window"), presenter.ask_why_paused))
        if state.clerk is not None:
            keys.append(Action("F12", "", self._leave_window, drawn=False))  # drawn at the name
        if state.notice is not None:
            keys.append(Action("Esc", "", presenter.back))  # shown on the notice itself
        elif state.lists:
            keys.append(Action("Esc", self.tr("Back"), presenter.back))
        elif state.may_go_back:
            keys.append(Action("Esc", self.tr("Step back"), presenter.back))
        return keys

    def _hold_words(self) -> str:
        """A hold ends when the hall closes, and says so before it begins."""
        ends = self._presenter.hold_ends()
        if ends is None:
            return self.tr("Put on hold until closing")
        return self.tr("Put on hold until {time}").format(time=f"{ends:%H:%M}")

    def _hold(self) -> None:
        self.view.leave()  # keeps what is typed and not stored yet, while the visit is open
        self._presenter.hold()

    def _leave_window(self) -> None:
        self.view.leave()
        self._commands.work.ask()

    def _end(self) -> None:
        self.view.leave()  # as for holding; `_answered` enters again
        self._commands.ending.ask_why()

    def _bind(self, actions: list[Action]) -> None:
        for old in self._shortcuts:
            old.setEnabled(False)
            old.deleteLater()
        self._shortcuts, self._bare = [], {}
        if self.chooser.isVisible():
            actions = [Action("Esc", "", self._presenter.ask_nothing)]  # the rest it sees itself
        elif self.finder.isVisible():
            actions = [Action("Esc", "", self.finder.dismiss)]
        elif self._presenter.state.shown is not None:
            actions = [*actions, Action("Ctrl+K", "", self._find)]
        for action in actions:
            if not action.key or not action.enabled:
                continue
            if action.key in _BARE:
                self._bare[_BARE[action.key]] = action
                continue
            shortcut = QShortcut(QKeySequence(action.key), self)
            shortcut.setAutoRepeat(action.key in ("Up", "Down", "Left", "Right"))
            shortcut.activated.connect(action.run)
            self._shortcuts.append(shortcut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        action = self._bare.get(Qt.Key.Key_Return if key == Qt.Key.Key_Enter else key)
        free = not self.finder.isVisible() and not event.isAutoRepeat()
        if action is None or not free or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        action.run()

    # the gun and the finder

    def _listen_to_gun(self) -> BarcodeScanner:
        barcode_scanner = BarcodeScanner(self)
        barcode_scanner.scanned.connect(self._scanned)
        barcode_scanner.broke_off.connect(self._presenter.scan_broke_off)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(barcode_scanner)
        return barcode_scanner

    def _scanned(self, burst: str) -> None:
        """Close the finder, because the result of a scan is shown in its place."""
        self.finder.dismiss()
        code = read_code(burst)
        if isinstance(code, PersonalCode) and self._presenter.state.shown is not None:
            self._presenter.ask_nothing()
            if self.view.take_number(code):
                return
        self._presenter.scanned(burst)

    def _find(self) -> None:
        self.finder.open()

    def _found(self) -> None:
        self._lay_bar()
        self.setFocus()
        self.view.enter(self._presenter.state.visit)

    def _answered(self) -> None:
        self._lay_bar()
        self.setFocus()
        self.view.enter(self._presenter.state.visit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.finder.lay()
        self.chooser.lay()

    def close_now(self) -> None:
        """Close without asking: the clerk has answered, or the session ends."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close and not self._commands.work.ask_to_close():
            event.ignore()
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self.barcode_scanner)
        if self._keys is not None:
            self._keys.close()
            self._keys = None
        self._rare.stop()
        super().closeEvent(event)
        self.closed.emit()


def _place(action: Action) -> int:
    """The place of a quiet key: function keys by their number, then the step's own, then Esc."""
    if action.key.startswith("F") and action.key[1:].isdigit():
        return int(action.key[1:])
    return 200 if action.key == "Esc" else 100


def _keys_of(bar: Bar) -> set[str]:
    actions = (*bar.keys, bar.beside, bar.second, bar.primary)
    return {action.key for action in actions if action is not None}
