"""What the region said of a visit's case: kept with the visit, and its words gone with the rest.

Blocking. Each raises KeyError for a visit that is not there, and the vault's failures.
"""

import msgspec
from sqlalchemy import Connection, select

from desk.domain.visits import Visit
from desk.region.contract import CaseAnswer
from desk.region.problems import DigestDiffers
from desk.visit import tables
from desk.visit.acts import ActKind
from desk.visit.book import VisitBook

_VISIT = tables.visit


def acknowledge(book: VisitBook, connection: Connection, visit_id: str, answer: CaseAnswer) -> None:
    """Keep the region's answer, inside the outbox's own transaction."""
    visit = book.write(
        connection,
        visit_id,
        case_no=answer.case_no,
        answer=book.rows.sealed("answer", visit_id, answer),
        acknowledged_at=book.now(),
        **_state(book, connection, visit_id, answer),
    )
    book.did(connection, visit, ActKind.ACKNOWLEDGED, number=answer.case_no)


def hear(book: VisitBook, visit_id: str, answer: CaseAnswer) -> Visit:
    """Keep a later answer of the region about an acknowledged case.

    An answer that lists no files says nothing of them. Of a visit that was emptied on schedule
    the region's words are not kept. It ends what contradicted it before
    (`desk.visit.contradictions`). Raises `DigestDiffers` when its files are not those that it
    acknowledged.
    """
    with book.engine.begin() as connection:
        before = book.rows.answer(connection, visit_id)
        known = before.files if before else ()
        if not answer.files:
            answer = msgspec.structs.replace(answer, files=known)
        if {file.sha256 for file in answer.files} != {file.sha256 for file in known}:
            raise DigestDiffers
        purged = connection.scalar(select(_VISIT.c.purged_at).where(_VISIT.c.id == visit_id))
        if purged is not None:
            answer = without_words(answer)
        visit = book.write(
            connection,
            visit_id,
            answer=book.rows.sealed("answer", visit_id, answer),
            contradiction=None,
            contradiction_at=None,
            **_state(book, connection, visit_id, answer),
        )
        if before is not None and before.state != answer.state:
            number, state = answer.case_no, answer.state
            book.did(connection, visit, ActKind.CASE_TURNED, number=number, reason=state)
        return visit


def asked(book: VisitBook, visit_id: str) -> None:
    """The region was asked how an acknowledged case stands, and had nothing to say."""
    with book.engine.begin() as connection:
        book.write(connection, visit_id, asked_at=book.now())


def forget_words(book: VisitBook, connection: Connection, visit_id: str) -> None:
    """Of what the region said only numbers, states and days stay: its words may name anybody."""
    answer = book.rows.answer(connection, visit_id)
    if answer is not None:
        sealed = book.rows.sealed("answer", visit_id, without_words(answer))
        book.write(connection, visit_id, answer=sealed)


def without_words(answer: CaseAnswer) -> CaseAnswer:
    """The answer without what the region says in words of its own."""
    return msgspec.structs.replace(answer, reason="", errors=())


def _state(
    book: VisitBook, connection: Connection, visit_id: str, answer: CaseAnswer
) -> dict[str, object]:
    """The columns that say how the case stands at the region, and since when."""
    before = connection.scalar(select(_VISIT.c.case_state).where(_VISIT.c.id == visit_id))
    values: dict[str, object] = {"asked_at": book.now()}
    if before != answer.state:
        values |= {"case_state": answer.state, "case_state_at": book.now()}
    return values
