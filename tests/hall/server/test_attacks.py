"""What one login at the database could do to a hall before, and what it can do through a server."""

import asyncio
import sqlite3
from typing import Any

import keyring
import msgspec
import pytest

from desk.domain.failures import Failure
from desk.domain.tickets import Event, HallMove, TicketMove, TicketState
from desk.hall import requests
from desk.hall.adapters import require_known
from desk.hall.adapters.server import password_for
from desk.hall.adapters.sqlite import path_of
from desk.hall.client.connection import Connection, make_context
from desk.hall.client.remote import events_of
from desk.hall.enrolment import Role
from desk.hall.failures import TicketNotHere
from desk.hall.server_failures import DeviceRevoked
from tests.hall.halls import on_a_file
from tests.hall.server.running import RunningServer
from tests.hall.server.test_events import until

LISTENERS = 500


async def test_a_move_that_nobody_knows_ends_no_follower(server: RunningServer) -> None:
    """H1, H3: it is in the history for good; everybody goes on past it."""
    kiosk, display = server.client(Role.KIOSK, "door"), server.client(Role.DISPLAY, "hall")
    heard: list[Event] = []
    await display.start()
    display.on_change(heard.extend)
    await kiosk.do(requests.TakeTicket(service="A"))
    await until(lambda: display.mirror.find("A001") is not None)
    await asyncio.to_thread(_forge, server.url, (display.mirror.seq or 0) + 1)
    await until(lambda: heard[-1].move in (HallMove.UNKNOWN, TicketMove.UNKNOWN))
    await kiosk.do(requests.TakeTicket(service="A"))
    await until(lambda: display.mirror.find("A002") is not None)
    assert display.trouble is None
    for client in (kiosk, display):
        await client.close()


def _forge(url: str, seq: int) -> None:
    """An event of a kind that no version knows, by somebody with a login at the database."""
    statements = (
        f"INSERT INTO event (seq, move, at) VALUES ({seq}, 'nonsense_move', "
        "'2026-11-28T09:00:00.000000Z')",
        f"UPDATE hall SET seq = {seq}",
    )
    address = require_known(url)
    if address.kind == "sqlite":
        file = sqlite3.connect(path_of(address))
        for statement in statements:
            file.execute(statement)
        file.commit()
        file.close()
        return
    import psycopg

    plain = url.replace("postgresql://hall_owner@", f"postgresql://hall_owner:{password_for(url)}@")
    with psycopg.connect(plain) as connection:
        for statement in statements:
            connection.execute(statement)


@on_a_file
async def test_a_window_s_device_moves_no_other_window_s_ticket(server: RunningServer) -> None:
    """H1: events with another window were accepted."""
    mine, other = server.client(Role.WINDOW, "3"), server.client(Role.WINDOW, "5")
    kiosk = server.client(Role.KIOSK, "door")
    await kiosk.do(requests.TakeTicket(service="A"))
    called = await other.do(requests.CallNext(), person="clerk")
    assert called is not None
    wanted: Any
    for wanted in (
        requests.Serve(ticket=called.id),
        requests.Recall(ticket=called.id),
        requests.MarkNoShow(ticket=called.id),
        requests.Hold(ticket=called.id),
        requests.SendBack(ticket=called.id),
        requests.Transfer(ticket=called.id, to_service="B"),
        requests.Cancel(ticket=called.id),
    ):
        with pytest.raises(TicketNotHere):
            await mine.do(wanted, person="somebody")
    assert (await other.ticket(called.id)).ticket.state is TicketState.CALLED
    for client in (mine, other, kiosk):
        await client.close()


@on_a_file
async def test_no_message_of_a_device_reaches_the_history_but_through_the_rules(
    server: RunningServer,
) -> None:
    """H1: sequence, day and time come from the server, whatever a message says."""
    window = server.enrolled(Role.WINDOW, "3")
    connection = await Connection.open(
        ("127.0.0.1", server.port), make_context(), window.fingerprint
    )
    headers = {"Authorization": f"Bearer {window.secret}"}
    for body in (
        b'{"request":{"do":"call_next","command":"a","seq":2147483647}}',
        b'{"request":{"do":"set_seq","command":"b"}}',
        b'{"request":{"do":"call_next","command":"c","window":"5"}}',
        b'{"request":' * 5_000,
        b"\xff\xfe",
        b"[]",
    ):
        answer = await connection.exchange("POST", "/v1/do", headers, body)
        assert answer.status == 422
    assert (
        msgspec.json.decode((await connection.exchange("GET", "/v1/history", headers)).body) == []
    )
    connection.close()


@on_a_file
async def test_no_device_has_anything_that_the_database_would_take(server: RunningServer) -> None:
    """H2: a login of any role could stop the hall; devices have none."""
    window = server.enrolled(Role.WINDOW, "3")
    kept = msgspec.json.encode(window)
    assert b"postgresql" not in kept
    assert b"sqlite" not in kept
    assert keyring.get_keyring() is not None


@on_a_file
async def test_five_hundred_listeners_hear_of_every_call(server: RunningServer) -> None:
    display, kiosk = server.enrolled(Role.DISPLAY, "hall"), server.client(Role.KIOSK, "door")
    headers = {"Authorization": f"Bearer {display.secret}"}
    context = make_context()
    connections = []
    heard: dict[int, int] = {}

    async def listen(number: int) -> None:
        connection = await Connection.open(("127.0.0.1", server.port), context, display.fingerprint)
        connections.append(connection)
        answer, parts = await connection.stream("/v1/events", headers, 60)
        assert answer.status == 200
        async for kind, data in events_of(parts):
            if kind == "change":
                heard[number] = heard.get(number, 0) + data.count(b'"move":"taken"')
            else:
                heard.setdefault(number, 0)

    tasks = []
    for number in range(LISTENERS):
        tasks.append(asyncio.create_task(listen(number)))
        if number % 20 == 0:
            await until(lambda so_far=number: len(heard) >= so_far - 20, 30)  # type: ignore[misc]
    await until(lambda: len(heard) == LISTENERS, 60)
    for _ in range(3):
        await kiosk.do(requests.TakeTicket(service="A"))
    await until(lambda: set(heard.values()) == {3}, 30)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    for connection in connections:
        connection.close()
    await kiosk.close()


@on_a_file
async def test_a_device_revoked_in_mid_call_is_answered_and_heard_no_more(
    server: RunningServer,
) -> None:
    manager, window = server.client(Role.MANAGER, "boss"), server.client()
    await window.start()

    async def call() -> Failure:
        while True:
            try:
                await window.do(requests.CallNext(), person="clerk")
            except Failure as failure:
                return failure

    calling = asyncio.create_task(call())
    await asyncio.sleep(0.1)
    await manager.revoke(window.credential.device)
    async with asyncio.timeout(5):
        assert isinstance(await calling, DeviceRevoked)
    await until(lambda: isinstance(window.trouble, DeviceRevoked))
    for client in (manager, window):
        await client.close()
