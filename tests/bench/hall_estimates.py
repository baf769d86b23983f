"""How far told waits are from those that come, over simulated days: ``python -m
tests.bench.hall_estimates [--days N] [--windows N …]``.

Beside the hall's estimate stand two rules of thumb that know the true mean times, which no hall
does: those who wait for the service times its mean over the windows open for it, and everybody
who waits as one row. All figures are in minutes; positive bias means that too much was told.
"""

import argparse

from desk.simulate.report import Errors, Report
from desk.simulate.run import SimulateOptions, simulate

HALLS = ((4, 0.7), (8, 0.9), (16, 0.9), (16, 1.0))
"""Windows, and how much of their time the citizens would need."""


def main() -> None:
    """Play the days and print a line for each hall and rule."""
    options = argparse.ArgumentParser(description="How good the hall's estimates are.")
    options.add_argument("--days", type=int, default=3, help="days for each hall")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    print(
        f"{'windows load':13}{'rule':32}{'n':>6}{'mean |error|':>13}{'bias':>7}{'p90':>7}", end=""
    )
    print(f"{'good':>7}{'mean wait':>11}")
    for windows, load in HALLS:
        report = simulate(
            SimulateOptions(windows=windows, load=load, days=given.days, seed=given.seed)
        )
        assert report.all_right, report.as_table()
        _print(f"{windows:4} {load:7.0%}", report)


def _print(hall: str, report: Report) -> None:
    waits = [day.whole.waits for day in report.days]
    mean_s = sum(w.mean_s * w.count for w in waits) / max(1, sum(w.count for w in waits))
    rules: dict[str, Errors] = {
        "the hall's estimate": report.estimates.hall,
        "service x mean / windows": report.estimates.by_service,
        "everybody x mean / windows": report.estimates.by_hall,
    }
    for rule, errors in rules.items():
        print(
            f"{hall:13}{rule:32}{errors.count:6}{errors.mean_abs_s / 60:13.1f}"
            f"{errors.bias_s / 60:7.1f}{errors.p90_abs_s / 60:7.1f}{errors.good:7.0%}"
            f"{mean_s / 60:11.1f}"
        )


if __name__ == "__main__":
    main()
