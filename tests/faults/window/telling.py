"""What the window's process tells whoever started it: lines of JSON on its standard output."""

import json
import logging
import sys
import traceback

from desk.demo.hands import Hands
from desk.domain.failures import Failure


def tell(**facts: object) -> None:
    """One line to whoever started this process."""
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class TellingHands(Hands):
    """Hands that tell of each key: deaths are counted in keys, however slow the machine is."""

    async def press(self, key: str) -> None:
        """Press and release a key."""
        tell(key=key)
        await super().press(key)


class Defects(logging.Handler):
    """Tells of every exception that is nobody's `Failure`; no full disk keeps it from that."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of one record."""
        if record.exc_info and not isinstance(record.exc_info[1], Failure):
            text = "".join(traceback.format_exception(record.exc_info[1]))
            tell(defect=text[-3000:])
