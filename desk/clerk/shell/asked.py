"""The questions to the clerk as data; `desk.clerk.shell.questions` has their texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk.domain.failures import Failure
from desk.domain.matters import Matter
from desk.domain.tickets import Ticket
from desk.domain.visits import Visit
from desk.region.contract import Clerk

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.scan.devices import ColourMode
    from desk.visit.attention_store import AttentionItem
    from desk.visit.devices import DeviceList
    from desk.visit.end_visit import Lacking
    from desk.visit.import_questions import Doubt, FileDecision, Lying
    from desk.visit.steps.call import WaysOn
    from printing.printers import Printer


@dataclass(frozen=True, slots=True)
class WhyPaused:
    """Why the window is to be paused."""


@dataclass(frozen=True, slots=True)
class WhereTo:
    """Where the citizen at the window is to be handed on; `entered` when the visit has begun."""

    ways: WaysOn
    entered: bool


@dataclass(frozen=True, slots=True)
class WhatOfMissed:
    """A citizen who missed the call is here; `may_call` while the window is free."""

    ticket: Ticket
    may_call: bool


@dataclass(frozen=True, eq=False, slots=True)
class WhatOfFiles:
    """What to do with files from before, or with a page that is held already.

    `answer` is called with the decision, or with None when the question is left, once.
    """

    doubt: Doubt
    answer: Callable[[FileDecision | None], None]


@dataclass(frozen=True, eq=False, slots=True)
class WhatOfFilesLeft:
    """Files of this visit lie in the scan folder; `submit_step` when the case is to go without."""

    lying: Lying
    submit_step: bool
    answer: Callable[[FileDecision | None], None]


@dataclass(frozen=True, eq=False, slots=True)
class WhichDevice:
    """What the next scan reads from; `ask_how` asks for colours and resolution.

    `claim` gives the chosen folder, which is another window's, to this one.
    """

    devices: DeviceList
    choose: Callable[[str], None]
    ask_how: Callable[[], None]
    claim: Callable[[], None]


@dataclass(frozen=True, eq=False, slots=True)
class HowToScan:
    """In which colours and how finely scanners read."""

    devices: DeviceList
    choose: Callable[[ColourMode, int], None]


@dataclass(frozen=True, slots=True)
class WhyEnded:
    """Why the visit ends without a case; `lacking` is what would still be wanted for one."""

    visit: Visit
    lacking: Lacking


@dataclass(frozen=True, slots=True)
class WhichGuide:
    """A question was answered: is the guide of the visit's matter wanted on paper."""

    matter: Matter


@dataclass(frozen=True, slots=True)
class WhichOffice:
    """Where the citizen has to go instead; `matter` is what the visit has chosen, if anything."""

    number: str
    matter: Matter | None


@dataclass(frozen=True, slots=True)
class WithoutPaper:
    """A paper did not come out: on which of `printers` again, or does the visit end without."""

    failure: Failure
    printers: tuple[Printer, ...]
    again: Callable[[Printer | None], None]


@dataclass(frozen=True, slots=True)
class WhatOfKept:
    """The applicant was here before, and `kept` is what was entered then."""

    kept: Visit


@dataclass(frozen=True, slots=True)
class HowTold:
    """The result of informing the applicant of a case that needs attention."""

    item: AttentionItem


@dataclass(frozen=True, slots=True)
class WhyGivenUp:
    """Why nothing more is done about a case that needs somebody."""

    item: AttentionItem


@dataclass(frozen=True, slots=True)
class WhatOfWork:
    """Whether the window is locked, handed to another clerk, or signed out."""

    clerk: Clerk
    visit: Visit | None
    has_passphrase: bool


@dataclass(frozen=True, slots=True)
class NewPassphrase:
    """The clerk's new passphrase; asked a second time when `first` was typed."""

    clerk: Clerk
    first: str = field(default="", repr=False)
    differed: bool = False


@dataclass(frozen=True, slots=True)
class WhoGoesOn:
    """Another clerk works here now: does the open visit go on, or is it put on hold?"""

    clerk: Clerk
    visit: Visit


@dataclass(frozen=True, slots=True)
class WhetherToClose:
    """The window is to be closed in the middle of a visit; what is kept stands in the words.

    `under_way` says that something the clerk began goes on.
    """

    visit: Visit
    pending: int
    under_way: bool


CaseAsked = HowTold | WhyGivenUp
WorkAsked = WhatOfWork | NewPassphrase | WhoGoesOn | WhetherToClose
EndingAsked = WhyEnded | WhichGuide | WhichOffice | WithoutPaper | WhatOfKept
ScanAsked = WhatOfFiles | WhatOfFilesLeft | WhichDevice | HowToScan
Asked = WhyPaused | WhereTo | WhatOfMissed | CaseAsked | EndingAsked | WorkAsked | ScanAsked
