"""Identifying: who applies, as their document says."""

from desk.domain.identity import IdentityFault, check_applicant, normal_name, normal_number
from desk.domain.matters import ApplicantKind
from desk.domain.visits import Applicant
from desk.visit.calling import Calling
from desk.visit.counter import Counter


class Identifying:
    """Takes the applicant of the open visit."""

    def __init__(self, counter: Counter, calling: Calling) -> None:
        self._counter = counter
        self._calling = calling

    def check(self, kind: ApplicantKind, name: str, number: str) -> tuple[IdentityFault, ...]:
        """What is wrong with an applicant as typed, without storing anything."""
        return check_applicant(
            kind, normal_name(name, kind), normal_number(number), self._counter.today
        )

    async def identify(
        self, kind: ApplicantKind, name: str, number: str
    ) -> tuple[IdentityFault, ...]:
        """Store the applicant and go on to the matter; with faults, tell them and store nothing.

        Whoever is identified has come: their ticket is being served. Raises `AlreadySubmitted`.
        """
        if faults := self.check(kind, name, number):
            return faults
        applicant = Applicant(kind, normal_name(name, kind), normal_number(number))
        book = self._counter.book
        await self._counter.change(book.identify, self._counter.open_visit.id, applicant)
        await self._calling.welcome()
        return ()
