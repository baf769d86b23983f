"""The figures of a day of the hall, and simulated days."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from desk.commands import answers
from desk.commands.running import CommandAnswer, Invocation, on_hall
from desk.domain.clock import hall_zone
from desk.domain.failures import QT_TRANSLATE_NOOP
from desk.domain.hall_statistics import Appointments, DayStatistics, HourTally, Tally
from desk.hall.queue import HallQueue

_DAY = QT_TRANSLATE_NOOP(
    "Commands", "{day}: {taken} taken, {called} called, {served} served, {missed} missed"
)
_SERVICE = QT_TRANSLATE_NOOP(
    "Commands", "{code} {name}: {served} served, waits {mean} min, nine of ten within {p90} min"
)
_WINDOW = QT_TRANSLATE_NOOP("Commands", "Window {window}: {served} served, busy {load} %")


@on_hall
def stats(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """A day's figures; with ``--csv`` also as a table in a file."""
    seen = queue.overview()
    today = seen.at.astimezone(hall_zone(seen.utc_offset_min)).date()
    wanted: date = asked.options.day or today
    day = queue.statistics(wanted) or DayStatistics(
        wanted, seen.at, Tally(), (), (), (), Appointments()
    )
    if asked.options.csv is not None:
        _write_csv(asked.options.csv, day)
    return CommandAnswer(_day(day), "\n".join(_lines(asked, day)))


def simulate(asked: Invocation) -> CommandAnswer:
    """Simulate days on a real hall; fails when anything in them went wrong."""
    from desk.simulate.run import SimulateOptions
    from desk.simulate.run import simulate as play

    given = asked.options
    report = play(
        SimulateOptions(
            url=getattr(
                given, "hall_url", None
            ),  # never the hall of the settings, where people work
            windows=given.windows,
            days=given.days,
            load=given.load,
            seed=given.seed,
            speed=given.speed,
            processes=given.processes,
        )
    )
    data = msgspec.Raw(report.as_json().encode())
    return CommandAnswer(data, report.as_table(), failed=not report.all_right)


def _day(day: DayStatistics) -> Any:
    return {
        "day": day.day,
        "at": day.at,
        "waiting": day.waiting,
        "load": round(day.load, 4),
        "whole": _tally(day.whole),
        "hours": _hours(day.hours),
        "services": [
            {**answers.service(of.service), **_tally(of.whole), "hours": _hours(of.hours)}
            for of in day.services
        ],
        "windows": [
            {
                "code": at.window,
                **_tally(at.whole),
                "open_s": at.open_s,
                "busy_s": at.busy_s,
                "load": round(at.load, 4),
                "hours": _hours(at.hours),
            }
            for at in day.windows
        ],
        "appointments": asdict(day.appointments),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        **asdict(tally),
        "no_show_share": round(tally.no_show_share, 4),
        "priority_share": round(tally.priority_share, 4),
    }


def _hours(hours: tuple[HourTally, ...]) -> Any:
    return [{"hour": hour.hour, **_tally(hour.tally)} for hour in hours]


def _lines(asked: Invocation, day: DayStatistics) -> list[str]:
    whole = day.whole
    facts = {"taken": whole.taken, "called": whole.called, "served": whole.served}
    lines = [asked.say(_DAY, day=day.day, missed=whole.no_shows, **facts)]
    for of in day.services:
        waits = of.whole.waits
        lines.append(
            asked.say(
                _SERVICE,
                code=of.service.code,
                name=of.service.name,
                served=of.whole.served,
                mean=round(waits.mean_s / 60),
                p90=round(waits.p90_s / 60),
            )
        )
    for at in day.windows:
        load = round(100 * at.load)
        lines.append(asked.say(_WINDOW, window=at.window, served=at.whole.served, load=load))
    return lines


def _write_csv(path: Path, day: DayStatistics) -> None:
    from desk.domain.hall_table import csv_of
    from desk.vault.durable import write_durably

    # the mark at its beginning tells spreadsheets that it is UTF-8
    write_durably(path, csv_of([day]).encode("utf-8-sig"))
