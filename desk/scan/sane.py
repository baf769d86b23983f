"""Scanners through SANE (Linux): each driver in a process of its own, restarted if it dies."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import AsyncGenerator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from desk.processes.messages import Broken
from desk.scan import sane_worker
from desk.scan.devices import ArrivedFile, DeviceKind, OnProgress, ScanJob, ScanProgress, quiet
from desk.scan.failures import (
    ScanFailure,
    ScannerBusy,
    ScannerDied,
    ScannerSearchFailed,
    ScannerSilent,
)
from desk.scan.sane_worker import (
    ANSWERS,
    COMMANDS,
    Answer,
    Command,
    DevicesListed,
    Idle,
    LinesRead,
    ListDevices,
    PageRead,
    PagesEnded,
    ReadPages,
    Refused,
    Stop,
)
from desk.worker_thread import WorkerThread

SEARCH_S = 15.0
"""How long a search may take: drivers ask the network."""
PATIENCE_S = 90.0
"""How long a scanner may take to answer, in seconds: a cold lamp warms up for a minute."""
STARTING_S = 30.0
"""What is added to it while a driver's process starts and loads."""
STOPPING_S = 5.0
"""How long a driver may take to stop before its process is ended."""
_SLICE_S = 0.2
_LONGEST_ANSWER = 1024 * 1024
_LONGEST_PAGE = 1024 * 1024 * 1024


class _Died(Exception):
    """The worker process ended in the middle of a command."""


class _Silent(Exception):
    """The worker process said nothing until its deadline; it has been ended."""


class _Driver:
    """The worker process, started when it is first needed and again after it died.

    Blocking; used on one thread, except `stop` and `kill`, which any thread may call.
    """

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._deadline = 0.0
        self._patience_s = 0.0
        self._stopping = False
        self.busy = False  # until the driver has cleaned up
        self.reading = False  # until the outcome is known

    @property
    def pid(self) -> int | None:
        """The process's id, for tests that end it; None when none runs."""
        return self._process.pid if self._process and self._process.is_alive() else None

    def ask(self, command: Command, patience_s: float, starting_s: float = STARTING_S) -> None:
        """Begin a command; each answer must come within `patience_s` of the one before.

        A process that has to be started first has `starting_s` more for its first answer.
        """
        self._patience_s = patience_s
        self._deadline = time.monotonic() + patience_s
        if self.pid is None:
            self._start()
            self._deadline += starting_s
        self.busy, self.reading, self._stopping = True, True, False
        try:
            self._open().send_bytes(COMMANDS.pack(command))
        except OSError as error:
            self._clear()
            raise _Died from error

    def answer(self) -> tuple[Answer, bytes]:
        """Wait for the next answer and, for a page, its bytes. Raises `_Died` or `_Silent`."""
        connection = self._open()
        try:
            while not connection.poll(_SLICE_S):
                if time.monotonic() > self._deadline:
                    self._clear()
                    raise _Silent
            answer: Answer = ANSWERS.unpack(connection.recv_bytes(_LONGEST_ANSWER))
            data = connection.recv_bytes(_LONGEST_PAGE) if isinstance(answer, PageRead) else b""
        except (EOFError, OSError, Broken) as error:
            self._clear()
            raise _Died from error
        if not self._stopping:
            self._deadline = time.monotonic() + self._patience_s
        if isinstance(answer, DevicesListed | PagesEnded | Refused):
            self.reading = False
        elif isinstance(answer, Idle):
            self.busy = self.reading = False
        return answer, data

    def stop(self) -> None:
        """Ask for the command under way to end soon."""
        if self.reading and self._connection is not None:
            self._hurry()
            try:
                self._connection.send_bytes(COMMANDS.pack(Stop()))
            except OSError:
                return  # it has died: the next answer says so

    def _hurry(self) -> None:
        """Give the command under way only so long to end."""
        if not self._stopping:
            self._stopping, self._deadline = True, time.monotonic() + STOPPING_S

    def drain(self) -> None:
        """Wait until the driver has cleaned up, discarding answers; one that hangs is killed."""
        self._hurry()
        while self.busy:
            try:
                self.answer()
            except (_Died, _Silent):
                return

    def kill(self) -> None:
        """End the process at once; a pending wait for an answer raises `_Died`."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process and close its pipe."""
        self._clear()

    def _start(self) -> None:
        self._clear()
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        process = context.Process(
            target=sane_worker.serve, args=(theirs, os.getpid()), name="scanner", daemon=True
        )
        process.start()
        self._process = process  # only now: `kill` may come at any moment, from another thread
        theirs.close()

    def _open(self) -> Connection:
        if self._connection is None:
            raise _Died
        return self._connection

    def _clear(self) -> None:
        self.busy = self.reading = False
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None


