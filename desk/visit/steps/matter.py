"""Choosing: what the citizen applies for, and what of it the region holds already."""

import asyncio
import logging
from collections.abc import Callable

from desk.domain.matters import Matter, MatterLine
from desk.domain.visits import Holding, Step, Visit
from desk.region.catalogue import Catalogue
from desk.region.client import RegionClient, new_key
from desk.region.contract import ApplicantPart, HoldingsAnswer, HoldingsQuery
from desk.region.problems import RegionFailure
from desk.signal import Signal
from desk.visit.failures import StepNotReady
from desk.visit.session import VisitSession
from desk.visit.steps.form import prefilled
from desk.worker_thread import WorkerThread

HELD = "held"
NOT_HELD = "not_held"

ASK_S = 6.0
"""How long the clerk waits for what the region holds, in seconds."""

log = logging.getLogger(__name__)


class MatterStep:
    """Finds a matter, chooses it, and asks the region what need not be brought."""

    def __init__(
        self,
        session: VisitSession,
        catalogue: Catalogue,
        worker_thread: WorkerThread,
        region: RegionClient,
    ) -> None:
        self._session = session
        self._catalogue = catalogue
        self._worker_thread = worker_thread
        self._region = region
        self._catalogue_changed: Signal[int] = Signal()

    def subscribe(self, listener: Callable[[int], None]) -> Callable[[], None]:
        """Call `listener` with how many guides changed: what was found may be old.

        Returns how to stop that.
        """
        return self._catalogue_changed.subscribe(listener)

    def catalogue_changed(self, count: int = 0) -> None:
        """Call the listeners after so many guides changed; on the loop."""
        self._catalogue_changed.emit(count)

    async def search(self, text: str, limit: int = 20) -> list[MatterLine]:
        """Matters by characters, pinyin, initials or code, best first."""
        return await self._worker_thread.run(self._catalogue.search, text, limit)

    async def guide(self, code: str) -> Matter:
        """The whole guide of a matter, to look at before it is chosen. Raises `MatterUnknown`."""
        return await self._worker_thread.run(self._catalogue.matter, code)

    async def choose(self, code: str) -> Visit:
        """Choose a matter, ask what the region holds of it, and go on to the materials.

        Nothing is wanted of the citizen before the region has had its chance to answer.

        Raises `MatterUnknown`, `WrongApplicant`, `AlreadySubmitted`, or what `ask` raises.
        """
        applicant = self._session.open_visit.applicant
        if applicant is None:
            raise StepNotReady
        matter = await self.guide(code)
        store, visit = self._session.store, self._session.open_visit
        await self._session.change(store.choose, visit.id, matter, prefilled(matter, applicant))
        try:
            await self.ask()
        finally:
            chosen = await self._session.go(Step.MATERIALS)
        return chosen

    async def ask(self) -> Visit:
        """Ask the region, with the citizen's consent, what it holds of the chosen matter.

        When the region cannot be reached, each such material is marked `unasked` and the visit
        goes on; ask again later. Raises a `RegionFailure` that waiting does not mend.
        """
        visit = self._session.open_visit
        if visit.matter is None or visit.applicant is None:
            raise StepNotReady
        wanted = {spec.code for spec in visit.matter.materials if spec.may_be_held}
        if not wanted:
            return visit
        store, applicant = self._session.store, visit.applicant
        consent = await self._session.run(store.consent, visit.id)
        part = ApplicantPart(applicant.kind, applicant.name, applicant.number)
        query = HoldingsQuery(part, visit.matter.code, consent)
        try:
            async with asyncio.timeout(ASK_S):
                answer = await self._region.query_holdings(query, new_key())
        except TimeoutError:
            log.warning("what the region holds is unknown for now: no answer in %s s", ASK_S)
            return await self._session.change(
                store.hold, visit.id, visit.matter.code, {}, unasked=wanted
            )
        except RegionFailure as failure:
            marked = await self._session.change(
                store.hold, visit.id, visit.matter.code, {}, unasked=wanted
            )
            if not failure.passing:
                raise
            log.warning("what the region holds is unknown for now: %s", failure)
            return marked
        known = _known(answer, wanted)
        return await self._session.change(
            store.hold, visit.id, visit.matter.code, known, unasked=wanted - set(known)
        )


def _known(answer: HoldingsAnswer, wanted: set[str]) -> dict[str, Holding | None]:
    """What the answer settles; a source that did not answer settles nothing."""
    known: dict[str, Holding | None] = {}
    for held in answer.held:
        if held.material in wanted and held.state == HELD:
            known[held.material] = Holding(held.holding, held.name, held.valid_until)
        elif held.material in wanted and held.state == NOT_HELD:
            known[held.material] = None
    return known
