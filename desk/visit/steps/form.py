"""Filling in the matter's form: saved as it is typed, checked against its JSON Schema."""

import asyncio
from typing import Any

from desk.domain.form_rules import FormUnusable
from desk.domain.forms import FormFault, form_faults, rules_of
from desk.domain.matters import ApplicantKind, Matter
from desk.domain.visits import Applicant
from desk.visit.failures import StepNotReady
from desk.visit.session import VisitSession


class FormStep:
    """The form of the open visit."""

    def __init__(self, session: VisitSession) -> None:
        self._session = session

    async def save(self, values: dict[str, Any]) -> tuple[FormFault, ...]:
        """Store the form as it is typed, faults and all, and tell every fault.

        Raises `StepNotReady` before a matter is chosen, `AlreadySubmitted`.
        """
        visit = self._session.open_visit
        if visit.matter is None:
            raise StepNotReady
        await self._session.change(self._session.store.fill, visit.id, values)
        form, today = visit.matter.form, self._session.today
        return await asyncio.to_thread(form_faults, form, values, today)


def prefilled(matter: Matter, applicant: Applicant) -> dict[str, Any]:
    """Fields of a matter's form whose values the applicant's identity settles.

    The contact of a person is the person; a credit code is the organisation's own. Fields
    about anybody else (spouse, guardian, mortgagee) are never guessed.
    """
    try:
        fields = rules_of(matter.form).schema.get("properties", {})
    except FormUnusable:
        return {}
    values: dict[str, Any] = {}
    person = applicant.kind is ApplicantKind.PERSON
    if person and "contact_name" in fields:
        values["contact_name"] = applicant.name
    code = fields.get("credit_code")
    if not person and isinstance(code, dict) and code.get("format") == "uscc":
        values["credit_code"] = applicant.number
    return values
