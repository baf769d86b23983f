"""A share that answers slowly: the next citizen is called while the folder is looked into."""

import asyncio
from pathlib import Path

from desk.hall import HallQueue
from desk.processes import ProcessPool
from desk.scan.folder_files import FolderListing
from desk.scan.watched import WatchedFolder
from tests.visit.conftest import MakeWindow
from tests.visit.pages import jpeg


class SlowFolder(WatchedFolder):
    """Lists what lies there, and answers when it is let."""

    def __init__(self, folder: Path, pool: ProcessPool) -> None:
        super().__init__(folder, pool, still_s=0.02)
        self.answers = asyncio.Event()
        self.answers.set()

    async def look(self) -> FolderListing:
        listing = await super().look()
        await self.answers.wait()
        return listing


async def test_a_page_of_the_citizen_before_is_not_the_next_ones(
    tmp_path: Path, open_window: MakeWindow, process_pool: ProcessPool, hall: HallQueue
) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    device = SlowFolder(folder, process_pool)
    window = await open_window(device=device)
    await window.call_step.restore()
    for _ in range(2):
        hall.take("C")
    await window.call_step.call_next()
    await window.session.settled()
    device.answers.clear()
    (folder / "theirs.jpg").write_bytes(jpeg(20))
    look = asyncio.create_task(window.materials_step.intake.look())
    await asyncio.sleep(0.2)
    await window.call_step.no_show()
    await window.call_step.call_next()
    device.answers.set()
    await look
    await window.session.settled()
    lying = await window.materials_step.what_lies()
    assert lying is not None
    assert (lying.own, lying.before) == (0, 1)
