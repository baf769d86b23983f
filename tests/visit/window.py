"""A window without a screen: every room that a visit passes through, real, over one profile."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

import resources
from desk.hall import open_hall
from desk.worker_thread import Lane
from desk.outbox.store import OutboxStore
from desk.outbox.worker import Backoff, OutboxWorker
from desk.processes import ProcessPool
from desk.region.catalogue import Catalogue
from desk.region.client import RegionClient
from desk.region.contract import Clerk, MatterChanges, MatterGuide
from desk.region.tokens import Tokens
from desk.scan.devices import ScanDevice
from desk.vault.files import FileVault
from desk.vault.keys import Keys
from desk.vault.lock import ProfileLock
from desk.vault.passphrases import Passphrases
from desk.vault.sealing import Sealer
from desk.visit.arrangement import Arrangements
from desk.visit.attending import Attending
from desk.visit.attention import AttentionBook
from desk.visit.book import VisitBook, utc_now
from desk.visit.calling import Calling
from desk.visit.case import Cases, Sendings
from desk.visit.choosing import Choosing
from desk.visit.counter import Counter, Place
from desk.visit.database import open_window_database
from desk.visit.ending import Ending
from desk.visit.filling import Filling
from desk.visit.gathering import Gathering
from desk.visit.handing import Handing
from desk.visit.identifying import Identifying
from desk.visit.papers import PaperBook
from desk.visit.retention import Retention
from desk.visit.session import Session
from desk.visit.submitting import Submitting
from printing.queue import PrintQueue
from printing.spool import Spool

KEY = bytes(range(32))
NOBODY = "http://127.0.0.1:9"
"""An address at which no region answers."""

CLERK = Clerk("weili", "韦丽", "综合窗口")
WINDOW = "3"
SERVICE = "hall-desk-test"

Now = Callable[[], datetime]


def guides() -> tuple[MatterGuide, ...]:
    """The sample matters, as a region's catalogue gives them."""
    text = (Path(resources.__file__).parent / "sample" / "matters.json").read_bytes()
    return msgspec.json.decode(text, type=_Sample).matters


class _Sample(msgspec.Struct):
    matters: tuple[MatterGuide, ...]


class Window:
    """One window of the tests' hall. Close it, or kill its process, and make another.

    `now` is this PC's clock, `hall_now` the hall's where it is another.
    """

    def __init__(
        self,
        profile: Path,
        hall_url: str,
        workshop: ProcessPool,
        *,
        region_url: str = NOBODY,
        device: ScanDevice | None = None,
        now: Now = utc_now,
        hall_now: Now | None = None,
    ) -> None:
        self.lock = ProfileLock(profile)
        self.engine = open_window_database(profile / "window.db")
        self.files = FileVault(profile / "files", KEY)
        self.sealer = Sealer(KEY)
        self.outbox = OutboxStore(self.engine, self.sealer, now)
        self.book = VisitBook(self.engine, self.sealer, Sendings(self.outbox).sending, now)
        self.arrangements = Arrangements(self.book)
        self.queue = PrintQueue(self.engine, self.files)
        self.retention = Retention(
            self.book, self.arrangements, self.files, self.outbox, self.queue
        )
        self.hall = open_hall(hall_url, clock=hall_now or now)
        self.catalogue = Catalogue(self.engine)
        if not self.catalogue.count():
            self.catalogue.apply(MatterChanges("1", False, changed=guides()))
        self.lanes = [Lane(name) for name in ("book", "reading", "hall", "outbox", "keys")]
        book_lane, reading, hall_lane, outbox_lane, keys = self.lanes
        self.tokens = Tokens(Keys(SERVICE), keys)
        self.region = RegionClient(region_url, self.tokens, deadline_s=5)
        self.cases = Cases(self.book)
        self.worker = OutboxWorker(
            self.outbox,
            self.region,
            self.files,
            outbox_lane,
            build=self.cases.build,
            acknowledged=self.cases.acknowledged,
            local_no=self.cases.local_no,
            backoff=Backoff(first_s=0.05, longest_s=0.1),
        )
        self.counter = Counter(self.book, book_lane, Place("NN01", "南宁市民中心", WINDOW))
        self.counter.clerk = CLERK
        self.passphrases = Passphrases(Keys(SERVICE), now, timedelta(days=3))
        self.session = Session(self.counter, self.region, self.tokens, self.passphrases, keys)
        self.calling = Calling(self.counter, self.hall, hall_lane, self.retention)
        self.identifying = Identifying(self.counter, self.calling)
        self.choosing = Choosing(self.counter, self.catalogue, reading, self.region)
        self.gathering = Gathering(
            self.counter, self.arrangements, self.files, reading, workshop, device=device
        )
        self.filling = Filling(self.counter)
        self.submitting = Submitting(
            self.counter,
            self.arrangements,
            self.cases,
            self.outbox,
            self.worker,
            files=self.files,
            reading=reading,
            workshop=workshop,
        )
        self.handing = Handing(
            self.counter,
            self.calling,
            PaperBook(self.book, self.outbox, self.queue),
            spool=Spool(self.queue, book_lane),
            workshop=workshop,
            region=self.region,
            worker=self.worker,
        )
        self.ending = Ending(
            self.counter,
            self.calling,
            self.retention,
            PaperBook(self.book, self.outbox, self.queue),
            spool=Spool(self.queue, book_lane),
            workshop=workshop,
            region=self.region,
        )

        self.attending = Attending(
            self.counter,
            self.calling,
            AttentionBook(self.book, self.outbox, self.queue),
            worker=self.worker,
            region=self.region,
            prints=self.queue,
            spool=Spool(self.queue, book_lane),
            workshop=workshop,
        )

    async def send(self) -> None:
        """Let the outbox work off all that is due, and hear what came of it."""
        while await self.worker.step():
            pass
        await self.counter.settled()

    async def send_once(self) -> None:
        """Let the outbox try what is due, once."""
        await self.worker.step()
        await self.counter.settled()

    async def close(self) -> None:
        """Leave everything as a window does that is closed."""
        await self.counter.settled()
        await self.attending.settled()
        await self.calling.stop()
        await self.region.close()
        await asyncio.to_thread(self._let_go)

    def _let_go(self) -> None:
        for lane in self.lanes:
            lane.close()
        self.hall.close()
        self.engine.dispose()
        self.lock.release()
