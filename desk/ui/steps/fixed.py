"""When what a case says can no longer change at this window."""

from desk.domain.visits import SendState, Visit

_FIXED = (SendState.QUEUED, SendState.SENDING, SendState.ACKNOWLEDGED)


def is_fixed(visit: Visit) -> bool:
    """Whether the case is on its way or at the region; a parked one can be mended."""
    return visit.case is not None and visit.case.send in _FIXED
