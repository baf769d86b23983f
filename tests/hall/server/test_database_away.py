"""The hall's database goes away under its server and comes back: everybody goes on."""

import asyncio
from pathlib import Path

import pytest

from desk.hall import requests
from desk.hall.adapters.server import keep_password
from desk.hall.enrolment import Role
from desk.hall.failures import HallUnreachable
from tests.hall.halls import fill_hall
from tests.hall.server.running import RunningServer
from tests.hall.server.test_events import until
from tests.postgres import OWNER, running


async def test_a_server_goes_on_when_its_database_is_back(
    tmp_path: Path, shared_secrets: None
) -> None:
    with running() as cluster:
        cluster.make_database("hall")
        url = cluster.url("hall")
        keep_password(url, cluster.passwords[OWNER])
        fill_hall(url)
        server = RunningServer(url, tmp_path / "server")
        kiosk, display = server.client(Role.KIOSK, "door"), server.client(Role.DISPLAY, "hall")
        await display.start()
        await kiosk.do(requests.TakeTicket(service="A"))
        await asyncio.to_thread(cluster.stop)
        lost = requests.TakeTicket(service="A")
        with pytest.raises(HallUnreachable):
            await kiosk.do(lost)
        assert display.mirror.find("A001") is not None  # what is known is still shown
        await asyncio.to_thread(cluster.start)
        again = await kiosk.do(lost)
        assert again.number == "A002"
        await until(lambda: display.mirror.find("A002") is not None)
        for client in (kiosk, display):
            await client.close()
        await asyncio.to_thread(server.stop)
