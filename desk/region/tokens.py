"""What a sign-in leaves: the access token in memory, the refresh token in the keyring."""

from typing import Protocol

from desk.lanes import Lane
from desk.region.contract import TokenAnswer

REFRESH_TOKEN = "region-refresh-token"
"""The name of the refresh token among the secrets."""


SPARE_TOKEN = "region-refresh-token-before"
"""The refresh token before it: kept until the new one has worked once."""


class Secrets(Protocol):
    """Where secrets are kept; `desk.vault.keys.Keys` is one. Calls may block."""

    def secret(self, name: str) -> str | None:
        """The secret of this name; None when there is none."""

    def keep_secret(self, name: str, value: str) -> None:
        """Keep `value` under `name`, in place of what was there."""

    def forget_secret(self, name: str) -> None:
        """Keep nothing under `name` any longer."""


class Tokens:
    """The tokens of whoever is signed in at this window. The keyring is asked on `lane`."""

    def __init__(self, secrets: Secrets, lane: Lane) -> None:
        self._secrets = secrets
        self._lane = lane
        self.access = ""
        """The access token; empty when there is none yet."""

    async def refresh_token(self) -> str | None:
        """The refresh token; None when nobody is signed in."""
        return await self._lane.run(self._secrets.secret, REFRESH_TOKEN)

    async def spare_token(self) -> str | None:
        """The refresh token before the last one, while that one has not worked yet."""
        return await self._lane.run(self._secrets.secret, SPARE_TOKEN)

    async def keep(self, answer: TokenAnswer) -> None:
        """Keep what a token endpoint gave.

        The old refresh token stays as a spare until the next renewal: if the new one was
        damaged on its way, nobody has to sign in again.
        """
        if answer.refresh_token:
            await self._lane.run(self._exchange, answer.refresh_token)
        self.access = answer.access_token

    def _exchange(self, new: str) -> None:
        old = self._secrets.secret(REFRESH_TOKEN)
        if old is not None and old != new:
            self._secrets.keep_secret(SPARE_TOKEN, old)
        self._secrets.keep_secret(REFRESH_TOKEN, new)

    async def forget(self) -> None:
        """Nobody is signed in any longer."""
        self.access = ""
        for name in (REFRESH_TOKEN, SPARE_TOKEN):
            await self._lane.run(self._secrets.forget_secret, name)
