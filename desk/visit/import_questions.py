"""The questions before pages are taken in, and the outcome of a scan. Plain data."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FileDecision(StrEnum):
    """What is to become of files about which the clerk was asked."""

    TAKE = "take"
    """They belong to this visit."""
    ASIDE = "aside"
    """They are put aside: into a subfolder, where they are kept."""
    LEAVE = "leave"
    """They stay where they lie, and are asked about again."""


@dataclass(frozen=True, slots=True)
class LeftBefore:
    """Files lie in the scan folder that came before this visit was called, at `called_at`.

    `names` are the first few. `ticket_number` is who stood at the window when they came, where
    that is one visit and known, with `taken` files that were taken for it; else "".
    """

    count: int
    names: tuple[str, ...]
    called_at: datetime
    ticket_number: str = ""
    taken: int = 0


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """Another visit of today, called at `opened_at`, holds this very page file.

    `in_folder` says that the file lies in the scan folder, and can be put aside there.
    """

    name: str
    ticket_number: str
    opened_at: datetime
    in_folder: bool


Doubt = LeftBefore | HeldElsewhere
Decide = Callable[[Doubt], Awaitable[FileDecision]]
"""Asks the clerk. Esc is `FileDecision.LEAVE`."""


async def leave(_doubt: Doubt) -> FileDecision:
    """Decide nothing: files in doubt stay where they are."""
    return FileDecision.LEAVE


async def take(_doubt: Doubt) -> FileDecision:
    """Take everything in: for files that were named one by one."""
    return FileDecision.TAKE


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies in the scan folder beside an open visit.

    `own` came while the visit stood at the window and is not taken yet; `taken` is how many
    were taken for it; `before` is how many came before it was called, at `called_at`.
    """

    visit_id: str
    called_at: datetime
    own: int = 0
    taken: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class ScanOutcome:
    """The outcome of a scan: how many files were taken in, were there already, were put aside.

    `left` stay in the scan folder because the clerk left them there, `unfinished` because
    another program still writes them. Of those that were taken in, `also` lie in another
    material of the visit too, of which `also_in` is the last: one copy may serve for two.
    """

    taken: int = 0
    again: int = 0
    aside: int = 0
    left: int = 0
    unfinished: int = 0
    also: int = 0
    also_in: str = ""
