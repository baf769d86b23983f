"""The manager's screen: what the hall does today, and did on the days before."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

import resources
from desk.figures import bars_of, words
from desk.figures.charts import BarChart, Chart, Second
from desk.figures.frame import FiguresFoot, FiguresTopBar, Headline
from desk.figures.presenter import FiguresPresenter, FiguresState, Period
from desk.figures.rows import FiguresLine, FiguresSheet, Point
from desk.figures.table import LinesTable
from desk.figures.tabs import Tabs
from desk.qt.language import failure_words
from desk.qt.theme import Tone
from desk.qt.widgets import FocusRing, NoticeStrip, NoticeWords

AGAIN_MS = 20_000
"""How often today's figures are read again."""

SIDE = 20


class FiguresView(QWidget):
    """Shows its presenter's state."""

    def __init__(self, presenter: FiguresPresenter, documents: Path) -> None:
        super().__init__()
        self.presenter = presenter
        self._documents = documents
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowIcon(QIcon(str(resources.path("icons/hall-desk.svg"))))
        self.setMinimumSize(1024, 640)
        self._bar = FiguresTopBar(presenter)
        self.notice = NoticeStrip()
        self.notice.dismissed.connect(presenter.forget)
        self._headline = Headline()
        self.waits, self.people, self.visits = BarChart(), BarChart(), BarChart()
        self.table = LinesTable()
        self.table.chosen.connect(presenter.choose)
        self.table.opened.connect(presenter.open)
        self.sheets = Tabs(
            [(FiguresSheet.SERVICES, "1"), (FiguresSheet.WINDOWS, "2"), (FiguresSheet.TIMES, "3")],
            presenter.show_sheet,
        )
        self._foot = FiguresFoot(presenter, self.ask_where)
        self._lay()
        self._keys()
        FocusRing(self)
        self._clock = QTimer(self)
        self._clock.timeout.connect(presenter.read_again)
        self._clock.start(AGAIN_MS)
        presenter.subscribe(self._render)
        self.table.setFocus()

    def ask_where(self) -> None:
        """Let the manager say where the table is to be saved, and save it there."""
        state = self.presenter.state
        if state.last is None:
            return
        name = "-".join(dict.fromkeys(str(day) for day in (state.first, state.last)))
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save as CSV"),
            str(self._documents / f"{state.hall}-{name}.csv"),
            self.tr("Table (*.csv)"),
        )
        if chosen:
            self.presenter.save(Path(chosen))

    def _lay(self) -> None:
        charts = QHBoxLayout()
        charts.setSpacing(12)
        for chart, stretch in ((self.waits, 5), (self.people, 4), (self.visits, 4)):
            charts.addWidget(chart, stretch)
        inner = QVBoxLayout()
        inner.setContentsMargins(SIDE, 22, SIDE, 0)
        inner.setSpacing(14)
        inner.addWidget(self._headline)
        inner.addLayout(charts, 5)
        inner.addWidget(self.sheets, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.table, 6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar)
        whole.addWidget(self.notice)
        whole.addLayout(inner, 1)
        whole.addWidget(self._foot)

    def _keys(self) -> None:
        presenter = self.presenter
        keys = {
            "Left": lambda: presenter.turn(-1),
            "Right": lambda: presenter.turn(1),
            "Home": presenter.go_to_today,
            "F5": presenter.read_again,
            "F6": lambda: presenter.show_period(Period.DAY),
            "F7": lambda: presenter.show_period(Period.WEEK),
            "F8": lambda: presenter.show_period(Period.MONTH),
            "1": lambda: presenter.show_sheet(FiguresSheet.SERVICES),
            "2": lambda: presenter.show_sheet(FiguresSheet.WINDOWS),
            "3": lambda: presenter.show_sheet(FiguresSheet.TIMES),
            "Ctrl+S": self.ask_where,
            "Escape": presenter.forget,
            "Ctrl+Q": self.close,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act)

    def _render(self, state: FiguresState) -> None:
        self.setWindowTitle(self.tr("Hall figures") + (f" · {state.hall}" if state.hall else ""))
        self._bar.tell(state)
        self._foot.tell(state)
        self.notice.say(self._notice(state))
        chosen = state.chosen
        self._headline.tell(self._name(state, chosen), state, chosen.figures)
        self.table.show_lines(
            state.lines, state.sheet, state.row, many_days=state.period is not Period.DAY
        )
        self.sheets.show_choice(
            state.sheet,
            {
                FiguresSheet.SERVICES: self.tr("Services"),
                FiguresSheet.WINDOWS: self.tr("Windows"),
                FiguresSheet.TIMES: self.tr("Hours")
                if state.period is Period.DAY
                else self.tr("Days"),
            },
        )
        self._charts(bars_of.places(state, chosen))

    def _notice(self, state: FiguresState) -> NoticeWords | None:
        trouble = state.trouble or state.unsaved
        if trouble is not None:
            told = failure_words(trouble)
            return NoticeWords(told.title, f"{told.meaning} {told.next_step}", told.code)
        if state.saved is not None:
            return NoticeWords(self.tr("Saved"), str(state.saved), tone=Tone.HELD)
        return None

    def _name(self, state: FiguresState, line: FiguresLine) -> str:
        if not line.code:
            return self.tr("Whole hall")
        return words.window_name(line.code) if state.sheet is FiguresSheet.WINDOWS else line.name

    def _charts(self, points: list[Point]) -> None:
        nothing = self.tr("Nothing happened yet")
        lengths = (self.tr("mean"), self.tr("9 in 10 within"))
        for chart, title, bars in (
            (self.waits, self.tr("Waits, minutes"), map(bars_of.wait, points)),
            (self.visits, self.tr("Visits, minutes"), map(bars_of.visit, points)),
        ):
            chart.show_chart(Chart(title, lengths, Second.BEHIND, tuple(bars), nothing))
        self.people.show_chart(
            Chart(
                self.tr("Citizens"),
                (self.tr("served"), self.tr("no-shows")),
                Second.ON_TOP,
                tuple(map(bars_of.people, points)),
                nothing,
            )
        )