class SaneScanner:
    """A scanner by its SANE name; see `desk.scan.devices.ScanDevice`."""

    kind = DeviceKind.SCANNER

    def __init__(self, name: str, label: str, *, patience_s: float = PATIENCE_S) -> None:
        self._name = name
        self._label = label
        self._patience_s = patience_s
        self._driver = _Driver()
        self._worker_thread = WorkerThread("scanner")
        self._scanning = False
        self._cancelled = False

    @property
    def id(self) -> str:
        """SANE's name, marked as SANE's."""
        return f"sane:{self._name}"

    @property
    def label(self) -> str:
        """Maker and model."""
        return self._label

    @property
    def worker_pid(self) -> int | None:
        """The id of the driver's process; None when none runs."""
        return self._driver.pid

    async def scan(
        self, wanted: ScanJob, on_progress: OnProgress = quiet
    ) -> AsyncGenerator[ArrivedFile]:
        """Read from the flatbed once, or from the feeder until it is empty.

        Raises `ScannerBusy` when a scan is under way, `ScannerDied` or `ScannerSilent` naming
        the sheet to lay in again, and whatever the scanner reports (`desk.scan.failures`).
        """
        if self._scanning:
            raise ScannerBusy()
        self._scanning, self._cancelled = True, False
        sheet = 1
        try:
            await self._worker_thread.run(
                self._driver.ask, ReadPages(self._name, wanted), self._patience_s
            )
            while True:
                answer, data = await self._worker_thread.run(self._driver.answer)
                match answer:
                    case LinesRead(sheet=sheet, fraction=fraction):
                        on_progress(ScanProgress(sheet, fraction))
                    case PageRead(sheet=read, sha256=sha256, inspection=inspection):
                        sheet = read + 1
                        yield ArrivedFile(data, sha256, inspection, self._label)
                    case Refused(failure=failure):
                        raise failure
                    case _:
                        return
        except (_Died, _Silent, Broken) as error:
            if not self._cancelled:
                raise self._lost(error, sheet) from error
        finally:
            try:
                await self._settle()
            finally:
                self._scanning = False

    def _lost(self, error: Exception, sheet: int) -> ScanFailure:
        if isinstance(error, _Silent):
            return ScannerSilent(sheet=sheet, seconds=round(self._patience_s))
        return ScannerDied(sheet=sheet)

    async def _settle(self) -> None:
        """Wait until the driver is ready for the next scan; stop it when this one was left."""
        if self._driver.reading:
            # At once, and once more behind whatever the worker thread is doing now.
            self._driver.stop()
            await self._worker_thread.run(self._driver.stop)
        await self._worker_thread.run(self._driver.drain)

    async def cancel(self) -> None:
        """Stop the scan under way; see `desk.scan.devices.ScanDevice.cancel`."""
        self._cancelled = True
        self._driver.stop()

    async def close(self) -> None:
        """End the driver's process; the next scan starts it anew."""
        self._cancelled = True
        await self._settle()
        await self._worker_thread.run(self._driver.close)


async def find_scanners(within_s: float = SEARCH_S) -> tuple[SaneScanner, ...]:
    """The scanners that SANE sees, searched in a process of their own that ends with the search.

    Raises `ScannerSearchFailed` when a driver crashes or nothing comes in time.
    """
    driver, worker_thread = _Driver(), WorkerThread("scanner-search")
    try:
        await worker_thread.run(driver.ask, ListDevices(), within_s, 0.0)
        answer, _ = await worker_thread.run(driver.answer)
    except _Died as error:
        raise ScannerSearchFailed(detail="the driver crashed") from error
    except _Silent as error:
        raise ScannerSearchFailed(detail=f"no answer within {within_s:.0f} s") from error
    finally:
        driver.kill()
        await worker_thread.run(driver.close)
        worker_thread.close()
    match answer:
        case DevicesListed(devices=found):
            return tuple(SaneScanner(device.name, device.label) for device in found)
        case Refused(failure=failure):
            raise failure
        case _:
            return ()
