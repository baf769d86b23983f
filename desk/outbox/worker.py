"""The worker that sends the outbox's entries to the region, oldest promise first.

For each entry: every file is uploaded, resuming where an earlier try stopped; the body is
built once; it is submitted under the entry's key; the answer is kept in the transaction that
changes the visit. A crash between any two of these steps loses nothing and submits nothing
twice. When the link or the region as a whole is in the way, all entries wait together, so that
a thousand of them are not tried one by one.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

import msgspec

from desk.domain.failures import Failure
from desk.outbox.entries import Entry, EntryKind, EntrySummary, EntryUpload, refusal_of
from desk.outbox.failures import PageFileGone, UploadDropped
from desk.outbox.progress import Acknowledged, Build, Progress
from desk.outbox.store import OutboxStore
from desk.region import checks
from desk.region.case_numbers import looks_personal, number_for_address
from desk.region.client import RegionClient
from desk.region.contract import CaseAnswer, PaperRecord
from desk.region.problems import (
    DigestDiffers,
    LocalNumberTaken,
    NotAtRegion,
    RegionBusy,
    RegionFailure,
    RegionNotTrusted,
    RegionRefused,
    RegionUnreachable,
    SignInNeeded,
)
from desk.region.uploads import UploadFile, upload
from desk.signal import Signal
from desk.vault.database import DatabaseBusy
from desk.vault.durable import DiskFull, DiskRefused
from desk.vault.files import FileVault
from desk.worker_thread import WorkerThread

log = logging.getLogger(__name__)
T = TypeVar("T")

LocalNumber = Callable[[str], str]
"""Gives the local number of a visit's case, by the visit's id. Blocking."""

_LINK = (RegionUnreachable, RegionNotTrusted, SignInNeeded)
"""Failures that concern every entry, until something gets through or a clerk signs in."""

_HERE = (DiskFull, DiskRefused, DatabaseBusy)
"""Failures of this PC, not of the entry."""

_NAP_S = 30.0
"""The longest sleep between two looks, in seconds: clocks may be set while we sleep."""


class OutboxStep(StrEnum):
    """The steps of sending an entry; an observer is called ``before`` and ``after`` each."""

    CLAIM = "claim"
    KEEP_ADDRESS = "keep address"
    UPLOAD = "upload"
    KEEP_FILE = "keep file"
    BUILD = "build"
    SUBMIT = "submit"
    ACKNOWLEDGE = "acknowledge"
    POSTPONE = "postpone"
    PARK = "park"


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to wait after the n-th failure in a row, in seconds: doubling, with jitter.

    A wait that the region asked for is never shortened, and lengthened by a second at most.
    """

    first_s: float = 2.0
    longest_s: float = 300.0
    dice: random.Random = field(default_factory=random.Random)

    def after(self, attempts: int, asked_s: int | None) -> timedelta:
        """The wait after so many attempts; `asked_s` is the region's Retry-After."""
        if asked_s is not None:
            return timedelta(seconds=asked_s + self.dice.random())
        full = min(self.longest_s, self.first_s * 2 ** min(attempts - 1, 30))
        return timedelta(seconds=full * self.dice.uniform(0.5, 1.0))


@dataclass(frozen=True, slots=True)
class OutboxStatus:
    """The news for listeners: the outbox's summary, and the entry that changed, if any.

    `sent` of `size` bytes of its files are at the region, while it is being sent: the one
    under way is the `file`-th (from 1) of `files`.
    """

    summary: EntrySummary
    entry: Entry | None = None
    sent: int = 0
    size: int = 0
    file: int = 0
    files: int = 0


