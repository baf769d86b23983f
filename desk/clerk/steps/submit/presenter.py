"""The presenter of the submit step: what is missing, how far the case is, what was refused."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from desk.clerk.steps.refusals import first_name, refusals
from desk.domain.failures import Failure
from desk.domain.forms import FormFault, form_faults, known_faults
from desk.domain.visits import SendState, Step, Visit
from desk.outbox.entries import EntrySummary
from desk.outbox.worker import OutboxStatus
from desk.presenter import Presenter


class SubmissionState(StrEnum):
    """Where the case stands, as the clerk has to act on it."""

    OPEN = "open"
    READY = "ready"
    QUEUED = "queued"
    SENDING = "sending"
    KEPT = "kept"
    ACKNOWLEDGED = "acknowledged"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to correct, and where: a step, and in it a field's name or a material's code.

    Either `fault` is set (a fault of the form that the window found itself), or `words` (the
    region's own), or neither: a material is missing.
    """

    step: Step
    target: str = ""
    fault: FormFault | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class SubmitState:
    """The step as it stands. `sent` of `size` bytes are at the region, at `rate` bytes a second;
    the file under way is the `file`-th of `files`.

    `trouble` is the code of the failure that keeps the case here for now; `seen` are the gaps
    to which the clerk has jumped, by place. `checked` is false until the form's faults are
    known.
    """

    visit: Visit | None = None
    gaps: tuple[Gap, ...] = ()
    chosen: int = 0
    seen: frozenset[int] = frozenset()
    sent: int = 0
    size: int = 0
    file: int = 0
    files: int = 0
    rate: float = 0.0
    trouble: str = ""
    busy: bool = False
    checked: bool = True

    @property
    def standing(self) -> SubmissionState:
        """What the clerk has before them."""
        case = self.visit.case if self.visit else None
        if case is not None and case.correctable:
            return SubmissionState.PARKED
        if case is None or not case.submitted:
            return SubmissionState.OPEN if self.gaps or not self.checked else SubmissionState.READY
        if case.send is SendState.QUEUED:
            return SubmissionState.KEPT if self.trouble else SubmissionState.QUEUED
        return SubmissionState(case.send.value)

    @property
    def next_gap(self) -> int | None:
        """The first gap that was not looked at yet."""
        return next((i for i in range(len(self.gaps)) if i not in self.seen), None)


class SubmitActions(Protocol):
    """What this step asks of the visit (`desk.visit.steps.submit.SubmitStep`)."""

    async def submit(self) -> None:
        """Put the case into the outbox; one that was refused as a correction."""


class Outbox(Protocol):
    """The interface of the outbox that this step uses (`desk.outbox.worker.OutboxWorker`)."""

    @property
    def summary(self) -> EntrySummary:
        """The outbox in one line."""

    def subscribe(self, listener: Callable[[OutboxStatus], None]) -> Callable[[], None]:
        """Hear of everything that changes."""


async def _always() -> bool:
    return True


