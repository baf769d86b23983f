"""Which of today's visits have a page file, including visits that have ended or were removed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from desk.domain.clock import local_time
from desk.domain.visits import Visit
from desk.vault.database import reading
from desk.visit import tables
from desk.visit.store import VisitStore

_PAGE = tables.page_of_day


@dataclass(frozen=True, slots=True)
class Holder:
    """Another visit of today that holds the same page file; `opened_at` is when it was called."""

    visit_id: str
    ticket_number: str
    opened_at: datetime


class PagesOfDay:
    """Keyed lookups of the digests of today's page files, kept for the day. Blocking."""

    def __init__(self, store: VisitStore) -> None:
        self._store = store

    def note(self, connection: Connection, visit: Visit, sha256: str) -> None:
        """A visit holds this file, in the transaction that lays it in."""
        today = self._today().isoformat()
        connection.execute(delete(_PAGE).where(_PAGE.c.day < today))
        connection.execute(
            insert(_PAGE)
            .values(
                lookup=self._store.rows.sealer.lookup(sha256),
                visit_id=visit.id,
                ticket_number=visit.ticket_number,
                opened_at=visit.opened_at,
                day=today,
            )
            .on_conflict_do_nothing()
        )

    def holder(self, sha256: str, visit_id: str) -> Holder | None:
        """The visit of today, other than this one, that got the file last."""
        with reading(self._store.engine) as connection:
            row = connection.execute(
                select(_PAGE)
                .where(
                    _PAGE.c.lookup == self._store.rows.sealer.lookup(sha256),
                    _PAGE.c.visit_id != visit_id,
                    _PAGE.c.day >= self._today().isoformat(),
                )
                .order_by(_PAGE.c.opened_at.desc())
                .limit(1)
            ).one_or_none()
        return None if row is None else Holder(row.visit_id, row.ticket_number, row.opened_at)

    def forget_old(self, today: date) -> None:
        """Forget what earlier days held."""
        with self._store.engine.begin() as connection:
            connection.execute(delete(_PAGE).where(_PAGE.c.day < today.isoformat()))

    def _today(self) -> date:
        return local_time(self._store.now()).date()
