"""A watched folder as its tests look at it: pages to lay in, and what came of them."""

from pathlib import Path

from desk.scan.devices import ArrivedFile, ScanJob
from desk.scan.watched import WatchedFolder
from tests.scan.papers import jpeg, text_page

PAGE = jpeg(text_page(size=(300, 420), lines=4))
OTHER = jpeg(text_page(5, size=(300, 420), lines=6))


async def read(device: WatchedFolder) -> list[ArrivedFile]:
    """All files of one scan."""
    return [arrived async for arrived in device.scan(ScanJob())]


async def names(device: WatchedFolder) -> list[str]:
    """The names of all files of one scan."""
    return [arrived.name for arrived in await read(device)]


def taken(folder: Path) -> list[str]:
    """The names of the files that were taken and lie aside."""
    return sorted(path.name for path in (folder / "taken").glob("*/*"))
