"""The bars of the charts: one for every hour or day, also for those in which nothing was."""

from datetime import timedelta

from desk.domain.hall_statistics import Spread
from desk.figures import words
from desk.figures.charts import ChartBar
from desk.figures.presenter import FiguresState, Period
from desk.figures.rows import FiguresLine, FiguresTable, Point


def places(state: FiguresState, line: FiguresLine) -> list[Point]:
    """The line of time: the hours from the hall's first to its last, or the period's days."""
    course = {point.at: point.figures for point in line.course}
    if state.period is not Period.DAY:
        assert state.last is not None
        days = [state.last - timedelta(days=back) for back in range(state.period)]
        return [Point(day, course.get(day, FiguresTable())) for day in reversed(days)]
    hours = [point.at for point in state.lines[0].course if isinstance(point.at, int)]
    if not hours:
        return []
    return [Point(h, course.get(h, FiguresTable())) for h in range(min(hours), max(hours) + 1)]


def wait(point: Point) -> ChartBar:
    """How long those waited who were called then, in minutes."""
    return _lengths(point, point.figures.waits)


def visit(point: Point) -> ChartBar:
    """How long visits took that ended then, in minutes."""
    return _lengths(point, point.figures.visits)


def people(point: Point) -> ChartBar:
    """How many were served, and how many did not come."""
    figures = point.figures
    return ChartBar(
        _mark(point),
        figures.served,
        figures.no_shows,
        shown=str(figures.served) if figures.served else "",
        said=f"{_mark(point)} {figures.served} {figures.no_shows}" if figures.called else "",
    )


def _lengths(point: Point, spread: Spread) -> ChartBar:
    mean = words.minutes(spread.mean_s)
    return ChartBar(
        _mark(point),
        spread.mean_s / 60,
        spread.p90_s / 60,
        shown=mean if spread.count else "",
        said=f"{_mark(point)} {mean} {words.minutes(spread.p90_s)}" if spread.count else "",
    )


def _mark(point: Point) -> str:
    return str(point.at) if isinstance(point.at, int) else words.day_mark(point.at)
