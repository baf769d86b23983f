"""Whether the region answers: polled, and reported when it changes."""

import asyncio
import logging
from collections.abc import Callable
from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.region.client import CLOCK_WARNING_S, DISCOVERY, RegionClient
from desk.region.problems import RegionFailure

EVERY_S = 15.0
"""How often a region that answered is asked again, in seconds."""

AWAY_S = 5.0
"""How often a region that did not answer is asked again, in seconds."""

log = logging.getLogger(__name__)


class ClocksApart(Failure):
    """The clock of this PC and the region's differ by more than `CLOCK_WARNING_S`."""

    code: ClassVar[str] = "REG-21"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The clock of this PC is {minutes} minutes away from the platform's"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Papers carry the platform's time where it has given one; tickets do not."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Go on, and tell the hall's technician to set the clock."
    )


def clocks_apart(client: RegionClient) -> ClocksApart | None:
    """The failure to show about the clocks after the last answer; None while they agree."""
    skew = client.clock_skew_s
    if skew is None or abs(skew) <= CLOCK_WARNING_S:
        return None
    return ClocksApart(minutes=round(abs(skew) / 60))


async def watch(client: RegionClient, on_change: Callable[[bool], None]) -> None:
    """Poll until cancelled; `on_change` is called with whether the region answers.

    It is called after the first request and at each change. A region that answers with an error of
    its own answers; only one that cannot be reached or believed does not.
    """
    answered: bool | None = None
    while True:
        try:
            await client.wire.exchange("GET", DISCOVERY)
            now = True
        except RegionFailure as failure:
            log.debug("the region: %s", failure)
            now = False
        if now != answered:
            answered = now
            on_change(now)
        await asyncio.sleep(EVERY_S if now else AWAY_S)
