"""The hall's server goes away in the middle of a call: the queue is right afterwards."""

import asyncio
from collections.abc import Iterator

import pytest

from desk.domain.tickets import TicketEvent, TicketMove, TicketState
from desk.domain.visits import Step
from desk.hall import HallQueue, open_hall
from desk.hall.adapters.server import keep_password
from desk.hall.failures import HallUnreachable
from tests.cut import CHANGED, Cut
from tests.hall.conftest import hall_template, server_url, shared_secrets
from tests.hall.halls import MORNING, Clock
from tests.postgres import OWNER, Cluster
from tests.visit.conftest import MakeWindow
from tests.visit.window import WINDOW, Window

__all__ = ["hall_template", "server_url", "shared_secrets"]


@pytest.fixture
def wire(cluster: Cluster) -> Iterator[Cut]:
    """What lies between the test's window and the server."""
    with Cut(cluster.port) as wire:
        yield wire


@pytest.fixture
def hall_url(server_url: str, cluster: Cluster, wire: Cut) -> str:
    """The hall, reached through the wire."""
    far = cluster.url(server_url.rpartition("/")[2], OWNER, f"127.0.0.1:{wire.port}")
    keep_password(far, cluster.passwords[OWNER])
    return far


@pytest.fixture
def hall(server_url: str) -> Iterator[HallQueue]:
    """The hall as everybody else reaches it."""
    with open_hall(server_url, clock=Clock(MORNING)) as queue:
        yield queue


@pytest.fixture
async def window(open_window: MakeWindow) -> Window:
    return await open_window(now=Clock(MORNING))


def calls(hall: HallQueue) -> list[str]:
    """The numbers that were called, in order."""
    events = hall.events_since(0)
    return [
        event.number
        for event in events
        if isinstance(event, TicketEvent) and event.move is TicketMove.CALLED
    ]


async def test_a_lost_answer_is_asked_for_again_at_once(
    window: Window, hall: HallQueue, wire: Cut
) -> None:
    hall.take("A")
    hall.take("A")
    wire.at = CHANGED
    visit = await window.call_step.call_next()
    assert visit is not None
    assert (visit.ticket_number, visit.step) == ("A001", Step.CALL)
    assert calls(hall) == ["A001"]


async def test_a_call_whose_answer_stays_lost_is_settled_by_the_next_press(
    window: Window, hall: HallQueue, wire: Cut
) -> None:
    hall.take("A")
    hall.take("A")
    wire.at, wire.stays = CHANGED, True
    with pytest.raises(HallUnreachable):
        await window.call_step.call_next()
    assert window.session.visit is None
    assert calls(hall) == ["A001"]
    wire.mend()
    visit = await window.call_step.call_next()
    assert visit is not None
    assert visit.ticket_number == "A001"
    assert calls(hall) == ["A001"]


async def test_a_call_that_never_reached_the_hall_is_made_by_the_next_press(
    window: Window, hall: HallQueue, wire: Cut
) -> None:
    hall.take("A")
    wire.at, wire.stays = b"", True
    with pytest.raises(HallUnreachable):
        await window.call_step.call_next()
    assert calls(hall) == []
    wire.mend()
    assert await window.call_step.call_next() is not None
    assert calls(hall) == ["A001"]


async def test_what_was_called_stands_at_the_window_as_soon_as_the_hall_is_back(
    window: Window, hall: HallQueue, server_url: str, wire: Cut
) -> None:
    stands = asyncio.Event()
    window.session.subscribe(lambda visit: stands.set() if visit is not None else None)
    hall.take("A")
    await window.call_step.follow(server_url)
    wire.at, wire.stays = CHANGED, True
    with pytest.raises(HallUnreachable):
        await window.call_step.call_next()
    wire.mend()
    hall.take("B")  # whatever happens next in the hall
    await asyncio.wait_for(stands.wait(), 10)
    assert window.session.open_visit.ticket_number == "A001"
    assert calls(hall) == ["A001"]


async def test_a_hold_whose_answer_stays_lost_frees_the_window(
    window: Window, hall: HallQueue, wire: Cut
) -> None:
    hall.take("A")
    visit = await window.call_step.call_next()
    assert visit is not None
    wire.at, wire.stays = CHANGED, True
    with pytest.raises(HallUnreachable):
        await window.call_step.hold()
    wire.mend()
    await window.call_step.restore()
    assert window.session.visit is None
    assert hall.ticket(visit.ticket_id).state is TicketState.ON_HOLD
    assert hall.at_window(WINDOW) is None
