"""Watching the hall and the printer, so that a kiosk shows their state before it is touched."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from desk.domain.failures import Failure
from desk.kiosk.state import KioskState
from desk.kiosk.ticket_issuer import Outlooks, TicketIssuer
from desk.kiosk.ticket_printer import TicketPrinter
from desk.kiosk.timeouts import Timeouts
from desk.presenter import Presenter


class KioskWatch(Presenter[KioskState]):
    """Keeps the shown state of the hall and of the printer up to date."""

    def __init__(
        self,
        state: KioskState,
        on_failure: Callable[[Failure], None],
        giving: TicketIssuer,
        printer: TicketPrinter,
        times: Timeouts,
    ) -> None:
        super().__init__(state, on_failure)
        self._giving = giving
        self._printer = printer
        self._times = times

    async def watch_hall(self) -> None:
        """Keep the hall up to date; a hall that is away is tried again."""
        try:
            await self._giving.follow(self.hall_changed, self._hall_troubled)
        except Failure as failure:
            self.show(replace(self.state, away=failure))
        while True:
            await self.look()
            away = self.state.away is not None
            await asyncio.sleep(self._times.again if away else self._times.look)

    async def watch_printer(self) -> None:
        """Check the printer regularly."""
        while True:
            await self.ask_printer()
            await asyncio.sleep(self._times.paper)

    async def ask_printer(self) -> None:
        """Ask the printer now."""
        trouble = await self._printer.trouble()
        self.show(replace(self.state, printer=trouble))

    def hall_changed(self) -> None:
        """Show the hall as it was told."""
        try:
            self._show_hall(self._giving.seen())
        except Failure as failure:
            self.show(replace(self.state, away=failure))

    async def look(self) -> None:
        """Look at the hall now; one that cannot be seen is said to be away."""
        try:
            self._show_hall(await self._giving.look())
        except Failure as failure:
            self.show(replace(self.state, away=failure))

    def _show_hall(self, seen: Outlooks) -> None:
        self.show(replace(self.state, overview=seen.overview, before=seen.before, away=None))

    def _hall_troubled(self, failure: Failure | None) -> None:
        self.show(replace(self.state, away=failure))
        if failure is None:
            self.hall_changed()
