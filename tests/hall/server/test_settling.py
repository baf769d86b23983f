"""Nothing is lost and nothing done twice, whatever becomes of servers while they are asked."""

import asyncio
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.domain.tickets import TicketEvent, TicketMove
from desk.hall import open_hall, requests
from desk.hall.adapters.device_store import Device, DeviceStore
from desk.hall.client.credentials import Credential
from desk.hall.client.remote import RemoteHall
from desk.hall.enrolment import Role, credential_hash, new_credential
from desk.hall.server.certificates import made_identity
from tests.hall.halls import WINDOWS, calls_out_of_turn, on_a_file
from tests.hall.server.process import ServerProcess

TICKETS = 120


@pytest.fixture(autouse=True)
def patient_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take longer to start a server than a clerk would wait."""
    monkeypatch.setattr("desk.hall.client.remote.DEADLINE_S", 60.0)


def window(url: str, folder: Path, code: str) -> Credential:
    """A window that is enrolled at servers with the certificate in `folder`."""
    secret = new_credential()
    store = DeviceStore(url)
    store.enrol(
        Device(f"d{code}", credential_hash(secret), Role.WINDOW, code, code, datetime.now(UTC), "-")
    )
    store.close()
    fingerprint = made_identity(folder).fingerprint
    return Credential(f"d{code}", secret, Role.WINDOW, code, code, "NN01", "南宁", fingerprint)


async def work(client: RemoteHall, called: list[str], *, until_none: int = 3) -> None:
    """Call and end until nobody waits."""
    empty = 0
    while empty < until_none:
        ticket = await client.do(requests.CallNext(), person="clerk")
        if ticket is None:
            empty += 1
            continue
        called.append(ticket.id)
        await client.do(requests.Cancel(ticket=ticket.id), person="clerk")


def judge(url: str, called: list[str]) -> None:
    """Every ticket was called once, in its turn, and whoever called it was told so."""
    with open_hall(url) as queue:
        events = queue.events_since(0)
        assert queue.project() == queue.standings()
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    calls = [e for e in events if isinstance(e, TicketEvent) and e.move is TicketMove.CALLED]
    assert Counter(call.ticket_id for call in calls) == Counter(called)
    assert len(called) == TICKETS
    assert calls_out_of_turn(events) == []


def fill(url: str) -> None:
    with open_hall(url) as queue:
        for number in range(TICKETS):
            queue.take("ABCD"[number % 4])


async def test_two_servers_over_one_hall_call_nobody_twice(url: str, tmp_path: Path) -> None:
    fill(url)
    folder = tmp_path / "server"
    made_identity(folder)
    servers = [ServerProcess(url, folder) for _ in range(2)]
    clients = [
        RemoteHall(servers[number % 2].address, window(url, folder, code))
        for number, code in enumerate(WINDOWS)
    ]
    called: list[str] = []
    await asyncio.gather(*(work(client, called) for client in clients))
    for client in clients:
        await client.close()
    for server in servers:
        server.stop()
    judge(url, called)


@on_a_file
async def test_a_server_ends_in_order_while_everybody_listens(url: str, tmp_path: Path) -> None:
    fill(url)
    folder = tmp_path / "server"
    made_identity(folder)
    server = ServerProcess(url, folder)
    clients = [RemoteHall(server.address, window(url, folder, code)) for code in WINDOWS]
    for client in clients:
        await client.start()
    called: list[str] = []
    working = asyncio.gather(*(work(client, called) for client in clients))
    await asyncio.sleep(0.5)
    begun = time.monotonic()
    await asyncio.to_thread(server.stop)
    assert time.monotonic() - begun < 5
    await asyncio.to_thread(server.start)
    async with asyncio.timeout(60):
        await working
    for client in clients:
        await client.close()
    server.stop()
    judge(url, called)


@pytest.mark.parametrize("servers", [1, 2])
async def test_a_server_killed_in_mid_call_loses_nothing(
    url: str, tmp_path: Path, servers: int
) -> None:
    fill(url)
    folder = tmp_path / "server"
    running = [ServerProcess(url, folder) for _ in range(servers)]
    address = ",".join(server.address.removeprefix("https://") for server in running)
    clients = [RemoteHall(f"https://{address}", window(url, folder, code)) for code in WINDOWS]
    called: list[str] = []
    working = asyncio.gather(*(work(client, called) for client in clients))
    for _ in range(3):
        await asyncio.sleep(0.3)
        await asyncio.to_thread(running[0].kill)
        await asyncio.to_thread(running[0].start)
    async with asyncio.timeout(60):
        await working
    for client in clients:
        await client.close()
    for server in running:
        server.stop()
    judge(url, called)
