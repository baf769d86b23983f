"""The first steps of a visit, taken at once by tests that are about what comes later."""

from pathlib import Path

from desk.domain.visits import Visit
from desk.hall import HallQueue
from tests.visit.pages import LIANG, SOCIAL_CARD
from tests.visit.window import Window


async def called(window: Window, hall: HallQueue) -> Visit:
    """A citizen takes a ticket and is called."""
    hall.take("C")
    visit = await window.call_step.call_next()
    assert visit is not None
    return visit


async def matter_step(window: Window, hall: HallQueue, matter: str) -> Visit:
    """梁思源 is at the window and has said what for."""
    await called(window, hall)
    assert await window.identify_step.identify(*LIANG) == ()
    return await window.matter_step.choose(matter)


async def begun(window: Window, hall: HallQueue, papers: list[Path]) -> str:
    """梁思源 has brought two pages of one material, and nothing else."""
    visit = await matter_step(window, hall, SOCIAL_CARD)
    await window.materials_step.take_files("02", papers[:2])
    return visit.id
