"""Whether the region answers, as the window's top bar shows it."""

import asyncio

import pytest

from desk.region import link
from tests.practice_region import PracticeRegion
from tests.region.conftest import ClientTo


async def test_the_link_is_told_at_the_first_look_and_at_each_change(
    practice: PracticeRegion, client_to: ClientTo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "EVERY_S", 0.05)
    monkeypatch.setattr(link, "AWAY_S", 0.05)
    heard: asyncio.Queue[bool] = asyncio.Queue()
    watching = asyncio.create_task(link.watch(client_to(practice.url), heard.put_nowait))
    assert await asyncio.wait_for(heard.get(), 20)
    practice.kill()
    assert not await asyncio.wait_for(heard.get(), 20)
    await asyncio.to_thread(practice.start)
    assert await asyncio.wait_for(heard.get(), 20)
    assert heard.empty()
    watching.cancel()
