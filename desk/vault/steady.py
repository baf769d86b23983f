"""The time that is certain to have passed, for decisions to remove data.

A clock that was set wrong must not remove anything. So what is due is judged by a time that no
single clock can push forward:

* With another clock at hand (the region's, a hall's server's) it is the earliest of all. * Without
one it is this PC's time, but at most `OVERNIGHT` beyond the newest time that was sure. A time is
sure when two clocks agreed on it, and as far as the machine's steady clock has run since, while the
program ran. Starting the program repeatedly does not advance it.

A PC set a year ahead thus removes what is due today or tomorrow, and one set back removes
nothing. After days without a start and without a link, removal waits for the link.
"""

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from desk.vault.database import reading
from desk.vault.tables import profile

OVERNIGHT = timedelta(hours=36)
"""How far this PC's clock is believed alone: from one working day into the next."""


class SteadyTime:
    """The sure time of one profile, kept in its database. Blocking."""

    def __init__(
        self,
        engine: Engine,
        first: Callable[[], datetime],
        elapsed_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """`first` says what is sure when nothing is kept yet."""
        self._engine = engine
        self._first = first
        self._elapsed_s = elapsed_s
        self._sure: datetime | None = None
        self._at = 0.0

    def as_of(self, now: datetime, others: Iterable[datetime] = ()) -> datetime:
        """The time by which things may be due, given this PC's and what other clocks say."""
        sure, others = self._carried_on(now), tuple(others)
        if others:
            told = min(now, *others)
            self._keep(max(sure, told))
            return told
        self._keep(sure)
        return min(now, sure + OVERNIGHT)

    def _carried_on(self, now: datetime) -> datetime:
        """What is sure by now: what was, and the time that passed on the steady clock since."""
        if self._sure is None:
            self._sure, self._at = self._kept() or min(self._first(), now), self._elapsed_s()
        passed = timedelta(seconds=self._elapsed_s() - self._at)
        return max(self._sure, min(now, self._sure + passed))

    def _kept(self) -> datetime | None:
        with reading(self._engine) as connection:
            kept: datetime | None = connection.scalar(select(profile.c.seen_at))
        return kept

    def _keep(self, sure: datetime) -> None:
        self._sure, self._at = sure, self._elapsed_s()
        with self._engine.begin() as connection:
            there = connection.execute(profile.update().values(seen_at=sure)).rowcount
            if not there:
                connection.execute(profile.insert().values(id=1, seen_at=sure))
