"""What a program gets from the machine that it runs on: clocks and the keyring.

Every program's composition takes one `Machine`, so that a test, or a trial of another time of the
year, hands its own in.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.domain.clock import Clock, utc_now

if TYPE_CHECKING:
    from desk.vault.keys import Keys


def _keyring() -> Keys:
    from desk.vault.keys import Keys  # slow to load, and not every program needs it

    return Keys()


@dataclass(frozen=True, slots=True)
class Machine:
    """The clocks and the keyring of the machine.

    `now` is the clock on its wall; `steady` counts seconds and is never set back. `hall_clock` is
    what a hall that is opened here goes by, None for the clock that is its own (see
    `desk.hall.store.open_hall`). `keys` opens the keyring.
    """

    now: Clock = utc_now
    steady: Callable[[], float] = time.monotonic
    hall_clock: Clock | None = None
    keys: Callable[[], Keys] = _keyring
