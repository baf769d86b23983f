"""The manager's screen over a real hall that was at work for three days."""

import csv
import io
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desk.domain.hall_statistics import DayStatistics
from desk.domain.tickets import Priority
from desk.figures.charts import BarChart, Chart, ChartBar, Second, scale
from desk.figures.main import HallFigures
from desk.figures.presenter import FiguresPresenter, Period
from desk.figures.rows import FiguresSheet, lines_of
from desk.figures.saving import save_table
from desk.figures.view import FiguresView
from desk.hall import HallQueue, open_hall
from desk.hall.client.embedded import EmbeddedHall
from desk.qt.language import speak
from desk.qt.theme import LIGHT
from tests.hall.halls import MORNING, Clock, make_hall

CLERK = "weili"
TODAY = (MORNING + timedelta(hours=8)).date()
YESTERDAY = TODAY - timedelta(days=1)


def visit(queue: HallQueue, clock: Clock, service: str, window: str, minutes: int) -> None:
    """Taken, called after two minutes, served so long."""
    ticket = queue.take(service)
    clock.pass_by(minutes=2)
    queue.call(ticket.number, window, CLERK)
    queue.serve(ticket.id, window, CLERK)
    clock.pass_by(minutes=minutes)
    queue.finish(ticket.id, window, CLERK)


@pytest.fixture(scope="module")
def figures_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two days ago one visit, yesterday nothing, today four and one who did not come."""
    clock = Clock(MORNING - timedelta(days=2))
    url = make_hall(tmp_path_factory.mktemp("hall"), clock)
    with open_hall(url, clock=clock) as queue:
        visit(queue, clock, "D", "4", 20)
        clock.now = MORNING
        for window, minutes in (("1", 5), ("1", 7), ("2", 9)):
            visit(queue, clock, "A", window, minutes)
        visit(queue, clock, "B", "2", 50)
        missed = queue.take("A", Priority.PRIORITY)
        queue.call_next("1", CLERK)
        queue.no_show(missed.id, "1", CLERK)
        queue.take("C")
    return url


class Pinned(HallFigures):
    """The real source, which notes what is asked; what time it is, is the test's."""

    def __init__(self, hall: EmbeddedHall, clock: Clock) -> None:
        super().__init__(hall)
        self.clock = clock
        self.asked: list[date] = []

    async def days(self, first: date, last: date) -> tuple[DayStatistics, ...]:
        self.asked.append(first)
        return tuple(await super().days(first, last))


@pytest.fixture
async def source(figures_url: str) -> AsyncIterator[Pinned]:
    clock = Clock(MORNING + timedelta(hours=2))
    hall = EmbeddedHall(figures_url, clock=clock)
    yield Pinned(hall, clock)
    await hall.close()


@pytest.fixture
async def presenter(source: Pinned) -> AsyncIterator[FiguresPresenter]:
    presenter = FiguresPresenter(source, save_table)
    yield presenter
    presenter.cancel()
    await presenter.settled()


@pytest.fixture
async def view(
    qapp: QApplication, presenter: FiguresPresenter, english: None, tmp_path: Path
) -> AsyncIterator[FiguresView]:
    view = FiguresView(presenter, tmp_path)
    view.resize(1366, 768)
    view.show()
    view.activateWindow()
    view.table.setFocus()
    QApplication.processEvents()
    presenter.read_again()
    await presenter.settled()
    yield view
    view.close()
    view.deleteLater()


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    speak(qapp, "zh_CN")
    yield
    speak(qapp, "en")


def cells(view: FiguresView) -> list[list[str]]:
    model = view.table.lines
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def bars(chart: BarChart) -> dict[str, tuple[float, float]]:
    assert chart.chart is not None
    return {bar.label: (bar.value, bar.second) for bar in chart.chart.bars}


