"""Who looks at a busy hall looks now and then; the last change is always seen."""

import asyncio
from pathlib import Path

from desk.hall import requests
from desk.hall.client.embedded import EmbeddedHall
from tests.hall.halls import make_hall
from tests.hall.server.test_events import until


async def test_many_changes_are_few_looks(tmp_path: Path) -> None:
    hall = EmbeddedHall(make_hall(tmp_path), "3")
    await hall.start()
    seen: list[int] = []
    hall.on_look(lambda: seen.append(hall.mirror.seq or 0), every_s=0.3)
    first = await hall.do(requests.TakeTicket(service="A"))
    await until(lambda: len(seen) == 1)  # at once
    for _ in range(30):
        await hall.do(requests.TakeTicket(service="A"))
    await until(lambda: seen[-1] == hall.mirror.seq)
    await asyncio.sleep(0.4)
    assert 2 <= len(seen) <= 8
    assert hall.mirror.find(first.number) is not None
    await hall.close()


async def test_a_short_look_is_the_beginning_of_a_long_one(tmp_path: Path) -> None:
    hall = EmbeddedHall(make_hall(tmp_path), "3")
    await hall.start()
    for number in range(20):
        await hall.do(requests.TakeTicket(service="ABCD"[number % 4]))
    await until(lambda: hall.mirror.find("D005") is not None)
    whole, short = hall.mirror.snapshot("3"), hall.mirror.snapshot("3", first=5)
    assert short.queue == whole.queue[:5]
    assert [load.waiting for load in short.loads] == [5, 5, 5, 5]
    await hall.close()
