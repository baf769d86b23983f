"""Whether the region answers, as the window's top bar shows it."""

import asyncio

import pytest

from desk.region import link
from desk.region.client import DISCOVERY
from tests.practice_region import PracticeRegion
from tests.region.conftest import ClientTo


async def test_the_link_is_told_at_the_first_look_and_at_each_change(
    practice: PracticeRegion, client_to: ClientTo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "EVERY_S", 0.05)
    monkeypatch.setattr(link, "AWAY_S", 0.05)
    heard: asyncio.Queue[bool] = asyncio.Queue()
    hall_watch = asyncio.create_task(link.watch(client_to(practice.url), heard.put_nowait))
    assert await asyncio.wait_for(heard.get(), 20)
    practice.kill()
    assert not await asyncio.wait_for(heard.get(), 20)
    await asyncio.to_thread(practice.start)
    assert await asyncio.wait_for(heard.get(), 20)
    assert heard.empty()
    hall_watch.cancel()


async def test_clocks_that_are_apart_are_said_in_minutes(
    practice: PracticeRegion, client_to: ClientTo
) -> None:
    client = client_to(practice.url)
    assert link.clocks_apart(client) is None
    await client.discovery()
    assert link.clocks_apart(client) is None
    practice.fault(skew_clock_s=600)
    await client.wire.exchange("GET", DISCOVERY)
    apart = link.clocks_apart(client)
    assert apart is not None
    assert apart.facts["minutes"] == 10
