"""The kiosk's presenter: plain Python, no Qt.

The hall decides which number is given. Every screen on which a number can be asked for has one
command id, so that a second touch, or an answer that was lost, never gives a second number.
"""

import asyncio
import logging
import math
import re
import time
import uuid
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from desk.domain.failures import Failure
from desk.domain.identity import check_id_number, normal_number
from desk.domain.tickets import Priority
from desk.hall.failures import AppointmentUnknown, HallBusy, HallUnreachable
from desk.kiosk.cards import IdCardReader
from desk.kiosk.failures import CodeUnreadable, TooManyCodes
from desk.kiosk.state import OF_THE_HALL, KioskPage, KioskState, TicketPaper, Work
from desk.kiosk.ticket_issuer import IssuedTicket, TicketIssuer
from desk.kiosk.ticket_printer import TicketPrinter
from desk.kiosk.timeouts import Timeouts
from desk.kiosk.watching import KioskWatch

_CODE = re.compile(r"(?:^|[/=])([0-9]{6})$")
"""An appointment's code by itself, or at the end of the address in its QR."""

TRIES, TRIES_S = 5, 120.0
"""So many wrong codes in so many seconds, and no more are taken."""

TICK_S = 0.2
"""How often the clock is looked at, in seconds."""

log = logging.getLogger(__name__)


