"""``python -m tests.faults.window storm``: see the package."""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.faults.window.storm import Storm, storm


def main(words: list[str]) -> int:
    """Run a storm; returns 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.window", description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    blow = kinds.add_parser("storm", help="the window is killed in the middle of its work")
    blow.add_argument("--kills", type=int, default=300)
    blow.add_argument("--seed", type=int, help="the same citizens and the same plan again")
    blow.add_argument("--folder", type=Path, help="keep everything here, to look at")
    blow.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long")
    given = parser.parse_args(words)
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", flush=True)
    what = Storm(given.kills, seed=seed)
    if given.folder is not None:
        given.folder.mkdir(parents=True)
        report = storm(given.folder, what, within_s=given.minutes * 60)
    else:
        with tempfile.TemporaryDirectory(prefix="hall-desk-storm-") as folder:
            report = storm(Path(folder), what, within_s=given.minutes * 60)
    print(report)
    return int(bool(report.verdict.wrong))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
