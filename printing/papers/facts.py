"""The facts of each paper, apart from its drawing: light, so that a window can hold them."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.domain.matters import Matter
from desk.domain.visits import Applicant
from printing.papers.materials import MaterialLine
from printing.papers.missing import MissingLine


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """What a ticket says. `hall` is the hall's code; `wait_s` is None when it is unknown.

    `slot` is when an appointment begins; it is said in the place of the wait. `public_url` is
    where the region's public pages begin, empty when the hall has none. `width_mm` is the
    paper's, 80 or 58.
    """

    number: str
    service_name: str
    hall: str
    hall_name: str
    taken_at: datetime
    ahead: int
    wait_s: int | None = None
    public_url: str = ""
    slot: datetime | None = None
    width_mm: int = 80


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a notice of acceptance says. The applicant's number is masked when it is drawn.

    `accepted_at` is the region's time, `promised_by` and `legal_days` its terms; `estimated`
    says that the calendar of that year is not known yet. `public_url` is where the region's
    public pages begin; `practice` marks the paper of a practice region as void.
    """

    case_no: str
    authority: str
    applicant: Applicant
    matter_name: str
    matter_code: str
    hall_name: str
    window: str
    clerk: str
    accepted_at: datetime
    promised_by: date
    promised_days: int
    legal_days: int
    fee_fen: int
    materials: tuple[MaterialLine, ...]
    public_url: str
    estimated: bool = False
    practice: bool = False


@dataclass(frozen=True, slots=True)
class MaterialsReceiptFacts:
    """What a materials receipt says. The applicant's number is masked when it is drawn.

    `local_no` is the window's own number; `case_no` the region's, when it has given one.
    `link_down` says that the region has not been told yet. `public_url` is where the region's
    public pages begin, empty when the window never learnt it; `practice` marks the paper of a
    practice region as void.
    """

    local_no: str
    authority: str
    applicant: Applicant
    matter_name: str
    matter_code: str
    hall_name: str
    window: str
    clerk: str
    received_at: datetime
    materials: tuple[MaterialLine, ...]
    public_url: str = ""
    case_no: str = ""
    link_down: bool = False
    practice: bool = False


@dataclass(frozen=True, slots=True)
class OneTimeNoticeFacts:
    """What a one-time notice says: everything that is missing or wrong, at once.

    `number` is in the barcode: the window's own, or the case's when the region asked for the
    correction (`case_no`). `fields` are titles of fields of the form that were not filled in
    yet. `until` is the last day, itself included, `estimated` when its calendar is not known
    yet. `kept_pages` were scanned and are kept at this window until then. `public_url` is where
    the region's public pages begin; `practice` marks the paper of a practice region as void.
    """

    number: str
    authority: str
    applicant: Applicant
    matter_name: str
    matter_code: str
    hall_name: str
    window: str
    clerk: str
    told_at: datetime
    lines: tuple[MissingLine, ...]
    until: date
    estimated: bool = False
    fields: tuple[str, ...] = ()
    kept_pages: int = 0
    case_no: str = ""
    public_url: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class GuideFacts:
    """The facts of a guide: the matter, and who printed it when."""

    matter: Matter
    hall_name: str
    window: str
    clerk: str
    printed_at: datetime
    practice: bool = False


@dataclass(frozen=True, slots=True)
class OfficeSlipFacts:
    """The facts of a slip: where a citizen has to go whose matter is not this hall's.

    `office` is its name, `address` and `telephone` are empty when they are unknown. `asked` is the
    matter that was asked for, empty when it has no name.
    """

    office: str
    hall_name: str
    window: str
    clerk: str
    told_at: datetime
    address: str = ""
    telephone: str = ""
    asked: str = ""
    practice: bool = False


PaperFacts = (
    TicketFacts
    | NoticeFacts
    | MaterialsReceiptFacts
    | OneTimeNoticeFacts
    | GuideFacts
    | OfficeSlipFacts
)
