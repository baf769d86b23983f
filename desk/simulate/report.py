"""The results of a simulation, as a table for people and as JSON for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from desk.domain.hall_statistics import DayStatistics, Spread
from desk.domain.tickets import TicketEvent, TicketMove
from desk.simulate.actors import Promise

GOOD_S, GOOD_SHARE = 300.0, 0.3
"""An estimate is good within five minutes, or within 30 % of what the wait was."""


@dataclass(frozen=True, slots=True)
class Checks:
    """The proofs: all is right when nothing is wrong, lost or unknown.

    `wrong` are the checker's sentences; `never_called` took a number and were neither called
    nor left; `acknowledged_lost` are calls that a window saw and the history does not know;
    `calls_unknown` the other way round.
    """

    events: int
    calls: int
    wrong: tuple[str, ...]
    never_called: int
    acknowledged_lost: int
    calls_unknown: int
    states_agree: bool

    @property
    def all_right(self) -> bool:
        """Whether everything was proven."""
        return self.states_agree and not (
            self.wrong or self.never_called or self.acknowledged_lost or self.calls_unknown
        )


@dataclass(frozen=True, slots=True)
class Errors:
    """How far told waits were from those that came; seconds, positive when too much was told.

    `good` is the share within five minutes or 30 % of the wait.
    """

    count: int
    mean_abs_s: float
    bias_s: float
    p90_abs_s: float
    good: float

    @classmethod
    def of(cls, pairs: Sequence[tuple[float, float]]) -> "Errors":
        """From pairs of what was told and what came."""
        if not pairs:
            return cls(0, 0.0, 0.0, 0.0, 1.0)
        errors = [told - came for told, came in pairs]
        far = sorted(map(abs, errors))
        good = sum(abs(told - came) <= max(GOOD_S, GOOD_SHARE * came) for told, came in pairs)
        return cls(
            len(errors),
            round(sum(far) / len(far), 1),
            round(sum(errors) / len(errors), 1),
            round(far[min(len(far) - 1, int(len(far) * 0.9))], 1),
            round(good / len(pairs), 4),
        )


@dataclass(frozen=True, slots=True)
class Estimates:
    """The hall's estimates beside two rules of thumb that know the true means."""

    hall: Errors
    by_service: Errors
    by_hall: Errors


@dataclass(frozen=True, slots=True)
class Report:
    """A simulation: its days, how right they were, how good the estimates, how fast it went."""

    days: tuple[DayStatistics, ...]
    checks: Checks
    estimates: Estimates
    turned_away: int
    windows: int
    took_s: float

    @property
    def all_right(self) -> bool:
        """Whether the checks found nothing."""
        return self.checks.all_right

    def as_json(self) -> str:
        """Everything, for programs; ``all_right`` is the verdict."""
        return json.dumps(
            {"all_right": self.all_right} | asdict(self), default=_plain, ensure_ascii=False
        )

    def as_table(self) -> str:
        """For people, in English."""
        return "\n".join(_table(self))


def make_report(
    days: Sequence[DayStatistics],
    events: Sequence[TicketEvent],
    *,
    checks: Checks,
    promises: Mapping[str, Promise],
    turned_away: Sequence[str],
    took_s: float,
    windows: int,
) -> Report:
    """Put together what was seen; `events` tell how long those waited who were told something."""
    taken = {e.ticket_id: e.at for e in events if e.move is TicketMove.TAKEN}
    came: dict[str, float] = {}
    for event in events:
        if event.move is TicketMove.CALLED and event.ticket_id in promises:
            waited = event.at - taken[event.ticket_id]
            came.setdefault(event.ticket_id, waited.total_seconds())
    told = [(promises[ticket], wait_s) for ticket, wait_s in came.items()]
    return Report(
        days=tuple(days),
        checks=checks,
        estimates=Estimates(
            Errors.of([(p.expected_s, w) for p, w in told if p.expected_s is not None]),
            Errors.of([(p.by_service, w) for p, w in told]),
            Errors.of([(p.by_hall, w) for p, w in told]),
        ),
        turned_away=len(turned_away),
        windows=windows,
        took_s=round(took_s, 2),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value)


def _table(report: Report) -> list[str]:
    lines = [
        "day         taken called served no-show cancelled  wait: mean median    p90 longest   load"
    ]
    for day in report.days:
        whole = day.whole
        lines.append(
            f"{day.day}  {whole.taken:6}{whole.called:7}{whole.served:7}{whole.no_shows:8}"
            f"{whole.cancelled:10}       {_waits(whole.waits)}   {day.load:4.0%}"
        )
    last = report.days[-1] if report.days else None
    for service in last.services if last else ():
        tally = service.whole
        lines.append(
            f"  {service.service.prefix:8}  {tally.taken:6}{tally.called:7}{tally.served:7}"
            f"{tally.no_shows:8}{tally.cancelled:10}       {_waits(tally.waits)}"
        )
    if last:
        booked = last.appointments
        lines.append(
            f"appointments: {booked.booked} booked, {booked.kept} kept, "
            f"{booked.in_time} called within 15 min of their slot"
        )
    checks = report.checks
    lines += [
        "",
        "told wait against the wait that came (min)      n   mean error    bias     p90    good",
        _errors("  the hall's estimate", report.estimates.hall),
        _errors("  waiting for the service x mean / windows", report.estimates.by_service),
        _errors("  everybody waiting x mean / windows", report.estimates.by_hall),
        "",
        f"{checks.events} events, {checks.calls} calls at {report.windows} windows"
        f" in {report.took_s:.1f} s ({checks.events / max(report.took_s, 0.01):.0f} events/s)",
        f"turned away: {report.turned_away}",
        f"called by two windows, out of turn, or with a gap: {len(checks.wrong)}",
        f"never called: {checks.never_called}",
        f"calls that a window saw and the history does not: {checks.acknowledged_lost}; "
        f"the other way round: {checks.calls_unknown}",
        f"states agree with the history: {'yes' if checks.states_agree else 'NO'}",
        *(f"  {sentence}" for sentence in checks.wrong[:20]),
        "all right" if report.all_right else "NOT ALL RIGHT",
    ]
    return lines


def _waits(waits: Spread) -> str:
    lengths = (waits.mean_s, waits.median_s, waits.p90_s, waits.longest_s)
    return "".join(f"{length / 60:7.1f}" for length in lengths)


def _errors(name: str, errors: Errors) -> str:
    return (
        f"{name:42}{errors.count:7}{errors.mean_abs_s / 60:13.1f}{errors.bias_s / 60:8.1f}"
        f"{errors.p90_abs_s / 60:8.1f}{errors.good:8.0%}"
    )
