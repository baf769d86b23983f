"""The presenter of the matter step: the typed text, its matches, the current line's guide."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.domain.failures import Failure
from desk.domain.matters import ApplicantKind, Matter, MatterLine
from desk.domain.visits import Step, Visit
from desk.presenter import Presenter

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.visit.steps.matter import MatterStep


@dataclass(frozen=True, slots=True)
class MatterState:
    """The step as it stands. `service` is what the ticket was taken for, `chosen` a place in
    `lines`, `taken` the code of the visit's matter, empty before one was chosen."""

    visit_id: str = ""
    kind: ApplicantKind = ApplicantKind.PERSON
    service: str = ""
    text: str = ""
    lines: tuple[MatterLine, ...] = ()
    chosen: int = 0
    guide: Matter | None = None
    taken: str = ""
    searched: bool = False
    working: bool = False

    @property
    def line(self) -> MatterLine | None:
        """The current line."""
        return self.lines[self.chosen] if self.chosen < len(self.lines) else None

    @property
    def usable(self) -> bool:
        """Whether there is a current line whose matter can be chosen here at all."""
        return self.line is not None and self.line.usable

    @property
    def fits(self) -> bool:
        """Whether this applicant may apply for the current matter, as far as is known."""
        return self.guide is None or self.kind in self.guide.applicants


class MatterPresenter(Presenter[MatterState]):
    """Searches with every key, shows the guide of the current line, chooses it."""

    def __init__(
        self,
        matter_step: MatterStep,
        on_failure: Callable[[Failure], None],
        go: Callable[[Step], None],
    ) -> None:
        super().__init__(MatterState(), on_failure)
        self._matter_step = matter_step
        self._go = go
        self._search: asyncio.Task[None] | None = None
        self._guide: asyncio.Task[None] | None = None
        self._guides: dict[str, Matter] = {}
        matter_step.subscribe(self._catalogue_changed)

    def _catalogue_changed(self, _count: int) -> None:
        """Search again after guides changed, unless nothing was searched yet."""
        self._guides.clear()
        if self.state.visit_id:
            self.type(self.state.text)

    def enter(self, visit: Visit) -> None:
        """Show the step for `visit`; what was searched for it stays."""
        kind = visit.applicant.kind if visit.applicant else ApplicantKind.PERSON
        taken = visit.matter.code if visit.matter else ""
        if visit.id == self.state.visit_id:
            self.show(replace(self.state, kind=kind, taken=taken))
            return
        self.show(MatterState(visit.id, kind, visit.service_name, taken=taken))
        self.type("")

    def type(self, text: str) -> None:
        """Search for `text`; only the last search counts.

        Before anything is typed, what the ticket was taken for is searched.
        """
        if self._search is not None:
            self._search.cancel()
        self.show(replace(self.state, text=text))
        self._search = self.start(self._find(text.strip() or self.state.service))

    def choose_by(self, steps: int) -> None:
        """Move the current line so many places down; stops at the ends."""
        last = len(self.state.lines) - 1
        self.choose(max(0, min(last, self.state.chosen + steps)))

    def choose(self, place: int) -> None:
        """Make this line the current one and show its guide."""
        if 0 <= place < len(self.state.lines):
            self._look(replace(self.state, chosen=place))

    def take(self) -> None:
        """Choose the current matter for this visit."""
        line = self.state.line
        if line is not None and line.usable and self.state.fits and not self.state.working:
            self.show(replace(self.state, working=True))
            self.start(self._take(line.code))

    def keep(self) -> None:
        """Go on with the matter that the visit has."""
        if self.state.taken:
            self._go(Step.MATERIALS)

    async def _find(self, text: str) -> None:
        lines = tuple(await self._matter_step.search(text))
        self._look(replace(self.state, lines=lines, chosen=0, searched=True))

    def _look(self, state: MatterState) -> None:
        line = state.line
        guide = self._guides.get(line.code) if line else None
        self.show(replace(state, guide=guide))
        if self._guide is not None:
            self._guide.cancel()
        if line is not None and line.usable and guide is None:
            self._guide = self.start(self._read(line.code))

    async def _read(self, code: str) -> None:
        guide = await self._matter_step.guide(code)
        self._guides[code] = guide
        if self.state.line is not None and self.state.line.code == code:
            self.show(replace(self.state, guide=guide))

    async def _take(self, code: str) -> None:
        try:
            await self._matter_step.choose(code)
        finally:
            self.show(replace(self.state, working=False))
        self._go(Step.MATERIALS)
