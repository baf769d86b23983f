"""What a hall's owner tells others of its state: all of it, or how long to wait."""

import copy

from desk.hall.estimates import expected_waits
from desk.hall.messages import Snapshot, WaitsTold
from desk.hall.queue import HallQueue


def snapshot_of(queue: HallQueue) -> Snapshot:
    """The hall for somebody who knows nothing of it; to be encoded before it changes again."""
    with queue.looking() as (state, at):
        shown = copy.copy(state)  # what is in it stays shared
        shown.appointments = {}
        return Snapshot(at, shown, expected_waits(state, at))


def waits_of(queue: HallQueue) -> WaitsTold:
    """How long to wait now."""
    with queue.looking() as (state, at):
        return WaitsTold(at, expected_waits(state, at))
