"""The form step on the screen: the fields, and at the right what is still open."""

import asyncio
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.clerk.steps.form.presenter import FormPresenter, FormState
from desk.clerk.steps.form.schema import read_fields
from desk.clerk.steps.form.schema_form import SchemaForm
from desk.clerk.steps.form.words import fault_words
from desk.clerk.steps.step_view import StepView
from desk.domain.form_rules import FormUnusable
from desk.domain.forms import rules_of
from desk.domain.visits import Step, Visit
from desk.qt.actions import Action, Bar
from desk.qt.theme import Size, Tone
from desk.qt.widgets import Facts, KeyHint, Label, Rule
from desk.qt.widgets.notes import Note

FOLDS_BELOW = 1400
_RIGHT, _WIDEST = 300, 1000
_MOST_OPEN = 14
"""So many open fields are named at the right; the rest are counted."""


class FormView(StepView):
    """Renders the form of the matter; forwards what is typed."""

    def __init__(self, presenter: FormPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._state = FormState()
        self.form = SchemaForm()
        self.form.setMaximumWidth(_WIDEST)
        self.form.edited.connect(presenter.edit)
        self.form.left.connect(self._left)
        self.form.reached.connect(self._scroll_to)
        self._ahead: tuple[str, str, int] | None = None
        self._here = False
        self._count = Label(tone=Tone.INK2)
        self._saved = Label(tone=Tone.INK3)
        self._fixed = Note()
        self._unread = Label(
            self.tr("Some rules of this form are checked by the platform only."),
            Size.TINY,
            Tone.INK3,
            wrap=True,
        )
        self._unread.hide()
        self._waits_for_focus = False

        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._middle(), 1)
        self._rule = Rule(standing=True)
        layout.addWidget(self._rule)
        self._panel = self._right()
        layout.addWidget(self._panel)
        presenter.subscribe(self._render)

    def _middle(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(40, 16, 24, 0)
        head.setSpacing(16)
        head.addWidget(Label(self.tr("Form"), tone=Tone.INK2))
        head.addWidget(self._count)
        head.addWidget(self._saved)
        head.addStretch(1)
        head.addWidget(KeyHint("Enter", self.tr("next field")))
        head.addWidget(KeyHint(("Left", "Right"), self.tr("choose")))
        inside = QWidget()
        inside.setObjectName("bare")
        column = QVBoxLayout(inside)
        column.setContentsMargins(40, 8, 24, 16)
        column.setSpacing(16)
        column.addWidget(self._fixed)
        column.addWidget(self._unread)
        column.addWidget(self.form)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addLayout(head)
        middle.addWidget(self._area, 1)
        return middle

    def _right(self) -> QWidget:
        panel = QWidget()
        panel.setFixedWidth(_RIGHT)
        column = QVBoxLayout(panel)
        column.setContentsMargins(18, 16, 20, 16)
        column.setSpacing(14)
        self._open_title = Label(tone=Tone.INK2)
        self._open = Facts(label_width=116)
        self._done = Note()
        column.addWidget(self._open_title)
        column.addWidget(self._open)
        column.addWidget(self._done)
        column.addStretch(1)
        words = self.tr("What is typed is saved at once. A power cut costs one key at most.")
        column.addWidget(Label(words, Size.TINY, Tone.INK3, wrap=True))
        return panel

    def take(self, visit: Visit | None) -> None:
        """The visit changed: once its matter is chosen, draw the form before it is needed."""
        if visit is None or visit.matter is None or visit.step is not Step.MATERIALS:
            return
        form = (visit.id, visit.matter.code, visit.matter.version)
        if form != self._ahead:
            self._ahead = form
            self._presenter.start(self._draw_ahead(visit.matter.form))

    async def _draw_ahead(self, schema: dict[str, Any]) -> None:
        with suppress(FormUnusable):
            await asyncio.to_thread(rules_of, schema)
        await self.form.draw_ahead(read_fields(schema))

    def enter(self, visit: Visit | None) -> None:
        jumped = self._state.focus
        self._here = True
        if visit is not None:
            self._presenter.enter(visit)
        if self._state.visit_id:  # a form that was drawn ahead meanwhile is empty
            self._show_form(self._state, self._fault_words(self._state))
        self._waits_for_focus = not self._state.visit_id
        if self._state.focus == jumped or not self._state.focus[0]:  # otherwise it is there already
            self.form.focus_on(next(iter(self._state.shown_faults), ""))

    def leave(self) -> None:
        if self._here and self.form.focused():
            self._presenter.left(self.form.focused())
        self._presenter.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._here = False

    def _left(self, name: str) -> None:
        """A field was left. When this step comes on the screen, the keyboard passes through the
        field that had it last, which may be another visit's: that is not leaving."""
        if self._here:
            self._presenter.left(name)

    def bar(self) -> Bar:
        if self._state.fixed:
            return Bar(primary=Action("F9", self.tr("Go on"), self._presenter.go_on))
        return Bar(primary=Action("F9", self.tr("To submitting"), self._presenter.go_on))

    def _render(self, state: FormState) -> None:
        before, self._state = self._state, state
        words = self._fault_words(state)
        if state.visit_id or before.visit_id:  # otherwise keep what was drawn ahead
            self._show_form(state, words)
        required = [field.name for field in state.fields if field.required]
        ready = sum(name not in state.faults for name in required)
        count = self.tr("{ready} / {all} required fields filled")
        self._count.setText(count.format(ready=ready, all=len(required)) if state.checked else "")
        self._unread.setVisible(state.unread)
        self._saved.setText("" if state.dirty else self.tr("saved"))
        self._render_open(state, {**state.refused, **words})
        if state.fixed:
            self._fixed.say(
                self.tr("The case has been submitted"),
                self.tr("What the form says can no longer be changed here."),
            )
        else:
            self._fixed.say("")
        if not self._here:
            pass  # the keyboard is elsewhere
        elif state.focus != before.focus and state.focus[0]:
            self.form.focus_on(state.focus[0])
        elif self._waits_for_focus and state.visit_id:
            self.form.focus_on("")
        self._waits_for_focus = self._waits_for_focus and not state.visit_id
        if state.fixed != before.fixed:
            self.bar_changed.emit()

    def _fault_words(self, state: FormState) -> dict[str, str]:
        fields = {field.name: field for field in state.fields}
        return {name: fault_words(fault, fields.get(name)) for name, fault in state.faults.items()}

    def _show_form(self, state: FormState, words: dict[str, str]) -> None:
        if not self._here:
            return  # what is drawn ahead may be another form; `enter` shows this one
        self.form.show_fields(state.fields)
        self.form.fill(state.values)
        self.form.setEnabled(not state.fixed)
        shown = {name: words[name] for name in state.shown_faults}
        self.form.show_faults({**state.refused, **shown})

    def _render_open(self, state: FormState, words: dict[str, str]) -> None:
        titles = {field.name: field.title for field in state.fields}
        self._open_title.setText(self.tr("Still open") if words else self.tr("This form"))
        rows = [(titles.get(name, name), text) for name, text in words.items()]
        more = len(rows) - _MOST_OPEN
        if more > 0:
            rows[_MOST_OPEN:] = [("…", self.tr("and %n more", "", more))]
        self._open.show_rows(rows)
        self._open.setVisible(bool(words))
        if words or not state.checked or not state.fields:
            self._done.say("")
        else:
            text = self.tr("Everything required is filled in.")
            self._done.say(self.tr("Complete"), text, Tone.HELD)

    def _scroll_to(self, row: QWidget) -> None:
        """Once it is laid out: a row that was drawn just now has no place yet."""
        QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row, 0, 40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= FOLDS_BELOW
        self._rule.setVisible(wide)
        self._panel.setVisible(wide)
