"""Requests over a real socket: carried out once, refused in words, settled when lost."""

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace

from desk.domain.tickets import Priority, TicketMove, TicketState
from desk.hall import open_hall, requests
from desk.hall.client.remote import RemoteHall
from desk.hall.enrolment import Role
from desk.hall.failures import HallUnreachable, TicketUnknown, WindowBusy
from desk.hall.server_failures import (
    DeviceRevoked,
    DeviceUnknown,
    NotAllowed,
    ServerCertificateChanged,
    WindowNotYours,
)
from tests.hall.halls import on_a_file
from tests.hall.server.running import RunningServer


async def test_a_window_calls_what_a_kiosk_gave(server: RunningServer) -> None:
    kiosk, window = server.client(Role.KIOSK, "door"), server.client()
    given = await kiosk.do(requests.TakeTicket(service="A", priority=Priority.PRIORITY))
    called = await window.do(requests.CallNext(), person="clerk")
    assert called is not None
    assert (called.id, called.window, called.state) == (given.id, "3", TicketState.CALLED)
    await window.do(requests.CloseWindow(), person="clerk")
    snapshot = await window.snapshot()
    assert [w.person for w in snapshot.windows if w.window == "3"] == ["clerk"]
    for client in (kiosk, window):
        await client.close()


async def test_a_request_given_again_is_carried_out_once(server: RunningServer) -> None:
    window = server.client()
    kiosk = server.client(Role.KIOSK, "door")
    for _ in range(2):
        await kiosk.do(requests.TakeTicket(service="A"))
    call = requests.CallNext()
    first = await window.do(call, person="clerk")
    assert await window.do(call, person="clerk") == first
    assert (await window.done(call.command)) is not None
    moves = [event.move async for event in window.history()]
    assert moves.count(TicketMove.CALLED) == 1
    for client in (kiosk, window):
        await client.close()


async def test_a_refusal_is_the_failure_that_it_is_here(server: RunningServer) -> None:
    window, kiosk = server.client(), server.client(Role.KIOSK, "door")
    for _ in range(2):
        await kiosk.do(requests.TakeTicket(service="A"))
    await window.do(requests.CallNext(), person="clerk")
    with pytest.raises(WindowBusy) as refused:
        await window.do(requests.CallNext(), person="clerk")
    assert refused.value.facts["number"] == "A001"
    with pytest.raises(TicketUnknown):
        await window.ticket("A999")
    assert (await window.ticket("A002")).ahead == 0
    for client in (kiosk, window):
        await client.close()


@on_a_file
async def test_a_window_acts_as_itself_only(server: RunningServer) -> None:
    window = server.client()
    with pytest.raises(WindowNotYours):
        await window.do(requests.CallNext(), person="clerk", window="5")
    with pytest.raises(NotAllowed):
        await window.do(requests.CloseDay(), person="clerk")
    await window.close()


@on_a_file
@pytest.mark.parametrize(
    ("role", "request_"),
    [
        (Role.DISPLAY, requests.TakeTicket(service="A")),
        (Role.DISPLAY, requests.CallNext()),
        (Role.KIOSK, requests.CallNext()),
        (Role.KIOSK, requests.Cancel(ticket="t")),
        (Role.SCRIPT, requests.CloseDay()),
        (Role.SCRIPT, requests.Arrange()),
        (Role.WINDOW, requests.Arrange()),
    ],
)
async def test_a_role_may_do_no_more_than_it_needs(
    server: RunningServer, role: Role, request_: requests.AnyRequest
) -> None:
    client = server.client(role, "3")
    with pytest.raises(NotAllowed):
        await client.do(request_)
    assert [event async for event in client.history()] == []
    await client.close()


@on_a_file
async def test_a_script_acts_for_the_window_that_it_names(server: RunningServer) -> None:
    script = server.client(Role.SCRIPT, "night shift")
    await script.do(requests.TakeTicket(service="A"))
    called = await script.do(requests.CallNext(), window="5")
    assert called is not None
    assert called.window == "5"
    await script.close()


@on_a_file
async def test_nobody_gets_in_without_a_credential(server: RunningServer) -> None:
    known = server.enrolled(Role.WINDOW, "3")
    forged = RemoteHall(server.address, replace(known, secret="guessed"))
    with pytest.raises(DeviceUnknown):
        await forged.overview()
    await forged.close()


@on_a_file
async def test_a_revoked_device_is_told_so(server: RunningServer) -> None:
    manager, window = server.client(Role.MANAGER, "boss"), server.client()
    await window.overview()
    await manager.revoke(window.credential.device)
    with pytest.raises(DeviceRevoked):
        await window.do(requests.CallNext())
    listed = {device["id"]: device for device in await manager.devices()}
    assert listed[window.credential.device]["revoked_at"]
    assert listed[manager.credential.device]["last_seen"]
    assert not any("credential_hash" in device for device in listed.values())
    for client in (manager, window):
        await client.close()


@on_a_file
async def test_nothing_is_sent_to_a_server_of_another_certificate(
    server: RunningServer, tmp_path: Path
) -> None:
    credential = server.enrolled(Role.WINDOW, "3")
    other = RunningServer(server.url, tmp_path / "other")
    client = RemoteHall(other.address, credential)
    with pytest.raises(ServerCertificateChanged):
        await client.overview()
    other.stop()
    await client.close()


@on_a_file
async def test_a_client_finds_its_server_again(server: RunningServer) -> None:
    client = server.client()
    await client.overview()
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start)
    assert (await client.overview()).hall == "NN01"
    await client.close()


@on_a_file
async def test_a_client_goes_to_the_server_that_answers(
    server: RunningServer, tmp_path: Path
) -> None:
    second = RunningServer(server.url, tmp_path / "server")
    both = f"{server.address},127.0.0.1:{second.port}"
    client = RemoteHall(both, server.enrolled(Role.KIOSK, "door"))
    await client.do(requests.TakeTicket(service="A"))
    await asyncio.to_thread(server.stop)
    await client.do(requests.TakeTicket(service="A"))
    await asyncio.to_thread(second.stop)
    with open_hall(server.url) as queue:
        assert queue.find("A002") is not None
    await asyncio.to_thread(server.start)
    await client.do(requests.TakeTicket(service="A"))
    await client.close()


@on_a_file
async def test_a_server_that_is_away_is_told_as_away(
    server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.hall.client.remote.DEADLINE_S", 0.5)
    client = server.client()
    await asyncio.to_thread(server.stop)
    with pytest.raises(HallUnreachable):
        await client.do(requests.CallNext())
    await client.close()
    await asyncio.to_thread(server.start)
