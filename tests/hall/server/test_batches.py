"""Many callers and one owner: each gets its own answer, whatever becomes of the others."""

import asyncio
import threading
from collections.abc import Sequence
from typing import Any

import pytest

from desk.domain.failures import Failure
from desk.domain.tickets import Event, TicketEvent, TicketMove
from desk.hall import HallQueue, requests
from desk.hall.adapters.failures import HallAnswerLost
from desk.hall.batches import Batches
from desk.hall.failures import HallBusy, HallUnreachable, ServiceUnknown
from desk.hall.requests import Request, Requester
from desk.hall.server_failures import HallServerFault
from desk.hall.state import Change
from tests.hall.halls import on_a_file

KIOSK = Requester(None, "door")


async def test_everybody_gets_an_answer_of_their_own(queue: HallQueue) -> None:
    heard: list[Event] = []

    def hear(change: Change) -> None:
        heard.extend(change.events)

    batches = Batches(queue, hear, seq=queue.seq())
    batches.start()
    answers = await asyncio.gather(
        *(batches.do(requests.TakeTicket(service="A"), KIOSK) for _ in range(20)),
        batches.do(requests.TakeTicket(service="none"), KIOSK),
        return_exceptions=True,
    )
    await batches.close()
    assert sorted(ticket.number for ticket in answers[:20]) == [f"A{i:03d}" for i in range(1, 21)]  # type: ignore[union-attr]
    assert isinstance(answers[20], ServiceUnknown)
    taken = [e for e in heard if isinstance(e, TicketEvent) and e.move is TicketMove.TAKEN]
    assert len(taken) == 20
    assert [event.seq for event in heard] == list(range(1, len(heard) + 1))


@on_a_file
async def test_what_others_write_is_told_after_a_look(queue: HallQueue) -> None:
    heard: list[Event] = []

    def hear(change: Change) -> None:
        heard.extend(change.events)

    batches = Batches(queue, hear, seq=queue.seq())
    batches.start()
    queue.take("A")
    batches.look()
    await batches.ask(lambda: None)
    await asyncio.sleep(0)
    await batches.close()
    assert [e.number for e in heard if isinstance(e, TicketEvent)] == ["A001"]


class Slow:
    """A hall that does not answer until it may."""

    def __init__(self) -> None:
        self.may = threading.Event()
        self.batches: list[int] = []

    def carry_out(self, batch: Sequence[tuple[Request[Any], Requester]]) -> Sequence[Any]:
        self.batches.append(len(batch))
        self.may.wait(10)
        return [None] * len(batch)

    def changes_since(self, seq: int, *, look: bool = False) -> Change | None:
        return None


async def test_who_waits_too_long_is_told_whether_it_was_begun() -> None:
    hall = Slow()
    batches = Batches(hall, lambda _: None, seq=0, deadline_s=0.3)
    batches.start()
    first = asyncio.create_task(batches.do(requests.CallNext(), KIOSK))
    await asyncio.sleep(0.1)
    second = asyncio.create_task(batches.do(requests.CallNext(), KIOSK))
    with pytest.raises(HallAnswerLost):
        await first
    with pytest.raises(HallBusy):
        await second
    hall.may.set()
    assert await batches.do(requests.CallNext(), KIOSK) is None
    await batches.close()
    assert sum(hall.batches) == 2  # the second one was never begun


async def test_what_comes_meanwhile_is_one_batch() -> None:
    hall = Slow()
    batches = Batches(hall, lambda _: None, seq=0)
    batches.start()
    first = asyncio.create_task(batches.do(requests.CallNext(), KIOSK))
    await asyncio.sleep(0.1)
    others = [asyncio.create_task(batches.do(requests.CallNext(), KIOSK)) for _ in range(50)]
    await asyncio.sleep(0)
    hall.may.set()
    await asyncio.gather(first, *others)
    await batches.close()
    assert hall.batches == [1, 50]


@pytest.mark.parametrize("error", [HallUnreachable(reason="gone"), KeyError("ours")])
async def test_a_batch_that_fails_is_answered(error: Exception) -> None:
    class Broken(Slow):
        def carry_out(self, batch: Sequence[tuple[Request[Any], Requester]]) -> Sequence[Any]:
            raise error

    batches = Batches(Broken(), lambda _: None, seq=0)
    batches.start()
    kind = type(error) if isinstance(error, Failure) else HallServerFault
    with pytest.raises(kind):
        await batches.do(requests.CallNext(), KIOSK)
    await batches.close()
