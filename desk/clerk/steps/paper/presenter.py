"""The presenter of the paper step: the paper that fits now, its picture, the printers."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desk.domain.failures import Failure
from desk.domain.visits import Visit
from desk.presenter import Presenter
from desk.visit.steps.paper import PaperOffer, PaperStep
from printing.printers import Printer
from printing.printers.save_as_pdf import SaveAsPdf

_WIDTH_STEP = 160
"""Pictures are asked for in steps of so many pixels, so that resizing asks seldom."""


@dataclass(frozen=True, slots=True)
class PaperState:
    """The step as it stands. `printed` and `failed` are about the paper that is offered now.

    `printers` are their names, `printer` the place of the chosen one; those whose place is in
    `folders` save a file.
    """

    visit: Visit | None = None
    offer: PaperOffer | None = None
    picture: bytes | None = None
    printers: tuple[str, ...] = ()
    folders: frozenset[int] = frozenset()
    printer: int = 0
    busy: bool = False
    printed: bool = False
    failed: bool = False


class PaperPresenter(Presenter[PaperState]):
    """Prints the paper of the open visit and ends the visit."""

    def __init__(
        self,
        paper_step: PaperStep,
        printers: Callable[[], Sequence[Printer]],
        on_failure: Callable[[Failure], None],
    ) -> None:
        super().__init__(PaperState(), on_failure)
        self._paper_step = paper_step
        self._find_printers = printers
        self._printers: tuple[Printer, ...] = ()
        self._width = 0
        self._drawn: tuple[object, ...] = ()
        self._looking: asyncio.Task[None] | None = None

    def enter(self, visit: Visit) -> None:
        """Show the paper of `visit`; printers are looked for anew."""
        self._printers = tuple(self._find_printers())
        names = tuple(printer.name for printer in self._printers)
        if self.state.visit is None or self.state.visit.id != visit.id:
            chosen = self.state.printer if names == self.state.printers else 0
            self.show(PaperState(visit=visit, printer=chosen))
        place = min(self.state.printer, max(len(names) - 1, 0))
        folders = frozenset(
            i for i, printer in enumerate(self._printers) if isinstance(printer, SaveAsPdf)
        )
        self.show(replace(self.state, printers=names, folders=folders, printer=place))
        self.take(visit)

    def take(self, visit: Visit | None) -> None:
        """The visit changed: once the case is accepted, its notice takes the receipt's place."""
        before = self.state.visit
        if visit is None and before is not None:
            self._rest()
        if visit is None or before is None or visit.id != before.id:
            return
        offer = next(iter(self._paper_step.papers()), None)
        state = replace(self.state, visit=visit, offer=offer)
        if offer != self.state.offer:
            state = replace(state, picture=None, printed=False, failed=False)
        self.show(state)
        self._redraw()

    def _rest(self) -> None:
        """The visit ended: there is no paper any more."""
        if self._looking:
            self._looking.cancel()
        self._drawn = ()
        self.show(PaperState(printers=self.state.printers, printer=self.state.printer))

    def look(self, width: int) -> None:
        """The paper is shown `width` pixels across: draw a picture that is no coarser."""
        self._width = -(-width // _WIDTH_STEP) * _WIDTH_STEP
        self._redraw()

    def _redraw(self) -> None:
        wanted = (self.state.visit, self.state.offer, self._width)
        if self.state.offer is None or not self._width or wanted == self._drawn:
            return
        self._drawn = wanted
        if self._looking:
            self._looking.cancel()
        self._looking = self.start(self._look(self.state.offer))

    async def _look(self, offer: PaperOffer) -> None:
        picture = await self._paper_step.picture(offer.kind, self._width)
        if self.state.offer == offer:
            self.show(replace(self.state, picture=picture))

    # what the clerk does

    def choose(self, place: int) -> None:
        """Take another printer."""
        if 0 <= place < len(self.state.printers):
            self.show(replace(self.state, printer=place))

    def print(self) -> None:
        """Print the paper, also once more; the visit stays open."""
        if not self.state.busy:
            self.start(self._print())

    def print_and_finish(self) -> None:
        """Print the paper unless it was, then end the visit."""
        if not self.state.busy:
            self.start(self._print_and_finish())

    def finish(self) -> None:
        """End the visit; a paper that was not printed stays in the print queue."""
        if not self.state.busy:
            self.start(self._finish())

    async def _print(self) -> None:
        offer = self.state.offer
        if offer is None or not self._printers:
            return
        self.show(replace(self.state, busy=True, failed=False))
        try:
            await self._paper_step.print(offer.kind, self._printers[self.state.printer])
        except Failure:
            self.show(replace(self.state, failed=True))
            raise
        finally:
            self.show(replace(self.state, busy=False))
        if self.state.offer == offer:
            self.show(replace(self.state, printed=True))

    async def _print_and_finish(self) -> None:
        if not self.state.printed:
            await self._print()
        if self.state.printed:
            await self._finish()

    async def _finish(self) -> None:
        self.show(replace(self.state, busy=True))
        try:
            await self._paper_step.finish()
        finally:
            self.show(replace(self.state, busy=False))
