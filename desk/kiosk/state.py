"""What a kiosk shows: one immutable state, with nothing about the citizen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desk.domain.failures import Failure
from desk.domain.identity import IdentityRule
from desk.domain.tickets import HallOverview, Priority, ServiceOutlook
from desk.hall.failures import HallBusy, HallUnreachable
from desk.kiosk.ticket_issuer import IssuedTicket

CODE_LENGTH = 6
"""Digits of an appointment's code."""

CARD_LENGTH = 18
"""Characters of an identity card's number."""


class KioskPage(StrEnum):
    """What fills the screen."""

    START = "start"
    PRIORITY = "priority"
    CONFIRM = "confirm"
    APPOINTMENT = "appointment"
    TICKET = "ticket"
    REFUSED = "refused"


class Work(StrEnum):
    """What the citizen waits for. `RETRYING`: the hall did not answer and is asked again."""

    NOTHING = "nothing"
    ASKING = "asking"
    RETRYING = "retrying"


class TicketPaper(StrEnum):
    """The state of the ticket's paper; `NOT_TRIED`: it was known not to print."""

    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    NOT_TRIED = "not_tried"


@dataclass(frozen=True, slots=True)
class KioskState:
    """Everything that the screen is made of.

    `overview` is None until the hall was seen for the first time; `before` says by service how
    many are before somebody who takes a number now. `away` says why it cannot
    be seen now, `printer` why nothing can be printed. `entry` holds an appointment's code, or
    with `by_card` the number of a card, which is never told to a log. `leaves_in` counts the
    seconds until the start page comes back by itself, when it is near.
    """

    page: KioskPage = KioskPage.START
    overview: HallOverview | None = None
    before: Mapping[str, int] = field(default_factory=dict)
    away: Failure | None = None
    printer: Failure | None = None
    language: str = "zh_CN"
    large: bool = False
    service: str | None = None
    priority: Priority = Priority.NORMAL
    work: Work = Work.NOTHING
    entry: str = field(default="", repr=False)
    by_card: bool = False
    fault: Failure | IdentityRule | None = None
    given: IssuedTicket | None = None
    paper: TicketPaper = TicketPaper.PRINTING
    refusal: Failure | None = None
    leaves_in: int | None = None

    @property
    def outlook(self) -> ServiceOutlook | None:
        """The chosen service as it stands; None when there is none."""
        services = self.overview.services if self.overview else ()
        return next((one for one in services if one.service.code == self.service), None)

    @property
    def can_ask_again(self) -> bool:
        """Whether the refusal only says that the hall did not answer."""
        return isinstance(self.refusal, HallUnreachable | HallBusy)

    @property
    def wanted_length(self) -> int:
        """How many characters an entry has when it is whole."""
        return CARD_LENGTH if self.by_card else CODE_LENGTH


OF_THE_HALL = ("overview", "before", "away", "printer", "language", "large")
"""The state without what belongs to the page."""
