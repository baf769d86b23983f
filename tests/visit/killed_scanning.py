"""A window that scans from a folder and is killed, as by a power cut, at a given step of it.

Run as a program: ``python -m tests.visit.killed_scanning PROFILE HALL_URL FOLDER STEP``. Steps
are counted from the moment at which the citizen is called: everything that is stored, read from
the folder or moved in it. With a step that never comes it says how many there were.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring
from sqlalchemy import event

from desk.processes import ProcessPool
from desk.scan import kept_aside
from desk.scan.watched import WatchedFolder
from desk.vault.files import FileVault
from desk.vault.memory import MemoryKeyring
from tests.visit.pages import LIANG, SOCIAL_CARD, jpeg
from tests.visit.window import Window

SHADES = (10, 30, 50, 70)
MATERIAL = "02"


class Steps:
    """Counts the steps, and kills this process before or after one of them."""

    def __init__(self, last: int) -> None:
        self._last = last
        self.count = 0

    def step(self) -> None:
        """One more; the last one is never finished."""
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, place: Any, name: str) -> None:
        """Count before and after every call of a function."""
        call: Callable[..., Any] = getattr(place, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            self.step()
            result = call(*args, **kwargs)
            self.step()
            return result

        setattr(place, name, counted)


async def scan(profile: Path, hall_url: str, folder: Path, last: int) -> None:
    """Call a citizen, let their papers come into the folder, and scan them."""
    pool = ProcessPool()
    window = await Window.open(
        profile, hall_url, pool, device=WatchedFolder(folder, pool, still_s=0.02)
    )
    steps = Steps(last)
    steps.around(FileVault, "put")
    steps.around(kept_aside, "rename")
    steps.around(WatchedFolder, "_read")
    steps.around(WatchedFolder, "_look")
    event.listen(window.engine, "commit", lambda _connection: steps.step())
    await window.call_step.call_next()
    await window.identify_step.identify(*LIANG)
    await window.matter_step.choose(SOCIAL_CARD)
    await window.session.settled()
    for number, shade in enumerate(SHADES):
        (folder / f"{number}.jpg").write_bytes(jpeg(shade))
    await window.materials_step.scan(MATERIAL)
    await window.session.settled()
    print(steps.count, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    keyring.set_keyring(MemoryKeyring())
    _, given_profile, given_hall, given_folder, given_last = sys.argv
    asyncio.run(scan(Path(given_profile), given_hall, Path(given_folder), int(given_last)))
