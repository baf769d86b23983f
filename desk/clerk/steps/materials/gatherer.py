"""The interface of the visit that the materials step uses; see `desk.visit.steps.materials`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desk.scan.devices import OnProgress
from desk.visit.import_questions import Decide, ScanOutcome

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.visit.devices import ScanDevices
    from desk.visit.intake import Intake


class FactsOfPage(Protocol):
    """What is known of a page file; `desk.visit.page_facts.FactsOfPage` says what each means."""

    @property
    def sharpness(self) -> str: ...
    @property
    def cut_percent(self) -> float: ...
    @property
    def correctable(self) -> bool: ...
    @property
    def as_it_is(self) -> bool: ...
    @property
    def digest(self) -> str: ...
    @property
    def agreed(self) -> bool: ...


class MaterialsActions(Protocol):
    """What this step asks of the visit (`desk.visit.steps.materials.MaterialsStep`)."""

    @property
    def devices(self) -> "ScanDevices":
        """The devices of this window."""

    @property
    def intake(self) -> "Intake":
        """What lies in the scan folder."""

    @property
    def outcome(self) -> ScanOutcome:
        """The outcome of the last scan."""

    @property
    def waiting_for(self) -> str:
        """The file that is waited for just now; empty while none is."""

    async def scan(
        self,
        code: str,
        on_progress: Callable[[int], None],
        *,
        decide: Decide,
        on_page: OnProgress,
    ) -> ScanOutcome:
        """Scan into a material; reports the sheets so far, and asks about files in doubt."""

    async def take_files(self, code: str, paths: Sequence[Path], *, decide: Decide) -> ScanOutcome:
        """Lay files into a material; asks about what is in doubt."""

    async def put_aside(self) -> int:
        """Put aside what lies in the scan folder and came during this visit."""

    async def rotate(self, page_id: str) -> None:
        """Turn a page a quarter clockwise."""

    async def switch_whole(self, page_id: str) -> None:
        """Show a page whole, or straighten and cut it again."""

    async def delete(self, page_id: str) -> None:
        """Take a page out."""

    async def move(self, page_id: str, place: int) -> None:
        """Move a page among its material's pages."""

    async def undo(self, code: str) -> None:
        """Take the last change of a material back."""

    async def follow(self, code: str, on: bool) -> None:
        """Let a material come later, or not."""

    async def picture(self, page_id: str, sheet: int, width_px: int) -> bytes:
        """A sheet made tidy, encoded, so many pixels across."""

    async def facts(self, page_id: str) -> FactsOfPage:
        """What is known of a page."""
