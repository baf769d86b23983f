"""What the window can ask the clerk, in its own terms; `desk.ui.shell.questions` words it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.domain.tickets import Ticket

if TYPE_CHECKING:  # the rooms come after the first paint
    from desk.visit.calling import WaysOn


@dataclass(frozen=True, slots=True)
class WhyPaused:
    """Why the window is to call nobody for a while."""


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


Asked = WhyPaused | WhereTo | WhatOfMissed
