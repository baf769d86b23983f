"""The region's answers about a visit's case, stored with the visit and removed with it.

Blocking. Each raises KeyError for a visit that is not there, and the vault's failures.
"""

import msgspec
from sqlalchemy import Connection, select

from desk.domain.visits import Visit
from desk.region.contract import CaseAnswer
from desk.region.problems import DigestDiffers
from desk.visit import tables
from desk.visit.audit_log import AuditKind
from desk.visit.store import VisitStore

_VISIT = tables.visit


def acknowledge(
    store: VisitStore, connection: Connection, visit_id: str, answer: CaseAnswer
) -> None:
    """Keep the region's answer, inside the outbox's own transaction."""
    visit = store.write(
        connection,
        visit_id,
        case_no=answer.case_no,
        answer=store.rows.sealed("answer", visit_id, answer),
        acknowledged_at=store.now(),
        **_state(store, connection, visit_id, answer),
    )
    store.did(connection, visit, AuditKind.ACKNOWLEDGED, number=answer.case_no)


def hear(store: VisitStore, visit_id: str, answer: CaseAnswer) -> Visit:
    """Keep a later answer of the region about an acknowledged case.

    An answer that lists no files says nothing of them. Of a visit that was emptied on schedule
    the region's words are not kept. It ends what contradicted it before
    (`desk.visit.contradictions`). Raises `DigestDiffers` when its files are not those that it
    acknowledged.
    """
    with store.engine.begin() as connection:
        before = store.rows.answer(connection, visit_id)
        known = before.files if before else ()
        if not answer.files:
            answer = msgspec.structs.replace(answer, files=known)
        if {file.sha256 for file in answer.files} != {file.sha256 for file in known}:
            raise DigestDiffers
        purged = connection.scalar(select(_VISIT.c.purged_at).where(_VISIT.c.id == visit_id))
        if purged is not None:
            answer = without_words(answer)
        visit = store.write(
            connection,
            visit_id,
            answer=store.rows.sealed("answer", visit_id, answer),
            contradiction=None,
            contradiction_at=None,
            **_state(store, connection, visit_id, answer),
        )
        if before is not None and before.state != answer.state:
            number, state = answer.case_no, answer.state
            store.did(connection, visit, AuditKind.CASE_TURNED, number=number, reason=state)
        return visit


def asked(store: VisitStore, visit_id: str) -> None:
    """Record that the region was asked about an acknowledged case without a new answer."""
    with store.engine.begin() as connection:
        store.write(connection, visit_id, asked_at=store.now())


def forget_words(store: VisitStore, connection: Connection, visit_id: str) -> None:
    """Keep only numbers, states and days of the region's answer: its words may name a person."""
    answer = store.rows.answer(connection, visit_id)
    if answer is not None:
        sealed = store.rows.sealed("answer", visit_id, without_words(answer))
        store.write(connection, visit_id, answer=sealed)


def without_words(answer: CaseAnswer) -> CaseAnswer:
    """The answer without the region's own words."""
    return msgspec.structs.replace(answer, reason="", errors=())


def _state(
    store: VisitStore, connection: Connection, visit_id: str, answer: CaseAnswer
) -> dict[str, object]:
    """The columns that say how the case stands at the region, and since when."""
    before = connection.scalar(select(_VISIT.c.case_state).where(_VISIT.c.id == visit_id))
    values: dict[str, object] = {"asked_at": store.now()}
    if before != answer.state:
        values |= {"case_state": answer.state, "case_state_at": store.now()}
    return values
