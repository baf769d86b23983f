"""An entry of the outbox and its parts, as other packages see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.domain.failures import Failure
from desk.domain.visits import FieldFault
from desk.region.contract import FilePart
from desk.region.problems import RegionFailure, RegionRefused

RemoteFiles = Mapping[str, FilePart]
"""The files of an entry as a case names them, by their SHA-256."""


class EntryKind(StrEnum):
    """What an entry sends to the region."""

    CASE = "case"
    PAPER = "paper"


class EntryState(StrEnum):
    """Where an entry stands; see `desk.outbox`."""

    QUEUED = "queued"
    SENDING = "sending"
    ACKNOWLEDGED = "acknowledged"
    PARKED = "parked"
    CLOSED = "closed"


class FileRole(StrEnum):
    """What a file is: as it arrived from a device, or the tidy PDF derived from such files."""

    PAGE = "page"
    TIDY = "tidy"


@dataclass(frozen=True, slots=True)
class OutboxFile:
    """A file of the vault that must be at the region before the case is.

    `size` is in bytes, `sheets` counts the pages in it.
    """

    sha256: str
    size: int
    sheets: int
    media_type: str
    role: FileRole = FileRole.PAGE


@dataclass(frozen=True, slots=True)
class EntryUpload:
    """How far a file was uploaded. `remote_id` is None until the region has the whole file."""

    id: int
    key: str
    file: OutboxFile
    url: str | None
    remote_id: str | None


@dataclass(frozen=True, slots=True)
class EntryRefusal:
    """Why an entry was parked: the failure's code and words, and what the region itself said.

    `detail` and `faults` are the region's words, for the screen only: they may be personal.
    `left_out` counts faults that were too many to keep.
    """

    code: str
    sentence: str
    detail: str = ""
    faults: tuple[FieldFault, ...] = ()
    left_out: int = 0

    @property
    def words(self) -> str:
        """What to show when the faults do not say everything."""
        return self.detail or self.sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the outbox.

    `key` is its idempotency key. `not_before` is when it is tried next, `trouble` the code of
    the last failure after which it goes on. `supersedes` is the id of the parked entry that
    this one corrects. `case_no` of an entry that is not acknowledged is the case that it
    supplements. `settled_at` is when it was acknowledged, parked or closed.
    """

    id: int
    key: str
    kind: EntryKind
    visit_id: str
    state: EntryState
    created_at: datetime
    promised_at: datetime
    not_before: datetime
    attempts: int
    trouble: str | None
    case_no: str | None
    supersedes: int | None
    refusal: EntryRefusal | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EntrySummary:
    """The outbox as the top bar shows it.

    `pending` entries are on their way, the `oldest` of them since then; `parked` ones wait
    for a person. `trouble` is the code of what keeps the oldest, or None.
    """

    pending: int
    parked: int
    oldest: datetime | None
    trouble: str | None


def refusal_of(failure: Failure) -> EntryRefusal:
    """The failure as it is kept with a parked entry."""
    detail = failure.detail if isinstance(failure, RegionFailure) else ""
    if isinstance(failure, RegionRefused):
        return EntryRefusal(
            failure.code, failure.sentence, detail, failure.faults, failure.left_out
        )
    return EntryRefusal(failure.code, failure.sentence, detail)
