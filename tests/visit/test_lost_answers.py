"""The hall's server goes away in the middle of a call: the queue is right afterwards."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.domain.tickets import TicketEvent, TicketMove, TicketState
from desk.domain.visits import Step
from desk.hall import HallQueue
from desk.hall.adapters.failures import HallAnswerLost
from desk.hall.client import Role, remote
from desk.hall.client.credentials import keep_credential
from desk.hall.failures import HallUnreachable
from desk.vault.keys import Keys
from tests.cut import SealedCut
from tests.hall.server.running import RunningServer
from tests.visit.conftest import MakeWindow
from tests.visit.pages import SOCIAL_CARD
from tests.visit.steps import matter_step
from tests.visit.window import SERVICE, WINDOW, Window


@pytest.fixture
def server(hall_url: str, tmp_path: Path) -> Iterator[RunningServer]:
    """The hall's server."""
    server = RunningServer(hall_url, tmp_path / "server")
    yield server
    server.stop()


@pytest.fixture
def wire(server: RunningServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[SealedCut]:
    """What lies between the test's window and the server."""
    monkeypatch.setattr(remote, "DEADLINE_S", 3.0)
    wire = SealedCut(server.port)
    keep_credential(wire.address, server.enrolled(Role.WINDOW, WINDOW), Keys(SERVICE))
    yield wire
    wire.close()


@pytest.fixture
async def window(open_window: MakeWindow, wire: SealedCut) -> Window:
    window = await open_window(wire.address)
    await window.call_step.restore()  # the next that it asks for is what the test does
    return window


def calls(hall: HallQueue) -> list[str]:
    """The numbers that were called, in order."""
    events = hall.events_since(0)
    return [
        event.number
        for event in events
        if isinstance(event, TicketEvent) and event.move is TicketMove.CALLED
    ]


async def test_a_lost_answer_is_asked_for_again_at_once(
    window: Window, hall: HallQueue, wire: SealedCut
) -> None:
    hall.take("A")
    hall.take("A")
    wire.lose_answer()
    visit = await window.call_step.call_next()
    assert visit is not None
    assert (visit.ticket_number, visit.step) == ("A001", Step.CALL)
    assert calls(hall) == ["A001"]
    assert not window.call_step.unsure


async def test_a_call_whose_answer_stays_lost_is_settled_by_the_next_press(
    window: Window, hall: HallQueue, wire: SealedCut
) -> None:
    hall.take("A")
    hall.take("A")
    wire.lose_answer(stays=True)
    with pytest.raises(HallAnswerLost):
        await window.call_step.call_next()
    assert window.session.visit is None
    assert window.call_step.unsure
    assert calls(hall) == ["A001"]
    wire.mend()
    visit = await window.call_step.call_next()
    assert visit is not None
    assert visit.ticket_number == "A001"
    assert calls(hall) == ["A001"]


async def test_a_call_that_never_reached_the_hall_is_made_by_the_next_press(
    window: Window, hall: HallQueue, wire: SealedCut
) -> None:
    hall.take("A")
    wire.cut()
    with pytest.raises(HallUnreachable):
        await window.call_step.call_next()
    assert calls(hall) == []
    wire.mend()
    assert await window.call_step.call_next() is not None
    assert calls(hall) == ["A001"]


async def test_what_was_called_stands_at_the_window_as_soon_as_the_hall_is_back(
    window: Window, hall: HallQueue, wire: SealedCut
) -> None:
    stands = asyncio.Event()
    window.session.subscribe(lambda visit: stands.set() if visit is not None else None)
    hall.take("A")
    window.call_step.follow()
    wire.lose_answer(stays=True)
    with pytest.raises(HallAnswerLost):
        await window.call_step.call_next()
    wire.mend()
    await asyncio.wait_for(stands.wait(), 10)
    assert window.session.open_visit.ticket_number == "A001"
    assert calls(hall) == ["A001"]


async def test_a_hold_whose_answer_stays_lost_frees_the_window(
    window: Window, hall: HallQueue, wire: SealedCut
) -> None:
    hall.take("A")
    visit = await window.call_step.call_next()
    assert visit is not None
    wire.lose_answer(stays=True)
    with pytest.raises(HallAnswerLost):
        await window.call_step.hold()
    wire.mend()
    await window.call_step.restore()
    assert window.session.visit is None
    assert hall.ticket(visit.ticket_id).state is TicketState.ON_HOLD
    assert hall.at_window(WINDOW) is None


async def test_the_hall_is_away_and_the_visit_is_there_all_the_same(
    open_window: MakeWindow, window: Window, hall: HallQueue, wire: SealedCut
) -> None:
    before = await matter_step(window, hall, SOCIAL_CARD)
    await window.close()
    after = await open_window(wire.address)
    wire.cut()
    with pytest.raises(HallUnreachable):
        await after.call_step.restore()
    assert after.session.visit == before
    assert await after.form_step.save({"contact_name": "梁思源"})
