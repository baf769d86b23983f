"""A window without a screen: every room that a visit passes through, real, over one profile."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection

import resources
from desk.hall import open_hall
from desk.lanes import Lane, Workshop
from desk.region.catalogue import Catalogue
from desk.region.client import RegionClient
from desk.region.contract import Clerk, MatterChanges, MatterGuide
from desk.region.tokens import Tokens
from desk.scan.devices import ScanDevice
from desk.vault.files import FileVault
from desk.vault.keys import Keys
from desk.vault.lock import ProfileLock
from desk.vault.sealing import Sealer
from desk.visit.arrangement import Arrangements
from desk.visit.book import VisitBook, utc_now
from desk.visit.calling import Calling
from desk.visit.choosing import Choosing
from desk.visit.counter import Counter, Place
from desk.visit.database import open_window_database
from desk.visit.filling import Filling
from desk.visit.gathering import Gathering
from desk.visit.identifying import Identifying
from desk.visit.retention import Retention
from desk.visit.rows import Sending

KEY = bytes(range(32))
NOBODY = "http://127.0.0.1:9"
"""An address at which no region answers."""

CLERK = Clerk("weili", "韦丽", "综合窗口")
WINDOW = "3"

Now = Callable[[], datetime]


def guides() -> tuple[MatterGuide, ...]:
    """The sample matters, as a region's catalogue gives them."""
    text = (Path(resources.__file__).parent / "sample" / "matters.json").read_bytes()
    return msgspec.json.decode(text, type=_Sample).matters


class _Sample(msgspec.Struct):
    matters: tuple[MatterGuide, ...]


class Window:
    """One window of the tests' hall. Close it, or kill its process, and make another."""

    def __init__(
        self,
        profile: Path,
        hall_url: str,
        workshop: Workshop,
        *,
        region_url: str = NOBODY,
        device: ScanDevice | None = None,
        now: Now = utc_now,
    ) -> None:
        self.lock = ProfileLock(profile)
        self.engine = open_window_database(profile / "window.db")
        self.files = FileVault(profile / "pages", KEY)
        self.sealer = Sealer(KEY)
        self.book = VisitBook(self.engine, self.sealer, self._sending, now)
        self.arrangements = Arrangements(self.book)
        self.retention = Retention(self.book, self.arrangements, self.files)
        self.hall = open_hall(hall_url)
        self.catalogue = Catalogue(self.engine)
        if not self.catalogue.count():
            self.catalogue.apply(MatterChanges("1", False, changed=guides()))
        self.lanes = [Lane(name) for name in ("book", "reading", "hall", "keys")]
        book_lane, reading, hall_lane, keys = self.lanes
        self.region = RegionClient(region_url, Tokens(Keys("hall-desk-test"), keys), deadline_s=5)
        self.counter = Counter(self.book, book_lane, Place("NN01", "南宁市民中心", WINDOW))
        self.counter.clerk = CLERK
        self.calling = Calling(self.counter, self.hall, hall_lane, self.retention)
        self.identifying = Identifying(self.counter, self.calling)
        self.choosing = Choosing(self.counter, self.catalogue, reading, self.region)
        self.gathering = Gathering(
            self.counter, self.arrangements, self.files, reading, workshop, device=device
        )
        self.filling = Filling(self.counter)

    async def close(self) -> None:
        """Leave everything as a window does that is closed."""
        await self.counter.settled()
        await self.calling.stop()
        await self.region.close()
        await asyncio.to_thread(self._let_go)

    def _let_go(self) -> None:
        for lane in self.lanes:
            lane.close()
        self.hall.close()
        self.engine.dispose()
        self.lock.release()

    def _sending(self, _connection: Connection, _visit_id: str) -> Sending | None:
        return None
