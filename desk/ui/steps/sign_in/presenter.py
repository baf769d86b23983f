"""What signing in knows: the code to confirm, how long it holds, whether it was confirmed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from desk.domain.failures import Failure
from desk.region.contract import Clerk
from desk.region.problems import SignInNeeded
from desk.ui.presenter import Presenter

if TYPE_CHECKING:  # the rooms come after the first paint
    from desk.region.login import DeviceLogin


class Phase(StrEnum):
    """Where signing in stands."""

    IDLE = "idle"
    ASKING = "asking"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class SignInState:
    """The code and address to show. `qr` holds the rows of the QR of the whole address, dark
    modules True; `left_s` counts down to the end of the code."""

    phase: Phase = Phase.IDLE
    code: str = ""
    address: str = ""
    whole_address: str = ""
    qr: tuple[tuple[bool, ...], ...] = ()
    left_s: int = 0


class SignInPresenter(Presenter[SignInState]):
    """Asks the region for a code and waits until a person has confirmed it.

    `known` asks the region who is signed in, and raises `SignInNeeded` when nobody is.
    """

    def __init__(
        self,
        login: DeviceLogin,
        known: Callable[[], Awaitable[Clerk]],
        on_signed_in: Callable[[Clerk], None],
        on_failure: Callable[[Failure], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(SignInState(), on_failure)
        self._login = login
        self._known = known
        self._on_signed_in = on_signed_in
        self._clock = clock
        self._attempt: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Show a code; one that is shown already stays."""
        if self._attempt is None:
            self.show(SignInState(Phase.ASKING))
            self._attempt = self.start(self._sign_in())

    def give_up(self) -> None:
        """Wait no longer."""
        attempt, self._attempt = self._attempt, None
        if attempt is not None:
            attempt.cancel()
            self.show(SignInState())

    async def _sign_in(self) -> None:
        """Whoever is still signed in need not do it again; everybody else confirms a code."""
        try:
            clerk = await self._known()
        except SignInNeeded:
            clerk = await self._confirmed()
        finally:
            if self._attempt is asyncio.current_task():
                self._attempt = None
                self.show(SignInState())
        self._on_signed_in(clerk)

    async def _confirmed(self) -> Clerk:
        begun = await self._login.begin()
        qr = await asyncio.to_thread(qr_rows, begun.verification_uri_complete)
        until = self._clock() + begun.expires_in
        self.show(
            SignInState(
                Phase.WAITING,
                begun.user_code,
                begun.verification_uri,
                begun.verification_uri_complete,
                qr,
                begun.expires_in,
            )
        )
        counting = asyncio.create_task(self._count(until))
        try:
            return await self._login.wait()
        finally:
            counting.cancel()

    async def _count(self, until: float) -> None:
        while (left := until - self._clock()) > 0:
            self.show(replace(self.state, left_s=round(left)))
            await asyncio.sleep(1)


def qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a QR code (error level M) without its quiet zone, row by row."""
    import segno

    code = segno.make(text, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
