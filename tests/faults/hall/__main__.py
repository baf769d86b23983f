"""``python -m tests.faults.hall race|failover|kill|away``: see the package."""

import argparse
import sys
from collections.abc import Iterator

from tests.faults.hall.place import ENGINES
from tests.faults.hall.verdict import Report


def main(words: list[str]) -> int:
    """Run one kind of fault; returns 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.hall", description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    race = kinds.add_parser("race", help="windows race for tickets")
    race.add_argument("--engine", choices=ENGINES, default="postgres")
    race.add_argument("--calls", type=int, default=100_000)
    race.add_argument("--windows", type=int, default=64)
    race.add_argument(
        "--owners", type=int, default=0, help="so many processes carry out in batches for all"
    )
    race.add_argument(
        "--servers", type=int, default=0, help="through so many of the hall's servers, over HTTPS"
    )
    race.add_argument("--kills", action="store_true", help="and these are killed now and then")
    race.add_argument("--quick", action="store_true", help="force nothing to the disk")
    over = kinds.add_parser("failover", help="the primary dies, a standby takes over")
    over.add_argument("--windows", type=int, default=32)
    over.add_argument("--standbys", type=int, choices=(1, 2, 3), default=2)
    over.add_argument("--rounds", type=int, default=2)
    over.add_argument(
        "--lonely",
        action="store_true",
        help="the standbys are away before the primary dies; without it in every second round",
    )
    kill = kinds.add_parser("kill", help="windows die in the middle of their calls")
    kill.add_argument("--engine", choices=ENGINES, default="postgres")
    kill.add_argument("--kills", type=int, default=300)
    kill.add_argument("--windows", type=int, default=8)
    away = kinds.add_parser("away", help="the server stops in the middle of calls and comes back")
    away.add_argument("--windows", type=int, default=8)
    away.add_argument("--rounds", type=int, default=5)
    failed = False
    for report in _reports(parser.parse_args(words)):
        print(report, flush=True)
        failed = failed or bool(report.wrong)
    return int(failed)


def _reports(given: argparse.Namespace) -> Iterator[Report]:
    if given.kind == "race":
        from tests.faults.hall.race import race

        yield race(
            given.engine,
            given.calls,
            given.windows,
            owners=given.owners,
            servers=given.servers,
            kills=given.kills,
            quick=given.quick,
        )
    elif given.kind == "failover":
        from tests.faults.hall.failover import LONELY_S, failover

        for round_ in range(given.rounds):
            lonely = given.lonely or round_ % 2 == 1
            yield failover(
                given.windows,
                standbys=given.standbys,
                lonely_s=LONELY_S if lonely else 0.0,
                seed=round_,
            )
    elif given.kind == "kill":
        from tests.faults.hall.kill import kill

        yield kill(given.engine, given.kills, given.windows)
    elif given.kind == "away":
        from tests.faults.hall.away import away

        yield away(given.windows, given.rounds)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
