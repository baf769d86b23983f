"""What the materials step asks of the visit; `desk.visit.gathering` says what each means."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol


class PageFacts(Protocol):
    """What is known of a page file; `desk.visit.gathering.PageFacts` says what each means."""

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


class Gatherer(Protocol):
    """What this step asks of the visit (`desk.visit.gathering.Gathering`)."""

    async def scan(self, code: str, on_progress: Callable[[int], None]) -> None:
        """Scan into a material; hears how many sheets came."""

    async def take_files(self, code: str, paths: Sequence[Path]) -> None:
        """Lay files into a material."""

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

    async def facts(self, page_id: str) -> PageFacts:
        """What is known of a page."""
