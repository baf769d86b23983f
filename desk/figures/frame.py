"""The frame of the charts: which days, the great figures, and the keys."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.figures import words
from desk.figures.presenter import FiguresPresenter, FiguresState, Period
from desk.figures.rows import FiguresTable
from desk.figures.tabs import Tabs
from desk.qt.actions import Action
from desk.qt.theme import LIGHT, Size, Tone
from desk.qt.widgets import (
    BigNumber,
    ElidedLabel,
    Ground,
    KeyHint,
    Label,
    PrimaryButton,
    Rule,
)

SIDE = 20


class FiguresTopBar(QWidget):
    """The hall's name, how fresh the figures are, and how many days are shown."""

    def __init__(self, presenter: FiguresPresenter) -> None:
        super().__init__()
        ground = Ground("card")
        ground.setFixedHeight(LIGHT.top_bar)
        self._hall = ElidedLabel(bold=True)
        self._fresh = Label(tone=Tone.INK2)
        self._periods = Tabs(
            [(Period.DAY, "F6"), (Period.WEEK, "F7"), (Period.MONTH, "F8")],
            presenter.show_period,
            height=LIGHT.top_bar,
        )
        row = QHBoxLayout(ground)
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.setSpacing(24)
        row.addWidget(self._hall)
        row.addWidget(self._fresh)
        row.addStretch(1)
        row.addWidget(self._periods)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(ground)
        whole.addWidget(Rule())

    def tell(self, state: FiguresState) -> None:
        """Show the state."""
        self._hall.setText(" · ".join(filter(None, (state.hall, self.tr("Hall figures")))))
        self._fresh.setText(self._freshness(state))
        self._periods.show_choice(
            state.period,
            {
                Period.DAY: self.tr("One day"),
                Period.WEEK: self.tr("7 days"),
                Period.MONTH: self.tr("30 days"),
            },
        )

    def _freshness(self, state: FiguresState) -> str:
        if state.reading and state.read:
            return self.tr("{n} of {all} days read").format(n=state.read, all=int(state.period))
        if state.reading:
            return self.tr("Reading the hall's history")
        newest = state.days[-1] if state.days else None
        if newest is None or newest.day != state.today:
            return ""
        at: datetime = newest.at
        waiting = self.tr("{n} waiting").format(n=newest.waiting)
        return " · ".join((self.tr("As of {time}").format(time=f"{at:%H:%M}"), waiting))


class _Figure(QWidget):
    """One great figure with its unit and what it is."""

    def __init__(self) -> None:
        super().__init__()
        self._value = BigNumber(Size.FIGURE)
        self._unit = Label(tone=Tone.INK2)
        self._what = Label(size=Size.TINY, tone=Tone.INK2)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._value)
        line.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self._what)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def tell(self, what: str, value: str, unit: str = "") -> None:
        self._value.set_number(value, Tone.INK)
        self._value.setAccessibleName(f"{what}: {value} {unit}".rstrip())
        self._unit.setText(unit)
        self._what.setText(what)


class Headline(QWidget):
    """The subject and days of the figures, and the six most important ones."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ElidedLabel(size=Size.TITLE, bold=True)
        self._days = ElidedLabel(size=Size.BODY, tone=Tone.INK2)
        self._figures = [_Figure() for _ in range(6)]
        names = QVBoxLayout()
        names.setSpacing(4)
        names.addWidget(self._name)
        names.addWidget(self._days)
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(40)
        row.addLayout(names, 0, 0, Qt.AlignmentFlag.AlignBottom)
        row.setColumnStretch(0, 1)
        for place, figure in enumerate(self._figures, 1):
            row.addWidget(figure, 0, place, Qt.AlignmentFlag.AlignBottom)

    def tell(self, name: str, state: FiguresState, figures: FiguresTable) -> None:
        """Show these figures."""
        self._name.setText(name)
        self._days.setText(words.period_words(state))
        minutes = self.tr("min")
        load = "–" if figures.load is None else f"{100 * figures.load:.0f}"
        ninth = self.tr("9 in 10 waited at most")
        if state.period is not Period.DAY:
            ninth = self.tr("9 in 10, worst day")
        for figure, (what, value, unit) in zip(
            self._figures,
            (
                (self.tr("served"), str(figures.served), ""),
                (self.tr("mean wait"), words.minutes(figures.waits.mean_s), minutes),
                (ninth, words.minutes(figures.waits.p90_s), minutes),
                (self.tr("mean visit"), words.minutes(figures.visits.mean_s), minutes),
                (self.tr("did not come"), f"{100 * figures.no_show_share:.0f}", "%"),
                (self.tr("load of open windows"), load, "" if figures.load is None else "%"),
            ),
            strict=True,
        ):
            figure.tell(what, value, unit)


class FiguresFoot(QWidget):
    """The keys, and the one next action: to save what is shown."""

    def __init__(self, presenter: FiguresPresenter, save: Callable[[], None]) -> None:
        super().__init__()
        ground = Ground("card")
        ground.setFixedHeight(LIGHT.bottom_bar)
        self._save = save
        self._later = KeyHint(("Left", "Right"), self.tr("earlier, later"))
        self._today = KeyHint("Home", self.tr("today"), presenter.go_to_today)
        self._choose = KeyHint(("Up", "Down"), self.tr("choose a line"))
        self._open = KeyHint("Return", self.tr("open the day"))
        self._again = KeyHint("F5", self.tr("read again"), presenter.read_again)
        self.button = PrimaryButton()
        row = QHBoxLayout(ground)
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.setSpacing(22)
        for hint in (self._later, self._today, self._choose, self._open, self._again):
            row.addWidget(hint)
        row.addStretch(1)
        row.addWidget(self.button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Rule())
        whole.addWidget(ground)

    def tell(self, state: FiguresState) -> None:
        """Show what can be done now."""
        self._today.setEnabled(state.last != state.today)
        self._open.setVisible(any(not isinstance(line.at, int | None) for line in state.lines))
        self.button.set_action(
            Action("Ctrl+S", self.tr("Save as CSV"), self._save, enabled=bool(state.days))
        )
