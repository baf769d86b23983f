"""Later answers of the region that contradict what it acknowledged: never believed, never lost.

Other files than were sent are for somebody at once. A case that the region says it does not have,
or answers that cannot be true, may pass with the next answer: they are for somebody when nothing
better came for `PASSES_IN`. An answer that is right again ends each by itself.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from desk.domain.failures import Failure
from desk.region.problems import DigestDiffers, NotAtRegion, RegionAnswerUnusable
from desk.visit import tables
from desk.visit.audit_log import AuditKind
from desk.visit.follow_ups import FollowUpKind
from desk.visit.store import VisitStore

PASSES_IN = timedelta(hours=24)
"""How long a region may contradict itself, because a part of it is being repaired."""

_VISIT, _FOLLOW = tables.visit, tables.follow_up


class Contradiction(StrEnum):
    """The kinds of contradictions. The values are stored in the database: never rename them."""

    FILES_DIFFER = "files_differ"
    """The case has other files than those that were sent and acknowledged."""
    NOT_KNOWN = "not_known"
    """The region says that it has no such case, which it acknowledged."""
    UNUSABLE = "unusable"
    """Its answers speak of another case, or cannot be true."""


_KINDS: tuple[tuple[type[Failure], Contradiction], ...] = (
    (DigestDiffers, Contradiction.FILES_DIFFER),
    (NotAtRegion, Contradiction.NOT_KNOWN),
    (RegionAnswerUnusable, Contradiction.UNUSABLE),
)


def contradiction_of(failure: Failure) -> Contradiction | None:
    """The contradiction that a failed request for an acknowledged case means, if any."""
    return next((kind for failed, kind in _KINDS if isinstance(failure, failed)), None)


def note(store: VisitStore, visit_id: str, kind: Contradiction) -> None:
    """Record the contradiction and since when it lasts; the worst one seen is kept."""
    with store.engine.begin() as connection:
        columns = select(_VISIT.c.contradiction, _VISIT.c.contradiction_at)
        before = connection.execute(columns.where(_VISIT.c.id == visit_id)).one()
        values: dict[str, object] = {"asked_at": store.now()}
        known = before.contradiction
        if known is None or (kind is Contradiction.FILES_DIFFER and known != kind):
            values |= {"contradiction": kind, "contradiction_at": store.now()}
        visit = store.write(connection, visit_id, **values)
        if "contradiction" in values:
            number = (visit.case.case_no or "") if visit.case else ""
            store.did(connection, visit, AuditKind.CASE_CONTRADICTED, number=number, reason=kind)


def waiting(now: datetime) -> ColumnElement[bool]:
    """Visits whose case is contradicted so that somebody must see to it."""
    dealt_with = exists().where(
        _FOLLOW.c.visit_id == _VISIT.c.id,
        _FOLLOW.c.at >= _VISIT.c.contradiction_at,
        _FOLLOW.c.outcome.in_((FollowUpKind.GIVEN_UP, FollowUpKind.TOLD)),
    )
    at_once = _VISIT.c.contradiction == Contradiction.FILES_DIFFER
    lasts = _VISIT.c.contradiction_at <= now - PASSES_IN
    return and_(
        _VISIT.c.contradiction.is_not(None),
        _VISIT.c.purged_at.is_(None),
        or_(at_once, lasts),
        ~dealt_with,
    )


def contradicted(connection: Connection, now: datetime) -> list[str]:
    """The ids of those visits, the longest first."""
    found = connection.execute(
        select(_VISIT.c.id).where(waiting(now)).order_by(_VISIT.c.contradiction_at)
    )
    return list(found.scalars())
