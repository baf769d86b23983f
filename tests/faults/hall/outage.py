"""What windows met while the hall was away, read from their ledgers."""

import time
from collections import Counter
from collections.abc import Iterator

from tests.faults.hall.ledger import Line, Wish, wishes
from tests.faults.hall.place import Place
from tests.faults.hall.verdict import Report

AGAIN_WITHIN_S = 10.0
"""How soon after the hall is back every window must have called again."""

AWAY = {"HAL-01": "unreachable", "HAL-56": "the answer was lost", "HAL-02": "busy"}
"""What a clerk may be told while the hall is away; anything else would be wrong or frightening."""


def tell_of_outage(hall: Place, report: Report, gone: float, back: float, until: float) -> None:
    """Away from `gone` to `back`; what came later than `until` is another story."""
    waiting = [wish for _, wish in _wishes(hall) if wish.asked_at <= gone < _end(wish)]
    again: dict[str, float] = {}
    told: Counter[str] = Counter()
    for name, wish in _wishes(hall):
        for line in wish.lost:
            if gone <= line.at <= until:
                told[line.code] += 1
                report.wrong += _unheard_of(name, line)
        if name in hall.windows and _is_call(wish) and back <= _end(wish) <= until:
            again.setdefault(name, _end(wish) - back)
    silent = [name for name in hall.windows if name not in again]
    report.wrong += [f"window {name} never called again" for name in silent]
    late = [name for name, seconds in again.items() if seconds > AGAIN_WITHIN_S]
    report.wrong += [f"window {name} called again after {again[name]:.1f} s" for name in late]
    report.tell(
        f"{len(waiting)} commands had no answer when it died; "
        f"{sum(wish.ended_at is not None for wish in waiting)} settled by the same command id"
    )
    report.tell(
        f"calling again after its return: the first window {min(again.values(), default=0):.2f} s,"
        f" the last {max(again.values(), default=0):.2f} s"
    )
    words = (f"{count} × {AWAY.get(code, code)}" for code, count in sorted(told.items()))
    report.tell(f"told while it was away: {', '.join(words) or 'nothing'}")


def wait_for_calls(hall: Place, back: float, at_least_s: float) -> None:
    """Wait `at_least_s`, and until every window called again, or should have long ago."""
    time.sleep(max(0.0, back + at_least_s - time.monotonic()))
    while time.monotonic() < back + 1.5 * AGAIN_WITHIN_S:
        if set(hall.windows) <= {n for n, w in _wishes(hall) if _is_call(w) and _end(w) > back}:
            return
        time.sleep(0.2)


def _is_call(wish: Wish) -> bool:
    return wish.do == "call_next" and wish.number is not None


def _wishes(hall: Place) -> Iterator[tuple[str, Wish]]:
    for path in hall.ledgers():
        for wish in wishes(path):
            yield path.stem, wish


def _unheard_of(name: str, line: Line) -> list[str]:
    return [] if line.code in AWAY else [f"{name} was told: {line.sentence}"]


def _end(wish: Wish) -> float:
    return wish.ended_at if wish.ended_at is not None else float("inf")
