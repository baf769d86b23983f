"""The presenter of signing in: by a passphrase here, or by a code that is confirmed elsewhere."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from desk.clerk.shell.work import BY_CODE, BY_PASSPHRASE
from desk.domain.failures import Failure
from desk.presenter import Presenter
from desk.region.contract import Clerk
from printing.barcodes import qr_rows

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.region.login import DeviceLogin
    from desk.vault.passphrases import KnownClerk
    from desk.visit.clerk_session import ClerkSession


class Phase(StrEnum):
    """Where signing in stands."""

    IDLE = "idle"
    ASKING = "asking"
    WAITING = "waiting"
    PASSPHRASE = "passphrase"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True)
class SignInState:
    """The code and address to show. `qr` holds the rows of the QR of the whole address, dark
    modules True; `left_s` counts down to the end of the code. `people` may sign in with a
    passphrase, `chosen` is the place of the one in hand; `locked_by` left the window locked."""

    phase: Phase = Phase.IDLE
    code: str = ""
    address: str = ""
    whole_address: str = ""
    qr: tuple[tuple[bool, ...], ...] = ()
    left_s: int = 0
    people: tuple[KnownClerk, ...] = ()
    chosen: int = 0
    locked_by: Clerk | None = None


class SignInPresenter(Presenter[SignInState]):
    """Takes a passphrase of this window, or asks the region for a code and waits for it.

    Nobody is signed in without one of them. `locked_by` tells who left the window locked.
    """

    def __init__(
        self,
        login: DeviceLogin,
        clerk_session: ClerkSession,
        on_signed_in: Callable[[Clerk, str], None],
        on_failure: Callable[[Failure], None],
        *,
        locked_by: Callable[[], Clerk | None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(SignInState(), on_failure)
        self._login = login
        self._clerk_session = clerk_session
        self._on_signed_in = on_signed_in
        self._locked_by = locked_by
        self._clock = clock
        self._attempt: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Ask for a passphrase, or show a code when nobody has one; what is shown stays."""
        if self._attempt is None and self.state.phase is not Phase.PASSPHRASE:
            self._attempt = self.start(self._ended(self._look))

    def ask_code(self) -> None:
        """Show a code of the region; one that is shown already stays."""
        if self._attempt is None:
            self.show(self._blank(Phase.ASKING))
            self._attempt = self.start(self._ended(self._confirmed))

    def give_up(self) -> None:
        """Wait no longer."""
        attempt, self._attempt = self._attempt, None
        if attempt is not None:
            attempt.cancel()
        self.show(SignInState())

    def step_back(self) -> None:
        """Esc: no code, but the passphrase again when somebody has one."""
        self.give_up()
        self.begin()

    def choose_by(self, steps: int) -> None:
        """Move the current clerk so many places down; stops at the ends."""
        last = max(len(self.state.people) - 1, 0)
        self.show(replace(self.state, chosen=max(0, min(last, self.state.chosen + steps))))

    def prove(self, phrase: str) -> None:
        """Try the passphrase that the current clerk typed."""
        people = self.state.people
        if self._attempt is None and people and phrase:
            self.show(replace(self.state, phase=Phase.CHECKING))
            work = partial(self._proved, people[self.state.chosen].id, phrase)
            self._attempt = self.start(self._ended(work))

    async def _ended(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work`; unless something else was begun meanwhile, nothing is under way after it."""
        try:
            await work()
        finally:
            if self._attempt is asyncio.current_task():
                self._attempt = None

    async def _look(self) -> None:
        people = await self._clerk_session.people()
        by = self._locked_by()
        if not people:
            self.show(SignInState(Phase.ASKING, locked_by=by))
            await self._confirmed()
            return
        ids = [clerk.id for clerk in people]
        chosen = ids.index(by.id) if by is not None and by.id in ids else 0
        self.show(SignInState(Phase.PASSPHRASE, people=people, chosen=chosen, locked_by=by))

    async def _proved(self, clerk_id: str, phrase: str) -> None:
        try:
            clerk = await self._clerk_session.prove(clerk_id, phrase)
        except BaseException:
            self.show(replace(self.state, phase=Phase.PASSPHRASE))
            raise
        self.show(SignInState())
        self._on_signed_in(clerk, BY_PASSPHRASE)

    async def _confirmed(self) -> None:
        """Continue with the clerk who confirmed the code."""
        try:
            clerk = await self._by_code()
        finally:
            if self._attempt is asyncio.current_task():
                self.show(self._blank(Phase.IDLE))
        self._on_signed_in(clerk, BY_CODE)

    async def _by_code(self) -> Clerk:
        begun = await self._login.begin()
        qr = await asyncio.to_thread(qr_rows, begun.verification_uri_complete)
        until = self._clock() + begun.expires_in
        self.show(
            replace(
                self._blank(Phase.WAITING),
                code=begun.user_code,
                address=begun.verification_uri,
                whole_address=begun.verification_uri_complete,
                qr=qr,
                left_s=begun.expires_in,
            )
        )
        counting = asyncio.create_task(self._count(until))
        try:
            return await self._login.wait()
        finally:
            counting.cancel()

    def _blank(self, phase: Phase) -> SignInState:
        return SignInState(phase, people=self.state.people, locked_by=self._locked_by())

    async def _count(self, until: float) -> None:
        while (left := until - self._clock()) > 0:
            self.show(replace(self.state, left_s=round(left)))
            await asyncio.sleep(1)
