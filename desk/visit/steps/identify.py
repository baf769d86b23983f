"""Identifying: who applies, as their document says."""

from desk.domain.identity import IdentityFault, check_applicant, normal_name, normal_number
from desk.domain.matters import ApplicantKind
from desk.domain.visits import Applicant
from desk.visit.session import VisitSession
from desk.visit.steps.call import CallStep


class IdentifyStep:
    """Takes the applicant of the open visit."""

    def __init__(self, session: VisitSession, call_step: CallStep) -> None:
        self._session = session
        self._call_step = call_step

    def check(self, kind: ApplicantKind, name: str, number: str) -> tuple[IdentityFault, ...]:
        """What is wrong with an applicant as typed, without storing anything."""
        return check_applicant(
            kind, normal_name(name, kind), normal_number(number), self._session.today
        )

    async def identify(
        self, kind: ApplicantKind, name: str, number: str
    ) -> tuple[IdentityFault, ...]:
        """Store the applicant and go on to the matter; with faults, tell them and store nothing.

        An applicant who is identified has come: their ticket is being served. Raises
        `AlreadySubmitted`.
        """
        if faults := self.check(kind, name, number):
            return faults
        applicant = Applicant(kind, normal_name(name, kind), normal_number(number))
        store = self._session.store
        await self._session.change(store.identify, self._session.open_visit.id, applicant)
        await self._call_step.welcome()
        return ()
