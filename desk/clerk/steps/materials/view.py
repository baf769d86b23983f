"""The materials step on the screen: checklist, paper, thumbnails, what is known of the page."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.clerk.shell.scan_questions import device_name
from desk.clerk.steps.materials.notes import notes
from desk.clerk.steps.materials.page_panel import PagePanel
from desk.clerk.steps.materials.presenter import MaterialsPresenter
from desk.clerk.steps.materials.state import MaterialsState
from desk.clerk.steps.materials.words import (
    checklist_line,
    clearness,
    correction,
    short_name,
    until_words,
    wanted,
)
from desk.clerk.steps.step_view import StepView
from desk.domain.visits import MaterialState, Visit
from desk.qt.actions import Action, Bar
from desk.qt.theme import Size, Tone
from desk.qt.widgets import ElidedLabel, KeyHint, Label, Rule
from desk.qt.widgets.checklist import Checklist
from desk.qt.widgets.drops import local_files
from desk.qt.widgets.flow import FlowLayout
from desk.qt.widgets.notes import Note
from desk.qt.widgets.page_viewer import PageViewer
from desk.qt.widgets.thumbnails import Thumbnails
from desk.qt.words import day

FOLDS_BELOW = 1400
"""Narrower than this the right column folds into the row of thumbnails."""
_LEFT, _RIGHT, _FOLDED, _TOOLBAR = 344, 280, 300, 46
_READING = 200


class MaterialsView(StepView):
    """Renders the checklist and the current sheet; forwards keys, clicks and dropped files."""

    def __init__(self, presenter: MaterialsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._state = presenter.state
        self._bar: tuple[object, ...] = ()
        self._facts: list[tuple[str, str]] = []
        self.setAcceptDrops(True)
        self.checklist = Checklist()
        self.checklist.setAccessibleName(self.tr("Checklist"))
        self.checklist.chosen.connect(presenter.choose)
        self.checklist.opened.connect(lambda _place: self._read())
        self.viewer = PageViewer()
        self.viewer.width_wanted.connect(presenter.look)
        self.thumbnails = Thumbnails()
        self.thumbnails.turned.connect(presenter.turn_to)
        self.thumbnails.more.connect(presenter.scan_more)
        self._panel = PagePanel(folded=False)
        self._panel.setFixedWidth(_RIGHT)
        self._folded = PagePanel(folded=True)
        self._folded.setFixedWidth(_FOLDED)
        self._panel_rule = Rule(standing=True)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left())
        layout.addWidget(Rule(standing=True))
        layout.addLayout(self._middle(), 1)
        layout.addWidget(self._panel_rule)
        layout.addWidget(self._panel)
        self._keys()
        self._fold()
        presenter.subscribe(self._render)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(_LEFT)
        self._count = Label(tone=Tone.INK2)
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 15, 0)
        head.addWidget(Label(self.tr("Checklist"), tone=Tone.INK2))
        head.addStretch(1)
        head.addWidget(self._count)
        choose = KeyHint(("Up", "Down"), self.tr("choose"))
        look = KeyHint("Enter", self.tr("look"), self._read)
        self._follow = KeyHint("Ctrl+L", self.tr("let it follow"), self._presenter.follow)
        self._unfollow = KeyHint("Ctrl+L", self.tr("want it now"), self._presenter.follow)
        hints = QWidget()
        row = FlowLayout(hints, gap=8)
        for hint in (choose, look, self._follow, self._unfollow):
            row.addWidget(hint)
        self._left_note = Note()
        self.checklist.add_below(hints)
        self.checklist.add_below(self._left_note)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(6)
        column.addLayout(head)
        cards = QHBoxLayout()
        cards.setContentsMargins(20, 4, 15, 0)
        cards.addWidget(self.checklist)
        column.addLayout(cards, 1)
        return left

    def _middle(self) -> QVBoxLayout:
        self._name = ElidedLabel(size=Size.SMALL, bold=True)
        self._page = Label(tone=Tone.INK2)
        self._zoom = Label(tone=Tone.INK2)
        self._zoom.setToolTip(self.tr("Ctrl + and Ctrl - zoom, Ctrl 0 shows the whole page"))
        self._rotate = KeyHint("Ctrl+R", self.tr("turn"), self._presenter.rotate)
        self._whole = KeyHint("Ctrl+E", self.tr("whole page"), self._presenter.switch_whole)
        self._correct = KeyHint("Ctrl+E", self.tr("correct again"), self._presenter.switch_whole)
        self._delete = KeyHint("Del", self.tr("delete"), self._presenter.delete)
        self._undo = KeyHint("Ctrl+Z", self.tr("undo"), self._presenter.undo)
        self._order = KeyHint(("Ctrl+Left", "Right"), self.tr("reorder"))
        bar = QWidget()
        bar.setFixedHeight(_TOOLBAR)
        tools = QHBoxLayout(bar)
        tools.setContentsMargins(18, 0, 18, 0)
        tools.setSpacing(16)
        tools.addWidget(self._name)
        tools.addWidget(self._page)
        tools.addStretch(1)
        for part in (
            self._order,
            self._whole,
            self._correct,
            self._rotate,
            self._delete,
            self._undo,
            self._zoom,
        ):
            tools.addWidget(part)
        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 18, 6)
        row.setSpacing(16)
        row.addWidget(self.thumbnails, 1)
        row.addWidget(self._folded)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(bar)
        middle.addWidget(Rule())
        middle.addWidget(self.viewer, 1)
        middle.addWidget(Rule())
        middle.addLayout(row)
        return middle

    def _keys(self) -> None:
        presenter = self._presenter
        for key, run in (
            ("Left", lambda: presenter.turn_by(-1)),
            ("Right", lambda: presenter.turn_by(1)),
            ("Ctrl+Left", lambda: presenter.move(-1)),
            ("Ctrl+Right", lambda: presenter.move(1)),
            ("Ctrl+L", presenter.follow),
            ("Ctrl+R", presenter.rotate),
            ("Ctrl+E", presenter.switch_whole),
            ("Del", presenter.delete),
            ("Ctrl+Z", presenter.undo),
            ("Ctrl++", lambda: presenter.zoom_by(1)),
            ("Ctrl+=", lambda: presenter.zoom_by(1)),
            ("Ctrl+-", lambda: presenter.zoom_by(-1)),
            ("Ctrl+0", lambda: presenter.zoom_to(100)),
            ("PgUp", lambda: self.viewer.scroll_by(-0.8)),
            ("PgDown", lambda: self.viewer.scroll_by(0.8)),
            ("Shift+F4", presenter.scan_more),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # the step

    def enter(self, visit: Visit | None) -> None:
        if visit is not None:
            self._presenter.enter(visit)
        self.checklist.focus()

    def bar(self) -> Bar:
        state, presenter = self._state, self._presenter
        if state.scanning:
            stop = Action("Esc", self.tr("Stop scanning"), presenter.cancel_scan)
            return Bar(
                primary=stop, progress=notes.of_scanning(state.scanning), beside=self._device()
            )
        if state.fixed:
            return Bar(primary=Action("F9", self.tr("Go on"), presenter.go_on))
        if state.complete or state.scan_target is None:
            form = Action("F9", self.tr("Fill in the form"), presenter.go_on)
            more = Action("F4", self.tr("Scan more"), presenter.scan)
            return Bar(primary=form, second=more, keys=self._quiet_keys(), beside=self._device())
        target = short_name(state.materials[state.scan_target].spec.name)
        words = self.tr("Scan {name}").format(name=target)
        return Bar(
            primary=Action("F4", words, presenter.scan),
            second=Action("F9", self.tr("Form first"), presenter.go_on),
            keys=self._quiet_keys(),
            beside=self._device(),
        )

    def _device(self) -> Action:
        """What F4 reads from, on the key that changes it."""
        device, scanning = self._state.device, self._state.scanning is not None
        words = device_name(*device) if device else self.tr("No scanner")
        return Action("F7", words, self._presenter.ask_device, enabled=not scanning)

    def _quiet_keys(self) -> tuple[Action, ...]:
        if self._state.lying is None or not self._state.lying.own:
            return ()
        return (Action("F8", self.tr("Files in the folder"), self._presenter.ask_what_lies),)

    @property
    def zoom_words(self) -> str:
        """How large the page is shown: ``100 %``."""
        return self._zoom.text()

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is said of the page in the middle: labels and values."""
        return self._facts

    def take_files(self, paths: list[Path]) -> None:
        """Add files to the current material."""
        self._presenter.take_files(paths)

    def _read(self) -> None:
        zoom = 100 if self._state.zoom == _READING else _READING
        self._presenter.zoom_to(zoom)

    # what is shown

    def _render(self, state: MaterialsState) -> None:
        self._state = state
        pairs = zip(state.materials, state.follow_by, strict=True)
        lines = [checklist_line(material, by) for material, by in pairs]
        self.checklist.show_lines(lines, state.chosen)
        settled = self.tr("{settled} / {all} ready")
        self._count.setText(settled.format(settled=state.settled, all=len(lines)))
        self._render_tools(state)
        self._render_sheet(state)
        self._facts = self._page_facts(state)
        title, mono = self.tr("This page") if self._facts else "", [self.tr("Digest")]
        for panel in (self._panel, self._folded):
            panel.show_facts(title, self._facts, mono)
        self._say_note(state)
        bar = (state.scanning, state.fixed, state.scan_target, lines, state.device, state.lying)
        if bar != self._bar:
            self._bar = bar
            self.bar_changed.emit()

    def _render_tools(self, state: MaterialsState) -> None:
        material, sheets = state.material, state.sheets
        self._name.setText(material.spec.name if material else "")
        page = self.tr("Page {number} / {all}").format(number=state.sheet + 1, all=len(sheets))
        self._page.setText(page if sheets else "")
        self._zoom.setText(f"{state.zoom} %")
        self._zoom.setVisible(bool(sheets))
        may_change = not state.fixed and bool(sheets)
        self._rotate.setVisible(may_change)
        self._delete.setVisible(may_change)
        corrected = state.current is not None and state.current.recipe.corrects
        correctable = state.facts is not None and state.facts.correctable
        self._whole.setVisible(may_change and corrected)
        self._correct.setVisible(may_change and correctable and not corrected)
        self._order.setVisible(may_change and len(sheets) > 1)
        self._undo.setVisible(bool(material and material.can_undo) and not state.fixed)
        lacks = material is not None and material.state is MaterialState.MISSING
        follows = material is not None and material.state is MaterialState.FOLLOWS
        may_follow = material is not None and material.may_follow and not state.fixed
        self._follow.setVisible(may_follow and lacks)
        self._unfollow.setVisible(may_follow and follows)

    def _render_sheet(self, state: MaterialsState) -> None:
        material = state.material
        if state.current is not None and material is not None:
            data = state.picture.data if state.picture else None
            page = self.tr("{name}, page {number} of {all}").format(
                name=material.spec.name, number=state.sheet + 1, all=len(state.sheets)
            )
            self.viewer.show_sheet(state.current, data, page)
        elif material is not None:
            self._say_empty(state)
        self.viewer.set_zoom(state.zoom if state.current else 100)
        pictures: dict[object, bytes] = {one.sheet: one.data for one in state.thumbnails}
        self.thumbnails.show_sheets(state.sheets, pictures, state.sheet)
        more = self.tr("Scan more pages into this material (Shift F4)")
        self.thumbnails.set_more(more, not state.fixed)

    def _say_empty(self, state: MaterialsState) -> None:
        material, by = state.material, state.follow_by[state.chosen]
        assert material is not None
        if state.scanning and state.scanning.material_code == material.spec.code:
            words = notes.of_scanning(state.scanning)
            self.viewer.show_words(self.tr("Scanning"), words, Tone.ACT)
        elif material.state is MaterialState.HELD:
            valid = material.holding.valid_until if material.holding else None
            until_day = self.tr("Valid to {day}.").format(day=day(valid)) if valid else ""
            text = self.tr("Nothing to hand in and nothing to scan.")
            self.viewer.show_words(
                self.tr("The platform holds this material"),
                f"{until_day} {text}".strip(),
                Tone.HELD,
            )
        elif material.state is MaterialState.FOLLOWS:
            text = self.tr("The citizen hands it in {by}.").format(by=until_words(by))
            self.viewer.show_words(self.tr("This material follows"), text, Tone.WAIT)
        else:
            scan = self.tr("F4 scans it; files may also be dropped here.")
            self.viewer.show_words(self.tr("No page yet"), f"{wanted(material)}\n{scan}")

    def _page_facts(self, state: MaterialsState) -> list[tuple[str, str]]:
        rows: list[tuple[str, str]] = []
        facts, current = state.facts, state.current
        if current is not None:
            rows.append((self.tr("Clearness"), clearness(facts.sharpness) if facts else "…"))
            rows.append((self.tr("Correction"), correction(current.recipe, facts)))
            agreed = self.tr("agreed") if facts and facts.agreed else self.tr("differs")
            rows.append((self.tr("Digest"), f"{facts.digest} · {agreed}" if facts else "…"))
        return rows

    def _say_note(self, state: MaterialsState) -> None:
        """The note stands in the right column, or under the checklist while that is folded."""
        note = self._note(state)
        nothing = ("", "", Tone.WAIT)
        self._panel.say(*nothing if self.is_folded else note)
        self._left_note.say(*note if self.is_folded else nothing)

    def _note(self, state: MaterialsState) -> tuple[str, str, Tone]:
        """The one thing that matters most now: a fault, files in the folder, what may follow."""
        return (
            self._fault_note(state)
            or notes.of_outcome(state.outcome)
            or notes.of_lying(state.lying, state.outcome)
            or notes.of_following(state)
            or ("", "", Tone.WAIT)
        )

    def _fault_note(self, state: MaterialsState) -> tuple[str, str, Tone] | None:
        facts, material = state.facts, state.material
        if facts and not facts.agreed:
            return (
                self.tr("This page is not what arrived"),
                self.tr("It is not submitted. Delete it and scan it again."),
                Tone.STOP,
            )
        if material is not None and material.spec.code in state.refused:
            words = state.refused[material.spec.code]
            return (self.tr("The platform refused this material"), words, Tone.STOP)
        if facts and facts.sharpness == "poor":
            return (
                self.tr("The print is hard to read"),
                self.tr("Clean the glass or lay the paper flat, then scan it again."),
                Tone.WAIT,
            )
        return None

    # room and drops

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        folded = self.is_folded
        self._panel.setVisible(not folded)
        self._panel_rule.setVisible(not folded)
        self._folded.setVisible(folded)
        self._say_note(self._state)

    @property
    def is_folded(self) -> bool:
        """Whether the right column is folded."""
        return self.width() < FOLDS_BELOW

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event) and not self._state.fixed:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        point = self.checklist.mapFrom(self, event.position().toPoint())
        place = self.checklist.place_at(point)
        if place is not None:
            self._presenter.choose(place)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_files(local_files(event))
        event.acceptProposedAction()
