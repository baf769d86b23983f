"""Nobody takes more than a share: of requests, connections, streams, time and room."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from desk.hall import requests
from desk.hall.client.connection import Answer, Connection, ConnectionBroken, make_context
from desk.hall.client.credentials import Credential
from desk.hall.enrolment import Role
from desk.hall.server.limits import MAX_BODY, Count, Limits, Rate
from desk.hall.server_failures import TooManyRequests
from tests.hall.halls import make_hall
from tests.hall.server.running import RunningServer

STRICT = Limits(
    device_rate=1.0,
    device_burst=5.0,
    address_rate=1.0,
    address_burst=5.0,
    device_streams=2,
    address_streams=2,
    connections=6,
    header_s=0.5,
    body_s=0.5,
    idle_s=1.0,
)


async def ask(
    server: RunningServer, target: str, credential: Credential | None = None, **how: bytes | str
) -> Answer:
    connection = await connect(server)
    headers = {"Authorization": f"Bearer {credential.secret}"} if credential else {}
    body = how.get("body", b"")
    assert isinstance(body, bytes)
    try:
        return await connection.exchange(str(how.get("method", "GET")), target, headers, body)
    finally:
        connection.close()


async def connect(server: RunningServer) -> Connection:
    return await Connection.open(
        ("127.0.0.1", server.port), make_context(), server.identity.fingerprint
    )


@pytest.fixture
def strict(tmp_path: Path) -> "RunningServer":
    return RunningServer(make_hall(tmp_path), tmp_path / "server", STRICT)


async def test_a_device_asks_no_more_often_than_it_may(strict: RunningServer) -> None:
    greedy, modest = strict.enrolled(Role.DISPLAY, "greedy"), strict.enrolled(Role.DISPLAY, "one")
    told = [(await ask(strict, "/v1/overview", greedy)).status for _ in range(8)]
    assert 429 in told
    assert (await ask(strict, "/v1/overview", modest)).status == 200
    strict.stop()


async def test_who_guesses_credentials_is_slowed_down(strict: RunningServer) -> None:
    known = strict.enrolled(Role.DISPLAY, "hall")
    forged = Credential(**{f: getattr(known, f) for f in known.__struct_fields__} | {"secret": "x"})
    told = [(await ask(strict, "/v1/overview", forged)).status for _ in range(8)]
    assert (told[0], told[-1]) == (401, 429)
    assert (await ask(strict, "/v1/overview", known)).status == 200
    strict.stop()


async def test_a_body_that_is_too_long_or_too_slow_is_not_waited_for(
    strict: RunningServer,
) -> None:
    window = strict.enrolled(Role.WINDOW, "3")
    too_long = await ask(strict, "/v1/do", window, method="POST", body=b"x" * (MAX_BODY + 1))
    assert too_long.status == 422
    head = f"POST /v1/do HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {window.secret}\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", strict.port, ssl=make_context())
    writer.write(f"{head}Content-Length: 100\r\n\r\n{{".encode())
    async with asyncio.timeout(5):
        assert b"422" in await reader.readline()
    writer.transport.abort()
    strict.stop()


@pytest.mark.parametrize("head", [b"", b"GET /v1/about HTTP/1.1\r\n", b"\r\n" * 3])
async def test_who_does_not_finish_a_head_is_let_go(strict: RunningServer, head: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", strict.port, ssl=make_context())
    writer.write(head)
    async with asyncio.timeout(5):
        with suppress(ConnectionError):
            await reader.read()  # to the end, which comes
    writer.transport.abort()
    strict.stop()


async def test_a_head_that_is_too_long_is_not_read(strict: RunningServer) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", strict.port, ssl=make_context())
    writer.write(b"GET /v1/about HTTP/1.1\r\n")
    sent = 0
    with suppress(ConnectionError):
        async with asyncio.timeout(5):
            while not reader.at_eof():
                writer.write(b"X-More: %s\r\n" % (b"x" * 1_000))
                sent += 1_000
                await writer.drain()
                await asyncio.sleep(0)
    assert sent < 10_000_000
    writer.transport.abort()
    strict.stop()


async def test_a_device_has_only_so_many_streams(strict: RunningServer) -> None:
    display = strict.enrolled(Role.DISPLAY, "hall")
    headers = {"Authorization": f"Bearer {display.secret}"}
    opened = []
    for expected in (200, 200, 429):
        connection = await connect(strict)
        answer, _ = await connection.stream("/v1/events", headers, 5)
        assert answer.status == expected
        opened.append(connection)
    for connection in opened:
        connection.close()
    strict.stop()


async def test_connections_are_counted(strict: RunningServer) -> None:
    opened = [await connect(strict) for _ in range(6)]
    display = strict.enrolled(Role.DISPLAY, "hall")
    with pytest.raises(ConnectionBroken):
        await ask(strict, "/v1/overview", display)
    for connection in opened:
        connection.close()
    await asyncio.sleep(0.2)
    assert (await ask(strict, "/v1/overview", display)).status == 200
    strict.stop()


async def test_a_client_that_was_too_quick_tries_again(strict: RunningServer) -> None:
    client = strict.client(Role.KIOSK, "door")
    for _ in range(7):
        await client.do(requests.TakeTicket(service="A"))
    assert (await ask(strict, "/v1/about")).status == 200
    await client.close()
    strict.stop()


def test_a_rate_fills_again_with_time() -> None:
    now = 0.0
    rate = Rate(2.0, 3.0, lambda: now)
    for _ in range(3):
        rate.require("a")
    with pytest.raises(TooManyRequests):
        rate.require("a")
    rate.require("b")
    now = 0.5
    rate.require("a")
    with pytest.raises(TooManyRequests):
        rate.require("a")


def test_what_is_given_back_can_be_taken_again() -> None:
    count = Count(1, 2)
    count.take("a")
    with pytest.raises(TooManyRequests):
        count.take("a")
    count.take("b")
    with pytest.raises(TooManyRequests):
        count.take("c")
    count.give_back("a")
    count.take("c")
    assert count.total == 2
