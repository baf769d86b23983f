"""What people did about a case that somebody must see to: who was told, what was decided.

Append-only: several attempts to reach an applicant are several lines. The person's name and note
are sealed; each line also adds an act.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, insert, select

from desk.region.contract import Clerk
from desk.visit import tables
from desk.visit.audit_log import AuditKind
from desk.visit.store import VisitStore

_FOLLOW = tables.follow_up


class FollowUpKind(StrEnum):
    """The result of informing the applicant, or what was decided."""

    TOLD = "told"
    NOT_REACHED = "not_reached"
    LATER = "later"
    GIVEN_UP = "given_up"


_ACTS = {
    FollowUpKind.TOLD: AuditKind.APPLICANT_TOLD,
    FollowUpKind.NOT_REACHED: AuditKind.APPLICANT_NOT_REACHED,
    FollowUpKind.LATER: AuditKind.APPLICANT_LATER,
    FollowUpKind.GIVEN_UP: AuditKind.CASE_GIVEN_UP,
}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing that somebody did: `clerk` is their name, `note` what they wrote down."""

    at: datetime
    clerk: str
    outcome: FollowUpKind
    note: str = ""


class _Said(msgspec.Struct, frozen=True):
    """What of a follow-up is sealed."""

    clerk: str
    note: str


class FollowUps:
    """Reads and adds follow-ups, inside the caller's transaction."""

    def __init__(self, store: VisitStore) -> None:
        self._store = store

    def of(
        self, connection: Connection, visit_id: str, since: datetime | None = None
    ) -> tuple[FollowUp, ...]:
        """Those of a visit, oldest first; only those `since` a moment when it is given."""
        wanted = select(_FOLLOW).where(_FOLLOW.c.visit_id == visit_id).order_by(_FOLLOW.c.id)
        if since is not None:
            wanted = wanted.where(_FOLLOW.c.at >= since)
        found = []
        for row in connection.execute(wanted):
            said = self._store.rows.sealer.open_json(row.said, _context(visit_id), _Said)
            found.append(FollowUp(row.at, said.clerk, FollowUpKind(row.outcome), said.note))
        return tuple(found)

    def add(
        self, connection: Connection, visit_id: str, outcome: FollowUpKind, note: str, clerk: Clerk
    ) -> None:
        """Add one, with the person's name and the time now."""
        visit = self._store.rows.load(connection, visit_id)
        said = _Said(clerk.name, note.strip())
        connection.execute(
            insert(_FOLLOW).values(
                visit_id=visit_id,
                at=self._store.now(),
                clerk=clerk.id,
                outcome=outcome,
                said=self._store.rows.sealer.seal_json(said, _context(visit_id)),
            )
        )
        number = visit.case.local_no if visit.case else ""
        self._store.did(connection, visit, _ACTS[outcome], number=number, clerk=clerk.id)


def _context(visit_id: str) -> str:
    return f"follow_up.said:{visit_id}"
