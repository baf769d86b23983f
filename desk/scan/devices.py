"""The protocol of devices that deliver pages.

Each device is one module of this package: `sane` (a scanner) and `watched` (a folder) today. A page
file is the bytes as they arrived; whatever imaging proposes is only recorded beside them.
"""

import hashlib
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from desk.domain.visits import Recipe
from desk.scan.folder_files import FolderFile


class DeviceKind(StrEnum):
    """What sort of device gives the pages."""

    SCANNER = "scanner"
    FOLDER = "folder"


class PaperSource(StrEnum):
    """Where the paper lies. `AUTOMATIC` takes the feeder when paper lies in it, else the glass."""

    AUTOMATIC = "automatic"
    FLATBED = "flatbed"
    FEEDER = "feeder"


class ColourMode(StrEnum):
    """How colours are read."""

    COLOUR = "colour"
    GREY = "grey"
    LINE_ART = "line_art"


RESOLUTIONS_DPI = (200, 300, 600)
"""The resolutions between which a clerk chooses; a scanner takes the nearest that it has."""


class Sharpness(StrEnum):
    """How clear the print on a page is; `UNKNOWN` when nothing on it can be judged."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found out about a page file, without changing it.

    `media_type` is told from the content, never from the name. `width` and `height` belong to
    the first sheet, held upright: pixels of a picture, points (1/72 inch) of a PDF page.
    `dpi` is 0 when the file does not say. `recipe` is neutral when nothing is certain. A file
    that is kept `as_it_is` gives no pages to the tidy PDF, for something of it could be lost.
    """

    media_type: str
    sheets: int
    recipe: Recipe
    width: int
    height: int
    sharpness: Sharpness
    dpi: int
    as_it_is: bool = False


@dataclass(frozen=True, slots=True)
class ScanJob:
    """What to read. A folder ignores it: its files are there already.

    `area_mm` (width, height) is a little more than A4, so that the paper's edge is seen.
    `options` are passed to the device by its own option names, after all others.
    """

    source: PaperSource = PaperSource.AUTOMATIC
    mode: ColourMode = ColourMode.COLOUR
    resolution_dpi: int = 300
    area_mm: tuple[float, float] = (216.0, 300.0)
    options: Mapping[str, bool | int | float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """How far a scan is: the sheet under way (from 1) and the part of it read, 0 to 1.

    `fraction` is None while the device cannot know (its length is unknown).
    """

    sheet: int
    fraction: float | None


OnProgress = Callable[[ScanProgress], None]


def quiet(progress: ScanProgress) -> None:
    """Ignore progress."""


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """One page file as a device gave it; `sha256` is over `data`, hexadecimal.

    `source` names the device for the clerk, `name` the file as people read it (empty for a
    scanner), `file` is the one in a watched folder. Call `done()` once the bytes are stored: a
    folder then moves its file away.
    """

    data: bytes = field(repr=False)
    sha256: str
    inspection: Inspection
    source: str
    name: str = ""
    let_go: Callable[[], None] = field(default=_nothing, repr=False, compare=False)
    file: FolderFile | None = field(default=None, repr=False, compare=False)

    @property
    def media_type(self) -> str:
        """The media type, determined from the content."""
        return self.inspection.media_type

    @property
    def sheets(self) -> int:
        """The number of sheets inside."""
        return self.inspection.sheets

    def done(self) -> None:
        """Confirm that the bytes are stored. Raises `TakenNotMoved` for a file that stays."""
        self.let_go()


class ScanDevice(Protocol):
    """A device that gives pages. One scan at a time."""

    @property
    def id(self) -> str:
        """A name by which the same device is found again."""

    @property
    def label(self) -> str:
        """Its name for the clerk."""

    @property
    def kind(self) -> DeviceKind:
        """What sort of device it is."""

    def scan(self, wanted: ScanJob, on_progress: OnProgress = quiet) -> AsyncGenerator[ArrivedFile]:
        """Give one page file after another, as they are read.

        The iterator ends when there is no more paper, or after `cancel`. A `ScanFailure`
        ends it too: every file given before stays valid. Leave early only through
        `contextlib.aclosing`, which tells the device to stop.
        """

    async def cancel(self) -> None:
        """Stop the scan under way; a page half read is dropped. Does nothing when idle."""

    async def close(self) -> None:
        """Release the device. It may be used again."""


def digest(data: bytes) -> str:
    """The SHA-256 of a page file, hexadecimal."""
    return hashlib.sha256(data).hexdigest()
