"""What each paper says, apart from how it is drawn: light, so that a window can hold it."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.domain.visits import Applicant
from printing.papers.materials import MaterialLine


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """What a ticket says. `hall` is the hall's code; `wait_s` None when nobody can tell.

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


PaperFacts = TicketFacts | NoticeFacts | MaterialsReceiptFacts
