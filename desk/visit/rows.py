"""Rows of visits: which columns are sealed, with which context, and how a visit is loaded.

A sealed column is bound to its table, column and row, so that nobody can move one citizen's
name into another's visit.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from desk.domain.matters import MaterialSpec, Matter
from desk.domain.tickets import Outcome
from desk.domain.visits import (
    NEEDS_SOMEBODY,
    Applicant,
    CaseFile,
    CaseStanding,
    FieldFault,
    Holding,
    Material,
    Page,
    SendState,
    Step,
    Visit,
)
from desk.region import checks
from desk.region.contract import CaseAnswer
from desk.vault.sealing import Sealer
from desk.visit import tables

Pages = tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Sending:
    """The state of a visit's case on its way to the region, from the outbox."""

    state: SendState
    faults: tuple[FieldFault, ...] = ()
    refusal: str = ""
    refusal_code: str = ""
    left_out: int = 0


AskSending = Callable[[Connection, str], Sending | None]
"""Asks the outbox, inside a transaction, how the case of the visit with this id stands."""


def column_context(column: str, visit_id: str) -> str:
    """The place of a sealed column of a visit's own row."""
    return f"visit.{column}:{visit_id}"


def pages_context(visit_id: str, matter: str, code: str, version: int) -> str:
    """The place of one version of a material's pages."""
    return f"arrangement.pages:{visit_id}:{matter}:{code}:{version}"


def holding_context(visit_id: str, matter: str, code: str) -> str:
    """The place of a material's holding."""
    return f"material.holding:{visit_id}:{matter}:{code}"


class VisitRows:
    """Reads visits, and writes the columns that are sealed."""

    def __init__(self, sealer: Sealer, sending: AskSending) -> None:
        self.sealer = sealer
        self._sending = sending

    def sealed(self, column: str, visit_id: str, value: Any) -> bytes | None:
        """A value for a sealed column of the visit's row; None stays None."""
        if value is None:
            return None
        return self.sealer.seal_json(value, column_context(column, visit_id))

    def load(self, connection: Connection, visit_id: str) -> Visit:
        """The visit with this id. Raises KeyError."""
        row = connection.execute(
            select(tables.visit).where(tables.visit.c.id == visit_id)
        ).one_or_none()
        if row is None:
            raise KeyError("no such visit")
        matter = self._opened("matter", row, Matter)
        return Visit(
            id=row.id,
            ticket_id=row.ticket_id,
            ticket_number=row.ticket_number,
            service_name=row.service_name,
            opened_at=row.opened_at,
            waited_s=row.waited_s,
            step=Step(row.step),
            applicant=self._opened("applicant", row, Applicant),
            matter=matter,
            materials=self._materials(connection, visit_id, matter) if matter else (),
            form=self._opened("form", row, dict[str, Any]) or {},
            case=self._standing(connection, row),
            closed_at=row.closed_at,
            ended=Outcome(row.ended) if row.ended else None,
            kept_until=row.kept_until,
            notice_no=row.notice_no or "",
            taken_up=row.taken_up,
        )

    def answer(self, connection: Connection, visit_id: str) -> CaseAnswer | None:
        """What the region last said of the visit's case."""
        row = connection.execute(
            select(tables.visit.c.id, tables.visit.c.answer).where(tables.visit.c.id == visit_id)
        ).one()
        answer: CaseAnswer | None = self._opened("answer", row, CaseAnswer)
        return answer

    def pages(
        self, connection: Connection, visit_id: str, matter: str, code: str, version: int
    ) -> Pages:
        """One version of a material's pages; version 0 is the empty slot."""
        if version == 0:
            return ()
        blob = connection.execute(
            select(tables.arrangement.c.pages).where(
                tables.arrangement.c.visit_id == visit_id,
                tables.arrangement.c.matter_code == matter,
                tables.arrangement.c.code == code,
                tables.arrangement.c.version == version,
            )
        ).scalar_one()
        return self.sealer.open_json(
            blob, pages_context(visit_id, matter, code, version), tuple[Page, ...]
        )

    def put_material(
        self, connection: Connection, visit_id: str, matter: str, code: str, **values: Any
    ) -> None:
        """Set columns of a material's row, which is made on first use."""
        key = {"visit_id": visit_id, "matter_code": matter, "code": code}
        statement = insert(tables.material).values(**key, **values)
        connection.execute(
            statement.on_conflict_do_update(index_elements=list(key), set_=values)
            if values
            else statement.on_conflict_do_nothing()
        )

    def _materials(
        self, connection: Connection, visit_id: str, matter: Matter
    ) -> tuple[Material, ...]:
        found = connection.execute(
            select(tables.material).where(
                tables.material.c.visit_id == visit_id,
                tables.material.c.matter_code == matter.code,
            )
        )
        rows = {row.code: row for row in found}
        return tuple(
            self._material(connection, visit_id, matter.code, spec, rows.get(spec.code))
            for spec in matter.materials
        )

    def _material(
        self,
        connection: Connection,
        visit_id: str,
        matter: str,
        spec: MaterialSpec,
        row: Row[Any] | None,
    ) -> Material:
        if row is None:
            return Material(spec)
        holding = (
            self.sealer.open_json(
                row.holding, holding_context(visit_id, matter, spec.code), Holding
            )
            if row.holding is not None
            else None
        )
        return Material(
            spec,
            pages=self.pages(connection, visit_id, matter, spec.code, row.version),
            holding=holding,
            follow_until=date.fromisoformat(row.follow_until) if row.follow_until else None,
            can_undo=row.version > 0,
            unasked=row.unasked,
        )

    def _opened(self, column: str, row: Any, kind: Any) -> Any:
        blob = getattr(row, column)
        if blob is None:
            return None
        return self.sealer.open_json(blob, column_context(column, row.id), kind)

    def _standing(self, connection: Connection, row: Row[Any]) -> CaseStanding | None:
        if row.local_no is None:
            return None
        sending = self._sending(connection, row.id) or Sending(SendState.NOT_SENT)
        standing = CaseStanding(
            local_no=row.local_no,
            send=sending.state,
            faults=sending.faults,
            refusal=sending.refusal,
            refusal_code=sending.refusal_code,
            submitted_at=row.submitted_at,
            left_out=sending.left_out,
        )
        answer: CaseAnswer | None = self._opened("answer", row, CaseAnswer)
        if answer is None:
            return standing
        if answer.state in NEEDS_SOMEBODY and sending.state is SendState.ACKNOWLEDGED:
            standing = replace(
                standing, faults=checks.faults_of(answer), refusal=answer.reason, refusal_code=""
            )
        return replace(
            standing,
            case_no=answer.case_no,
            state=answer.state,
            received_at=answer.received_at,
            accepted_at=answer.accepted_at,
            promised_by=answer.promised_by,
            legal_by=answer.legal_by,
            estimated=answer.estimated,
            files=tuple(CaseFile(file.id, file.sha256) for file in answer.files),
        )