class OutboxWorker:
    """Sends entries to the region on the running event loop; one worker a profile.

    Blocking work runs on `worker_thread`, which may be shared with others. `build` and
    `acknowledged` are called there too, inside transactions. `local_no` gives a visit's
    own number, for cases whose number at the region must not stand in an address. `observer` is
    called with the name of every step before and after it.
    """

    def __init__(
        self,
        store: OutboxStore,
        client: RegionClient,
        files: FileVault,
        worker_thread: WorkerThread,
        *,
        build: Build,
        acknowledged: Acknowledged,
        local_no: LocalNumber | None = None,
        backoff: Backoff | None = None,
        observer: Callable[[str], None] = lambda _step: None,
    ) -> None:
        self._store = store
        self._progress = Progress(store)
        self._client = client
        self._files = files
        self._worker_thread = worker_thread
        self._build = build
        self._acknowledged = acknowledged
        self._local_no = local_no
        self._backoff = backoff or Backoff()
        self._observer = observer
        self._moved: Signal[OutboxStatus] = Signal()
        self._wake = asyncio.Event()
        self._summary = EntrySummary(0, 0, None, None)

    @property
    def summary(self) -> EntrySummary:
        """The outbox's summary, as the listeners last saw it."""
        return self._summary

    def subscribe(self, listener: Callable[[OutboxStatus], None]) -> Callable[[], None]:
        """Call `listener` on the loop with every change; returns a function to unsubscribe."""
        return self._moved.subscribe(listener)

    def wake(self) -> None:
        """Look for due entries at once, after one was added or decided. Call it on the loop."""
        self._wake.set()

    async def hasten(self) -> None:
        """Try the entries now that waited for the link or a sign-in."""
        await self._worker_thread.run(self._progress.hasten)
        self.wake()

    async def run(self) -> None:
        """Work until cancelled. An entry under way then is taken up again at the next start."""
        await self._patiently(self.recover())
        while True:
            self._wake.clear()
            if not await self._patiently(self.step()):
                await self._sleep()

    async def recover(self) -> bool:
        """After a start: queue again what a crash left being sent."""
        recovered = await self._worker_thread.run(self._progress.recover)
        if recovered:
            log.info("%d outbox entries were being sent when the window stopped", recovered)
        await self._tell(None)
        return True

    async def step(self) -> bool:
        """Make one attempt at the next entry; False when none is due."""
        due = await self._worker_thread.run(self._progress.next_due)
        if due is None:
            await self._tell(None)
            return False
        entry = await self._durably(OutboxStep.CLAIM, self._progress.claim, due.id)
        await self._tell(entry)
        try:
            done = await self._bring(entry)
        except RegionFailure as failure:
            done = await self._failed(entry, failure, passing=failure.passing)
        except _HERE as failure:
            done = await self._failed(entry, failure, passing=True)
        except Failure as failure:
            done = await self._failed(entry, failure, passing=False)
        except Exception as error:
            log.exception("outbox entry %d could not be brought", entry.id)
            done = await self._failed(entry, Failure(error=type(error).__name__), passing=True)
        await self._tell(done)
        return True

    # one attempt

    async def _bring(self, entry: Entry) -> Entry:
        if entry.kind is EntryKind.PAPER:
            return await self._bring_paper(entry)
        uploads = await self._worker_thread.run(self._progress.uploads, entry.id)
        for one in uploads:
            if one.remote_id is None:
                await self._upload(entry, one, uploads)
        body = await self._durably(OutboxStep.BUILD, self._progress.body, entry.id, self._build)
        self._observer(f"before {OutboxStep.SUBMIT}")
        answer = await self._submit(
            entry, body, {one.file.sha256: one.file.size for one in uploads}
        )
        self._observer(f"after {OutboxStep.SUBMIT}")
        return await self._acknowledge(entry, answer)

    async def _bring_paper(self, entry: Entry) -> Entry:
        case_no = await self._worker_thread.run(self._number_for_address, entry.visit_id)
        body = await self._durably(OutboxStep.BUILD, self._progress.body, entry.id, self._build)
        paper = msgspec.json.decode(body, type=PaperRecord)
        self._observer(f"before {OutboxStep.SUBMIT}")
        await self._client.record_paper(case_no, paper, entry.key)
        self._observer(f"after {OutboxStep.SUBMIT}")
        return await self._acknowledge(entry, None)

    def _number_for_address(self, visit_id: str) -> str:
        case_no = self._progress.case_no(visit_id)
        if self._local_no is None or not looks_personal(case_no):
            return case_no
        return self._local_no(visit_id)

    async def _upload(self, entry: Entry, one: EntryUpload, uploads: list[EntryUpload]) -> None:
        file, place = one.file, uploads.index(one)
        before = sum(other.file.size for other in uploads[:place])
        size = sum(other.file.size for other in uploads)
        if not await self._worker_thread.run(self._files.has, file.sha256):
            raise PageFileGone

        async def keep(url: str) -> None:
            await self._durably(OutboxStep.KEEP_ADDRESS, self._progress.keep_address, one.id, url)

        def progressed(sent: int, _whole: int) -> None:
            so_far = before + sent
            self._moved.emit(
                OutboxStatus(self._summary, entry, so_far, size, place + 1, len(uploads))
            )

        self._observer(f"before {OutboxStep.UPLOAD}")
        try:
            stored = await upload(
                self._client,
                UploadFile(
                    file.sha256,
                    file.size,
                    file.sheets,
                    file.media_type,
                    lambda start: self._files.stream(file.sha256, start),
                ),
                url=one.url,
                key=one.key,
                on_url=keep,
                on_progress=progressed,
            )
        except (DigestDiffers, NotAtRegion) as failure:
            # that upload cannot be used any longer: the next attempt begins anew
            await self._durably(OutboxStep.KEEP_ADDRESS, self._progress.keep_address, one.id, None)
            if isinstance(failure, NotAtRegion):
                raise UploadDropped from failure
            raise
        self._observer(f"after {OutboxStep.UPLOAD}")
        await self._durably(OutboxStep.KEEP_FILE, self._progress.keep_file, one.id, stored.id)

    async def _submit(self, entry: Entry, body: bytes, sizes: dict[str, int]) -> CaseAnswer:
        """Submit; before a refusal is believed, check whether the case is there already.

        `sizes` has our files' sizes by digest. The key is bound to the clerk. When an answer
        was lost and another clerk signed in since, the region refuses our own case as the
        second of its number: the case that it has under our local number, with exactly our
        files, is ours. An answer that cannot be true is asked for again with the same key.
        """
        ours = msgspec.json.decode(body, type=_Numbered)
        if entry.case_no is not None:
            number = number_for_address(entry.case_no, ours.local_no)
            answer = await self._client.supplement_case(number, body, entry.key)
            checks.same_case(answer, entry.case_no, ours.local_no)
            return checks.our_sizes(answer, sizes)
        try:
            answer = await self._client.submit_case(body, entry.key)
        except (LocalNumberTaken, RegionRefused):
            found = await self._client.find_case(ours.local_no)
            if found is None or {file.sha256 for file in found.files} != set(sizes):
                raise
            answer = found
        checks.our_case(answer, ours.local_no, ours.matter)
        return checks.our_sizes(answer, sizes)

    async def _acknowledge(self, entry: Entry, answer: CaseAnswer | None) -> Entry:
        done = await self._durably(
            OutboxStep.ACKNOWLEDGE, self._progress.acknowledge, entry.id, answer, self._acknowledged
        )
        await self._worker_thread.run(self._progress.hasten)
        return done

    async def _failed(self, entry: Entry, failure: Failure, *, passing: bool) -> Entry:
        log.warning("outbox entry %d, attempt %d: %s", entry.id, entry.attempts, failure)
        if not passing:
            return await self._durably(
                OutboxStep.PARK, self._progress.park, entry.id, refusal_of(failure)
            )
        asked = failure.retry_after_s if isinstance(failure, RegionFailure) else None
        for_link = isinstance(failure, _LINK)
        return await self._durably(
            OutboxStep.POSTPONE,
            self._progress.postpone,
            entry.id,
            failure.code,
            self._store.now() + self._backoff.after(entry.attempts, asked),
            all_wait=for_link or isinstance(failure, RegionBusy),
            for_link=for_link,
        )

    # around it

    async def _durably(
        self, step: OutboxStep, work: Callable[..., T], *args: object, **how: bool
    ) -> T:
        self._observer(f"before {step}")
        done = await self._worker_thread.run(work, *args, **how)
        self._observer(f"after {step}")
        return done

    async def _patiently(self, work: Awaitable[bool]) -> bool:
        """Failures of our own database must not end the worker."""
        try:
            return await work
        except Failure as failure:
            log.warning("the outbox waits: %s", failure)
        except Exception:
            log.exception("the outbox waits")
        return False

    async def _sleep(self) -> None:
        try:
            until = await self._worker_thread.run(self._progress.next_time)
        except Failure as failure:
            log.warning("the outbox waits: %s", failure)
            until = None
        wait_s = (until - self._store.now()).total_seconds() if until else _NAP_S
        try:
            async with asyncio.timeout(min(max(wait_s, 0.05), _NAP_S)):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _tell(self, entry: Entry | None) -> None:
        summary = await self._worker_thread.run(self._store.summary)
        if entry is not None or summary != self._summary:
            self._summary = summary
            self._moved.emit(OutboxStatus(summary, entry))


class _Numbered(msgspec.Struct):
    local_no: str
    matter: str = ""
