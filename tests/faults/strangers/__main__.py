"""``python -m tests.faults.strangers``: files that attack, none beyond limits."""

import argparse
import asyncio
import logging
import sys
import time
from pathlib import Path

from tests.faults.strangers.trial import KINDS, Trial, files


def main() -> int:
    """Make the files, open them as the window does, print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=3000, metavar="N")
    parser.add_argument("--minutes", type=float, default=60.0, help="stop after so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--patience", type=float, default=0.25, help="deadlines of the product times this"
    )
    parser.add_argument("--kind", choices=sorted(KINDS), help="this kind only")
    parser.add_argument("--keep", type=Path, help="folder for files beyond their limits")
    options = parser.parse_args()
    logging.getLogger("desk").setLevel(logging.ERROR)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    return asyncio.run(run(options))


async def run(options: argparse.Namespace) -> int:
    kinds = {options.kind: KINDS[options.kind]} if options.kind else KINDS
    trial = Trial(options.patience)
    begun = time.monotonic()
    try:
        made = files(options.files, options.seed, kinds)
        outcome = await trial.run(made, options.keep, begun + options.minutes * 60)
    finally:
        trial.close()
    for line in outcome.lines():
        print(line)
    print(f"{time.monotonic() - begun:.0f} s")
    return 1 if outcome.beyond else 0


if __name__ == "__main__":
    sys.exit(main())
