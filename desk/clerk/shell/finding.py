"""The finder's presenter: matters, today's tickets and cases that match the typed text."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from desk.domain.codes import CaseCode, LocalReceiptCode, PersonalCode, TicketCode, read_code
from desk.domain.failures import Failure
from desk.domain.matters import MatterLine
from desk.domain.personal import may_become_personal
from desk.domain.tickets import Ticket
from desk.domain.visits import Visit
from desk.presenter import Presenter
from desk.region.contract import CaseAnswer

_PAUSE_S = 0.12
"""How long typing must pause before the region is asked, in seconds."""

Found = MatterLine | Ticket | CaseAnswer | Visit
"""A visit is a case of this window, found in its own database."""

_PART = re.compile(r"(?=.*[0-9])[A-Z0-9-]{3,40}")


@dataclass(frozen=True, slots=True)
class FinderState:
    """What was typed, what was found, whether the region is still being asked.

    `personal` says that a person's number was typed: the region is not asked by it.
    """

    text: str = ""
    found: tuple[Found, ...] = ()
    chosen: int = 0
    asking: bool = False
    opened: bool = False
    personal: bool = False


class FinderPresenter(Presenter[FinderState]):
    """Searches while one types; slow sources never delay fast ones."""

    def __init__(
        self,
        on_failure: Callable[[Failure], None],
        *,
        matters: Callable[[str], Awaitable[list[MatterLine]]],
        ticket: Callable[[str], Awaitable[Ticket | None]],
        case: Callable[[str], Awaitable[CaseAnswer | None]],
        here: Callable[[str], Awaitable[list[Visit]]],
        use_here: Callable[[Visit], None],
        use_ticket: Callable[[str], None],
        use_matter: Callable[[MatterLine], None],
    ) -> None:
        super().__init__(FinderState(), on_failure)
        self._matters, self._ticket, self._case = matters, ticket, case
        self._here, self._use_here = here, use_here
        self._use_ticket, self._use_matter = use_ticket, use_matter
        self._search: asyncio.Task[None] | None = None

    def open(self, text: str = "") -> None:
        """Open, and look for `text` at once when a code was scanned."""
        self.show(FinderState(opened=True))
        if text:
            self._look_for(text, whole=True)

    def close(self) -> None:
        """Close and forget."""
        self._drop()
        self.show(FinderState())

    def type(self, text: str) -> None:
        """Look for `text`; a search that was under way for another text is dropped."""
        self._look_for(text, whole=False)

    def _look_for(self, text: str, *, whole: bool) -> None:
        self._drop()
        personal = isinstance(read_code(text), PersonalCode)
        self.show(replace(self.state, text=text, asking=bool(text.strip()), personal=personal))
        if text.strip():
            self._search = self.start(self._find(text.strip(), whole=whole))
        else:
            self.show(FinderState(opened=True))

    def _drop(self) -> None:
        if self._search is not None:
            self._search.cancel()
            self._search = None

    async def _find(self, text: str, *, whole: bool) -> None:
        """Look for `text`. What is not `whole` may be the beginning of a person's number."""
        code = read_code(text)
        asks = isinstance(code, LocalReceiptCode) or (
            isinstance(code, CaseCode) and (whole or not may_become_personal(text))
        )
        found: tuple[Found, ...] = ()
        try:
            if isinstance(code, TicketCode):
                ticket = await self._ticket(code.number)
                found += (ticket,) if ticket else ()
            found += await self._known_here(text)
            found += tuple(await self._matters(text))
            self.show(replace(self.state, found=found, chosen=0))
            if any(_is(one, text) for one in found):
                return  # this window knows it, also without a link
            if asks and isinstance(code, CaseCode | LocalReceiptCode):
                await asyncio.sleep(_PAUSE_S)
                case = await self._case(code.number)
                found = ((case,) if case else ()) + found
        finally:
            if self.state.text.strip() == text:
                self.show(replace(self.state, found=found, chosen=0, asking=False))

    async def _known_here(self, text: str) -> tuple[Visit, ...]:
        part = text.upper()
        return tuple(await self._here(part)) if _PART.fullmatch(part) else ()

    def choose_by(self, steps: int) -> None:
        """Choose the line so many further down; stops at the ends."""
        last = max(len(self.state.found) - 1, 0)
        self.show(replace(self.state, chosen=max(0, min(last, self.state.chosen + steps))))

    def use(self) -> None:
        """Enter: call the ticket, take the matter, open the case; one elsewhere is only shown."""
        if self.state.chosen >= len(self.state.found):
            return
        found = self.state.found[self.state.chosen]
        if isinstance(found, Ticket):
            self.close()
            self._use_ticket(found.number)
        elif isinstance(found, MatterLine):
            self.close()
            self._use_matter(found)
        elif isinstance(found, Visit):
            self.close()
            self._use_here(found)


def _is(found: Found, text: str) -> bool:
    """Whether this is a case of this window with exactly this number."""
    if not isinstance(found, Visit) or found.case is None:
        return False
    return text.upper() in (found.case.local_no, found.case.case_no)
