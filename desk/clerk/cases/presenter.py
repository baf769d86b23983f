"""The presenter of the list of cases: the current line, and the decisions about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.clerk.shell.asked import HowTold, WhyGivenUp
from desk.presenter import Presenter

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.clerk.shell.presenter import ShellPresenter
    from desk.visit.attention import Attention, AttentionCases, Delayed
    from desk.visit.attention_store import AttentionItem
    from desk.visit.follow_ups import FollowUpKind
    from printing.printers import Printer


@dataclass(frozen=True, slots=True)
class CasesState:
    """The list as it stands. `items` are the lines, those that were dealt with today last.

    `more` counts lines that were not read. `chosen` is the id of the current line; `found` is a
    case that was looked up and needs no attention. While `whole` contacts are shown unmasked.
    `printing` and `printed` are ids of the lines whose paper is printed, or was, here.
    """

    items: tuple[AttentionItem, ...] = ()
    more: int = 0
    found: AttentionItem | None = None
    chosen: str = ""
    whole: bool = False
    busy: bool = False
    printing: str = ""
    printed: str = ""
    delayed: Delayed | None = None

    @property
    def lines(self) -> tuple[AttentionItem, ...]:
        """All lines, a case that was looked up first."""
        found = (self.found,) if self.found is not None else ()
        return (*found, *self.items)

    @property
    def item(self) -> AttentionItem | None:
        """The current line: the chosen one while it is there, else the first."""
        lines = self.lines
        return next((one for one in lines if one.id == self.chosen), lines[0] if lines else None)

    @property
    def place(self) -> int:
        """The place of the current line; -1 without any."""
        item = self.item
        return self.lines.index(item) if item is not None else -1


class CasesPresenter(Presenter[CasesState]):
    """Shows the list and carries out what clerks decide."""

    def __init__(
        self,
        attention_cases: AttentionCases,
        shell: ShellPresenter,
        printers: Callable[[], Sequence[Printer]],
    ) -> None:
        super().__init__(CasesState(), shell.show_failure)
        self._attention_cases = attention_cases
        self._shell = shell
        self._printers = printers
        attention_cases.subscribe(self._changed)

    def _changed(self, attention: Attention) -> None:
        listing = attention.listing
        self.show(
            replace(
                self.state,
                items=(*listing.open, *listing.settled),
                more=listing.more,
                delayed=attention.delayed,
            )
        )

    def enter(self) -> None:
        """Read the list again when it is shown."""
        self.start(self._read())

    async def _read(self) -> None:
        await self._attention_cases.refresh()

    def leave(self) -> None:
        """Forget what was looked up and mask contacts again when the list is hidden."""
        self.show(replace(self.state, found=None, chosen="", whole=False, printed=""))

    # which line

    def choose_by(self, steps: int) -> None:
        """Move the current line so many places down; stops at the ends."""
        lines = self.state.lines
        if lines:
            place = max(0, min(len(lines) - 1, self.state.place + steps))
            self.show(replace(self.state, chosen=lines[place].id, whole=False))

    def choose(self, item_id: str) -> None:
        """Make this line the current one."""
        self.show(replace(self.state, chosen=item_id, whole=False))

    def show_item(self, item: AttentionItem) -> None:
        """Make the line of a looked-up case the current one; adds one if needed."""
        known = any(one.id == item.id for one in self.state.items)
        self.show(replace(self.state, found=None if known else item, chosen=item.id))

    def show_whole(self, whole: bool) -> None:
        """Show contacts unmasked while a key is held."""
        self.show(replace(self.state, whole=whole))

    # what is decided

    def open(self) -> None:
        """Open the current case, to correct it and submit it again."""
        item = self.state.item
        if item is not None and item.correctable and not item.settled:
            self._do(self._attention_cases.take_up(item))

    def ask_how_told(self) -> None:
        """Ask for the result of informing the applicant."""
        item = self.state.item
        if item is not None and not item.settled:
            self._shell.ask(HowTold(item))

    def tell(self, item: AttentionItem, outcome: FollowUpKind, note: str) -> None:
        """Record the result of informing the applicant."""
        self._shell.ask_nothing()
        self._do(self._attention_cases.tell(item, outcome, note))

    def ask_why_given_up(self) -> None:
        """Ask why nothing more is to be done about the current case."""
        item = self.state.item
        if item is not None and not item.settled and item.why != "looked_up":
            self._shell.ask(WhyGivenUp(item))

    def give_up(self, item: AttentionItem, reason: str) -> None:
        """Close the case for this reason, in the name of the clerk."""
        if reason.strip():
            self._shell.ask_nothing()
            self._do(self._attention_cases.give_up(item, reason))

    def print(self) -> None:
        """Print the paper of the current case on the usual printer, in the background."""
        item = self.state.item
        if item is not None and not self.state.printing:
            self.show(replace(self.state, printing=item.id))
            self.start(self._print(item))

    async def _print(self, item: AttentionItem) -> None:
        try:
            printer = next(iter(self._printers()), None)
            if printer is not None:
                await self._attention_cases.print(item, printer)
                self.show(replace(self.state, printed=item.id))
        finally:
            self.show(replace(self.state, printing=""))

    def _do(self, work: Awaitable[object]) -> None:
        async def done() -> None:
            try:
                await work
            finally:
                self.show(replace(self.state, busy=False))

        if not self.state.busy:
            self.show(replace(self.state, busy=True))
            self.start(done())
