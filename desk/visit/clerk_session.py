"""The clerk's session at this window: sign-in, lock, change of clerk, sign-out, each by proof.

Opening the window signs nobody in: tokens of an earlier sign-in only let cases go on to the region.
Proof is a code that the region confirmed, or, for a few days after that, the clerk's own
passphrase, which also holds while the link is down. What is done then is done under the clerk's
name and sent when the region can be reached again.
"""

import logging

from desk.domain.failures import Failure
from desk.region.client import RegionClient
from desk.region.contract import Clerk
from desk.region.problems import RegionFailure, SignInNeeded
from desk.region.tokens import Tokens
from desk.vault.passphrases import KnownClerk, PassphraseOver, PassphraseWrong, TriesSpent
from desk.vault.passphrases import Passphrases as Kept
from desk.visit.audit_log import AuditKind
from desk.visit.session import VisitSession
from desk.worker_thread import WorkerThread

log = logging.getLogger(__name__)

BY_CODE, BY_PASSPHRASE = "code", "passphrase"


class ClerkSession:
    """Proves who the clerk is, and writes who worked here into the log of acts."""

    def __init__(
        self,
        session: VisitSession,
        region: RegionClient,
        tokens: Tokens,
        kept: Kept,
        worker_thread: WorkerThread,
    ) -> None:
        self._session = session
        self._region = region
        self._tokens = tokens
        self._kept = kept
        self._worker_thread = worker_thread

    async def people(self) -> tuple[KnownClerk, ...]:
        """Who may sign in with a passphrase now."""
        return await self._worker_thread.run(self._kept.people)

    async def has_passphrase(self, clerk: Clerk) -> bool:
        """Whether this clerk has one here."""
        return await self._worker_thread.run(self._kept.has, clerk.id)

    async def confirmed(self, clerk: Clerk) -> None:
        """The region has confirmed this clerk just now: its tokens are theirs."""
        before = self._tokens.before
        await self._tokens.belong_to(clerk.id)
        known = KnownClerk(clerk.id, clerk.name, clerk.role)
        await self._worker_thread.run(self._kept.proved, known)
        if before not in ("", clerk.id) and not await self._worker_thread.run(
            self._kept.has, before
        ):
            await self._tokens.drop(before)

    async def prove(self, clerk_id: str, phrase: str) -> Clerk:
        """The clerk whose passphrase it is; tokens of anybody else are put away.

        Raises `PassphraseWrong`, `TriesSpent`, `PassphraseOver`.
        """
        try:
            known = await self._worker_thread.run(self._kept.check, clerk_id, phrase)
        except (PassphraseWrong, TriesSpent, PassphraseOver) as failure:
            await self._write(AuditKind.UNLOCK_REFUSED, clerk_id, failure.code)
            raise
        await self._tokens.take(known.id)
        return Clerk(known.id, known.name, known.role)

    async def agrees(self, clerk: Clerk) -> bool:
        """Whether the region knows this clerk by the tokens that are here.

        True also when it cannot be asked. When they are somebody else's they are put away.
        """
        try:
            there = await self._region.me()
        except SignInNeeded:
            return False
        except RegionFailure as failure:
            log.info("who is signed in was not asked: %s", failure)
            return True
        if there.id == clerk.id:
            return True
        log.warning("the tokens were another clerk's")
        await self._tokens.belong_to(there.id)
        await self._tokens.take(clerk.id)
        return False

    async def set_passphrase(self, clerk: Clerk, phrase: str) -> None:
        """Keep the clerk's passphrase. Raises `PassphraseWeak`."""
        known = KnownClerk(clerk.id, clerk.name, clerk.role)
        await self._worker_thread.run(self._kept.set, known, phrase)
        await self._write(AuditKind.PASSPHRASE_SET, clerk.id)

    # records

    async def signed_in(self, clerk: Clerk, by: str) -> None:
        """Record that a clerk signed in."""
        await self._write(AuditKind.SIGNED_IN, clerk.id, by)

    async def locked(self, clerk: Clerk, why: str) -> None:
        """Record that the window was locked, by a key or after a time without a touch."""
        await self._write(AuditKind.LOCKED, clerk.id, why)

    async def unlocked(self, clerk: Clerk, by: str) -> None:
        """Record that the clerk who had locked it is back."""
        await self._write(AuditKind.UNLOCKED, clerk.id, by)

    async def changed(self, clerk: Clerk, before: Clerk, by: str) -> None:
        """Record that another clerk took the window over."""
        await self._write(AuditKind.SHIFT_CHANGED, clerk.id, f"{by} from {before.id}")

    async def sign_out(self, clerk: Clerk) -> None:
        """Sign the clerk out; their tokens are forgotten."""
        await self._write(AuditKind.SIGNED_OUT, clerk.id)
        if await self._tokens.owner() in ("", clerk.id):
            await self._tokens.forget()
        await self._tokens.drop(clerk.id)

    async def _write(self, act: AuditKind, clerk: str, reason: str = "") -> None:
        """A full disk must not prevent locking the window or working."""
        visit = self._session.visit
        try:
            await self._session.run(
                self._session.store.acts.write,
                act,
                visit=visit.id if visit else "",
                ticket=visit.ticket_number if visit else "",
                reason=reason,
                clerk=clerk,
            )
        except Failure as failure:
            log.warning("an act was not written: %s", failure)
