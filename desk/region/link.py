"""Whether the region answers: asked now and then, and told when it changes."""

import asyncio
import logging
from collections.abc import Callable

from desk.region.client import DISCOVERY, RegionClient
from desk.region.problems import RegionFailure

EVERY_S = 15.0
"""How often a region that answered is asked again, in seconds."""

AWAY_S = 5.0
"""How often a region that did not answer is asked again, in seconds."""

log = logging.getLogger(__name__)


async def watch(client: RegionClient, on_change: Callable[[bool], None]) -> None:
    """Ask until cancelled; `on_change` hears True when the region answers, False when not.

    It is told at the first look and at each change. A region that answers with an error of
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
