"""When what a case says can no longer change at this window."""

from desk.domain.visits import SendState, Visit

_FIXED = (SendState.QUEUED, SendState.SENDING, SendState.ACKNOWLEDGED)


def is_fixed(visit: Visit) -> bool:
    """Whether the case is on its way or at the region, and nobody wants it corrected."""
    case = visit.case
    return case is not None and case.send in _FIXED and not case.correctable
