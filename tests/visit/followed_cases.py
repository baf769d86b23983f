"""Cases whose citizen has left: refused, received, and listed for somebody."""

from pathlib import Path

from desk.hall import HallQueue
from desk.visit.attention_store import AttentionItem
from tests.practice_region import PracticeRegion
from tests.visit.pages import SOCIAL_CARD
from tests.visit.test_sending import ready, standing
from tests.visit.window import Window


def stricter(region: PracticeRegion) -> None:
    """A newer guide refuses the telephone number that the old one let through."""
    guide = region.client().get(f"/matters/{SOCIAL_CARD}").json()
    properties = guide["form"]["properties"]
    properties["contact_phone"] = {**properties["contact_phone"], "pattern": "^0771"}
    region.call("PUT", f"/practice/matters/{SOCIAL_CARD}", json=guide)


async def refused(
    window: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion
) -> str:
    """The citizen leaves while the link is down; then the region refuses. Returns the number."""
    await ready(window, hall, papers)
    region.stop()
    await window.submit_step.submit()
    await window.send_once()
    number = standing(window).local_no
    await window.paper_step.finish()
    region.start()
    stricter(region)
    await window.worker.hasten()
    await window.send()
    return number


def standing_number(item: AttentionItem) -> str:
    assert item.visit.case is not None
    return item.visit.case.local_no


async def the_one(window: Window) -> AttentionItem:
    (item,) = (await window.attention_cases.refresh()).listing.open
    return item


async def received(
    window: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion
) -> str:
    """A case that the region has only received; its citizen has left. Returns its number."""
    await ready(window, hall, papers)
    region.fault(path="/cases", method="POST", hold_received=True)
    await window.submit_step.submit()
    await window.send()
    number = standing(window).case_no
    await window.paper_step.finish()
    assert (await window.attention_cases.refresh()).count == 0
    return number or ""
