"""See the package."""

import argparse
import statistics
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import partial

import keyring

from desk.vault.memory import MemoryKeyring
from tests.bench.hall import batches, push, race
from tests.bench.hall.sides import HallDesk, Side, on_postgresql, on_sqlite
from tests.postgres import running

Sides = Callable[[int], AbstractContextManager[list[Side]]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.hall")
    parser.add_argument("--engine", choices=("postgresql", "sqlite"), action="append")
    parser.add_argument("--windows", type=int, nargs="*", default=[1, 8, 64])
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tickets", type=int, default=30_000)
    options = parser.parse_args()
    keyring.set_keyring(MemoryKeyring())
    for engine in options.engine or ("postgresql", "sqlite"):
        with ExitStack() as stack:
            sides: Sides = on_sqlite
            if engine == "postgresql":
                sides = partial(on_postgresql, stack.enter_context(running(durable=True)))
            print(f"{engine}: {options.rounds} rounds of {options.seconds:g} s, sides in turn")
            _batches(sides, options)
            for windows in options.windows:
                _throughput(sides, windows, options)
            if options.windows:
                _push(sides, options)


def _throughput(sides: Sides, windows: int, options: argparse.Namespace) -> None:
    seen: dict[str, list[race.Result]] = {}
    for _ in range(options.rounds):
        with sides(options.tickets) as all_sides:
            for side in all_sides:
                seen.setdefault(side.name, []).append(race.run(side, windows, options.seconds))
    rate = {name: statistics.median(r.rate for r in results) for name, results in seen.items()}
    p99 = {name: statistics.median(r.p99 for r in results) for name, results in seen.items()}
    for name, results in seen.items():
        p50 = statistics.median(r.p50 for r in results)
        print(
            f"  {windows:3d} windows  {name:17s} {rate[name]:8.0f} calls/s"
            f"   p50 {p50:8.2f} ms   p99 {p99[name]:8.2f} ms"
        )
    print(
        f"  {windows:3d} windows  ours/naive: calls {rate['hall desk'] / rate['naive']:.2f} x,"
        f" p99 {p99['hall desk'] / p99['naive']:.2f} x"
        " (aims in a file: 1 x at 1 and 8, p99 0.1 x at 8; each window opens the hall itself here)"
    )


def _batches(sides: Sides, options: argparse.Namespace) -> None:
    with sides(options.tickets) as all_sides:
        naive, ours = all_sides[0], next(side for side in all_sides if side.name == "hall desk")
        yardstick = batches.naive_cost(naive, options.seconds)
        print(
            f"  one naive window: {yardstick.rate:.0f} changes/s, "
            f"CPU {yardstick.cpu_ms:.2f} ms each"
        )
        url = ours.join.keywords["url"]  # type: ignore[attr-defined]  # a partial of `HallDesk`
        with batches.owner_costs(url, options.seconds) as costs:
            for size, cost in costs:
                print(
                    f"  one owner, batches of {size:2d}: {cost.rate:.0f} changes/s, CPU "
                    f"{cost.cpu_ms:.2f} ms each: {cost.cpu_ms / yardstick.cpu_ms:.2f} x the naive's"
                )


def _push(sides: Sides, options: argparse.Namespace) -> None:
    with sides(options.tickets) as all_sides:
        ours = next(side for side in all_sides if side.name == "hall desk")
        ping = next((side for side in all_sides if side.name == "bare round trip"), None)
        url = ours.join.keywords["url"]  # type: ignore[attr-defined]  # a partial of `HallDesk`
        assert ours.join.func is HallDesk  # type: ignore[attr-defined]
        seen = push.run(url, ping, options.seconds * 5)
    print(
        f"  64 windows, 8 displays, {seen.calls} calls at random: decided p50 "
        f"{seen.decided_p50:.1f} p99 {seen.decided_p99:.1f} ms; on every display p50 "
        f"{seen.shown_p50:.1f} p99 {seen.shown_p99:.1f} ms"
    )
    if ping:
        print(
            f"  bare round trip meanwhile p50 {seen.ping_p50:.2f} p99 {seen.ping_p99:.2f} ms:"
            f" shown/round trip {seen.shown_p99 / seen.ping_p99:.1f} x (aim 5)"
        )


if __name__ == "__main__":
    main()
