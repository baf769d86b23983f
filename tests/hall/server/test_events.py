"""What happens is told to all who listen; each knows the hall as its owner does."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desk.domain.failures import Failure
from desk.domain.tickets import Event, Service, TicketState, Window
from desk.hall import open_hall, requests
from desk.hall.client import HallClient
from desk.hall.client.connection import Connection, make_context
from desk.hall.client.embedded import WAITS_EVERY_S, EmbeddedHall
from desk.hall.client.remote import events_of
from desk.hall.enrolment import Role
from desk.hall.server.events import MOST_BEHIND, EventHub, Listener
from desk.hall.server_failures import DeviceRevoked
from desk.hall.sharing import snapshot_of
from tests.hall.halls import make_hall, on_a_file
from tests.hall.server.running import RunningServer


async def until(reached: Callable[[], bool], within_s: float = 10.0) -> None:
    async with asyncio.timeout(within_s):
        while not reached():  # noqa: ASYNC110  any condition
            await asyncio.sleep(0.01)


async def a_day(client: HallClient, do: Callable[..., Awaitable[Any]], dice: random.Random) -> None:
    """Some of everything, at random; refusals are part of it."""
    for _ in range(60):
        window = str(dice.randrange(1, 9))
        at_window = client.mirror.at_window(window)
        ticket = at_window.id if at_window else "none"
        request: requests.Request[Any] = dice.choice(
            [
                requests.TakeTicket(service=dice.choice("ABCD")),
                requests.TakeTicket(service=dice.choice("ABCD")),
                requests.CallNext(),
                requests.CallNext(),
                requests.Recall(ticket=ticket),
                requests.Serve(ticket=ticket),
                requests.Finish(ticket=ticket),
                requests.MarkNoShow(ticket=ticket),
                requests.Hold(ticket=ticket),
                requests.Return(number=f"A{dice.randrange(1, 9):03d}"),
                requests.PauseWindow(reason="午休"),
                requests.OpenWindow(),
            ]
        )
        try:
            await do(request, window=window, person="clerk")
        except Failure:
            continue


def as_owner(url: str) -> bytes:
    """The hall as its owner has it, without what clients are not told, and what is learned."""
    with open_hall(url) as queue:
        return _without_times(msgspec.json.encode(snapshot_of(queue).state))


def _without_times(encoded: bytes) -> bytes:
    state = msgspec.json.decode(encoded)
    # what is kept of calls and lengths depends on when somebody began to look
    del state["times"], state["calls"], state["appointments"]
    return msgspec.json.encode(state, order="sorted")


def as_known(client: HallClient) -> bytes:
    return _without_times(msgspec.json.encode(client.mirror.state()))


@pytest.mark.parametrize("seed", [1, 2])
async def test_who_follows_knows_the_hall_as_its_owner_does(
    server: RunningServer, seed: int
) -> None:
    script, display = server.client(Role.SCRIPT, "day"), server.client(Role.DISPLAY, "hall")
    heard: list[Event] = []
    await script.start()
    await display.start()
    display.on_change(heard.extend)
    await a_day(script, script.do, random.Random(seed))
    with open_hall(server.url) as queue:
        last = queue.seq()
    await until(lambda: script.mirror.seq == last and display.mirror.seq == last)
    assert as_known(script) == as_known(display) == as_owner(server.url)
    with open_hall(server.url) as queue:
        for window in ("1", "5"):
            assert display.mirror.snapshot(window).queue == queue.snapshot(window).queue
    assert [event.seq for event in heard] == list(range(1, last + 1))
    for client in (script, display):
        await client.close()


async def test_what_the_manager_sets_up_is_told(server: RunningServer) -> None:
    manager, display = server.client(Role.MANAGER, "boss"), server.client(Role.DISPLAY, "hall")
    await display.start()
    await manager.do(
        requests.Arrange(
            services=(Service("E", "E", "公积金"),), windows=(Window("9", (("E", 0),)),)
        )
    )
    await until(lambda: len(display.mirror.services()) == 5)
    assert display.mirror.windows()[-1] == Window("9", (("E", 0),))
    await manager.do(requests.TakeTicket(service="E"))
    await until(lambda: display.mirror.find("E001") is not None)
    for client in (manager, display):
        await client.close()


async def test_two_servers_over_one_hall_tell_each_other_s_changes(
    server: RunningServer, tmp_path: Path
) -> None:
    second = RunningServer(server.url, tmp_path / "server")
    here, there = server.client(Role.KIOSK, "door"), second.client(Role.DISPLAY, "hall")
    await there.start()
    for _ in range(5):
        await here.do(requests.TakeTicket(service="A"))
    await until(lambda: there.mirror.find("A005") is not None)
    for client in (here, there):
        await client.close()
    await asyncio.to_thread(second.stop)


@on_a_file
async def test_who_was_cut_off_is_told_what_was_missed(server: RunningServer) -> None:
    display, kiosk = server.client(Role.DISPLAY, "hall"), server.client(Role.KIOSK, "door")
    troubles: list[Failure | None] = []
    display.on_trouble(troubles.append)
    await display.start()
    await asyncio.to_thread(server.stop)
    await until(lambda: bool(troubles))
    with open_hall(server.url) as queue:
        queue.take("A")
    await asyncio.to_thread(server.start)
    await until(lambda: display.mirror.find("A001") is not None)
    await kiosk.do(requests.TakeTicket(service="A"))
    await until(lambda: display.mirror.find("A002") is not None)
    assert [trouble is None for trouble in troubles] == [False, True]
    for client in (display, kiosk):
        await client.close()


@on_a_file
async def test_a_device_that_is_revoked_hears_no_more(server: RunningServer) -> None:
    manager, display = server.client(Role.MANAGER, "boss"), server.client(Role.DISPLAY, "hall")
    troubles: list[Failure | None] = []
    await display.start()
    display.on_trouble(troubles.append)
    await manager.revoke(display.credential.device)
    await until(lambda: isinstance(display.trouble, DeviceRevoked))
    for client in (manager, display):
        await client.close()


@on_a_file
async def test_a_listener_that_never_reads_delays_nobody(
    server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.hall.server.events.MOST_BEHIND", 20_000)
    kiosk, display = server.client(Role.KIOSK, "door"), server.client(Role.DISPLAY, "hall")
    lazy = server.enrolled(Role.DISPLAY, "lazy")
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", server.port, ssl=make_context(), limit=1
    )
    writer.transport.pause_reading()  # type: ignore[attr-defined]
    await display.start()
    head = f"GET /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {lazy.secret}"
    writer.write(f"{head}\r\n\r\n".encode())
    for _ in range(600):
        await asyncio.gather(*(kiosk.do(requests.TakeTicket(service="A")) for _ in range(4)))
        if writer.transport.is_closing():
            break
    number = (await kiosk.do(requests.TakeTicket(service="A"))).number
    await until(lambda: display.mirror.find(number) is not None)
    writer.transport.abort()
    del reader
    for client in (kiosk, display):
        await client.close()


async def test_a_long_snapshot_and_what_was_missed_meanwhile_are_both_told() -> None:
    hub, cut = EventHub(0), []
    listener = Listener("device", lambda: cut.append(1))
    assert not hub.listen(listener, None)
    listener.begin(b"s" * (2 * MOST_BEHIND))
    hub.tell(1, 1, b"one")  # while the snapshot was made
    assert hub.listen(listener, 0)
    assert await listener.next() == b"s" * (2 * MOST_BEHIND) + b"one"
    hub.tell(2, 2, b"x" * (MOST_BEHIND + 1))
    assert cut == [1]
    assert await listener.next() is None


@on_a_file
async def test_how_long_to_wait_is_told_soon_after_it_changed(server: RunningServer) -> None:
    display, kiosk = server.client(Role.DISPLAY, "hall"), server.client(Role.KIOSK, "door")
    await display.start()
    for _ in range(20):
        await kiosk.do(requests.TakeTicket(service="A"))
    with open_hall(server.url) as queue:
        waits = {o.service.code: o.expected_s or 0 for o in queue.overview().services}
    assert waits["A"] > 60

    def told() -> int:
        outlooks = display.mirror.overview().services
        return next(o.expected_s or 0 for o in outlooks if o.service.code == "A")

    await until(lambda: abs(told() - waits["A"]) < 30, within_s=4)
    for client in (display, kiosk):
        await client.close()


@on_a_file
async def test_kinds_of_events_that_are_not_known_are_passed_over(server: RunningServer) -> None:
    display = server.client(Role.DISPLAY, "hall")
    await display.start()
    display._heard("party", b'{"cake":true}')
    display._heard("", b"")
    assert display.trouble is None
    await display.close()


@on_a_file
async def test_the_stream_is_what_server_sent_events_are(server: RunningServer) -> None:
    display, kiosk = server.enrolled(Role.DISPLAY, "hall"), server.client(Role.KIOSK, "door")
    connection = await Connection.open(
        ("127.0.0.1", server.port), make_context(), display.fingerprint
    )
    headers = {"Authorization": f"Bearer {display.secret}"}
    answer, parts = await connection.stream("/v1/events", headers, 10)
    assert answer.headers[b"content-type"].startswith(b"text/event-stream")
    told = events_of(parts)
    assert (await anext(told))[0] == "snapshot"
    await kiosk.do(requests.TakeTicket(service="A"))
    while (await anext(told))[0] != "change":
        pass
    connection.close()
    await kiosk.close()


async def test_the_hall_in_a_file_has_the_same_face(url: str) -> None:
    window, other = EmbeddedHall(url, "3"), EmbeddedHall(url)
    heard: list[Event] = []
    await window.start()
    await other.start()
    other.on_change(heard.extend)
    await a_day(window, window.do, random.Random(3))
    await window.do(requests.TakeTicket(service="A"))
    with open_hall(url) as queue:
        last = queue.seq()
    await until(lambda: window.mirror.seq == last and other.mirror.seq == last)
    assert as_known(window) == as_known(other) == as_owner(url)
    assert [event.seq for event in heard] == list(range(1, last + 1))
    assert isinstance(await window.done("never"), type(None))
    for client in (window, other):
        await client.close()


@on_a_file
async def test_a_window_sees_its_own_ticket_at_once(server: RunningServer) -> None:
    window, kiosk = server.client(), server.client(Role.KIOSK, "door")
    await window.start()
    given = await kiosk.do(requests.TakeTicket(service="A"))
    called = await window.do(requests.CallNext(), person="clerk")
    await until(lambda: window.mirror.at_window("3") is not None)
    snapshot = window.mirror.snapshot("3")
    assert called is not None
    assert called.id == given.id
    assert [s.state for s in snapshot.windows if s.window == "3"] == [TicketState.CALLED]
    for client in (window, kiosk):
        await client.close()


async def test_a_hall_in_a_file_closes_right_after_a_change(tmp_path: Path) -> None:
    window = EmbeddedHall(make_hall(tmp_path), "3")
    await window.start()
    await asyncio.sleep(WAITS_EVERY_S * 1.1)  # it waits for a change to look how long to wait
    await window.do(requests.TakeTicket(service="A"))
    async with asyncio.timeout(5):
        await window.close()