class SubmitPresenter(Presenter[SubmitState]):
    """Submits the case of the open visit and watches it."""

    def __init__(
        self,
        submit_step: SubmitActions,
        outbox: Outbox,
        on_failure: Callable[[Failure], None],
        *,
        go: Callable[[Step], None],
        mend: Callable[[Step, str], None],
        today: Callable[[], date],
        is_estimated: Callable[[date], bool] = lambda _day: False,
        clock: Callable[[], float] = time.monotonic,
        may_submit: Callable[[], Awaitable[bool]] = _always,
    ) -> None:
        super().__init__(SubmitState(), on_failure)
        self._may_submit = may_submit
        self._submit_step = submit_step
        self._outbox = outbox
        self._go = go
        self._mend = mend
        self._today = today
        self.is_estimated = is_estimated
        self._clock = clock
        self._began: tuple[float, int] | None = None
        outbox.subscribe(self.heard)

    def enter(self, visit: Visit) -> None:
        """Show what `visit` would submit, or how its case stands."""
        if self.state.visit is None or self.state.visit.id != visit.id:
            self._began = None
            self.show(SubmitState(visit=visit, trouble=self._outbox.summary.trouble or ""))
        self.take(visit)

    def take(self, visit: Visit | None) -> None:
        """The visit changed: the region may have answered."""
        before = self.state.visit
        if visit is None or before is None or visit.id != before.id:
            return
        faults = self._faults(visit)
        gaps = self._gaps(visit, faults or ())
        again = gaps == self.state.gaps
        self.show(
            replace(
                self.state,
                visit=visit,
                gaps=gaps,
                checked=faults is not None,
                chosen=self.state.chosen if again else 0,
                seen=self.state.seen if again else frozenset(),
            )
        )

    def heard(self, news: OutboxStatus) -> None:
        """Update how much of this case is at the region, and what keeps it here."""
        visit, entry = self.state.visit, news.entry
        if visit is None or entry is None or entry.visit_id != visit.id:
            return
        state = replace(self.state, trouble=entry.trouble or "")
        if news.size:
            state = replace(
                state,
                sent=news.sent,
                size=news.size,
                file=news.file,
                files=news.files,
                rate=self._rate(news.sent),
            )
        else:
            self._began = None
        self.show(state)

    def _rate(self, sent: int) -> float:
        """Bytes a second since this sending began."""
        now = self._clock()
        if self._began is None or sent < self._began[1]:
            self._began = (now, sent)
        began, before = self._began
        return (sent - before) / (now - began) if now > began else 0.0

    def _faults(self, visit: Visit) -> tuple[FormFault, ...] | None:
        """The form's faults; None while they are found out, which ends in another `take`."""
        if visit.matter is None or visit.submitted:
            return ()
        schema, today = visit.matter.form, self._today()
        faults = known_faults(schema, visit.form, today)
        if faults is None:
            self.start(self._check(visit))
        return faults

    async def _check(self, visit: Visit) -> None:
        assert visit.matter is not None
        today = self._today()
        faults = await asyncio.to_thread(form_faults, visit.matter.form, visit.form, today)
        if self.state.visit == visit:
            gaps = self._gaps(visit, faults)
            self.show(replace(self.state, gaps=gaps, chosen=0, seen=frozenset(), checked=True))

    def _gaps(self, visit: Visit, faults: tuple[FormFault, ...]) -> tuple[Gap, ...]:
        if visit.correctable:
            return tuple(Gap(one.step, one.target, words=one.words) for one in refusals(visit))
        if visit.matter is None or visit.submitted:
            return ()
        missing = [
            Gap(Step.MATERIALS, material.spec.code)
            for material in visit.materials
            if not material.settled
        ]
        told = [Gap(Step.FORM, first_name(fault.pointer), fault) for fault in faults]
        return (*missing, *told)

    # what the clerk does

    def choose(self, place: int) -> None:
        """Choose another gap."""
        if 0 <= place < len(self.state.gaps):
            self.show(replace(self.state, chosen=place))

    def mend(self, place: int) -> None:
        """Go to where a gap is corrected."""
        if 0 <= place < len(self.state.gaps):
            gap = self.state.gaps[place]
            seen = self.state.seen | {place}
            self.show(replace(self.state, chosen=place, seen=seen))
            self._mend(gap.step, gap.target)

    def mend_next(self) -> None:
        """Go to the first gap that was not looked at yet."""
        place = self.state.next_gap
        if place is not None:
            self.mend(place)

    def submit(self) -> None:
        """Submit the case; a refused one is submitted as a correction."""
        if not self.state.busy:
            self.start(self._submit())

    async def _submit(self) -> None:
        self.show(replace(self.state, busy=True, sent=0, size=0, rate=0.0, trouble=""))
        try:
            if await self._may_submit():
                await self._submit_step.submit()
        finally:
            self.show(replace(self.state, busy=False))

    def go_on(self) -> None:
        """Go on to the paper."""
        self._go(Step.PAPER)
