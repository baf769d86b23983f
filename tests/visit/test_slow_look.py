"""A share that answers slowly: the next citizen is called while the folder is looked into."""

import asyncio
from pathlib import Path

from desk.hall import HallQueue
from desk.processes import ProcessPool
from desk.scan.folder_files import Listing
from desk.scan.watched import WatchedFolder
from tests.visit.conftest import MakeWindow
from tests.visit.pages import jpeg


class SlowFolder(WatchedFolder):
    """Lists what lies there, and answers when it is let."""

    def __init__(self, folder: Path, pool: ProcessPool) -> None:
        super().__init__(folder, pool, still_s=0.02)
        self.answers = asyncio.Event()
        self.answers.set()

    async def look(self) -> Listing:
        listing = await super().look()
        await self.answers.wait()
        return listing


async def test_a_page_of_the_citizen_before_is_not_the_next_ones(
    tmp_path: Path, open_window: MakeWindow, workshop: ProcessPool, hall: HallQueue
) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    device = SlowFolder(folder, workshop)
    window = open_window(device=device)
    await window.calling.restore()
    for _ in range(2):
        hall.take("C")
    await window.calling.call_next()
    await window.counter.settled()
    device.answers.clear()
    (folder / "theirs.jpg").write_bytes(jpeg(20))
    look = asyncio.create_task(window.gathering.intake.look())
    await asyncio.sleep(0.2)
    await window.calling.no_show()
    await window.calling.call_next()
    device.answers.set()
    await look
    await window.counter.settled()
    lying = await window.gathering.what_lies()
    assert lying is not None
    assert (lying.own, lying.before) == (0, 1)