def press(view: FiguresView, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(view.table, key, modifier or Qt.KeyboardModifier.NoModifier)


async def test_today_stands_there_at_once(view: FiguresView) -> None:
    rows = cells(view)
    assert [row[0] for row in rows] == [
        "Whole hall", "企业开办", "食品经营", "社会保障", "不动产登记",
    ]  # fmt: skip
    assert rows[0][1:5] == ["6", "5", "4", "1 · 20%"]
    assert rows[1][1:5] == ["4", "4", "3", "1 · 25%"]
    assert bars(view.people) == {"9": (3, 0), "10": (1, 1)}
    assert bars(view.visits)["9"] == (7.0, 9.0)


async def test_a_chosen_line_fills_the_charts(view: FiguresView) -> None:
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Down)
    assert view.presenter.state.chosen.name == "食品经营"
    assert bars(view.visits) == {"9": (0.0, 0.0), "10": (50.0, 50.0)}
    assert "食品经营" in shown(view)
    press(view, Qt.Key.Key_Up)
    assert bars(view.people) == {"9": (3, 0), "10": (0, 1)}
    press(view, Qt.Key.Key_Left)
    await view.presenter.settled()
    press(view, Qt.Key.Key_Right)
    await view.presenter.settled()
    assert view.presenter.state.chosen.name == "企业开办", "another day, the same service"
    assert view.table.currentIndex().row() == 1


async def test_windows_have_their_load(view: FiguresView) -> None:
    press(view, Qt.Key.Key_2)
    rows = {row[0]: row[1:] for row in cells(view)}
    assert rows["Window 2"][:3] == ["–", "2", "2"], "no ticket is taken at a window"
    assert rows["Window 1"][-1].endswith("%")
    assert rows["Window 7"][-1] == "–", "it was never open"


async def test_other_days_are_turned_to_by_keys(view: FiguresView) -> None:
    press(view, Qt.Key.Key_Left)
    await view.presenter.settled()
    assert view.presenter.state.last == YESTERDAY
    assert view.people.chart is not None
    assert view.people.chart.bars == ()
    press(view, Qt.Key.Key_Left)
    await view.presenter.settled()
    assert [row[3] for row in cells(view)] == ["1", "0", "0", "0", "1"]
    press(view, Qt.Key.Key_Home)
    await view.presenter.settled()
    assert view.presenter.state.last == TODAY
    press(view, Qt.Key.Key_Right)
    assert view.presenter.state.last == TODAY, "there are no figures of tomorrow"


async def test_a_period_lists_its_days_and_leads_into_them(view: FiguresView) -> None:
    press(view, Qt.Key.Key_F7)
    await view.presenter.settled()
    press(view, Qt.Key.Key_3)
    rows = cells(view)
    assert [row[0].split()[0] for row in rows[1:]] == [
        TODAY.isoformat(), (TODAY - timedelta(days=2)).isoformat(),
    ]  # fmt: skip
    assert rows[0][3] == "5", "four today and one two days ago"
    assert len(bars(view.people)) == 7
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Return)
    await view.presenter.settled()
    state = view.presenter.state
    assert (state.period, state.last) == (Period.DAY, TODAY - timedelta(days=2))
    assert cells(view)[0][3] == "1"


async def test_days_that_are_over_are_read_once(
    presenter: FiguresPresenter, source: Pinned
) -> None:
    presenter.read_again()
    await presenter.settled()
    presenter.show_period(Period.MONTH)
    await presenter.settled()
    assert len(source.asked) == 1 + 30
    presenter.read_again()
    await presenter.settled()
    assert source.asked[-1] == TODAY
    assert len(source.asked) == 1 + 30 + 1
    assert presenter.state.read == 30


async def test_midnight_turns_the_page(presenter: FiguresPresenter, source: Pinned) -> None:
    presenter.read_again()
    await presenter.settled()
    source.clock.pass_by(days=1)
    presenter.read_again()
    await presenter.settled()
    state = presenter.state
    assert (state.today, state.last) == (TODAY + timedelta(days=1),) * 2
    presenter.turn(-1)
    await presenter.settled()
    assert presenter.state.days[0].whole.expired == 2, "the day that ended was read again"


async def test_the_table_is_saved_for_spreadsheets(
    view: FiguresView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chinese: None
) -> None:
    file = tmp_path / "表.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    press(view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    await view.presenter.settled()
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert list(rows[0])[:6] == ["日期", "类别", "编号", "名称", "时段", "取号"]
    whole = next(row for row in rows if row["类别"] == "hall" and not row["时段"])
    assert (whole["日期"], whole["取号"], whole["办结"]) == (TODAY.isoformat(), "6", "4")
    assert view.notice.isVisible()
    press(view, Qt.Key.Key_Escape)
    assert not view.notice.isVisible()


