"""The tokens of a sign-in: the access token in memory, the refresh token in the keyring."""

from typing import Protocol

from desk.region.contract import TokenAnswer
from desk.worker_thread import WorkerThread

REFRESH_TOKEN = "region-refresh-token"
"""The name of the refresh token among the secrets."""


SPARE_TOKEN = "region-refresh-token-before"
"""The refresh token before it: kept until the new one has worked once."""


OWNER = "region-refresh-token-owner"
"""The id of the clerk whose tokens they are."""


class Secrets(Protocol):
    """Where secrets are kept; `desk.vault.keys.Keys` is one. Calls may block."""

    def secret(self, name: str) -> str | None:
        """The secret of this name; None when there is none."""

    def keep_secret(self, name: str, value: str) -> None:
        """Keep `value` under `name`, in place of what was there."""

    def forget_secret(self, name: str) -> None:
        """Remove the secret of this name."""


class Tokens:
    """The tokens of the clerk signed in here. The keyring is asked on `worker_thread`."""

    def __init__(self, secrets: Secrets, worker_thread: WorkerThread) -> None:
        self._secrets = secrets
        self._worker_thread = worker_thread
        self.access = ""
        """The access token; empty when there is none yet."""
        self.turn = 0
        """Incremented whenever the tokens become another clerk's, or are forgotten."""
        self._before = ""

    async def refresh_token(self) -> str | None:
        """The refresh token; None when nobody is signed in."""
        return await self._worker_thread.run(self._secrets.secret, REFRESH_TOKEN)

    async def spare_token(self) -> str | None:
        """The refresh token before the last one, while that one has not worked yet."""
        return await self._worker_thread.run(self._secrets.secret, SPARE_TOKEN)

    async def keep(self, answer: TokenAnswer, *, turn: int | None = None) -> None:
        """Keep what a token endpoint gave.

        With a `turn`, tokens were renewed: the old refresh token stays as a spare until the next
        renewal, so that nobody has to sign in again if the new one was damaged on its way; and if
        another clerk signed in meanwhile, the tokens are put away under their owner. Without, it is
        a new sign-in: the tokens that were there are put away under their owner.
        """
        if turn is not None and turn != self.turn:
            if answer.refresh_token and self._before:
                name = _away(self._before)
                await self._worker_thread.run(self._secrets.keep_secret, name, answer.refresh_token)
            return
        if turn is None:
            self.turn += 1
            await self._worker_thread.run(self._put_away)
        if answer.refresh_token:
            await self._worker_thread.run(self._exchange, answer.refresh_token)
        self.access = answer.access_token

    async def owner(self) -> str:
        """The id of the clerk whose tokens they are; empty when unknown."""
        return await self._worker_thread.run(self._secrets.secret, OWNER) or ""

    @property
    def before(self) -> str:
        """The id of the clerk whose tokens were put away last."""
        return self._before

    async def belong_to(self, clerk_id: str) -> None:
        """Record that the tokens are this clerk's, as the region said."""
        await self._worker_thread.run(self._secrets.keep_secret, OWNER, clerk_id)

    async def take(self, clerk_id: str) -> None:
        """Replace another clerk's tokens by those put away for this one, or by none."""
        if await self.owner() != clerk_id:
            self.access = ""
            self.turn += 1
            await self._worker_thread.run(self._take, clerk_id)

    async def drop(self, clerk_id: str) -> None:
        """Forget what was put away for this clerk."""
        await self._worker_thread.run(self._secrets.forget_secret, _away(clerk_id))

    def _put_away(self) -> None:
        owner, token = self._secrets.secret(OWNER), self._secrets.secret(REFRESH_TOKEN)
        if owner and token:
            self._secrets.keep_secret(_away(owner), token)
        self._before = owner or ""
        for name in (OWNER, REFRESH_TOKEN, SPARE_TOKEN):
            self._secrets.forget_secret(name)

    def _take(self, clerk_id: str) -> None:
        self._put_away()
        token = self._secrets.secret(_away(clerk_id))
        if token:
            self._secrets.keep_secret(REFRESH_TOKEN, token)
            self._secrets.forget_secret(_away(clerk_id))
        self._secrets.keep_secret(OWNER, clerk_id)

    def _exchange(self, new: str) -> None:
        old = self._secrets.secret(REFRESH_TOKEN)
        if old is not None and old != new:
            self._secrets.keep_secret(SPARE_TOKEN, old)
        self._secrets.keep_secret(REFRESH_TOKEN, new)

    async def forget(self) -> None:
        """Forget the tokens: nobody is signed in any longer."""
        self.access = ""
        self.turn += 1
        for name in (REFRESH_TOKEN, SPARE_TOKEN, OWNER):
            await self._worker_thread.run(self._secrets.forget_secret, name)


def _away(clerk_id: str) -> str:
    return f"{REFRESH_TOKEN}:{clerk_id}"
