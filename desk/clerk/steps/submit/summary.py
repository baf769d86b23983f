"""What goes to the region: applicant, matter, materials, form, as one quiet page."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.clerk.steps.submit.words import applicant_rows, form_rows, material_line
from desk.domain.visits import Visit
from desk.qt.counts import counts
from desk.qt.theme import Size, Tone
from desk.qt.widgets import Facts, Label, Rule
from desk.qt.widgets.aloud import said
from desk.qt.widgets.cards import CardMark


class _Materials(QWidget):
    """The materials as rows with hairlines between them."""

    def __init__(self, visit: Visit, is_estimated: Callable[[date], bool]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for place, material in enumerate(visit.materials):
            tone, name, form, pages = material_line(material, is_estimated)
            row = 2 * place
            title = Label(name, size=Size.BODY, wrap=True)
            title.setContentsMargins(0, 7, 0, 7)
            title.setAccessibleName(", ".join(part for part in (name, form, pages) if part))
            grid.addWidget(CardMark(tone), row, 0)
            grid.addWidget(title, row, 1)
            grid.addWidget(Label(form, tone=tone if tone is not Tone.HELD else Tone.INK2), row, 2)
            count = Label(pages, tone=Tone.INK2)
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            count.setMinimumWidth(64)
            grid.addWidget(count, row, 3)
            grid.addWidget(Rule(), row + 1, 0, 1, 4)


class SubmissionSummary(QScrollArea):
    """Shows a visit; drawn anew only when what it shows has changed."""

    def __init__(self, is_estimated: Callable[[date], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_estimated = is_estimated
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: tuple[object, ...] = ()

    @property
    def said(self) -> str:
        """Everything that stands here, for reading aloud."""
        return said(self.widget())

    def show_visit(self, visit: Visit) -> None:
        """Show what this visit submits."""
        shown = (visit.id, visit.applicant, visit.matter, visit.materials, visit.form)
        if shown != self._shown:
            self._shown = shown
            # a turn of the loop later: both halves of the screen at once took 60 ms
            QTimer.singleShot(0, self, lambda: self._draw(visit))

    def _draw(self, visit: Visit) -> None:
        page = QWidget()
        page.setObjectName("bare")
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 20, 32, 20)
        column.setSpacing(10)
        who = Facts(label_width=84)
        who.show_rows(applicant_rows(visit))
        head = QHBoxLayout()
        pages = counts.pages(sum(material.sheets for material in visit.materials))
        head.addWidget(Label(self.tr("Materials"), tone=Tone.INK2))
        head.addStretch(1)
        head.addWidget(Label(pages, tone=Tone.INK2))
        column.addWidget(who)
        column.addSpacing(8)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addSpacing(-10)  # rows have their own air
        column.addWidget(_Materials(visit, self._is_estimated))
        rows = form_rows(visit)
        if rows:
            column.addSpacing(8)
            column.addWidget(Label(self.tr("Form"), tone=Tone.INK2))
            column.addWidget(Rule())
            column.addLayout(_two_columns(rows))
        column.addStretch(1)
        self.setWidget(page)


def _two_columns(rows: list[tuple[str, str]]) -> QHBoxLayout:
    half = -(-len(rows) // 2)
    layout = QHBoxLayout()
    layout.setSpacing(32)
    for part in (rows[:half], rows[half:]):
        facts = Facts(label_width=112)
        facts.show_rows(part)
        layout.addWidget(facts, 1, Qt.AlignmentFlag.AlignTop)
    return layout
