"""The clerk's session: locking, change of shift, signing out, and coming back by proof."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desk.clerk.shell.asked import NewPassphrase, WhatOfWork, WhetherToClose, WhoGoesOn
from desk.region.contract import Clerk
from desk.region.problems import SignInNeeded

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.clerk.shell.presenter import ShellPresenter
    from desk.visit.clerk_session import ClerkSession

BY_KEY, BY_IDLENESS, FOR_SHIFT = "key", "idle", "shift"
BY_CODE, BY_PASSPHRASE = "code", "passphrase"


class WorkCommands:
    """Asks what to do with the window when its clerk leaves it, and does it."""

    def __init__(self, shell: ShellPresenter, clerk_session: ClerkSession) -> None:
        self._shell = shell
        self._clerk_session = clerk_session
        self.under_way: Callable[[], bool] = lambda: False
        """Whether something that the clerk began is under way; set from outside."""
        self.close_window: Callable[[], None] = lambda: None
        """Closes the window without asking; the shell sets it."""

    # leaving the window

    def ask(self) -> None:
        """F12: lock, change of shift or sign out?"""
        if self._shell.state.clerk is not None:
            self._shell.start(self._ask())

    async def _ask(self) -> None:
        clerk = self._shell.state.clerk
        if clerk is None:
            return
        has = await self._clerk_session.has_passphrase(clerk)
        self._shell.ask(WhatOfWork(clerk, self._shell.state.visit, has))

    def lock(self, why: str = BY_KEY) -> None:
        """Hide everything about the citizen until a clerk has proved who they are."""
        clerk = self._shell.state.clerk
        if clerk is not None:
            self._shell.lock()
            self._shell.start(self._clerk_session.locked(clerk, why))

    def change_shift(self) -> None:
        """Let the next clerk sign in; acts are no longer recorded in this one's name."""
        self.lock(FOR_SHIFT)

    def sign_out(self) -> None:
        """Sign the clerk out; an open visit is continued after the next sign-in."""
        clerk = self._shell.state.clerk
        if clerk is not None:
            self._shell.sign_out()
            self._shell.start(self._clerk_session.sign_out(clerk))

    def ask_to_close(self) -> bool:
        """Whether the window may close now; in the middle of a visit the clerk is asked."""
        state = self._shell.state
        if state.visit is None or state.clerk is None:
            return True
        if not isinstance(state.asked, WhetherToClose):
            self._shell.ask(WhetherToClose(state.visit, state.pending, self.under_way()))
        return False

    def close(self) -> None:
        """Close, as the clerk has answered."""
        self._shell.ask_nothing()
        self.close_window()

    # coming back

    def signed_in(self, clerk: Clerk, by: str) -> None:
        """A clerk has proved who they are, by a code or by the passphrase."""
        before = self._shell.state.locked_by
        visit = self._shell.state.visit
        self._shell.sign_in(clerk, proved_here=by == BY_PASSPHRASE)
        if before is not None and before.id != clerk.id and visit is not None:
            self._shell.ask(WhoGoesOn(clerk, visit))
        self._shell.start(self._after(clerk, before, by))

    async def _after(self, clerk: Clerk, before: Clerk | None, by: str) -> None:
        if before is None:
            await self._clerk_session.signed_in(clerk, by)
        elif before.id == clerk.id:
            await self._clerk_session.unlocked(clerk, by)
        else:
            await self._clerk_session.changed(clerk, before, by)
        if by == BY_CODE:
            await self._clerk_session.confirmed(clerk)
        elif not await self._clerk_session.agrees(clerk):
            self._shell.show_failure(SignInNeeded())

    def hold(self) -> None:
        """The open visit is put on hold before the next clerk begins."""
        self._shell.ask_nothing()
        self._shell.hold()

    # the passphrase

    def ask_passphrase(self) -> None:
        """The clerk wants a passphrase, or another one."""
        clerk = self._shell.state.clerk
        if clerk is not None:
            self._shell.ask(NewPassphrase(clerk))

    def take_passphrase(self, asked: NewPassphrase, typed: str) -> None:
        """Take the passphrase, typed once or the second time."""
        if not asked.first:
            self._shell.ask(NewPassphrase(asked.clerk, typed))
        elif typed != asked.first:
            self._shell.ask(NewPassphrase(asked.clerk, differed=True))
        else:
            self._shell.ask_nothing()
            self._shell.start(self._clerk_session.set_passphrase(asked.clerk, typed))