class KioskPresenter(KioskWatch):
    """Holds what one kiosk shows.

    `language` is spoken until a citizen chooses another one, and again when that one has left.
    """

    def __init__(
        self,
        giving: TicketIssuer,
        printer: TicketPrinter,
        *,
        reader: IdCardReader | None = None,
        language: str = "zh_CN",
        times: Timeouts | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        times = times or Timeouts()
        super().__init__(KioskState(language=language), self._failed, giving, printer, times)
        self._reader = reader
        self._language = language
        self._now = now
        self._touched_at = self._turned_at = now()
        self._command = ""
        self._wish: Callable[[], Awaitable[IssuedTicket]] | None = None
        self._wrong: deque[float] = deque(maxlen=TRIES)
        self._reading: asyncio.Task[None] | None = None

    @property
    def public_url(self) -> str:
        """Where the region's public pages begin; empty when the kiosk was not told."""
        return self._printer.public_url

    @property
    def reads_cards(self) -> bool:
        """Whether an identity card can be laid on."""
        return self._reader is not None

    @property
    def counts_from(self) -> float:
        """Where the countdown on the screen begins, in seconds."""
        return self._stays() if self.state.page is KioskPage.TICKET else self._times.warn

    # -- the citizen

    def touched(self) -> None:
        """Note that somebody is there: the start page does not come back yet."""
        self._touched_at = self._now()
        if self.state.leaves_in is not None and self.state.page is not KioskPage.TICKET:
            self.show(replace(self.state, leaves_in=None))

    def speak(self, language: str) -> None:
        """The citizen reads this language."""
        self.touched()
        self.show(replace(self.state, language=language))

    def enlarge(self, large: bool) -> None:
        """The citizen wants large type, or no longer."""
        self.touched()
        self.show(replace(self.state, large=large))

    def choose(self, service: str) -> None:
        """A service was touched: say what to expect, and offer the number."""
        first = self.state.page is KioskPage.PRIORITY
        if self._takes(KioskPage.START, KioskPage.PRIORITY):
            priority = Priority.PRIORITY if first else Priority.NORMAL
            self._turn(KioskPage.CONFIRM, service=service, priority=priority)

    def offer_priority(self) -> None:
        """Ask for priority, which the hall grants on the citizen's word."""
        if self._takes(KioskPage.START):
            self._turn(KioskPage.PRIORITY)

    def have_appointment(self) -> None:
        """The citizen has an appointment."""
        if self._takes(KioskPage.START):
            self._turn(KioskPage.APPOINTMENT)

    def take(self, *, priority: bool = False) -> None:
        """Give a number for the chosen service."""
        state = self.state
        if self._takes(KioskPage.CONFIRM) and state.service is not None:
            kind = Priority.PRIORITY if priority else state.priority
            service, command = state.service, self._command
            self._ask(lambda: self._giving.take(service, kind, command))

    def type(self, character: str) -> None:
        """One more character of the code or of the card's number; a whole one is tried."""
        state = self.state
        if not self._takes(KioskPage.APPOINTMENT) or len(state.entry) >= state.wanted_length:
            return
        last = state.by_card and len(state.entry) == state.wanted_length - 1
        if not (character.isascii() and (character.isdigit() or (last and character in "Xx"))):
            return
        self.show(replace(state, entry=state.entry + character.upper(), fault=None))
        if len(self.state.entry) == state.wanted_length:
            (self._try_card if state.by_card else self._try_code)(self.state.entry)

    def erase(self) -> None:
        """Take back the last character."""
        if self._takes(KioskPage.APPOINTMENT):
            self.show(replace(self.state, entry=self.state.entry[:-1], fault=None))

    def clear(self) -> None:
        """Take back all of them."""
        if self._takes(KioskPage.APPOINTMENT):
            self.show(replace(self.state, entry="", fault=None))

    def type_card(self, by_card: bool) -> None:
        """Type the number of a card in the place of a code, or the other way round."""
        if self._takes(KioskPage.APPOINTMENT):
            self.show(replace(self.state, by_card=by_card, entry="", fault=None))

    def scanned(self, text: str) -> None:
        """Take an appointment's code from the scanner, or a card's number from a card reader."""
        self.touched()
        if self.state.work is not Work.NOTHING or self.state.page is KioskPage.TICKET:
            return
        number, code = normal_number(text), _CODE.search(text.strip())
        card = len(number) == 18 and number[:17].isdigit()
        if self.state.page is not KioskPage.APPOINTMENT:
            self._turn(KioskPage.APPOINTMENT)
        if card:
            self._try_card(number)
        elif code is not None:
            self._try_code(code[1])
        else:
            self.show(replace(self.state, entry="", fault=CodeUnreadable()))

    def scan_broke_off(self) -> None:
        """Show that the scanner's code was not complete."""
        self.touched()
        if self.state.work is Work.NOTHING and self.state.page is not KioskPage.TICKET:
            if self.state.page is not KioskPage.APPOINTMENT:
                self._turn(KioskPage.APPOINTMENT)
            self.show(replace(self.state, entry="", fault=CodeUnreadable()))

    def try_again(self) -> None:
        """Ask the hall once more, with the same command."""
        if self._takes(KioskPage.REFUSED) and self._wish is not None:
            self._ask(self._wish)

    def print_again(self) -> None:
        """Print the number on the screen, whose paper did not come."""
        given = self.state.given
        again = self.state.paper in (TicketPaper.FAILED, TicketPaper.NOT_TRIED)
        if self._takes(KioskPage.TICKET) and given is not None and again:
            self._paper(given, TicketPaper.PRINTING)
            self.start(self._print(given))

    def back(self) -> None:
        """One page back, for the same citizen."""
        if self._takes(
            KioskPage.PRIORITY, KioskPage.CONFIRM, KioskPage.APPOINTMENT, KioskPage.REFUSED
        ):
            first = (
                self.state.page is KioskPage.CONFIRM and self.state.priority is Priority.PRIORITY
            )
            self._turn(KioskPage.PRIORITY if first else KioskPage.START)

    def leave(self) -> None:
        """Go to the start page, in the kiosk's own language."""
        if self._takes(*KioskPage):
            self._go_home()

    # -- background tasks

    async def mind_the_time(self) -> None:
        """Bring the start page back after a time without a touch, with a countdown before."""
        while True:
            self.tick()
            await asyncio.sleep(TICK_S)

    def tick(self) -> None:
        """Look at the clock: count down, or go home."""
        if self._is_home() or self.state.work is not Work.NOTHING:
            self._touched_at = self._now()
        left = self._stays() - (self._now() - self._touched_at)
        if left <= 0:
            self._go_home()
        near = left <= self._times.warn or self.state.page is KioskPage.TICKET
        counts = near and not self._is_home() and self.state.work is Work.NOTHING
        self.show(replace(self.state, leaves_in=math.ceil(left) if counts else None))

    # -- inside

    def _takes(self, *pages: KioskPage) -> bool:
        """Whether a touch on one of these pages counts now; it is noted as a touch anyway."""
        self.touched()
        awake = self._now() - self._turned_at >= self._times.deaf
        return awake and self.state.page in pages and self.state.work is Work.NOTHING

    def _turn(self, page: KioskPage, **changes: Any) -> None:
        """Show another page; whatever was asked for on the one before is settled or given up."""
        self._touched_at = self._turned_at = self._now()
        self._command = uuid.uuid4().hex
        self._wish = None
        kept = {name: getattr(self.state, name) for name in OF_THE_HALL}
        self.show(KioskState(page=page, **{**kept, **changes}))
        self._mind_cards(page is KioskPage.APPOINTMENT)

    def _go_home(self) -> None:
        self._turn(KioskPage.START, language=self._language, large=False)

    def _is_home(self) -> bool:
        state = self.state
        return (state.page, state.language, state.large) == (KioskPage.START, self._language, False)

    def _stays(self) -> float:
        if self.state.page is not KioskPage.TICKET:
            return self._times.quiet
        printed = self.state.paper in (TicketPaper.PRINTED, TicketPaper.PRINTING)
        return self._times.ticket if printed else self._times.unprinted

    def _try_code(self, code: str) -> None:
        self.show(replace(self.state, entry=code, by_card=False, fault=None))
        command = self._command
        self._check_in(lambda: self._giving.check_in(code=code, command=command))

    def _try_card(self, number: str) -> None:
        overview = self.state.overview
        wrong = check_id_number(number, overview.local_time.date()) if overview else None
        if wrong is not None:
            self.show(replace(self.state, entry="", by_card=True, fault=wrong.rule))
            return
        command = self._command
        self._check_in(lambda: self._giving.check_in(identity_number=number, command=command))

    def _check_in(self, wish: Callable[[], Awaitable[IssuedTicket]]) -> None:
        now = self._now()
        if len(self._wrong) == TRIES and now - self._wrong[0] < TRIES_S:
            self.show(replace(self.state, entry="", fault=TooManyCodes()))
        else:
            self._ask(wish)

    def _ask(self, wish: Callable[[], Awaitable[IssuedTicket]]) -> None:
        self.show(replace(self.state, work=Work.ASKING, fault=None))
        self.start(self._give(wish))

    async def _give(self, wish: Callable[[], Awaitable[IssuedTicket]]) -> None:
        """Carry the request out, and show its result."""
        try:
            given = await self._answer(wish)
        except AppointmentUnknown as failure:
            self._wrong.append(self._now())
            self._command = uuid.uuid4().hex
            self.show(replace(self.state, entry="", fault=failure, work=Work.NOTHING))
        except Failure as failure:
            unsure = isinstance(failure, HallUnreachable | HallBusy)
            self._turn(KioskPage.REFUSED, refusal=failure)
            self._wish = wish if unsure else None
        else:
            self._turn(KioskPage.TICKET, given=given, paper=TicketPaper.NOT_TRIED)
            if self.state.printer is None:
                await self._print(given)

    async def _answer(self, wish: Callable[[], Awaitable[IssuedTicket]]) -> IssuedTicket:
        """Ask until the hall answers, for as long as a person waits before a screen."""
        until = self._now() + self._times.patience
        while True:
            try:
                return await wish()
            except (HallUnreachable, HallBusy):
                if self._now() >= until:
                    raise
            self.show(replace(self.state, work=Work.RETRYING))
            await asyncio.sleep(self._times.again)

    async def _print(self, given: IssuedTicket) -> None:
        self._paper(given, TicketPaper.PRINTING)
        try:
            await self._printer.print(given)
        except Failure as failure:
            log.warning("a ticket was not printed: %s", failure)
            self._paper(given, TicketPaper.FAILED)
            await self.ask_printer()
        else:
            self._paper(given, TicketPaper.PRINTED)

    def _paper(self, given: IssuedTicket, paper: TicketPaper) -> None:
        """Show the result of printing, but only to its citizen: the next one may be there."""
        if self.state.given is given:
            self._touched_at = self._now()
            self.show(replace(self.state, paper=paper))

    def _mind_cards(self, wanted: bool) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if wanted and self._reader is not None:
            self._reading = self.start(self._read_card(self._reader))

    async def _read_card(self, reader: IdCardReader) -> None:
        """Check in citizens by their cards, as long as the page stays."""
        while True:
            number = normal_number(await reader.number())
            if self.state.work is Work.NOTHING:
                self._try_card(number)

    def _failed(self, failure: Failure) -> None:
        """Show a failure that no page has shown yet: to the one who waits for the answer."""
        if self.state.work is not Work.NOTHING:
            self._turn(KioskPage.REFUSED, refusal=failure)
        elif self.state.page is KioskPage.APPOINTMENT:
            self.show(replace(self.state, fault=failure))
