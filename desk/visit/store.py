"""The visits of one window, as they happen: every change is one durable transaction.

Blocking. What the clerk sees is what a method returned, and what a method returned is on the
disk: after a power cut the open visit stands where it stood.
"""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, select, update

from desk.domain.clock import Clock, utc_now
from desk.domain.matters import Matter
from desk.domain.tickets import Ticket
from desk.domain.visits import Applicant, Holding, Step, Visit, may_show
from desk.outbox.failures import NotParked
from desk.vault.database import reading
from desk.vault.sealing import Sealer
from desk.visit import tables
from desk.visit.audit_log import AuditKind, AuditLog
from desk.visit.failures import AlreadySubmitted, StepNotReady, WrongApplicant
from desk.visit.rows import AskSending, VisitRows, holding_context

_VISIT = tables.visit
GOES_ON: dict[str, Any] = {"ended": None, "kept_until": None}
"""Columns of a visit that is taken up again."""


class VisitStore:
    """The window's visits. Methods that change one return it as it stands afterwards.

    All raise KeyError for a visit that is not there, and the vault's failures (`DiskFull`,
    `DatabaseBusy` …) with nothing changed. Each writes its act into `acts` in the same
    transaction.
    """

    def __init__(
        self,
        engine: Engine,
        sealer: Sealer,
        sending: AskSending,
        now: Clock = utc_now,
    ) -> None:
        self.engine = engine
        self.rows = VisitRows(sealer, sending)
        self.now = now
        self.acts = AuditLog(engine, now)

    # finding

    def visit(self, visit_id: str) -> Visit:
        """The visit with this id."""
        with reading(self.engine) as connection:
            return self.rows.load(connection, visit_id)

    def current(self) -> Visit | None:
        """The open visit of the window: not closed and not set aside."""
        return next(
            iter(self.visits_where(_VISIT.c.closed_at.is_(None), ~_VISIT.c.set_aside)), None
        )

    def set_aside(self) -> tuple[Visit, ...]:
        """Open visits that were put on hold, oldest first."""
        return self.visits_where(_VISIT.c.closed_at.is_(None), _VISIT.c.set_aside)

    def find(self, number: str) -> Visit | None:
        """The visit whose case has this case number or local number."""
        matching = (_VISIT.c.local_no == number) | (_VISIT.c.case_no == number)
        return next(iter(self.visits_where(matching)), None)

    def of_ticket(self, ticket_id: str) -> Visit | None:
        """The visit of a ticket of the hall."""
        return next(iter(self.visits_where(_VISIT.c.ticket_id == ticket_id)), None)

    def visits_where(self, *conditions: Any) -> tuple[Visit, ...]:
        """The visits whose rows meet all conditions, oldest first."""
        with reading(self.engine) as connection:
            ids = connection.execute(
                select(_VISIT.c.id).where(*conditions).order_by(_VISIT.c.opened_at, _VISIT.c.id)
            ).scalars()
            return tuple(self.rows.load(connection, visit_id) for visit_id in ids.all())

    # the ticket

    def open(self, ticket: Ticket, act: AuditKind = AuditKind.CALLED, reason: str = "") -> Visit:
        """Open the visit of a ticket that was called, or take it up where it stood.

        `act` and `reason` say how the ticket came to this window.
        """
        with self.engine.begin() as connection:
            known = connection.execute(
                select(_VISIT.c.id).where(_VISIT.c.ticket_id == ticket.id)
            ).scalar()
            if known is not None:
                self.acts.note(connection, act, visit=known, ticket=ticket.number, reason=reason)
                return self.write(connection, known, set_aside=False, closed_at=None, **GOES_ON)
            visit_id = str(uuid.uuid4())
            called = ticket.called_at or self.now()
            self.acts.note(connection, act, visit=visit_id, ticket=ticket.number, reason=reason)
            connection.execute(
                _VISIT.insert().values(
                    id=visit_id,
                    ticket_id=ticket.id,
                    ticket_number=ticket.number,
                    service_name=ticket.service.name,
                    opened_at=called,
                    waited_s=max(0, round((called - ticket.taken_at).total_seconds())),
                    step=Step.CALL,
                    set_aside=False,
                    changed_at=self.now(),
                )
            )
            return self.rows.load(connection, visit_id)

    def reopen(self, visit_id: str) -> Visit:
        """Reopen a closed visit whose case was refused, to be corrected.

        Raises `NotParked` for any other.
        """
        with self.engine.begin() as connection:
            visit = self.rows.load(connection, visit_id)
            case = visit.case
            if case is None or not case.correctable or visit.applicant is None:
                raise NotParked
            self.did(connection, visit, AuditKind.REOPENED, number=case.local_no)
            return self.write(
                connection,
                visit_id,
                closed_at=None,
                set_aside=False,
                taken_up=visit.closed_at is not None or visit.taken_up,
                step=Step.SUBMIT,
            )

    def put_back(self, visit_id: str) -> Visit:
        """Close a visit that was taken up as it is; nothing of it is dropped."""
        with self.engine.begin() as connection:
            visit = self.write(connection, visit_id, closed_at=self.now(), taken_up=False)
            self.did(connection, visit, AuditKind.PUT_BACK)
            return visit

    def put_aside(self, visit_id: str, act: AuditKind = AuditKind.HELD, reason: str = "") -> Visit:
        """The citizen steps aside; the visit keeps its place and all that was entered."""
        with self.engine.begin() as connection:
            visit = self.write(connection, visit_id, set_aside=True)
            self.did(connection, visit, act, reason=reason)
            return visit

    def welcome(self, visit_id: str) -> Visit:
        """The citizen has come: who they are is asked next."""
        with self.engine.begin() as connection:
            visit = self.write(connection, visit_id, step=Step.IDENTIFY)
            self.did(connection, visit, AuditKind.WELCOMED)
            return visit

    def go(self, visit_id: str, step: Step) -> Visit:
        """Stand at another step. Raises `StepNotReady`."""
        with self.engine.begin() as connection:
            if not may_show(self.rows.load(connection, visit_id), step):
                raise StepNotReady
            return self.write(connection, visit_id, step=step)

    # what the citizen says

    def identify(self, visit_id: str, applicant: Applicant) -> Visit:
        """Who applies. What the region holds of somebody else is forgotten.

        Raises `AlreadySubmitted`.
        """
        with self.engine.begin() as connection:
            before = self.editable(connection, visit_id)
            values: dict[str, Any] = {
                "applicant": self.rows.sealed("applicant", visit_id, applicant),
                "applicant_lookup": self.rows.sealer.lookup(applicant.number),
                "step": Step.MATTER,
            }
            if before.applicant != applicant:
                connection.execute(
                    update(tables.material)
                    .where(tables.material.c.visit_id == visit_id)
                    .values(holding=None, unasked=True)
                )
                values["consent"] = None
            if before.matter and applicant.kind not in before.matter.applicants:
                values |= {"matter": None, "matter_code": None}
            if before.step is Step.CALL:  # whoever is identified has come
                self.did(connection, before, AuditKind.WELCOMED)
            self.did(connection, before, AuditKind.IDENTIFIED)
            return self.write(connection, visit_id, **values)

    def choose(self, visit_id: str, matter: Matter, prefilled: dict[str, Any]) -> Visit:
        """What they apply for. Values typed for another matter stay where the form has them.

        The visit stays at its step: what the region holds is asked before materials are wanted.

        Pages stay with the matter for which they were scanned and are there again when it is
        chosen again. Raises `AlreadySubmitted`, `StepNotReady` or `WrongApplicant`.
        """
        with self.engine.begin() as connection:
            before = self.editable(connection, visit_id)
            if before.applicant is None:
                raise StepNotReady
            if before.applicant.kind not in matter.applicants:
                raise WrongApplicant
            fields = matter.form.get("properties", {})
            typed = {name: value for name, value in before.form.items() if name in fields}
            for spec in matter.materials:
                self.rows.put_material(connection, visit_id, matter.code, spec.code)
            self.did(connection, before, AuditKind.MATTER_CHOSEN, number=matter.code)
            return self.write(
                connection,
                visit_id,
                matter=self.rows.sealed("matter", visit_id, matter),
                matter_code=matter.code,
                form=self.rows.sealed("form", visit_id, {**prefilled, **typed}),
            )

    def consent(self, visit_id: str) -> str:
        """The id of the citizen's consent to ask other departments, recorded on first use."""
        with self.engine.begin() as connection:
            kept = connection.execute(
                select(_VISIT.c.consent).where(_VISIT.c.id == visit_id)
            ).scalar_one()
            if kept is None:
                kept = str(uuid.uuid4())
                self.write(connection, visit_id, consent=kept)
            return str(kept)

    def hold(
        self,
        visit_id: str,
        matter_code: str,
        known: dict[str, Holding | None],
        *,
        unasked: set[str],
    ) -> Visit:
        """What the region holds of a matter, by material code; None for what it does not hold.

        `unasked` are those that could not be asked for just now.
        """
        with self.engine.begin() as connection:
            for code in {*known, *unasked}:
                values: dict[str, Any] = {"unasked": code in unasked}
                if code in known:
                    holding, context = known[code], holding_context(visit_id, matter_code, code)
                    sealed = self.rows.sealer.seal_json(holding, context) if holding else None
                    values["holding"] = sealed
                self.rows.put_material(connection, visit_id, matter_code, code, **values)
            visit = self.write(connection, visit_id)
            held = sum(holding is not None for holding in known.values())
            reason = f"{len(unasked)} unanswered" if unasked else ""
            self.did(connection, visit, AuditKind.HOLDINGS_ASKED, count=held, reason=reason)
            return visit

    def promise(self, visit_id: str, code: str, until: date | None) -> Visit:
        """Let a material follow by a day, or, with None, no longer. Raises `AlreadySubmitted`."""
        with self.engine.begin() as connection:
            visit = self.editable(connection, visit_id)
            if visit.matter is None:
                raise StepNotReady
            visit.material(code)
            day = until.isoformat() if until else None
            self.rows.put_material(connection, visit_id, visit.matter.code, code, follow_until=day)
            act = AuditKind.FOLLOWS if until else AuditKind.FOLLOWS_NOT
            self.did(connection, visit, act, reason=code)
            return self.write(connection, visit_id)

    def fill(self, visit_id: str, values: dict[str, Any]) -> Visit:
        """The form as it is typed now, faults and all. Raises `AlreadySubmitted`."""
        with self.engine.begin() as connection:
            visit = self.editable(connection, visit_id)
            self.acts.note_once(
                connection, AuditKind.FORM_SAVED, visit=visit_id, ticket=visit.ticket_number
            )
            return self.write(connection, visit_id, form=self.rows.sealed("form", visit_id, values))

    # the case

    def submit(self, connection: Connection, visit_id: str, local_no: str, clerk: str) -> Visit:
        """The case is in the outbox, inside the transaction that puts it there.

        A correction keeps the time at which it was submitted first.
        """
        first = connection.scalar(select(_VISIT.c.submitted_at).where(_VISIT.c.id == visit_id))
        visit = self.write(
            connection,
            visit_id,
            local_no=local_no,
            clerk=clerk,
            submitted_at=first or self.now(),
            step=Step.SUBMIT,
        )
        act = AuditKind.SUBMITTED if first is None else AuditKind.CORRECTED
        sheets = sum(material.sheets for material in visit.materials)
        self.did(connection, visit, act, number=local_no, count=sheets, clerk=clerk)
        return visit

    def editable(self, connection: Connection, visit_id: str) -> Visit:
        """The visit, if what its case says may still change. Raises `AlreadySubmitted`."""
        visit = self.rows.load(connection, visit_id)
        if not visit.may_change:
            raise AlreadySubmitted
        return visit

    def did(
        self,
        connection: Connection,
        visit: Visit,
        act: AuditKind,
        *,
        number: str = "",
        count: int | None = None,
        reason: str = "",
        clerk: str | None = None,
    ) -> None:
        """Write an act about `visit`, inside the transaction that does it."""
        self.acts.note(
            connection,
            act,
            visit=visit.id,
            ticket=visit.ticket_number,
            number=number,
            count=count,
            reason=reason,
            clerk=clerk,
        )

    def write(self, connection: Connection, visit_id: str, **values: Any) -> Visit:
        """Set columns of the visit's row, inside the caller's transaction."""
        connection.execute(
            update(_VISIT).where(_VISIT.c.id == visit_id).values(changed_at=self.now(), **values)
        )
        return self.rows.load(connection, visit_id)
