"""Pages for a television box and a telephone: what is true, in both languages, of nobody."""

import asyncio

from desk.domain.tickets import Ticket
from desk.hall import requests
from desk.hall.client.connection import Answer, Connection, make_context
from desk.hall.enrolment import Role
from tests.hall.halls import on_a_file
from tests.hall.server.running import RunningServer


async def page(server: RunningServer, target: str) -> tuple[int, str]:
    answer = await fetch(server, target)
    assert b"default-src 'none'" in answer.headers[b"content-security-policy"]
    return answer.status, answer.body.decode()


async def fetch(server: RunningServer, target: str) -> Answer:
    connection = await Connection.open(("127.0.0.1", server.port), make_context(), None)
    try:
        return await connection.exchange("GET", target, {})
    finally:
        connection.close()


@on_a_file
async def test_the_hall_s_page_shows_what_was_called(server: RunningServer) -> None:
    kiosk, window = server.client(Role.KIOSK, "door"), server.client()
    for _ in range(2):
        await kiosk.do(requests.TakeTicket(service="A"))
    await window.do(requests.CallNext(), person="wei.li")
    status, html = await page(server, "/display")
    assert status == 200
    for told in ("A001", "3 号窗口", "Window 3", "1 人等候", "企业开办"):
        assert told in html
    assert "wei.li" not in html
    for client in (kiosk, window):
        await client.close()


@on_a_file
async def test_a_ticket_s_page_goes_with_the_ticket(server: RunningServer) -> None:
    kiosk, window = server.client(Role.KIOSK, "door"), server.client()
    first = await kiosk.do(requests.TakeTicket(service="A"))
    second = await kiosk.do(requests.TakeTicket(service="A"))
    assert "1 before you" in (await page(server, f"/t/{second.id}"))[1]
    called: Ticket | None = await window.do(requests.CallNext(), person="clerk")
    assert called is not None
    assert "Window 3" in (await page(server, f"/t/{first.id}"))[1]
    await window.do(requests.Serve(ticket=first.id), person="clerk")
    await window.do(requests.Finish(ticket=first.id), person="clerk")
    assert "Done" in (await page(server, f"/t/{first.id}"))[1]
    assert "0 before you" in (await page(server, f"/t/{second.id}"))[1]
    for client in (kiosk, window):
        await client.close()


@on_a_file
async def test_nobody_finds_a_ticket_by_its_number(server: RunningServer) -> None:
    kiosk = server.client(Role.KIOSK, "door")
    await kiosk.do(requests.TakeTicket(service="A"))
    for named in ("A001", "0" * 32, "%3Cscript%3E", "a" * 400):
        status, html = await page(server, f"/t/{named}")
        assert status == 404
        assert "<script>alert" not in html
    await kiosk.close()


@on_a_file
async def test_a_page_s_bell_rings_and_tells_nothing(server: RunningServer) -> None:
    kiosk = server.client(Role.KIOSK, "door")
    connection = await Connection.open(("127.0.0.1", server.port), make_context(), None)
    _, parts = await connection.stream("/display/bell", {}, 10)
    heard = asyncio.ensure_future(anext(parts))
    await asyncio.sleep(0.1)
    await kiosk.do(requests.TakeTicket(service="A"))
    assert await heard == b"data: 1\n\n"
    connection.close()
    await kiosk.close()
