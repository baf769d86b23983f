"""``python -m tests.faults.guides``: schemas that nobody checked, thousands of them."""

import argparse
import logging
import os
import sys
import time

from tests.faults.guides.trial import Trial


def main() -> int:
    """Make schemas and forms, try them as the window does, print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schemas", type=int, default=5000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drawn", action="store_true", help="draw each form, too (slower)")
    options = parser.parse_args()
    logging.getLogger("desk").setLevel(logging.ERROR)
    draw = lambda *_: None  # noqa: E731
    if options.drawn:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from tests.faults.guides.drawing import Drawing

        draw = Drawing().draw
    begun = time.monotonic()
    outcome = Trial(draw).run(options.schemas, options.seed)
    for line in outcome.lines():
        print(line)
    print(f"{time.monotonic() - begun:.0f} s")
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
