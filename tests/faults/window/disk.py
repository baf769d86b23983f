"""The disk under the window: now and then it takes nothing more for a moment."""

import asyncio
import contextlib
import random
import resource
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def plenty_of_room() -> Iterator[None]:
    """The clerk's own notes are on another disk than the window's."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def fill_now_and_then(profile: Path, dice: random.Random, how_often: float) -> None:
    """Now and then the disk takes nothing more for a moment."""
    while dice.random() < how_often:
        await asyncio.sleep(dice.uniform(0.5, 6.0))
        largest = _largest(profile)
        room = dice.choice((0, 4096, largest, largest + 4096))
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            await asyncio.sleep(dice.uniform(0.2, 2.5))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def _largest(profile: Path) -> int:
    """The size of the database or its log, whichever is larger."""
    return max((path.stat().st_size for path in profile.glob("window.db*")), default=0)
