"""The queue that all windows of one hall share.

`open_hall` gives a `HallQueue` (take, call, serve, finish …), `create_hall` makes a new hall,
`HallFollower` tells of every change as it happens. Everything here blocks: run
it on a worker thread.
"""

from desk.hall.follower import HallFollower
from desk.hall.queue import HallQueue
from desk.hall.store import create_hall, open_hall, sqlite_url, upgrade_hall

__all__ = [
    "HallFollower",
    "HallQueue",
    "create_hall",
    "open_hall",
    "sqlite_url",
    "upgrade_hall",
]
