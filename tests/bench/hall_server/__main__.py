"""See the package."""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

from desk.hall.enrolment import Role
from tests.bench.hall import race
from tests.bench.hall.sides import WINDOWS, Side, on_postgresql, on_sqlite
from tests.bench.hall_server import push
from tests.bench.hall_server.callers import LightWindow, OurWindow, enrol, server
from tests.postgres import running, shared_keyring

WAITING = 500
"""So many wait while it is seen how soon a call is on the displays."""

AIMS = {
    ("postgresql", 64): "calls 2 x, p99 0.2 x; light 4 x",
    ("postgresql", 8): "calls 1.2 x, p99 0.33 x",
    ("postgresql", 1): "p50 3 x",
    ("sqlite", 64): "calls 0.5 x, p99 0.1 x",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.hall_server")
    parser.add_argument("--engine", choices=("postgresql", "sqlite"), action="append")
    parser.add_argument("--windows", type=int, nargs="+", default=[1, 8, 64])
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tickets", type=int, default=10_000)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.enter_context(shared_keyring(folder))
        for engine in options.engine or ("postgresql", "sqlite"):
            sides: Callable[[int], AbstractContextManager[list[Side]]] = on_sqlite
            if engine == "postgresql":
                sides = partial(on_postgresql, stack.enter_context(running(durable=True)))
            print(f"{engine}: {options.rounds} rounds of {options.seconds:g} s, sides in turn")
            for windows in options.windows:
                _throughput(engine, sides, windows, options, folder)
            _push(sides, options, folder)


def _throughput(
    engine: str,
    sides: Callable[[int], AbstractContextManager[list[Side]]],
    windows: int,
    options: argparse.Namespace,
    folder: Path,
) -> None:
    seen: dict[str, list[race.Result]] = {}
    for _ in range(options.rounds):
        with sides(options.tickets) as all_sides:
            naive = next(side for side in all_sides if side.name == "naive")
            url = _url(all_sides)
            devices = enrol(url, folder / "server", WINDOWS[:windows])
            results = {"naive": race.run(naive, windows, options.seconds)}
            with server(url, folder / "server") as address:
                for name, kind in (("our client", OurWindow), ("light client", LightWindow)):
                    side = Side(name, partial(kind, address=address, devices=devices))
                    results[name] = race.run(side, windows, options.seconds)
            for name, result in results.items():
                seen.setdefault(name, []).append(result)
    medians = {
        name: race.Result(*(statistics.median(r) for r in zip(*map(_as_tuple, found), strict=True)))
        for name, found in seen.items()
    }
    base = medians["naive"]
    for name, found in medians.items():
        print(
            f"  {windows:3d} windows  {name:13s} {found.rate:7.0f} calls/s  p50 {found.p50:8.2f} ms"
            f"  p99 {found.p99:8.2f} ms   of naive: calls {found.rate / base.rate:5.2f} x"
            f"  p50 {found.p50 / base.p50:5.2f} x  p99 {found.p99 / base.p99:5.2f} x"
        )
    print(f"               aims: {AIMS.get((engine, windows), '-')}", flush=True)


def _push(
    sides: Callable[[int], AbstractContextManager[list[Side]]],
    options: argparse.Namespace,
    folder: Path,
) -> None:
    with sides(WAITING + int(options.seconds * 5 * push.CALLS_A_SECOND)) as all_sides:
        url = _url(all_sides)
        windows = enrol(url, folder / "server", WINDOWS)
        screens = [f"screen {number}" for number in range(8)]
        displays = enrol(url, folder / "server", screens, Role.DISPLAY)
        with server(url, folder / "server") as address:
            seen = push.run(address, windows, list(displays.values()), options.seconds * 5)
    print(
        f"  64 windows and 8 displays that look, {WAITING} waiting, {seen.calls} calls at random: "
        f"decided p50 {seen.decided_p50:.1f} p99 {seen.decided_p99:.1f} ms; on every display p50 "
        f"{seen.shown_p50:.1f} p99 {seen.shown_p99:.1f} ms; bare round trip meanwhile p50 "
        f"{seen.ping_p50:.1f} p99 {seen.ping_p99:.1f} ms: "
        f"{seen.shown_p99 / seen.ping_p99:.1f} x (aim 5)"
    )


def _url(sides: list[Side]) -> str:
    ours = next(side for side in sides if side.name == "hall desk")
    url: str = ours.join.keywords["url"]  # type: ignore[attr-defined]  # a partial of `HallDesk`
    return url


def _as_tuple(result: race.Result) -> tuple[float, float, float]:
    return result.rate, result.p50, result.p99


if __name__ == "__main__":
    main()
