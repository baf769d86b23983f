"""Visits that ended without a case and are kept for a while: found again, and taken up."""

from datetime import date

from sqlalchemy import delete

from desk.domain.visits import Visit
from desk.visit import tables
from desk.visit.audit_log import AuditKind
from desk.visit.failures import KeptDiffers
from desk.visit.receipts import next_local_number
from desk.visit.store import GOES_ON, VisitStore

_VISIT = tables.visit


class KeptVisits:
    """Of this window only: other windows cannot see them. Blocking; raises as `VisitStore`."""

    def __init__(self, store: VisitStore) -> None:
        self._store = store
        self._rows = store.rows

    def find(
        self, *, notice_no: str = "", ticket_number: str = "", applicant_number: str = ""
    ) -> tuple[Visit, ...]:
        """Visits that ended without a case and are still kept, the newest first."""
        conditions = [_VISIT.c.ended.is_not(None), _VISIT.c.kept_until > self._store.now()]
        if notice_no:
            conditions.append(_VISIT.c.notice_no == notice_no)
        if ticket_number:
            conditions.append(_VISIT.c.ticket_number == ticket_number)
        if applicant_number:
            lookup = self._rows.sealer.lookup(applicant_number)
            conditions.append(_VISIT.c.applicant_lookup == lookup)
        return tuple(reversed(self._store.visits_where(*conditions)))

    def take_up(self, visit_id: str) -> Visit:
        """Reopen a visit that ended without a case, at the step where it was."""
        with self._store.engine.begin() as connection:
            visit = self._store.write(
                connection, visit_id, closed_at=None, set_aside=False, **GOES_ON
            )
            self._store.did(connection, visit, AuditKind.TAKEN_UP)
            return visit

    def go_on_with(self, kept_id: str, visit_id: str) -> Visit:
        """What is kept of an ended visit goes on under the ticket of the visit at the window.

        That one has to be empty, or of the same applicant and without a matter: else raises
        `KeptDiffers`.
        """
        with self._store.engine.begin() as connection:
            kept, here = self._rows.load(connection, kept_id), self._rows.load(connection, visit_id)
            same = here.applicant in (None, kept.applicant)
            if not same or here.matter is not None or here.case is not None:
                raise KeptDiffers(number=here.ticket_number, kept=kept.ticket_number)
            connection.execute(delete(_VISIT).where(_VISIT.c.id == visit_id))
            visit = self._store.write(
                connection,
                kept_id,
                ticket_id=here.ticket_id,
                ticket_number=here.ticket_number,
                service_name=here.service_name,
                opened_at=here.opened_at,
                waited_s=here.waited_s,
                closed_at=None,
                set_aside=False,
                **GOES_ON,
            )
            self._store.did(
                connection, visit, AuditKind.TAKEN_UP, reason=f"from {kept.ticket_number}"
            )
            return visit

    def number_notice(self, visit_id: str, hall: str, window: str, day: date) -> Visit:
        """Assign a number of this window to the visit's one-time notice, once."""
        with self._store.engine.begin() as connection:
            visit = self._rows.load(connection, visit_id)
            if visit.notice_no:
                return visit
            number = next_local_number(connection, hall, window, day)
            return self._store.write(connection, visit_id, notice_no=number)