async def test_a_file_that_cannot_be_written_is_said(view: FiguresView, tmp_path: Path) -> None:
    view.presenter.save(tmp_path / "nowhere" / "table.csv")
    await view.presenter.settled()
    assert view.presenter.state.unsaved is not None
    assert view.notice.isVisible()


async def test_a_hall_that_is_away_is_said_and_comes_back(tmp_path: Path, figures_url: str) -> None:
    hall = EmbeddedHall(f"sqlite:///{tmp_path}/away.db")
    presenter = FiguresPresenter(HallFigures(hall), save_table)
    presenter.read_again()
    await presenter.settled()
    assert getattr(presenter.state.trouble, "code", "") == "HAL-71"
    shutil.copy(figures_url.removeprefix("sqlite:///"), tmp_path / "away.db")
    presenter.read_again()
    await presenter.settled()
    assert presenter.state.trouble is None
    await hall.close()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (1440, 900)])
async def test_nothing_is_cut(
    qapp: QApplication, view: FiguresView, language: str, size: tuple[int, int]
) -> None:
    speak(qapp, language)
    view.resize(*size)
    for period in (Period.DAY, Period.MONTH):
        view.presenter.show_period(period)
        await view.presenter.settled()
        for _ in range(3):  # layouts within layouts
            QApplication.processEvents()
        assert (view.width(), view.height()) == size
        for part in view.findChildren(QWidget):
            if part.isVisible() and part.parent() is not view.table.viewport():
                need = part.minimumSizeHint()
                assert part.width() >= need.width(), (part, part.accessibleName())
        assert view.table.columnViewportPosition(11) + view.table.columnWidth(11) <= (
            view.table.viewport().width() + 1
        )
    speak(qapp, "en")


async def test_the_charts_are_painted_in_proportion(view: FiguresView) -> None:
    """Counted in pixels: 3 were served at nine, 1 at ten."""
    image = view.people.grab().toImage()
    act = LIGHT.act.lower()

    def height(from_x: int, to_x: int) -> int:
        columns = [
            sum(image.pixelColor(x, y).name() == act for y in range(60, image.height()))
            for x in range(from_x, to_x)
        ]
        return max(columns)

    half = image.width() // 2 + 17
    assert height(60, half) == pytest.approx(3 * height(half, image.width()), rel=0.1)


def test_an_axis_has_round_steps() -> None:
    assert scale([]) == (1.0, 1.0)
    assert scale([3]) == (3.0, 1.0)
    assert scale([69, 12]) == (80.0, 20.0)
    assert scale([490]) == (600.0, 200.0)
    assert scale([0.4]) == (1.0, 1.0)


def test_a_screen_reader_hears_every_bar(qapp: QApplication) -> None:
    chart = BarChart()
    told = (ChartBar("9", 3, said="9 o'clock 3"), ChartBar("10", 1, said="10 o'clock 1"))
    chart.show_chart(Chart("Citizens", ("served", "missed"), Second.ON_TOP, told, "nothing"))
    assert chart.accessibleName() == "Citizens: 9 o'clock 3; 10 o'clock 1"
    chart.show_chart(Chart("Citizens", ("served", "missed"), Second.ON_TOP, (), "nothing"))
    assert chart.accessibleName() == "Citizens: nothing"


def test_of_several_days_the_mean_is_exact(figures_url: str) -> None:
    with open_hall(figures_url, clock=Clock(MORNING + timedelta(hours=2))) as queue:
        days = queue.history(TODAY - timedelta(days=9), TODAY)
    hall = lines_of(days, FiguresSheet.SERVICES, hours=False)[0].figures
    assert hall.visits.count == 5
    assert hall.visits.mean_s == 60 * (5 + 7 + 9 + 50 + 20) / 5
    assert hall.visits.longest_s == 3000


def shown(view: FiguresView) -> str:
    """All words on the screen."""
    parts = [view, *view.findChildren(QWidget)]
    seen = [part for part in parts if part.visibleRegion().contains(QPoint(1, 1))]
    return " ".join(getattr(part, "text", str)() for part in seen)
