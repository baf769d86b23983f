"""The process in which SANE's drivers run, so that a driver that crashes does not end the window.

One command at a time comes over a pipe, answers go back. A raster is encoded here, once and
without loss (PNG, ISO/IEC 15948), its SHA-256 is taken over those bytes, and the page is looked
at while its pixels are at hand.

Two traps of python-sane 2.9 shape this file. An exception that leaves the progress callback
crashes the interpreter: the callback never raises. And `snap` takes lines to be as long as
their pixels: where a driver pads its lines, they are cut again here.
"""

from __future__ import annotations

import hashlib
import signal
import struct
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from desk.core_dumps import no_core_files
from desk.domain.failures import Failure
from desk.processes.limits import TRUSTED, bound, end_with_parent
from desk.processes.messages import Slot, failure_name, failure_named
from desk.scan.devices import ColourMode, Inspection, PaperSource, ScanJob
from desk.scan.failures import (
    AccessDenied,
    CoverOpen,
    FeederEmpty,
    IncompletePage,
    ScanFailure,
    ScannerBusy,
    ScannerConnectionLost,
    ScannerGone,
    ScannerJammed,
    ScannerLocked,
    ScannerOutOfMemory,
    ScannerRefused,
    ScannerSearchFailed,
    StoppedAtScanner,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Raster = NDArray[np.uint8]

WORD_EVERY_S = 0.1
"""How often a page under way is reported, and how often "stop" is looked for."""
NO_DOCUMENTS = "Document feeder out of documents"
_STATUSES: dict[str, type[ScanFailure]] = {
    NO_DOCUMENTS: FeederEmpty,
    "Operation was canceled": StoppedAtScanner,
    "Operation was cancelled": StoppedAtScanner,
    "Document feeder jammed": ScannerJammed,
    "Scanner cover is open": CoverOpen,
    "Device busy": ScannerBusy,
    "Scanner lamp not ready, please retry": ScannerBusy,
    "Access to resource has been denied": AccessDenied,
    "Error during device I/O": ScannerConnectionLost,
    "Out of memory": ScannerOutOfMemory,
    "Scanner mechanism locked for transport": ScannerLocked,
}
"""`sane_strstatus` in libsane, which is all that python-sane tells of a status."""


@dataclass(frozen=True, slots=True)
class ListDevices:
    """Command: name the devices that answer."""


@dataclass(frozen=True, slots=True)
class ReadPages:
    """Command: read from a device until there is no more paper."""

    device: str
    job: ScanJob


@dataclass(frozen=True, slots=True)
class Stop:
    """Command: stop reading and drop the page under way."""


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A device by SANE's name and as the clerk knows it."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class DevicesListed:
    """Answer: the devices found."""

    devices: tuple[FoundDevice, ...]


@dataclass(frozen=True, slots=True)
class LinesRead:
    """Answer: a sheet is under way; `fraction` is None when its length is unknown."""

    sheet: int
    fraction: float | None


@dataclass(frozen=True, slots=True)
class PageRead:
    """Answer: a sheet is whole; its bytes follow as a message of their own."""

    sheet: int
    sha256: str
    inspection: Inspection


@dataclass(frozen=True, slots=True)
class PagesEnded:
    """Answer: no more paper, or stopped on command."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Answer: the command ended with a failure, by its name and its facts."""

    name: str
    facts: dict[str, str | int]

    @classmethod
    def by(cls, failure: ScanFailure) -> Refused:
        """The answer that a failure is."""
        return cls(failure_name(failure), dict(failure.facts))

    @property
    def failure(self) -> Failure:
        """The failure. Raises `desk.processes.messages.Broken` for one that nobody knows."""
        return failure_named(self.name, self.facts)


@dataclass(frozen=True, slots=True)
class Idle:
    """Answer, the last to every command but `Stop`: the driver has cleaned up.

    It is separate from the outcome because drivers hang while cleaning up: libsane's own test
    backend now and then waits for itself for ever in `sane_cancel`.
    """


Command = ListDevices | ReadPages | Stop
Answer = DevicesListed | LinesRead | PageRead | PagesEnded | Refused | Idle
COMMANDS, ANSWERS = Slot(Command), Slot(Answer)
"""How they travel: by MessagePack of these types. A driver that a device has taken over can send
nothing that would run in the window."""


def serve(connection: Connection, parent: int) -> None:
    """Do commands until the other end of the pipe is closed. The process's main function.

    It ends with `parent`, also in the middle of a driver that hangs.
    """
    end_with_parent(parent)
    bound(TRUSTED)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window to handle
    no_core_files()
    try:
        while True:
            _do(COMMANDS.unpack(connection.recv_bytes()), connection)
    except (EOFError, OSError):
        return  # the window is gone


def _do(command: Command, connection: Connection) -> None:
    if isinstance(command, Stop):
        return  # it came after the last page had been read
    try:
        sane = _sane()
        try:
            if isinstance(command, ListDevices):
                connection.send_bytes(ANSWERS.pack(DevicesListed(_devices(sane.get_devices()))))
            else:
                _Reading(command.device, command.job, connection).run()
        except sane._sane.error as error:
            raise failure_of(str(error)) from error
    except ImportError as error:
        refusal = ScannerSearchFailed(detail=str(error))
        connection.send_bytes(ANSWERS.pack(Refused.by(refusal)))
    except ScanFailure as failure:
        connection.send_bytes(ANSWERS.pack(Refused.by(failure)))
    connection.send_bytes(ANSWERS.pack(Idle()))


@lru_cache
def _sane() -> Any:
    """SANE, set up once: its drivers load when they are first needed."""
    import sane

    sane.init()
    return sane


def _devices(found: Iterable[tuple[str, str, str, str]]) -> tuple[FoundDevice, ...]:
    return tuple(
        FoundDevice(name, " ".join(f"{vendor} {model}".replace("_", " ").split()) or name)
        for name, vendor, model, _ in found
    )


def failure_of(status: str, sheet: int = 1) -> ScanFailure:
    """The failure that a SANE status means while `sheet` (from 1) was read."""
    known = _STATUSES.get(status)
    return known(sheet=sheet) if known else ScannerRefused(detail=status)


class _Reading:
    """One command `ReadPages` under way."""

    def __init__(self, name: str, job: ScanJob, connection: Connection) -> None:
        self._name = name
        self._job = job
        self._connection = connection
        self._device: Any = None
        self._sheet = 1
        self._stopped = False
        self._last_word = 0.0

    def run(self) -> None:
        """Read sheet after sheet, send each one and then the outcome. Raises `ScanFailure`."""
        from desk.scan import sane_options

        self._device = self._opened()
        try:
            sources = sane_options.sources(self._device, self._job.source)
            for source in sources:
                dpi = sane_options.prepare(self._device, self._job, source)
                with sane_options.lent(self._device, self._job.options):
                    failure = self._attempt(source, dpi)
                    empty = isinstance(failure, FeederEmpty) and source is not sources[-1]
                    if not empty:
                        self._connection.send_bytes(
                            ANSWERS.pack(Refused.by(failure) if failure else PagesEnded())
                        )
                    self._device.cancel()  # options can be put back only when it is idle
                if not empty:
                    return
        finally:
            self._device.close()

    def _opened(self) -> Any:
        sane = _sane()
        try:
            return sane.open(self._name)
        except sane._sane.error as error:
            failure = failure_of(str(error))
            if isinstance(failure, ScannerRefused | ScannerConnectionLost):
                raise ScannerGone(device=self._name) from error
            raise failure from error

    def _attempt(self, source: PaperSource, dpi: int) -> ScanFailure | None:
        """Read all that lies in one source; return what ended it early, if anything."""
        sane_error: type[Exception] = _sane()._sane.error
        try:
            self._read_from(source, dpi, sane_error)
        except ScanFailure as failure:
            return failure
        except sane_error as error:
            meant = failure_of(str(error), self._sheet)
            if not (self._stopped and isinstance(meant, StoppedAtScanner)):
                return meant
        return None

    def _read_from(self, source: PaperSource, dpi: int, sane_error: type[Exception]) -> None:
        """Read one sheet from the glass, or all from the feeder."""
        while not self._stopped:
            try:
                self._device.start()
            except sane_error as error:
                if str(error) != NO_DOCUMENTS:
                    raise
                if self._sheet > 1:
                    return
                raise FeederEmpty() from error
            raster = self._read_sheet()
            if raster is None:
                return
            self._send(raster, dpi)
            self._sheet += 1
            if source is not PaperSource.FEEDER:
                return
            self._look_for_stop()

    def _read_sheet(self) -> Raster | None:
        """Read one sheet whole, or None when it was stopped. Raises `IncompletePage`."""
        import numpy as np

        kind, last, (width, announced), depth, line_bytes = self._device.get_parameters()
        samples = {"gray": 1, "color": 3}.get(kind, 0)
        pixel_bytes = (width + 7) // 8 if depth == 1 else width * samples
        padded = line_bytes != pixel_bytes
        if not samples or not last or depth not in (1, 8) or (padded and depth == 1):
            raise ScannerRefused(detail=f"{kind}, {depth} bit, {line_bytes} bytes for {width} px")
        self._last_word = 0.0
        self._say(0, announced)
        try:
            image = self._device.snap(no_cancel=True, progress=self._say)
        except RuntimeError as error:
            if str(error) != "Scanner returned no data":
                raise
            raw = b""
        else:
            raw = image.tobytes()
        if self._stopped:
            return None
        stride = line_bytes if padded else width * samples
        lines = len(raw) // stride
        # Of padded lines the last one may lack its padding, and snap then drops it whole.
        if lines == 0 or lines < announced - padded:
            raise IncompletePage(sheet=self._sheet, lines=lines, announced=max(announced, 0))
        raster = np.frombuffer(raw, np.uint8, lines * stride).reshape(lines, stride)
        raster = raster[:, : width * samples]
        return raster.reshape(lines, width, 3) if samples == 3 else np.ascontiguousarray(raster)

    def _say(self, line: int, announced: int) -> None:
        """Report a page under way and look for "stop". Never raises (see the module)."""
        now = time.monotonic()
        if now - self._last_word < WORD_EVERY_S:
            return
        self._last_word = now
        fraction = min(line / announced, 1.0) if announced > 0 else None
        try:
            self._connection.send_bytes(ANSWERS.pack(LinesRead(self._sheet, fraction)))
        except OSError:
            self._stopped = True
        self._look_for_stop()
        if self._stopped:
            self._device.cancel()

    def _look_for_stop(self) -> None:
        try:
            if self._connection.poll():
                self._connection.recv_bytes()  # only "stop" may come while pages are read
                self._stopped = True
        except (EOFError, OSError):
            self._stopped = True

    def _send(self, raster: Raster, dpi: int) -> None:
        import cv2
        import numpy as np

        from desk.scan.imaging import judge

        colour = raster.ndim == 3
        grey = np.asarray(cv2.cvtColor(raster, cv2.COLOR_RGB2GRAY), np.uint8) if colour else raster
        data = png(raster, dpi, bilevel=self._job.mode is ColourMode.LINE_ART)
        height, width = raster.shape[:2]
        recipe, clear = judge(grey, (width / dpi * 25.4, height / dpi * 25.4) if dpi else None)
        inspection = Inspection("image/png", 1, recipe, width, height, clear, dpi)
        self._connection.send_bytes(
            ANSWERS.pack(PageRead(self._sheet, hashlib.sha256(data).hexdigest(), inspection))
        )
        self._connection.send_bytes(data)


def png(raster: Raster, dpi: int, *, bilevel: bool = False) -> bytes:
    """Encode a raster (grey or RGB) without loss and state its resolution (chunk pHYs).

    OpenCV's own setting (one filter, run lengths) took 0.25 s for a noisy A4 page of 300 dpi
    where zlib's levels took 0.4–0.9 s, for about the same size. A bilevel raster takes one bit
    a pixel.
    """
    if bilevel and not ((raster != 0) & (raster != 255)).any():
        import io

        from PIL import Image

        file = io.BytesIO()
        Image.fromarray(raster).convert("1").save(file, "PNG")
        data = file.getvalue()
    else:
        import cv2

        pixels = raster if raster.ndim == 2 else cv2.cvtColor(raster, cv2.COLOR_RGB2BGR)
        _, encoded = cv2.imencode(".png", pixels)
        data = encoded.tobytes()
    per_metre = round(dpi / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    after_header = 8 + 25  # signature, IHDR
    return data[:after_header] + chunk + data[after_header:]
